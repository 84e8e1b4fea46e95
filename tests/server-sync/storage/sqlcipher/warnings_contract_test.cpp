// What every storage promises about warnings and the marks of whom to evaluate.
#include "tests/support/platform/test_platform.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::testing;
using namespace xz::server::sync;

namespace {

struct Marked {
    Marked() {
        platform.add_students({"2024001"});
        platform.add_status("2024001", "XY01", "45");
        what = platform.ports().warnings.to_evaluate(10).at(0);
    }
    WarningStore& warnings() { return platform.ports().warnings; }

    StoredWarning warning(std::string state, std::uint64_t version) const {
        return {.student_no = "2024001",
                .raised = {.key = {"XY01", Year, ""},
                           .colour = domain::Colour::Red,
                           .value = "45",
                           .threshold = domain::Decimal{50},
                           .source = "教务系统",
                           .as_of = day_from_text("2026-06-01")},
                .standing = Standing::Raised,
                .state = std::move(state),
                .words = {},
                .due = *day_from_text("2026-06-12"),
                .version = version};
    }
    WarningStep step(std::string action) const {
        return {.key = {"XY01", Year, ""}, .at = platform.clock.now(), .actor = "platform", .action = std::move(action), .colour = domain::Colour::Red, .words = {}};
    }
    void take(Evaluated::One one) {
        wait_for<Done>([&](Completion<Done> done) { warnings().take({{what, {std::move(one)}}}, std::move(done)); });
    }

    TestPlatform platform;
    ToEvaluate what;
};

}  // namespace

TEST_CASE("What was evaluated is kept as it was given, and its student's mark goes with it") {
    Marked site;
    CHECK(site.what.student_no == "2024001");
    CHECK(site.what.academic_year == Year);
    const auto basis = site.warnings().bases_of({site.what}).at(0);
    CHECK(basis.student.student_no == "2024001");
    REQUIRE(basis.observations.size() == 1);
    CHECK(basis.observations[0].value == "45");
    CHECK(basis.warnings.empty());
    site.take({site.warning("triggered", 0), site.step("trigger")});
    CHECK(site.warnings().to_evaluate(10).empty());
    const auto kept = site.warnings().of_student("2024001", Year).at(0);
    CHECK(kept.raised == site.warning("", 0).raised);
    CHECK(kept.state == "triggered");
    CHECK(kept.due == day_from_text("2026-06-12"));
    CHECK(kept.version == 1);
    CHECK(site.warnings().steps_of("2024001", Year).size() == 1);
    CHECK(site.warnings().open_of_class("C1", Year).size() == 1);
    CHECK(site.warnings().open_before("2026-2027", 10).size() == 1);
    CHECK(site.warnings().open_before(Year, 10).empty());
}

TEST_CASE("A warning that moved on during its evaluation is left, and its student stays marked") {
    Marked site;
    site.take({site.warning("triggered", 0), site.step("trigger")});
    site.platform.add_status("2024001", "XY01", "46");
    site.what = site.warnings().to_evaluate(10).at(0);
    site.take({site.warning("notified", 7), site.step("notify")});
    CHECK(site.warnings().of_student("2024001", Year).at(0).state == "triggered");
    CHECK(site.warnings().steps_of("2024001", Year).size() == 1);
    CHECK(site.warnings().to_evaluate(10).size() == 1);
    site.take({site.warning("triggered", 0), site.step("trigger")});  // one that seemed new
    CHECK(site.warnings().steps_of("2024001", Year).size() == 1);
}

TEST_CASE("An evaluation takes away no mark that was made after it looked") {
    Marked site;
    site.platform.add_status("2024001", "XY01", "47");
    site.take({site.warning("triggered", 0), site.step("trigger")});
    const auto again = site.warnings().to_evaluate(10);
    REQUIRE(again.size() == 1);
    CHECK(again[0].mark > site.what.mark);
}
