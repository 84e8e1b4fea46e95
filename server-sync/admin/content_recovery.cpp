#include "server-sync/admin/content_recovery.hpp"

#include "server-sync/admin/arguments.hpp"
#include "server-sync/admin/audit.hpp"
#include "server-sync/admin/commands.hpp"
#include "server-sync/sync/processor.hpp"
#include "terminal/core/protocol/envelope.hpp"

#include <fmt/format.h>

#include <boost/json/object.hpp>

#include <memory>
#include <vector>

namespace xz::server::admin {

namespace {

constexpr std::size_t AtATime = 500;
constexpr std::size_t LongestWord = 64;
constexpr std::size_t LongestSubject = 200;

struct Closed {
    std::vector<std::int64_t> for_this_key;
    std::uint64_t for_others = 0;
};

Closed closed_cases(const Platform& platform, std::string_view rkid) {
    Closed closed;
    std::int64_t after = 0;
    while (true) {
        const auto cases = platform.ports.quarantine.open_cases(after, AtATime);
        for (const auto& item : cases) {
            after = item.number;
            if (item.reason != protocol::QuarantineReason::Key) continue;
            const auto bytes = platform.ports.quarantine.bytes(item.number);
            const auto envelope = bytes ? protocol::decode_envelope(*bytes) : protocol::Decoded<protocol::Envelope>{failure(protocol::Malformed{})};
            if (envelope && envelope->header.rkid == rkid) {
                closed.for_this_key.push_back(item.number);
            } else {
                ++closed.for_others;
            }
        }
        if (cases.size() < AtATime) return closed;
    }
}

}  // namespace

Answer recover_quarantined(const Platform& platform, const crypto::BoxKey& recovery) {
    const auto rkid = recovery.public_key().id();
    const auto closed = closed_cases(platform, rkid);
    if (closed.for_this_key.empty()) return failure(fmt::format("no envelope in quarantine waits for recovery key {}", rkid));
    note(platform, "recovery.quarantine", rkid, json::canonical(json::Object{{"envelopes", closed.for_this_key.size()}}));
    for (const auto number : closed.for_this_key) {
        sync::wait_for<bool>([&](auto done) {
            platform.ports.quarantine.resolve(number, sync::Resolution::Released, std::string{Actor}, platform.clock.now(), std::move(done));
        });
    }
    const auto lent = std::shared_ptr<const crypto::BoxKey>{std::shared_ptr<void>{}, &recovery};
    sync::Processor processor{platform.ports,
                              {.box = [&](std::string_view kid) { return platform.keys.held->box(kid); },
                               .receipt = [&](std::string_view kid) { return platform.keys.held->receipt_key(kid); },
                               .recovery = [&](std::string_view kid) { return kid == rkid ? lent : nullptr; }},
                              platform.clock,
                              platform.random};
    static_cast<void>(processor.drain());
    const auto left = closed_cases(platform, rkid).for_this_key.size();
    return json::Value{{"opened", closed.for_this_key.size() - left}, {"still_closed", left + closed.for_others}};
}

Answer note_recovery(const json::Value& args, const Platform& platform) {
    Arguments arguments{args};
    const auto what = arguments.read().text("what", 1, LongestWord);
    const auto subject = arguments.read().text("subject", 1, LongestSubject);
    const auto envelopes = arguments.read().integer("envelopes", 0, json::MaxInteger);
    if (auto problems = arguments.problems(); !problems.empty()) return failure(problems);
    note(platform, "recovery." + what, subject, json::canonical(json::Object{{"envelopes", envelopes}}));
    return json::Value(json::Object{});
}

}  // namespace xz::server::admin
