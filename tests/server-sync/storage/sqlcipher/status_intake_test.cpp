#include "tests/support/platform/test_platform.hpp"

#include <catch2/catch_test_macros.hpp>

#include <fmt/format.h>

#include <future>

using namespace xz;
using namespace xz::testing;
using namespace xz::server::sync;

namespace {

constexpr int kStudents = 120;
constexpr int kEach = 90;  // rows of each: more than two parts in all

std::string number(int student) { return fmt::format("2024{:03}", student); }

// A platform whose students come without PINs, and an import of many rows.
struct Intake {
    Intake() {
        RosterImport roster;
        roster.batch = {.hash = "roster", .kind = "students", .actor = "test", .at = platform.clock.now()};
        roster.units = {{"D1", UnitKind::Department, "软件工程系", ""}, {"C1", UnitKind::Class, "软件2401", "D1"}};
        for (int student = 0; student < kStudents; ++student) {
            roster.students.push_back({.student_no = number(student), .name = "张三", .sex = "1", .class_code = "C1", .entered = "202409", .status = "active"});
        }
        wait_for<RosterOutcome>([&](Completion<RosterOutcome> done) { platform.ports().students.import_roster(roster, std::move(done)); });
    }

    StatusImport import(const std::string& hash, const std::string& value) const {
        StatusImport import;
        import.batch = {.hash = hash, .kind = "status", .actor = "test", .at = platform.clock.now()};
        for (int student = 0; student < kStudents; ++student) {
            for (int each = 0; each < kEach; ++each) {
                import.observations.push_back({number(student), fmt::format("X{}", each), Year, "", value, "教务系统", *day_from_text("2026-06-01")});
            }
        }
        return import;
    }
    StatusOutcome take(const StatusImport& import) {
        return wait_for<StatusOutcome>([&](Completion<StatusOutcome> done) { platform.ports().students.import_status(import, std::move(done)); });
    }
    std::vector<Observation> seen(int student) {
        return platform.ports().students.observations(number(student), Year, *day_from_text("2026-06-30"));
    }
    std::size_t marked() { return platform.ports().warnings.to_evaluate(1000).size(); }

    TestPlatform platform;
};

}  // namespace

TEST_CASE("Other writes get their turn while an import comes in, and nobody sees any of it before the last of it is in") {
    Intake intake;
    intake.take(intake.import("a", "60"));
    const auto import = intake.import("b", "70");
    std::promise<StatusOutcome> taken;
    std::promise<void> written;
    std::string seen_between;
    std::size_t marked_between = 1;
    bool over = false;
    while (intake.marked() > 0) {  // evaluated
        std::vector<Evaluated> all;
        for (const auto& what : intake.platform.ports().warnings.to_evaluate(1000)) all.push_back({what, {}});
        wait_for<Done>([&](Completion<Done> done) { intake.platform.ports().warnings.take(all, std::move(done)); });
    }
    intake.platform.ports().students.import_status(import, [&](Outcome<StatusOutcome> outcome) {
        over = true;
        taken.set_value(*outcome);
    });
    // Handed over behind the first part: done before the last one.
    intake.platform.ports().state.set_value("between", "yes", [&](auto) {
        if (!over) seen_between = intake.seen(0).at(0).value;
        marked_between = intake.marked();
        written.set_value();
    });
    written.get_future().get();
    CHECK(seen_between == "60");
    CHECK(marked_between == 0);
    CHECK(taken.get_future().get().superseded == kStudents * kEach);
    CHECK(intake.seen(0).size() == kEach);
    CHECK(intake.seen(0).at(0).value == "70");
    CHECK(intake.seen(kStudents - 1).at(kEach - 1).value == "70");
    CHECK(intake.marked() == kStudents);
}

TEST_CASE("An import that fails in a later part leaves nothing, and what it had superseded stands") {
    Intake intake;
    intake.take(intake.import("a", "60"));
    intake.platform.execute("CREATE TRIGGER full BEFORE INSERT ON observation WHEN NEW.student_no = '" + number(kStudents - 1) +
                            "' BEGIN SELECT RAISE (ABORT, 'no room'); END");
    CHECK_THROWS_AS(intake.take(intake.import("b", "70")), StoreUnavailable);
    CHECK(intake.seen(0).size() == kEach);
    CHECK(intake.seen(0).at(0).value == "60");
    CHECK_FALSE(intake.platform.ports().students.taken_at({.hash = "b", .kind = "status"}));
    CHECK(intake.platform.dump().find("'70'") == std::string::npos);
    intake.platform.execute("DROP TRIGGER full");
    CHECK(intake.take(intake.import("b", "70")).superseded == kStudents * kEach);
    CHECK(intake.seen(0).at(0).value == "70");
}

TEST_CASE("An import that the platform was stopped in is as if it had not begun") {
    Intake intake;
    intake.take(intake.import("a", "60"));
    std::promise<void> ended;
    intake.platform.ports().students.import_status(intake.import("b", "70"), [&](auto) { ended.set_value(); });
    intake.platform.restart();
    ended.get_future().get();
    const bool whole = intake.platform.ports().students.taken_at({.hash = "b", .kind = "status"}).has_value();
    CHECK(intake.seen(0).at(0).value == (whole ? "70" : "60"));
    CHECK(intake.seen(kStudents - 1).size() == kEach);
    CHECK(intake.seen(kStudents - 1).at(0).value == (whole ? "70" : "60"));
    CHECK((intake.platform.dump().find("'70'") != std::string::npos) == whole);
}

TEST_CASE("One import at a time: another one meanwhile is turned away and changes nothing") {
    Intake intake;
    std::promise<bool> first;
    intake.platform.ports().students.import_status(intake.import("a", "60"), [&](auto outcome) { first.set_value(outcome.has_value()); });
    const auto second = outcome_of<StatusOutcome>(
        [&](Completion<StatusOutcome> done) { intake.platform.ports().students.import_status(intake.import("b", "70"), std::move(done)); });
    CHECK(first.get_future().get());
    REQUIRE_FALSE(second);
    CHECK(second.error().what == "another import is running");
    CHECK(intake.seen(0).at(0).value == "60");
}
