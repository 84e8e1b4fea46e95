#include "tests/terminal/ui/screens/gallery_frame.hpp"

#include "terminal/ui/flow/planning.hpp"

using namespace xz;
using namespace xz::testing;
namespace flow = ui::flow;

namespace {

const flow::Session& session(const GalleryFrame& shown) { return std::get<flow::SignedIn>(shown.state.stage).session; }
const domain::Goal& goal(const GalleryFrame& shown, std::string_view code) { return *session(shown).plan.draft->plan.goal(code); }

}  // namespace

TEST_CASE("A goal's target, priority and indicator are chosen by touch alone") {
    GalleryFrame shown{"goal", portrait};
    shown.settle();
    const auto before = *goal(shown, "g1").target;
    shown.tap("goal.g1.target.less");
    CHECK(*goal(shown, "g1").target < before);
    shown.tap("goal.g1.priority.2");
    CHECK(goal(shown, "g1").priority == 2);
    shown.tap("goal.g1.indicator");
    shown.settle();
    shown.tap("pick.XY05");
    CHECK(goal(shown, "g1").indicator == "XY05");
    CHECK(flow::name_of(shown.state.stage) == "goal");
}

TEST_CASE("A day is chosen from a month by touch alone, and a day that is over is not") {
    GalleryFrame shown{"pick_day", small};
    shown.settle();
    shown.tap("day.1");
    CHECK(flow::name_of(shown.state.stage) == "goal");
    CHECK(goal(shown, "g1").measures.front().due->day() == std::chrono::day{1});
}

TEST_CASE("A removed goal comes back by touch") {
    GalleryFrame shown{"plan_dimension.undo", portrait};
    shown.settle();
    CHECK(session(shown).plan.draft->plan.goal("g2") == nullptr);
    shown.tap("plan.undo.action");
    CHECK(session(shown).plan.draft->plan.goal("g2") != nullptr);
}

TEST_CASE("The question about a carried goal takes all touches but its own") {
    GalleryFrame shown{"plan_dimension.drop", portrait};
    shown.settle();
    shown.tap("drop.keep");
    CHECK(session(shown).plan.draft->plan.goal("g1") != nullptr);
    CHECK(std::get<flow::SignedIn>(shown.state.stage).asks_to_drop.empty());
}

TEST_CASE("A measure's progress is told by touch alone") {
    GalleryFrame shown{"check_goal", portrait};
    shown.settle();
    shown.tap("check.g1.m2.3");
    CHECK(session(shown).checkpoint.draft->checkpoint.goals.at("g1").measures.at("m2").progress == domain::MeasureProgress::Late);
    shown.tap("check.g1.progress.4");
    CHECK(session(shown).checkpoint.draft->checkpoint.goals.at("g1").progress == 75);
}

TEST_CASE("What is due leads to its page") {
    GalleryFrame shown{"home.autumn", portrait};
    shown.settle();
    shown.tap("home.due.1");
    CHECK(flow::name_of(shown.state.stage) == "plan_header");
}
