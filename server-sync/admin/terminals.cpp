#include "server-sync/admin/arguments.hpp"
#include "server-sync/admin/audit.hpp"
#include "server-sync/admin/box_keys.hpp"
#include "server-sync/admin/commands.hpp"
#include "server-sync/admin/terminals.hpp"
#include "server-sync/api/enrol.hpp"
#include "terminal/core/protocol/enrol.hpp"
#include "terminal/core/protocol/names.hpp"
#include "terminal/core/protocol/terminal_lock.hpp"
#include "terminal/core/support/ids.hpp"

#include <fmt/format.h>

#include <boost/json/array.hpp>

#include <algorithm>

namespace xz::server::admin {

namespace {

constexpr std::int64_t LongestCode = 24 * 60;  // minutes
constexpr std::size_t LongestPlace = 100;

json::Value time_of(const std::optional<Instant>& instant) {
    return instant ? json::Value(to_rfc3339(*instant)) : json::Value(nullptr);
}

// A member of the last heartbeat, as the terminal sent it; null before the first.
json::Value reported(const sync::Terminal& terminal, std::string_view member) {
    const auto beat = json::parse(terminal.status);
    const auto* object = beat ? beat->if_object() : nullptr;
    const auto* found = object != nullptr ? object->if_contains(member) : nullptr;
    return found != nullptr ? *found : json::Value(nullptr);
}

// The former box keys that are kept because this terminal may still bring what was sealed to them.
json::Array keys_held_by(const sync::Terminal& terminal, const std::vector<BoxKeyState>& keys) {
    json::Array held;
    for (const auto& key : keys) {
        if (std::ranges::find(key.waits_for, terminal.id) != key.waits_for.end()) held.emplace_back(key.kid);
    }
    return held;
}

// The order, and the state that it brings about.
Answer give(const Platform& platform, const std::string& id, const protocol::LockOrder& order) {
    const bool locks = std::holds_alternative<protocol::Lock>(order);
    const auto state = locks ? sync::TerminalState::Locked : sync::TerminalState::Active;
    const Instant now = platform.clock.now();
    auto command = protocol::command_of(IdMaker{platform.clock, platform.random}.uuid_v7(), order);
    const std::string told = command.args;
    const bool given = sync::wait_for<bool>([&](auto completion) {
        platform.ports.terminals.lock(id, state, {std::move(command.id), std::move(command.name), std::move(command.args), now}, std::move(completion));
    });
    if (!given) return failure("there is no enrolled terminal " + id);
    note(platform, locks ? "terminal.lock" : "terminal.unlock", id, told);
    return json::Value{{"id", id}, {"state", sync::to_text(state)}};
}

}  // namespace

Answer add_terminal(const json::Value& args, const Platform& platform) {
    Arguments arguments{args};
    auto& read = arguments.read();
    const std::string id = read.text("id", 1, 32);
    const std::string place = read.text("place", 0, LongestPlace);
    const auto minutes = read.integer("minutes", 1, LongestCode);
    if (!id.empty() && !protocol::is_terminal_name(id)) read.problem("id", "1–32 of A–Z a–z 0–9 . _ - and no dot or dash first");
    if (auto problems = arguments.problems(); !problems.empty()) return failure(problems);

    const Instant now = platform.clock.now();
    const auto known = platform.ports.terminals.find(id);
    if (known && known->state == sync::TerminalState::Revoked) return failure("terminal " + id + " was revoked; give the machine a new id");
    if (!known) {
        sync::wait_for<bool>([&](auto completion) {
            platform.ports.terminals.add({.id = id, .place = place, .added_at = now}, std::move(completion));
        });
        }
    const auto code = protocol::EnrolCode::make(platform.keys.authority.certificate(), platform.random);
    const std::string text = protocol::to_text(code);
    const Instant expires = now + std::chrono::minutes{minutes};
    sync::wait_for<sync::Done>([&](auto completion) {
        platform.ports.terminals.add_code({.hash = api::enrol_code_hash(text), .terminal = id, .expires_at = expires}, std::move(completion));
    });
    note(platform, "terminal.add", id);
    return json::Value{{"terminal", id}, {"code", text}, {"expires_at", to_rfc3339(expires)}};
}

Answer list_terminals(const json::Value& args, const Platform& platform) {
    Arguments arguments{args};
    if (auto problems = arguments.problems(); !problems.empty()) return failure(problems);
    json::Array list;
    const auto spent = box_keys(platform);
    for (const auto& terminal : platform.ports.terminals.all()) {
        list.push_back({{"id", terminal.id},
                        {"place", terminal.place},
                        {"state", sync::to_text(terminal.state)},
                        {"enrolled_at", time_of(terminal.enrolled_at)},
                        {"seen_at", time_of(terminal.seen_at)},
                        {"lost_at", time_of(terminal.lost_at)},
                        {"store", reported(terminal, "store")},
                        {"key_level", reported(terminal, "key_level")},
                        {"queue", reported(terminal, "queue_depth")},
                        {"bundle", reported(terminal, "bundle_version")},
                        {"holds_keys", keys_held_by(terminal, spent)},
                        {"revoked_at", time_of(terminal.revoked_at)}});
    }
    return json::Value(std::move(list));
}

Answer lock_terminal(const json::Value& args, const Platform& platform) {
    Arguments arguments{args};
    const std::string id = arguments.read().text("id", 1, 32);
    protocol::Lock lock{arguments.read().text("message", 0, protocol::LongestLockMessage)};
    if (auto problems = arguments.problems(); !problems.empty()) return failure(problems);
    return give(platform, id, std::move(lock));
}

Answer unlock_terminal(const json::Value& args, const Platform& platform) {
    Arguments arguments{args};
    const std::string id = arguments.read().text("id", 1, 32);
    if (auto problems = arguments.problems(); !problems.empty()) return failure(problems);
    return give(platform, id, protocol::Unlock{});
}

std::vector<std::string> failing_stores(const Platform& platform) {
    std::vector<std::string> told;
    for (const auto& terminal : platform.ports.terminals.all()) {
        if (terminal.state == sync::TerminalState::Revoked || terminal.lost_at || reported(terminal, "store") != "failing") continue;
        told.push_back(fmt::format("terminal {} ({}) reports that its store is failing: look at its maintenance panel", terminal.id, terminal.place));
    }
    return told;
}

Answer lose_terminal(const json::Value& args, const Platform& platform) {
    Arguments arguments{args};
    const std::string id = arguments.read().text("id", 1, 32);
    if (auto problems = arguments.problems(); !problems.empty()) return failure(problems);
    const Instant now = platform.clock.now();
    const bool known = sync::wait_for<bool>([&](auto completion) { platform.ports.terminals.lose(id, now, std::move(completion)); });
    if (!known) return failure("there is no terminal " + id);
    note(platform, "terminal.lose", id);
    return json::Value{{"id", id}, {"lost_at", to_rfc3339(now)}};
}

Answer revoke_terminal(const json::Value& args, const Platform& platform) {
    Arguments arguments{args};
    const std::string id = arguments.read().text("id", 1, 32);
    if (auto problems = arguments.problems(); !problems.empty()) return failure(problems);
    const auto known = sync::wait_for<bool>([&](auto completion) {
        platform.ports.terminals.set_state(id, sync::TerminalState::Revoked, platform.clock.now(), std::move(completion));
    });
    if (!known) return failure("there is no terminal " + id);
    note(platform, "terminal.revoke", id);
    return json::Value{{"id", id}, {"state", sync::to_text(sync::TerminalState::Revoked)}};
}

}  // namespace xz::server::admin
