// What was not accepted is kept whole, once per content, until a person decides.
#pragma once

#include "server-sync/sync/completion.hpp"
#include "terminal/core/protocol/names.hpp"
#include "terminal/core/support/clock.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::server::sync {

struct Quarantined {
    std::int64_t number = 0;
    std::string terminal;
    std::string id;  // of the envelope; empty when it shows none
    std::string sha256;
    protocol::QuarantineReason reason = protocol::QuarantineReason::Malformed;
    Instant received_at;
    std::uint64_t size = 0;
    std::string resolution;  // empty while open
};

enum class Resolution { Discarded, Released };  // Released: goes through processing again, its proof taken as given

class Quarantine {
public:
    virtual ~Quarantine() = default;
    [[nodiscard]] virtual std::vector<Quarantined> open_cases(std::int64_t after, std::size_t limit) const = 0;
    [[nodiscard]] virtual std::optional<std::string> bytes(std::int64_t number) const = 0;
    // False: no such open case.
    virtual void resolve(std::int64_t number, Resolution resolution, std::string actor, Instant at, Completion<bool> done) = 0;
};

}  // namespace xz::server::sync
