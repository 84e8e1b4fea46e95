// Whether the store takes writes, known from a small write of its own: a full disk still answers every read.
#pragma once

#include "server-sync/sync/platform_state.hpp"
#include "terminal/core/support/clock.hpp"

#include <functional>
#include <mutex>
#include <optional>
#include <string>

namespace xz::server::api {

enum class Pulse { Beats, Missed };

// Safe to use from several threads.
class StorePulse {
public:
    // Told of each change, and what the store said; on the store's writer thread.
    using Changed = std::function<void(Pulse now, const std::string& why)>;
    StorePulse(sync::PlatformState& state, const Clock& clock, Changed changed);

    // As the last write went if that is younger than two seconds, else after another: on the writer's thread then. However many ask,
    // the disk sees one write in that time.
    void feel(std::function<void(Pulse)> answer);
    [[nodiscard]] Pulse last() const;

private:
    void settle(Pulse now, const std::string& why);

    sync::PlatformState& state_;
    const Clock& clock_;
    Changed changed_;
    mutable std::mutex guard_;
    Pulse last_ = Pulse::Beats;
    std::optional<Steady> felt_at_;
};

}  // namespace xz::server::api
