// The heartbeat of a terminal whose store is damaged: it tells the platform so, signed with the terminal's own key, and writes nothing.
#pragma once

#include "terminal/storage/wreck.hpp"
#include "terminal/sync/http_port.hpp"
#include "terminal/sync/platform.hpp"

#include <filesystem>
#include <memory>

namespace xz::app {

class Distress {
public:
    // Null where the wreck has lost who this terminal is, or its chain. `folder`: the store's; `clock` outlives it.
    [[nodiscard]] static std::unique_ptr<Distress> of(const storage::Wreck& wreck, std::filesystem::path folder, const Clock& clock,
                                                      std::unique_ptr<sync::HttpPort> http);

    // Once; waits for the answer, of which nothing is kept. The error is a line for the log.
    [[nodiscard]] Result<void, std::string> call();
    // Ends a call under way; from any thread.
    void stop() { http_->stop(); }

private:
    Distress(protocol::Heartbeat report, crypto::SigningKey key, std::filesystem::path folder, const Clock& clock, std::unique_ptr<sync::HttpPort> http);

    protocol::Heartbeat report_;
    crypto::SigningKey key_;
    std::filesystem::path folder_;
    const Clock& clock_;
    std::unique_ptr<sync::HttpPort> http_;
    sync::Platform platform_{*http_};
};

}  // namespace xz::app
