#include "terminal/core/domain/spiral.hpp"

#include "tests/terminal/core/domain/published_fixture.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz::domain;
using namespace xz::testing;

namespace {

const Cycle& cycle() {
    return *published().cycle("2026-2027");
}

xz::Instant noon(std::string_view day) {
    return *xz::from_rfc3339(std::string{day} + "T04:00:00.000Z");
}

std::string said(const Stand& stand) {
    constexpr std::array loops{"", " warned", " correcting", " revising"};
    constexpr std::array kinds{"plan", "plan_returned", "checkpoint", "diagnosis", "diagnosis_returned", "warning", "reply", "note"};
    auto text = std::string{name_of(stand.step)} + loops[static_cast<std::size_t>(stand.loop)];
    for (const auto& item : stand.due)
        text += std::string{", "} + kinds[static_cast<std::size_t>(item.kind)] + " " + (item.day ? xz::to_text(*item.day) : "-") + (item.subject.empty() ? "" : " " + item.subject);
    return text;
}

std::string offline(std::string_view day, Cohort cohort = Cohort::Continuing) {
    return said(stand_of({.cycle = cycle(), .cohort = cohort}, noon(day)));
}

std::string with(const YearStanding& standing, std::string_view day) {
    return said(stand_of({.cycle = cycle(), .standing = &standing}, noon(day)));
}

YearStanding planned(PlanState state) {
    YearStanding standing;
    standing.plan.state = std::move(state);
    return standing;
}

YearStanding diagnosed(DiagnosisState state) {
    auto standing = planned(plan_state::Active{"r1"});
    standing.checkpoint_record = "r2";
    standing.diagnosis.state = std::move(state);
    return standing;
}

}  // namespace

TEST_CASE("Offline the calendar says where the year stands and what is open") {
    CHECK(offline("2026-08-19") == "goal");
    CHECK(offline("2026-08-20") == "standard");
    CHECK(offline("2026-09-10") == "design, plan 2026-10-15");
    CHECK(offline("2026-10-16") == "organise");
    CHECK(offline("2026-11-01") == "implement");
    CHECK(offline("2027-02-25") == "implement, checkpoint 2027-03-25");
    CHECK(offline("2027-06-10") == "diagnose, diagnosis 2027-07-10");
    CHECK(offline("2027-07-11") == "motivate");
    CHECK(offline("2027-07-15") == "innovate");
    CHECK(offline("2027-09-01") == "improve");
}

TEST_CASE("Graduates diagnose in spring and end the year without a carry-over") {
    CHECK(offline("2027-04-15", Cohort::Graduating) == "diagnose, diagnosis 2027-05-20");
    CHECK(offline("2027-05-21", Cohort::Graduating) == "motivate");
    CHECK(offline("2027-08-31", Cohort::Graduating) == "innovate");
    CHECK(offline("2027-09-01", Cohort::Graduating) == "improve");
}

TEST_CASE("A plan's way decides between designing, organising and carrying out") {
    using namespace plan_state;
    CHECK(with(planned(Draft{}), "2026-09-20") == "design, plan 2026-10-15");
    CHECK(with(planned(Submitted{"r1"}), "2026-09-20") == "organise");
    CHECK(with(planned(UnderReview{"r1"}), "2026-11-20") == "organise");
    CHECK(with(planned(Returned{"r1", "x"}), "2026-10-20") == "design, plan_returned 2026-10-31");
    CHECK(with(planned(Returned{"r1", "x"}), "2026-11-20") == "design, plan_returned -");
    CHECK(with(planned(Active{"r1"}), "2026-09-20") == "implement");
    CHECK(with(planned(Draft{}), "2026-11-20") == "implement");
}

TEST_CASE("The mid-year check is due for a plan in force, once") {
    using namespace plan_state;
    CHECK(with(planned(Active{"r1"}), "2027-03-01") == "implement, checkpoint 2027-03-25");
    CHECK(with(planned(Draft{}), "2027-03-01") == "implement");
    auto checked = planned(RevisionSubmitted{"r1", "r3"});
    checked.checkpoint_record = "r2";
    CHECK(with(checked, "2027-03-01") == "implement revising");
    CHECK(with(planned(RevisionReturned{"r1", "r3", "x"}), "2027-04-01") == "implement revising, plan_returned -");
}

TEST_CASE("A diagnosis goes from the form through recognition and learning to new ways and improvements") {
    using namespace diagnosis_state;
    CHECK(with(diagnosed(diagnosis_state::Draft{}), "2027-06-20") == "diagnose, diagnosis 2027-07-10");
    CHECK(with(diagnosed(diagnosis_state::Submitted{"r3"}), "2027-06-20") == "motivate");
    CHECK(with(diagnosed(Confirmed{"r3"}), "2027-06-25") == "learn");
    CHECK(with(diagnosed(Confirmed{"r3"}), "2027-07-20") == "innovate");
    CHECK(with(diagnosed(Archived{"r3"}), "2027-09-02") == "improve");
    CHECK(with(diagnosed(diagnosis_state::Returned{"r3", "x"}), "2027-07-15") == "innovate, diagnosis_returned 2027-07-20");
    CHECK(with(diagnosed(Reopened{"r3", "x"}), "2027-08-15") == "innovate, diagnosis_returned -");
}

TEST_CASE("Warnings run the small loop, and what is due comes first that is due first") {
    const auto standing = planned(plan_state::Active{"r1"});
    Warnings warnings;
    const auto card = [](std::string rule, WarningState state, std::string_view due) {
        return WarningCard{.raised = {.key = {std::move(rule), "2026-2027", "1"}, .value = {}, .source = {}, .as_of = {}}, .state = std::move(state), .due = *xz::day_from_text(due), .objection_answer = {}};
    };
    const auto stand = [&](std::string_view day) { return said(stand_of({.cycle = cycle(), .standing = &standing, .warnings = &warnings}, noon(day))); };
    warnings.cards = {card("XY01", warning_state::InAction{"答疑"}, "2027-03-05"), card("XY02", warning_state::Resolved{}, "2027-03-01")};
    CHECK(stand("2027-03-01") == "implement correcting, checkpoint 2027-03-25");
    warnings.cards.push_back(card("XY03", warning_state::Notified{}, "2027-03-03"));
    warnings.cards.push_back(card("XY04", warning_state::Triggered{}, "2027-04-03"));
    CHECK(stand("2027-03-01") == "implement warned, warning 2027-03-03 XY03/2026-2027/1, checkpoint 2027-03-25, warning 2027-04-03 XY04/2026-2027/1");
    warnings.cards = {card("XY02", warning_state::Resolved{}, "2027-03-01"), card("XY03", warning_state::Expired{}, "2027-03-01")};
    CHECK(stand("2027-03-01") == "implement, checkpoint 2027-03-25");
}

TEST_CASE("Unread replies and notes are due whenever") {
    Replies replies;
    replies.threads = {{.id = "t1", .about = {}, .state = {}, .posts = {}, .unread = true}, {.id = "t2", .about = {}, .state = {}, .posts = {}}};
    replies.notes = {{.id = "n1", .what = {}, .why = {}, .from_when = {}, .thread = {}, .unread = true}};
    CHECK(said(stand_of({.cycle = cycle(), .replies = &replies}, noon("2026-09-20"))) == "design, plan 2026-10-15, reply - t1, note - n1");
}
