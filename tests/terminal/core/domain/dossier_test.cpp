#include "terminal/core/domain/dossier.hpp"

#include "tests/support/property.hpp"
#include "tests/terminal/core/domain/published_fixture.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz::domain;
using namespace xz::testing;

namespace {

constexpr auto First = "019a0000-0000-7000-8000-000000000001";
constexpr auto Second = "019a0000-0000-7000-8000-000000000002";

std::chrono::year_month_day on(std::string_view text) {
    return *xz::day_from_text(text);
}

Plan plan_with(std::string text) {
    Plan plan;
    plan.year_goal = "过四级";
    plan.dimensions["XY"].goals.push_back({.code = "g1", .text = std::move(text)});
    return plan;
}

YearStanding standing() {
    YearStanding standing;
    standing.plan = {.state = plan_state::RevisionReturned{First, Second, "写具体些"}, .revision = 2, .active = plan_with("均分"), .latest = plan_with("均分 80"), .comment = "加油"};
    standing.checkpoint_record = Second;
    standing.checkpoint = Checkpoint{.plan = First};
    standing.checkpoint->goals["g1"].progress = 50;
    standing.diagnosis = {.state = diagnosis_state::Reopened{Second, "数据更正"}, .revision = 3, .comment = "好", .handed_in = Diagnosis{}};
    standing.diagnosis.handed_in->texts["gained"] = "会用示波器了";
    standing.diagnosis.verified = {{"JN03", Verification::Confirmed}, {"LD03", Verification::Rejected}};
    standing.carried = {{.from = {First, "i2"}, .academic_year = "2025-2026", .dimension = "XY", .text = "晚自习", .due = on("2026-12-20")}};
    standing.threads = {{.steps = {{"2025-2026", "g2", "均分 75", "0.50", "i2"}, {"2026-2027", "g1", "均分 80", std::nullopt, ""}}}};
    return standing;
}

std::string refusal(auto read) {
    return read ? "" : xz::json::to_text(read.error());
}

}  // namespace

TEST_CASE("A year's standing is read as it is written") {
    const auto read = year_standing_from_json(to_json(standing()));
    REQUIRE(read);
    CHECK(*read == standing());
    CHECK(*year_standing_from_json(to_json(YearStanding{})) == YearStanding{});
    CHECK(to_json(YearStanding{}) == R"({"diagnosis":{"revision":1,"state":"locked"},"plan":{"revision":1,"state":"draft"}})");
    CHECK(*year_standing_from_json("null") == std::nullopt);
}

TEST_CASE("Every state of a plan and a diagnosis survives the context") {
    using namespace plan_state;
    for (const PlanState& state : {PlanState{Draft{}}, PlanState{Submitted{First}}, PlanState{UnderReview{First}}, PlanState{Active{First}}, PlanState{Returned{First, "x"}},
                                   PlanState{RevisionSubmitted{First, Second}}, PlanState{RevisionUnderReview{First, Second}}}) {
        YearStanding year;
        year.plan.state = state;
        CHECK(year_standing_from_json(to_json(year)).value()->plan.state == state);
    }
    for (const DiagnosisState& state : {DiagnosisState{diagnosis_state::Draft{}}, DiagnosisState{diagnosis_state::Submitted{First}},
                                        DiagnosisState{diagnosis_state::Confirmed{First}}, DiagnosisState{diagnosis_state::Returned{First, "x"}},
                                        DiagnosisState{diagnosis_state::Archived{First}}}) {
        YearStanding year;
        year.diagnosis.state = state;
        CHECK(year_standing_from_json(to_json(year)).value()->diagnosis.state == state);
    }
}

TEST_CASE("A standing that no machine allows is refused where it stands") {
    CHECK(refusal(year_standing_from_json(R"({"plan":{"state":"active","revision":1},"diagnosis":{"state":"locked","revision":1}})")) ==
          "$.plan.state: expected the state of a plan with the records and the reason that it needs");
    CHECK(refusal(year_standing_from_json(R"({"plan":{"state":"draft","revision":1,"active":{"occasion":"x"}},"diagnosis":{"state":"returned","revision":0},"x":1})")) ==
          "$.plan.active.occasion: expected one of year, checkpoint, warning\n"
          "$.diagnosis.state: expected the state of a diagnosis with the record and the reason that it needs\n"
          "$.diagnosis.revision: expected an integer from 1 to 9999\n"
          "$.x: expected no such member");
    CHECK(refusal(year_standing_from_json(R"({"plan":{"state":"draft","revision":1},"diagnosis":{"state":"locked","revision":1},"threads":[[]]})")) ==
          "$.threads[0]: expected an array of at least one step");
    CHECK(refusal(year_standing_from_json("[]")).starts_with("$: expected an object"));
}

TEST_CASE("Warnings are read as they are written") {
    const Warnings warnings{
        .cards = {{.raised = {.key = {"XY01", "2026-2027", "1"}, .colour = Colour::Red, .value = "48", .threshold = decimal("50"), .source = "教务系统", .as_of = on("2027-01-15")},
                   .state = warning_state::InAction{"每周答疑"},
                   .due = on("2027-01-20"),
                   .objection = ObjectionState::Dismissed,
                   .objection_answer = "已核对"},
                  {.raised = {.key = {"merged", "2026-2027", ""}, .colour = Colour::Orange, .value = {}, .threshold = decimal("3"), .source = {}, .as_of = {}},
                   .state = warning_state::Notified{},
                   .due = on("2027-01-22"),
                   .objection_answer = {}}},
        .objections = {{.indicator = "XY03", .value = "4", .state = ObjectionState::Open, .answer = {}}}};
    CHECK(*warnings_from_json(to_json(warnings)) == warnings);
    CHECK(*warnings_from_json("[]") == Warnings{});
    CHECK(to_json(Warnings{}) == "[]");
}

TEST_CASE("A warning that could not be is refused where it stands") {
    const std::string card = R"({"type":"warning","key":"XY01/2026-2027/1","colour":"red","threshold":"50","state":"notified","due":"2027-01-20","objection":"none"})";
    const auto with = [&](std::string_view text, std::string_view replacement) {
        auto changed = card;
        changed.replace(changed.find(text), text.size(), replacement);
        return refusal(warnings_from_json("[" + card + "," + changed + "]"));
    };
    CHECK(with("red", "yellow") == "");
    CHECK(with("XY01/2026-2027/1", "XY01") == "$[1].key: expected a warning's key, like XY01/2026-2027/1");
    CHECK(with("notified", "in_action") == "$[1].state: expected the state of a warning with the text that it needs");
    CHECK(with("\"50\"", "50") == "$[1].threshold: expected a decimal as a string, like \"4.5\"");
    CHECK(with("none", "maybe") == "$[1].objection: expected one of none, open, upheld, dismissed");
    CHECK(with(R"("type":"warning",)", "").find("$[1].type: expected one of warning, objection") != std::string::npos);
    CHECK(refusal(warnings_from_json("{}")) == "$: expected an array of at most 500 elements");
    for (const auto state : {ObjectionState::None, ObjectionState::Open, ObjectionState::Upheld, ObjectionState::Dismissed})
        CHECK(objection_state_from(name_of(state)) == state);
    CHECK_FALSE(objection_state_from("lost"));
}

TEST_CASE("Replies are read as they are written, and a thread remembers its reopening") {
    const auto at = *xz::from_rfc3339("2027-03-01T01:02:03.004Z");
    Replies replies;
    using namespace feedback_state;
    for (const FeedbackState& state : {FeedbackState{Open{}}, FeedbackState{Assigned{"t01", Reopening::Used}}, FeedbackState{Answered{Reopening::Possible}},
                                       FeedbackState{Answered{Reopening::Used}}, FeedbackState{Reopened{}}, FeedbackState{Escalated{}}, FeedbackState{Closed{}}})
        replies.threads.push_back({.id = First, .to = Addressee::Teacher, .about = "JN", .state = state,
                                   .posts = {{.by = Post::By::Student, .name = {}, .at = at, .text = "设备"}, {.by = Post::By::Staff, .name = "教务处", .at = at, .text = "已报修"}},
                                   .unread = true});
    replies.notes = {{.id = Second, .what = "增加机时", .why = "反馈", .from_when = on("2027-03-10"), .thread = First, .unread = false}};
    CHECK(*replies_from_json(to_json(replies)) == replies);
    CHECK(*replies_from_json("[]") == Replies{});
    CHECK(refusal(replies_from_json(R"([{"type":"note","id":"x","what":"","why":"","from_when":"2027-03-10","unread":1}])")) ==
          "$[0].id: expected a UUID in lowercase\n$[0].unread: expected true or false");
}
