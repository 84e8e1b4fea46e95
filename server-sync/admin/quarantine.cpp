#include "server-sync/admin/arguments.hpp"
#include "server-sync/admin/audit.hpp"
#include "server-sync/admin/commands.hpp"
#include "terminal/core/protocol/envelope.hpp"

#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace xz::server::admin {

namespace {
constexpr std::size_t MostShown = 1000;
constexpr std::size_t LongestReason = 200;

// Which box key is missing, and which recovery key opens it all the same (xuezhen-admin recover --quarantine).
void tell_keys(json::Object& told, const Platform& platform, std::int64_t number) {
    const auto bytes = platform.ports.quarantine.bytes(number);
    const auto envelope = bytes ? protocol::decode_envelope(*bytes) : protocol::Decoded<protocol::Envelope>{failure(protocol::Malformed{})};
    if (!envelope) return;
    told["missing_key"] = envelope->header.kid;
    told["recovery_key"] = envelope->header.rkid;
}
}

Answer list_quarantine(const json::Value& args, const Platform& platform) {
    Arguments arguments{args};
    if (auto problems = arguments.problems(); !problems.empty()) return failure(problems);
    json::Array list;
    for (const auto& item : platform.ports.quarantine.open_cases(0, MostShown)) {
        json::Object told{{"number", item.number},
                          {"terminal", item.terminal},
                          {"id", item.id},
                          {"reason", protocol::to_text(item.reason)},
                          {"received_at", to_rfc3339(item.received_at)},
                          {"size", item.size},
                          {"missing_key", nullptr},
                          {"recovery_key", nullptr}};
        if (item.reason == protocol::QuarantineReason::Key) tell_keys(told, platform, item.number);
        list.push_back(std::move(told));
    }
    return json::Value(std::move(list));
}

Answer resolve_quarantine(const json::Value& args, const Platform& platform) {
    Arguments arguments{args};
    auto& read = arguments.read();
    const std::int64_t number = read.integer("number", 1, json::MaxInteger);
    const bool released = read.choice("resolution", {"release", "discard"}) == 0;
    const std::string reason = read.text("reason", 1, LongestReason);
    if (auto problems = arguments.problems(); !problems.empty()) return failure(problems);
    const auto resolution = released ? sync::Resolution::Released : sync::Resolution::Discarded;
    const bool done = sync::wait_for<bool>([&](auto completion) {
        platform.ports.quarantine.resolve(number, resolution, std::string{Actor}, platform.clock.now(), std::move(completion));
    });
    if (!done) {
        return failure(fmt::format("there is no open case {} that could be {}: see quarantine list", number, released ? "released" : "discarded"));
    }
    note(platform, released ? "quarantine.release" : "quarantine.discard", std::to_string(number), json::canonical(json::Object{{"reason", reason}}));
    return json::Value{{"number", number}, {"resolution", released ? "released" : "discarded"}};
}

}  // namespace xz::server::admin
