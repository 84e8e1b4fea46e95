#include "server-sync/admin/arguments.hpp"
#include "server-sync/admin/box_keys.hpp"
#include "server-sync/admin/commands.hpp"
#include "server-sync/admin/terminals.hpp"
#include "terminal/core/protocol/report_seal.hpp"

#include <fmt/format.h>

#include <boost/json/array.hpp>

namespace xz::server::admin {

namespace {
constexpr std::int64_t LongestTerm = 3660;  // days
}

Answer verify(const json::Value& args, const Platform& platform) {
    Arguments arguments{args};
    const auto box_days = arguments.read().optional_integer("box_days", 1, LongestTerm);
    if (auto problems = arguments.problems(); !problems.empty()) return failure(problems);
    json::Array problems;
    json::Array reminders;
    if (box_days) {
        if (auto due = rotation_due(platform, std::chrono::days{*box_days})) reminders.emplace_back(std::move(*due));
    }
    for (auto& failing : failing_stores(platform)) reminders.emplace_back(std::move(failing));
    std::uint64_t chains = 0;
    const auto terminals = platform.ports.terminals.all();
    for (const auto& terminal : terminals) {
        for (const auto& head : platform.ports.envelopes.chains(terminal.id)) {
            ++chains;
            if (head.highest_seq > head.have_seq) {
                problems.emplace_back(fmt::format("terminal {}, chain {}: envelopes {} to {} are not all here", terminal.id, head.chain,
                                                  head.have_seq + 1, head.highest_seq));
            }
            if (head.forked_at) {
                problems.emplace_back(fmt::format("terminal {}, chain {}: forked at {}", terminal.id, head.chain, to_rfc3339(*head.forked_at)));
            }
            if (terminal.reported_chain == head.chain && terminal.reported_seq > head.have_seq) {
                problems.emplace_back(fmt::format("terminal {}, chain {}: it has {} envelopes, {} are here", terminal.id, head.chain,
                                                  terminal.reported_seq, head.have_seq));
            }
        }
    }
    if (const auto broken = platform.ports.audit.first_broken()) {
        problems.emplace_back(fmt::format("audit log: entry {} does not follow from the one before", *broken));
    }
    const auto unsound = sync::wait_for<std::vector<std::string>>(
        [&](auto completion) { platform.ports.state.check_integrity(std::move(completion)); });
    for (const auto& problem : unsound) problems.emplace_back("store: " + problem);
    for (const auto& problem : platform.ports.student_keys.check_integrity()) problems.emplace_back("students' keys: " + problem);
    const auto counts = platform.ports.envelopes.counts();
    return json::Value{{"ok", problems.empty()},
                       {"problems", std::move(problems)},
                       {"reminders", std::move(reminders)},
                       {"terminals", terminals.size()},
                       {"chains", chains},
                       {"envelopes", counts.stored},
                       {"pending", counts.pending},
                       {"quarantined", counts.quarantined}};
}

Answer verify_report(const json::Value& args, const Platform& platform) {
    constexpr std::size_t longest = 2000;
    Arguments arguments{args};
    const auto text = arguments.read().text("seal", 1, longest);
    if (auto problems = arguments.problems(); !problems.empty()) return failure(problems);
    const auto seal = protocol::decode_report_seal(text);
    if (!seal) return failure("this is no report's code: " + json::to_text(seal.error().problem));
    const auto key = platform.keys.held->receipt_key(seal->kid);
    if (!key || !protocol::is_signed_by(*seal, *key)) return failure("this platform did not sign that");
    return json::Value{{"ok", true},
                       {"record", seal->id},
                       {"sha256", to_hex(seal->sha256)},
                       {"academic_year", seal->academic_year},
                       {"instrument", seal->instrument},
                       {"issued", to_rfc3339(seal->issued)}};
}

}  // namespace xz::server::admin
