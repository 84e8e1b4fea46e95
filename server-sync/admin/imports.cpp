#include "server-sync/sync/imports.hpp"

#include "server-sync/admin/arguments.hpp"
#include "server-sync/admin/audit.hpp"
#include "server-sync/admin/commands.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>

namespace xz::server::admin {

namespace {

constexpr std::chrono::hours CodeLife{24 * 60};  // letters are handed out over the first weeks
constexpr std::size_t LargestFile = 64 << 20;

Result<std::string, std::string> csv_of(const json::Value& args) {
    Arguments arguments{args};
    std::string csv = arguments.read().text("csv", 1, LargestFile);
    if (auto problems = arguments.problems(); !problems.empty()) return failure(problems);
    return csv;
}

}  // namespace

Answer import_students(const json::Value& args, const Platform& platform) {
    const auto csv = csv_of(args);
    if (!csv) return failure(csv.error());
    auto roster = sync::read_roster(*csv, Actor, platform.clock.now(), CodeLife, platform.random);
    if (!roster) return failure(sync::to_text(roster.error()));
    const auto accepted = roster->import.batch.accepted;
    const auto hash = roster->import.batch.hash;
    const auto outcome = sync::wait_for<sync::RosterOutcome>(
        [&](auto completion) { platform.ports.students.import_roster(std::move(roster->import), std::move(completion)); });
    note(platform, "import.students", hash);
    auto activated = outcome.activated;
    std::ranges::sort(activated);
    json::Array codes;
    for (const auto& code : roster->codes) {
        if (!std::ranges::binary_search(activated, code.student_no)) continue;
        codes.push_back({{"student_no", code.student_no}, {"name", code.name}, {"class_code", code.class_code}, {"code", code.digits}});
    }
    return json::Value{{"repeated", outcome.repeated},
                       {"accepted", accepted},
                       {"added", outcome.added},
                       {"changed", outcome.changed},
                       {"codes", std::move(codes)}};
}

Answer import_status(const json::Value& args, const Platform& platform) {
    const auto csv = csv_of(args);
    if (!csv) return failure(csv.error());
    const auto published = platform.published.newest();
    if (!published) return failure("nothing is published yet: run bundle publish first, so that values can be held against the instrument");
    auto status = sync::read_status(*csv, Actor, platform.clock.now(), published->current(), platform.ports.students);
    if (!status) return failure(sync::to_text(status.error()));
    const auto accepted = status->batch.accepted;
    const auto hash = status->batch.hash;
    const auto outcome = sync::wait_for<sync::StatusOutcome>(
        [&](auto completion) { platform.ports.students.import_status(std::move(*status), std::move(completion)); });
    note(platform, "import.status", hash);
    return json::Value{{"repeated", outcome.repeated}, {"accepted", accepted}, {"added", outcome.added}, {"superseded", outcome.superseded}};
}

Answer import_staff(const json::Value& args, const Platform& platform) {
    const auto csv = csv_of(args);
    if (!csv) return failure(csv.error());
    auto staff = sync::read_staff(*csv, Actor, platform.clock.now(), platform.ports.students);
    if (!staff) return failure(sync::to_text(staff.error()));
    const auto accounts = staff->accounts.size();
    const auto assignments = staff->assignments.size();
    const auto hash = staff->batch.hash;
    const auto outcome = sync::wait_for<sync::Repeated>([&](auto completion) {
        platform.ports.staff.import(std::move(staff->batch), std::move(staff->accounts), std::move(staff->assignments), std::move(completion));
    });
    note(platform, "import.staff", hash);
    return json::Value{{"repeated", outcome == sync::Repeated::Yes}, {"accounts", accounts}, {"assignments", assignments}};
}

}  // namespace xz::server::admin
