#include "terminal/core/protocol/terminal_lock.hpp"

#include "terminal/core/support/json.hpp"

#include <boost/json.hpp>

#include <utility>

namespace xz::protocol {
namespace {

constexpr std::string_view LockName = "lock";
constexpr std::string_view UnlockName = "unlock";

}  // namespace

Command command_of(std::string id, const LockOrder& order) {
    if (const auto* lock = std::get_if<Lock>(&order))
        return {.id = std::move(id), .name = std::string{LockName}, .args = json::canonical(json::Object{{"message", lock->message}})};
    return {.id = std::move(id), .name = std::string{UnlockName}};
}

std::optional<LockOrder> lock_order(const Command& command) {
    const auto args = json::parse(command.args);
    if (!args) return std::nullopt;
    std::vector<json::Problem> problems;
    json::ObjectReader reader{*args, "$", problems};
    std::optional<LockOrder> order;
    if (command.name == LockName) order = Lock{reader.text("message", 0, LongestLockMessage)};
    if (command.name == UnlockName) order = Unlock{};
    reader.refuse_unknown();
    return problems.empty() ? order : std::nullopt;
}

}  // namespace xz::protocol
