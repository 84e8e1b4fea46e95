#include "terminal/app/lock_record.hpp"

#include "terminal/core/support/json.hpp"

#include <boost/json.hpp>

namespace xz::app {
namespace {

constexpr std::string_view setting = "lock order";  // the last one as it came, {"id","name","args"}

}  // namespace

std::optional<protocol::Command> LockRecord::last() {
    const auto kept = settings_.get(setting);
    const auto parsed = kept ? json::parse(*kept) : failure(json::Problem{});
    if (!parsed) {
        return std::nullopt;
    }
    std::vector<json::Problem> problems;
    json::ObjectReader reader{*parsed, "$", problems};
    protocol::Command command{.id = reader.uuid("id"), .name = reader.text("name", 1, 32)};
    if (const auto* args = reader.member("args")) {
        command.args = json::canonical(*args);
    }
    return problems.empty() ? std::optional{std::move(command)} : std::nullopt;
}

std::optional<std::string> LockRecord::message() {
    const auto command = last();
    const auto order = command ? protocol::lock_order(*command) : std::nullopt;
    const auto* lock = order ? std::get_if<protocol::Lock>(&*order) : nullptr;
    return lock != nullptr ? std::optional{lock->message} : std::nullopt;
}

bool LockRecord::obey(const protocol::Command& command) {
    const auto order = protocol::lock_order(command);
    if (!order) {
        return false;
    }
    if (const auto before = last(); before && before->id == command.id) {
        return false;
    }
    settings_.put(setting, json::canonical(json::Object{{"id", command.id}, {"name", command.name}, {"args", *json::parse(command.args)}}));
    return true;
}

}  // namespace xz::app
