// The two commands by which a platform takes a terminal out of service and gives it back: {"name":"lock","args":{"message"}}, {"name":"unlock","args":{}}.
#pragma once

#include "terminal/core/protocol/heartbeat.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace xz::protocol {

inline constexpr std::size_t LongestLockMessage = 200;  // code points

struct Lock {
    std::string message;  // for whoever stands there; may be empty
    friend bool operator==(const Lock&, const Lock&) = default;
};
struct Unlock {
    friend bool operator==(const Unlock&, const Unlock&) = default;
};
using LockOrder = std::variant<Lock, Unlock>;

[[nodiscard]] Command command_of(std::string id, const LockOrder& order);
// Nothing: another command, or one whose arguments are not as above.
[[nodiscard]] std::optional<LockOrder> lock_order(const Command& command);

}  // namespace xz::protocol
