#include "server-sync/sync/imports.hpp"

#include "server-sync/admin/arguments.hpp"
#include "server-sync/admin/commands.hpp"
#include "server-sync/sync/activation_slips.hpp"
#include "server-sync/sync/warning_desk.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>

namespace xz::server::admin {

namespace {

constexpr std::size_t LargestFile = 64 << 20;
constexpr std::size_t MostColumns = 64;
constexpr std::size_t LongestHeader = 100;


struct Order {
    Bytes bytes;
    sync::ColumnNames names;
    sync::Extent extent = sync::Extent::Whole;
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

// The import has marked whom it touched: what a kill leaves undone here, the same file again does, or the next start.
void evaluate(json::Object& account, const Platform& platform) {
    const sync::WarningDesk desk{platform.ports, platform.published, platform.random};
    const auto evaluated = desk.evaluate_marked(platform.clock.now(), [&](std::uint64_t done) { platform.tell("warnings", done, 0); });
    account["warnings"] = {{"students", evaluated.students}, {"raised", evaluated.raised}, {"cleared", evaluated.cleared}};
}

json::Value repeated(json::Object account) {
    account["taken"] = false;
    account["repeated"] = true;
    return json::Value(std::move(account));
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
    const auto outcome = sync::wait_for<sync::RosterOutcome>(
        [&](auto completion) { platform.ports.students.import_roster(std::move(read->import.import), std::move(completion)); });
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
    if (outcome.repeated) return repeated(std::move(account));
    return json::Value(std::move(account));
}

Answer import_status(const json::Value& args, const Platform& platform) {
    const auto order = order_of(args);
    if (!order) return failure(order.error());
    const auto published = platform.published.newest();
    if (!published) return failure("nothing is published yet: run bundle publish first, so that values can be held against the instrument");
    auto read = sync::read_status(file_of(*order, platform), *published, platform.ports.students);
    if (!read) return json::Value(account_of(read.error(), false));
    auto account = account_of(read->report, is_taken(*read, order->extent));
    if (!is_taken(*read, order->extent)) return json::Value(std::move(account));
    platform.tell("writing", 0, read->report.accepted());
    const auto outcome = sync::wait_for<sync::StatusOutcome>(
        [&](auto completion) { platform.ports.students.import_status(std::move(read->import), std::move(completion)); });
    account["added"] = outcome.added;
    account["unchanged"] = outcome.unchanged;
    account["superseded"] = outcome.superseded;
    evaluate(account, platform);
    if (outcome.repeated) return repeated(std::move(account));
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
    const auto outcome = sync::wait_for<sync::Repeated>([&](auto completion) {
        platform.ports.staff.import(std::move(staff.batch), std::move(staff.accounts), std::move(staff.assignments), std::move(completion));
    });
    if (outcome == sync::Repeated::Yes) return repeated(std::move(account));
    return json::Value(std::move(account));
}

}  // namespace xz::server::admin
