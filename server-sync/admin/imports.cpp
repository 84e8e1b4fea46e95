#include "server-sync/sync/imports.hpp"

#include "server-sync/admin/arguments.hpp"
#include "server-sync/admin/commands.hpp"
#include "server-sync/sync/activation_slips.hpp"
#include "server-sync/sync/warning_desk.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace xz::server::admin {

namespace {

constexpr std::size_t LargestFile = 64 << 20;
constexpr std::size_t MostColumns = 64;
constexpr std::size_t LongestHeader = 100;
constexpr std::int64_t MostDays = 3660;

struct Order {
    Bytes bytes;
    sync::ColumnNames names;
    sync::Extent extent = sync::Extent::Whole;
    sync::Repetition repetition = sync::Repetition::Refused;
    sync::DatumDays days;
};

Result<Order, std::string> order_of(const json::Value& args) {
    Arguments arguments{args};
    auto& read = arguments.read();
    Order order;
    order.bytes = read.base64("file", 1, LargestFile);
    if (read.has("columns")) {
        read.each_member("columns", MostColumns, [&](std::string_view ours, const json::Value& theirs, const std::string& path) {
            if (!theirs.is_string() || theirs.get_string().empty() || theirs.get_string().size() > LongestHeader) {
                return read.problem(path, "a header's text");
            }
            order.names.emplace(ours, std::string{theirs.get_string()});
        });
    }
    if (read.has("partial") && read.boolean("partial")) order.extent = sync::Extent::Part;
    if (read.has("again") && read.boolean("again")) order.repetition = sync::Repetition::Again;
    if (read.has("days_before_year")) order.days.before_year = static_cast<int>(read.integer("days_before_year", 0, MostDays));
    if (read.has("days_ahead")) order.days.ahead = static_cast<int>(read.integer("days_ahead", 0, MostDays));
    if (auto problems = arguments.problems(); !problems.empty()) return failure(problems);
    return order;
}

sync::ImportFile file_of(const Order& order, const Platform& platform) {
    return {.bytes = text_of(order.bytes),
            .names = order.names,
            .actor = Actor,
            .now = platform.clock.now(),
            .limits = {},
            .progress = [&platform](std::uint64_t done, std::uint64_t all) { platform.tell("reading", done, all); }};
}

// What every import says, whether or not it took anything.
json::Object account_of(const sync::ImportReport& report, bool taken) {
    json::Array problems;
    for (const auto& problem : report.problems()) {
        problems.push_back({{"line", problem.line}, {"column", problem.column}, {"expected", problem.expected}});
    }
    return {{"taken", taken},       {"repeated", false},
            {"accepted", report.accepted()}, {"rejected", report.rejected()},
            {"problems", std::move(problems)}, {"more_problems", report.more()}};
}

// A file that was not taken: with --partial too when none of its rows is right, a stray quote hides rows, or it is no such table.
template <typename Import>
bool is_taken(const sync::ReadFile<Import>& read, sync::Extent extent) {
    return read.report.flawless() || (extent == sync::Extent::Part && !read.report.refused() && read.report.accepted() > 0);
}

// Units that a roster renamed or put elsewhere: a slip in one row shows here.
void tell_units(json::Object& account, const std::vector<sync::UnitChange>& changes) {
    const auto count = [&](auto member) { return std::ranges::count_if(changes, [=](const auto& change) { return change.before.*member != change.after.*member; }); };
    account["units_renamed"] = count(&sync::OrgUnit::name);
    account["units_moved"] = count(&sync::OrgUnit::parent);
    json::Array units;
    for (const auto& [before, after] : changes) {
        units.push_back({{"code", after.code}, {"kind", sync::to_text(after.kind)}, {"name_before", before.name}, {"name", after.name},
                         {"under_before", before.parent}, {"under", after.parent}});
    }
    account["units"] = std::move(units);
}

// The import has marked whom it touched: what is left undone here, the same file again does, or a running server within the hour.
void evaluate(json::Object& account, const Platform& platform) {
    const sync::WarningDesk desk{platform.ports, platform.published, platform.random};
    try {
        const auto evaluated = desk.evaluate_marked(platform.clock.now(), [&](std::uint64_t done) { platform.tell("warnings", done, 0); });
        account["warnings"] = {{"students", evaluated.students}, {"raised", evaluated.raised}, {"cleared", evaluated.cleared}};
        if (evaluated.left > 0) account["unevaluated"] = fmt::format("the warnings of {} students cannot be written", evaluated.left);
    } catch (const sync::StoreUnavailable& error) {  // the batch is in all the same, and only here is that known
        account["unevaluated"] = error.what();
    }
}

// Waits for the store to take the batch, or says that nothing of it is in.
template <typename Outcome, typename Start>
Result<Outcome, std::string> taken_by_store(Start&& start) {
    auto outcome = sync::outcome_of<Outcome>(std::forward<Start>(start));
    if (outcome) return std::move(*outcome);
    return failure(fmt::format("nothing of this file was taken: {}; when that is mended, import it again", outcome.error().what));
}

// This very file was taken before. What a failure left undone then is done now.
json::Value repeated(json::Object account, const sync::ImportBatch& batch, const Platform& platform) {
    account["taken"] = false;
    account["repeated"] = true;
    if (const auto at = platform.ports.students.taken_at(batch)) account["taken_at"] = to_rfc3339(*at);
    evaluate(account, platform);
    return json::Value(std::move(account));
}

// Of status data also how many of its rows say what stands no more, because of which batches.
json::Value repeated(json::Object account, const sync::StatusImport& import, const Platform& platform) {
    std::uint64_t rows = 0;
    json::Array batches;
    for (const auto& newer : platform.ports.students.overruled(import)) {
        rows += newer.rows;
        batches.push_back({{"taken_at", to_rfc3339(newer.at)}, {"hash", newer.hash}, {"rows", newer.rows}});
    }
    account["overruled"] = rows;
    account["overruled_by"] = std::move(batches);
    return repeated(std::move(account), import.batch, platform);
}

}  // namespace

Answer import_students(const json::Value& args, const Platform& platform) {
    const auto order = order_of(args);
    if (!order) return failure(order.error());
    auto read = sync::read_roster(file_of(*order, platform), platform.ports.students, sync::ActivationCodeLife, platform.random);
    if (!read) return json::Value(account_of(read.error(), false));
    auto account = account_of(read->report, is_taken(*read, order->extent));
    if (!is_taken(*read, order->extent)) return json::Value(std::move(account));
    platform.tell("writing", 0, read->report.accepted());
    const sync::ImportBatch batch = read->import.import.batch;
    const auto taken = taken_by_store<sync::RosterOutcome>(
        [&](auto completion) { platform.ports.students.import_roster(std::move(read->import.import), std::move(completion)); });
    if (!taken) return failure(taken.error());
    const auto& outcome = *taken;
    if (outcome.repeated) return repeated(std::move(account), batch, platform);
    account["added"] = outcome.added;
    account["changed"] = outcome.changed;
    tell_units(account, outcome.units);
    auto activated = outcome.activated;
    std::ranges::sort(activated);
    json::Array codes;
    for (const auto& code : read->import.codes) {
        if (!std::ranges::binary_search(activated, code.student_no)) continue;
        codes.push_back({{"student_no", code.student_no}, {"name", code.name}, {"class_code", code.class_code}, {"code", code.digits}});
    }
    account["codes"] = std::move(codes);
    evaluate(account, platform);
    return json::Value(std::move(account));
}

Answer import_status(const json::Value& args, const Platform& platform) {
    const auto order = order_of(args);
    if (!order) return failure(order.error());
    if (!platform.published.newest()) return failure("nothing is published yet: run bundle publish first, so that values can be held against the instrument");
    auto read = sync::read_status(file_of(*order, platform), platform.published, platform.ports.students, order->days);
    if (!read) return json::Value(account_of(read.error(), false));
    auto account = account_of(read->report, is_taken(*read, order->extent));
    if (!is_taken(*read, order->extent)) return json::Value(std::move(account));
    auto& import = read->import;
    import.repetition = order->repetition;
    if (import.repetition == sync::Repetition::Refused && platform.ports.students.taken_at(import.batch)) {
        return repeated(std::move(account), import, platform);
    }
    platform.tell("writing", 0, read->report.accepted());
    const sync::ImportBatch batch = import.batch;
    const auto taken = taken_by_store<sync::StatusOutcome>(
        [&](auto completion) { platform.ports.students.import_status(std::move(import), std::move(completion)); });
    if (!taken) return failure(taken.error());
    const auto& outcome = *taken;
    if (outcome.repeated) return repeated(std::move(account), batch, platform);
    account["added"] = outcome.added;
    account["unchanged"] = outcome.unchanged;
    account["superseded"] = outcome.superseded;
    evaluate(account, platform);
    return json::Value(std::move(account));
}

Answer import_staff(const json::Value& args, const Platform& platform) {
    const auto order = order_of(args);
    if (!order) return failure(order.error());
    auto read = sync::read_staff(file_of(*order, platform), platform.ports.students);
    if (!read) return json::Value(account_of(read.error(), false));
    auto account = account_of(read->report, is_taken(*read, order->extent));
    if (!is_taken(*read, order->extent)) return json::Value(std::move(account));
    auto& staff = read->import;
    account["accounts"] = staff.accounts.size();
    account["assignments"] = staff.assignments.size();
    const sync::ImportBatch batch = staff.batch;
    const auto outcome = taken_by_store<sync::Repeated>([&](auto completion) {
        platform.ports.staff.import(std::move(staff.batch), std::move(staff.accounts), std::move(staff.assignments), std::move(completion));
    });
    if (!outcome) return failure(outcome.error());
    if (*outcome == sync::Repeated::Yes) return repeated(std::move(account), batch, platform);
    return json::Value(std::move(account));
}

}  // namespace xz::server::admin
