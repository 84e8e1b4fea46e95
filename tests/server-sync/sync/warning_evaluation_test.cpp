#include "server-sync/sync/warning_evaluation.hpp"

#include "tests/support/bundle_folder.hpp"
#include "tests/support/fakes.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::testing;
using namespace xz::server::sync;
using domain::Colour;

namespace {

constexpr const char* Year = "2025-2026";

const domain::Published& published() {
    static const domain::Published read = published_from(XUEZHEN_ASSETS "/instruments");
    return read;
}

// One student's warnings as they go from batch to batch.
struct Case {
    FakeClock clock{};  // 2026-06-10, a Wednesday
    std::string status = "active";
    std::vector<Observation> data;
    std::vector<StoredWarning> warnings;

    void seen(const std::string& indicator, const std::string& value, const std::string& as_of = "2026-06-01", const std::string& term = "2") {
        std::erase_if(data, [&](const auto& one) { return one.indicator == indicator && one.term == term; });
        data.push_back({"2024001", indicator, Year, term, value, "教务系统", *day_from_text(as_of)});
    }
    void gone(const std::string& indicator) {
        std::erase_if(data, [&](const auto& one) { return one.indicator == indicator; });
    }
    // What the batch did: "trigger XY01 red", …
    std::vector<std::string> evaluate() {
        Student student;
        student.student_no = "2024001";
        student.class_code = "C1";
        student.entered = "202409";
        student.status = status;
        const auto evaluated = server::sync::evaluate({{"2024001", Year, 1}, student, data, warnings}, published(), clock.now());
        std::vector<std::string> steps;
        for (const auto& [warning, step] : evaluated.changed) {
            steps.push_back(step.action + " " + step.key.rule + " " + std::string{domain::name_of(step.colour)});
            std::erase_if(warnings, [&](const auto& one) { return one.raised.key == warning.raised.key; });
            warnings.push_back(warning);
            ++warnings.back().version;
        }
        return steps;
    }
    StoredWarning& of(const std::string& rule) {
        for (StoredWarning& one : warnings) {
            if (one.raised.key.rule == rule) return one;
        }
        throw std::runtime_error{"no warning of " + rule};
    }
};

using Steps = std::vector<std::string>;

}  // namespace

TEST_CASE("New data raise a warning once, with value, threshold, source, day and a due day in working days") {
    Case one;
    one.seen("XY01", "55");
    CHECK(one.evaluate() == Steps{"trigger XY01 orange"});
    const StoredWarning& warning = one.of("XY01");
    CHECK(warning.state == "triggered");
    CHECK(warning.raised.value == "55");
    CHECK(warning.raised.threshold.text() == "60");
    CHECK(warning.raised.source == "教务系统");
    CHECK(warning.raised.as_of == day_from_text("2026-06-01"));
    CHECK(warning.due == domain::after_working_days(*day_from_text("2026-06-10"), 5, published().work_calendar));
    CHECK(one.evaluate().empty());
}

TEST_CASE("Worse data begin a warning anew, better ones only change what its card shows, good ones resolve it") {
    Case one;
    one.seen("XY01", "62");
    CHECK(one.evaluate() == Steps{"trigger XY01 yellow"});
    one.of("XY01").state = "acknowledged";
    one.seen("XY01", "45", "2026-06-05");
    CHECK(one.evaluate() == Steps{"worsen XY01 red"});
    CHECK(one.of("XY01").state == "triggered");
    one.of("XY01").state = "acknowledged";
    one.seen("XY01", "58", "2026-06-08");
    CHECK(one.evaluate() == Steps{"data XY01 orange"});
    CHECK(one.of("XY01").state == "acknowledged");
    one.seen("XY01", "80", "2026-06-09");
    CHECK(one.evaluate() == Steps{"resolve XY01 orange"});
    CHECK(one.of("XY01").standing == Standing::Cleared);
    CHECK(one.evaluate().empty());
}

TEST_CASE("What was resolved is raised again when its data were clear meanwhile or are worse, and not by the same data") {
    Case one;
    one.seen("XY03", "6");
    CHECK(one.evaluate() == Steps{"trigger XY03 yellow"});
    one.of("XY03").state = "resolved";
    one.seen("XY03", "7", "2026-06-08");
    CHECK(one.evaluate().empty());
    one.seen("XY03", "12", "2026-06-09");
    CHECK(one.evaluate() == Steps{"worsen XY03 orange"});
    one.seen("XY03", "0", "2026-06-10");
    CHECK(one.evaluate() == Steps{"resolve XY03 orange"});
    one.seen("XY03", "5", "2026-06-10");
    CHECK(one.evaluate() == Steps{"worsen XY03 yellow"});
}

TEST_CASE("A red stays red when its data grow old, and old data raise none") {
    Case one;
    one.seen("XY01", "45", "2026-06-01");
    CHECK(one.evaluate() == Steps{"trigger XY01 red"});
    one.clock.advance(std::chrono::hours{24 * 60});
    CHECK(one.evaluate().empty());
    CHECK(one.of("XY01").raised.colour == Colour::Red);
    one.seen("XY02", "30", "2026-06-01");
    CHECK(one.evaluate() == Steps{"trigger XY02 orange"});
    one.seen("SZ04", "1", "2026-06-01");  // knows no other colour than red
    CHECK(one.evaluate().empty());
}

TEST_CASE("Several together raise one more, which goes when they do") {
    Case one;
    one.seen("XY01", "62");
    one.seen("XY03", "6");
    one.seen("SX02", "50");
    const auto steps = one.evaluate();
    CHECK(steps.size() == 4);
    CHECK(one.of("merged").raised.colour == Colour::Orange);
    one.gone("SX02");
    one.seen("SX02", "90", "2026-06-09");
    const auto later = one.evaluate();
    CHECK(std::find(later.begin(), later.end(), "resolve merged orange") != later.end());
}

TEST_CASE("Nobody is warned who is on leave, nor of a year that is over or not published") {
    Case one;
    one.seen("XY01", "45");
    one.status = "suspended";
    CHECK(one.evaluate().empty());
    one.status = "active";
    one.clock.advance(std::chrono::hours{24 * 365});
    CHECK(one.evaluate().empty());
}

TEST_CASE("A warning that expired stays so whatever comes") {
    Case one;
    one.seen("XY01", "62");
    CHECK(one.evaluate().size() == 1);
    one.of("XY01").state = "expired";
    one.seen("XY01", "20", "2026-06-09");
    CHECK(one.evaluate().empty());
}
