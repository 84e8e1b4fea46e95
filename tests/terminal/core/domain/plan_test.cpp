#include "terminal/core/domain/plan.hpp"

#include "tests/support/property.hpp"
#include "tests/terminal/core/domain/published_fixture.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz::domain;
using namespace xz::testing;
using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

namespace {

constexpr auto Record = "019a0000-0000-7000-8000-000000000001";

Goal average() {
    Goal goal{.code = "g1", .text = "加权均分到 80", .indicator = "XY01", .baseline = decimal("72.5"), .target = decimal("80"), .priority = 3};
    goal.measures = {{.code = "m1", .text = "每周两次晚自习", .due = year{2026} / month{12} / day{20}}, {.code = "m2", .text = "错题本", .due = {}}};
    goal.expected = "两门专业课良好";
    goal.due = year{2027} / month{6} / day{30};
    goal.support = "答疑时间";
    goal.node = "G-DEV";
    goal.from = CarriedFrom{.record = Record, .item = "i2"};
    return goal;
}

Plan full() {
    Plan plan{.strengths = "动手能力强", .weaknesses = "英语弱", .opportunities = "校企合作班", .threats = "时间紧", .three_year_goal = "进气象台", .year_goal = "过四级"};
    plan.dimensions["XY"] = {.target_level = Level::Good, .goals = {average()}};
    plan.dimensions["LD"] = {.target_level = Level::Pass, .goals = {{.code = "g2", .text = "养成整理的习惯"}}};
    return plan;
}

std::string problems_of(const Plan& plan, std::string_view department = "气象系") {
    return xz::json::to_text(validate(plan, instrument(), published().goal_chain, department));
}

std::string refusal(std::string_view text) {
    const auto read = plan_from_json(text);
    return read ? "" : xz::json::to_text(read.error());
}

std::string lines(const std::vector<PlanChange>& changes) {
    constexpr std::array names{"+goal", "-goal", "~goal", "+measure", "-measure", "~measure", "~level", "~header"};
    std::string text;
    for (const auto& change : changes)
        text += std::string{names[static_cast<std::size_t>(change.kind)]} + " " + change.dimension + " " + change.goal + " " + change.measure + "\n";
    return text;
}

}  // namespace

TEST_CASE("A plan travels in canonical form with decimals and days as strings") {
    CHECK(to_json(full()) ==
          R"({"dimensions":{"LD":{"goals":[{"code":"g2","priority":2,"text":"养成整理的习惯"}],"target_level":2},"XY":{"goals":[{"baseline":"72.5","code":"g1",)"
          R"("due":"2027-06-30","expected":"两门专业课良好","from":{"item":"i2","record":"019a0000-0000-7000-8000-000000000001"},"indicator":"XY01",)"
          R"("measures":[{"code":"m1","due":"2026-12-20","text":"每周两次晚自习"},{"code":"m2","text":"错题本"}],"node":"G-DEV","priority":3,"support":"答疑时间",)"
          R"("target":"80","text":"加权均分到 80"}],"target_level":3}},"occasion":"year","opportunities":"校企合作班","strengths":"动手能力强","threats":"时间紧",)"
          R"("three_year_goal":"进气象台","weaknesses":"英语弱","year_goal":"过四级"})");
    CHECK(to_json(Plan{}) == R"({"dimensions":{},"occasion":"year"})");
}

TEST_CASE("A plan that is written is read back") {
    const auto read = plan_from_json(to_json(full()));
    REQUIRE(read);
    CHECK(*read == full());
    CHECK(problems_of(*read).empty());
    CHECK(*plan_from_json(to_json(Plan{})) == Plan{});
}

TEST_CASE("Any plan survives its codec") {
    check_property("read(write(p)) = p", [](std::vector<std::uint8_t> seeds) {
        std::size_t next = 0;
        const auto draw = [&](int from, int to) { return from + (seeds.empty() ? 0 : seeds[next++ % seeds.size()]) % (to - from + 1); };
        const auto text = [&] { return std::string(static_cast<std::size_t>(draw(0, 3)), '"') + (draw(0, 1) ? "𠮷·\n" : ""); };
        const auto some_day = [&]() -> std::optional<std::chrono::year_month_day> {
            if (draw(0, 1)) return std::nullopt;
            return year{2026} / month{static_cast<unsigned>(draw(1, 12))} / day{static_cast<unsigned>(draw(1, 28))};
        };
        Plan plan{.strengths = text(), .weaknesses = text(), .opportunities = text(), .threats = text(), .three_year_goal = text(), .year_goal = text()};
        plan.occasion = static_cast<PlanOccasion>(draw(0, 2));
        for (const auto& dimension : instrument().dimensions) {
            if (draw(0, 1)) continue;
            auto& of_dimension = plan.dimensions[dimension.code];
            if (draw(0, 1)) of_dimension.target_level = level_from(draw(1, 4));
            for (int count = draw(0, 3); count > 0; --count) {
                Goal goal{.code = next_goal_code(plan), .text = text(), .priority = draw(1, 3)};
                if (draw(0, 1)) goal.baseline = Decimal{static_cast<std::uint32_t>(draw(0, 100))};
                if (draw(0, 1)) goal.target = decimal("0." + std::to_string(draw(1, 9)));
                if (draw(0, 1)) goal.indicator = dimension.indicators.front().code;
                if (draw(0, 1)) goal.from = CarriedFrom{.record = Record, .item = "i" + std::to_string(draw(1, 99))};
                for (int measures = draw(0, 3); measures > 0; --measures) goal.measures.push_back({.code = next_measure_code(goal), .text = text(), .due = some_day()});
                goal.due = some_day();
                goal.support = text();
                goal.node = draw(0, 1) ? "N1" : "";
                of_dimension.goals.push_back(std::move(goal));
            }
        }
        const auto read = plan_from_json(to_json(plan));
        RC_ASSERT(read.has_value());
        RC_ASSERT(*read == plan);
        RC_ASSERT(changes_between(plan, *read).empty());
    });
}

TEST_CASE("A payload that is no plan is refused, all of it at once") {
    CHECK(refusal(R"({"dimensions":{},"occasion":"year","extra":1})") == "$.extra: expected no such member");
    CHECK(refusal(R"({"dimensions":{"XY":{"goals":[{"code":"x1","text":"t","priority":4,"baseline":7}]}},"occasion":"never"})") ==
          "$.dimensions.XY.goals[0].code: expected a code like g1\n"
          "$.dimensions.XY.goals[0].baseline: expected a decimal as a string, like \"4.5\"\n"
          "$.dimensions.XY.goals[0].priority: expected an integer from 1 to 3\n"
          "$.occasion: expected one of year, checkpoint, warning");
    CHECK(refusal(R"({"occasion":"year","dimensions":{"XY":{"goals":[{"code":"g01","text":"t","priority":1}]}}})") == "$.dimensions.XY.goals[0].code: expected a code like g1");
    CHECK(refusal(R"({"occasion":"year","dimensions":{"XY":{"goals":[{"code":"g1","text":"t","priority":1,"from":{"record":"x","item":"i1"}}]}}})") ==
          "$.dimensions.XY.goals[0].from.record: expected a UUID in lowercase");
    CHECK(refusal("[]").starts_with("$: expected an object"));
}

TEST_CASE("A plan keeps to the instrument") {
    auto plan = full();
    plan.dimensions["ZZ"];
    auto& study = plan.dimensions["XY"];
    study.target_level = Level::Below;
    study.goals[0].indicator = "JN01";
    study.goals[0].measures[1].code = "m1";
    plan.dimensions["LD"].goals[0].code = "g1";
    CHECK(problems_of(plan) ==
          "$.dimensions.XY.target_level: expected a level of the standard from 2 to 4\n"
          "$.dimensions.XY.goals[0].code: expected each code once\n"
          "$.dimensions.XY.goals[0].indicator: expected an indicator of XY that is judged and not sensitive\n"
          "$.dimensions.XY.goals[0].measures[1].code: expected each code once\n"
          "$.dimensions.ZZ: expected the code of a dimension");
}

TEST_CASE("A goal's numbers are values of its indicator, and a target has its baseline") {
    auto plan = full();
    auto& goal = plan.dimensions["XY"].goals[0];
    goal.target = decimal("101");
    CHECK(problems_of(plan) == "$.dimensions.XY.goals[0].target: expected a value that the indicator can take");
    goal.target = decimal("80");
    goal.baseline.reset();
    CHECK(problems_of(plan).empty());  // a freshman may have none yet
    goal.baseline = decimal("72.534");  // imported data know no limit of places
    CHECK(problems_of(plan).empty());
    goal.indicator.clear();
    CHECK(problems_of(plan) == "$.dimensions.XY.goals[0].indicator: expected an indicator, there being a baseline or a target");
    goal.indicator = "XY06";
    goal.baseline = decimal("3.3");
    goal.target = decimal("6");
    CHECK(problems_of(plan) == "$.dimensions.XY.goals[0].target: expected a value that the indicator can take");
    auto& labour = plan.dimensions["LD"].goals[0];
    plan.dimensions["JN"].goals.push_back({.code = "g9", .text = "证书", .indicator = "JN02", .baseline = decimal("0"), .target = decimal("9")});
    goal.target = decimal("4");
    labour.text = "";
    CHECK(problems_of(plan) == "$.dimensions.JN.goals[0].target: expected a value that the indicator can take");
}

TEST_CASE("A goal serves a node of the student's own branch") {
    const auto& chain = published().goal_chain;
    std::string own;
    std::string other;
    for (const auto& node : chain.nodes) {
        if (node.department == "气象系") own = node.code;
        else if (!node.department.empty()) other = node.code;
    }
    REQUIRE_FALSE(own.empty());
    REQUIRE_FALSE(other.empty());
    auto plan = full();
    plan.dimensions["XY"].goals[0].node = own;
    CHECK(problems_of(plan).empty());
    plan.dimensions["XY"].goals[0].node = other;
    CHECK(problems_of(plan) == "$.dimensions.XY.goals[0].node: expected a node of the goal chain in the student's department");
}

TEST_CASE("A plan's texts and lists keep to the instrument's limits, counted in characters") {
    auto plan = full();
    auto& goal = plan.dimensions["XY"].goals[0];
    goal.text.clear();
    for (int count = 0; count < instrument().limits.goal; ++count) goal.text += "𠮷";
    CHECK(problems_of(plan).empty());
    goal.text += "一";
    goal.measures.resize(static_cast<std::size_t>(instrument().limits.measures) + 1, {.code = "m3", .text = {}, .due = {}});
    for (std::size_t index = 0; index < goal.measures.size(); ++index) goal.measures[index].code = "m" + std::to_string(index + 1);
    plan.dimensions["LD"].goals.resize(static_cast<std::size_t>(instrument().limits.goals) + 1);
    for (std::size_t index = 0; index < plan.dimensions["LD"].goals.size(); ++index) plan.dimensions["LD"].goals[index].code = "g" + std::to_string(index + 2);
    plan.year_goal = std::string(static_cast<std::size_t>(instrument().limits.plan) + 1, 'x');
    CHECK(problems_of(plan) ==
          "$.year_goal: expected a text of at most 500 characters\n"
          "$.dimensions.LD.goals: expected at most 3 goals\n"
          "$.dimensions.XY.goals[0].text: expected a text of at most 200 characters\n"
          "$.dimensions.XY.goals[0].measures: expected at most 5 measures");
}

TEST_CASE("A plan may be handed in with the year's goal, one goal in all, and a text for everything begun") {
    const auto required = [](const Plan& plan) {
        std::string text;
        for (const auto& gap : gaps_of(plan, instrument()))
            if (gap.required) text += std::to_string(static_cast<int>(gap.kind)) + gap.dimension + gap.goal + " ";
        return text;
    };
    CHECK(required(Plan{}) == "0 1 ");
    CHECK(gaps_of(Plan{}, instrument()).size() == 2 + instrument().dimensions.size());
    CHECK(required(full()).empty());
    auto plan = full();
    plan.dimensions["LD"].goals[0].text.clear();
    plan.dimensions["XY"].goals[0].measures[0].text.clear();
    CHECK(required(plan) == "4XYg1 2LDg2 ");
}

TEST_CASE("A code is never given twice, not even after its goal is gone from a revision") {
    auto former = full();
    auto revised = former;
    revised.dimensions.erase("LD");
    CHECK(next_goal_code(Plan{}) == "g1");
    CHECK(next_goal_code(former) == "g3");
    UsedCodes used;
    add_codes(used, former);
    CHECK(next_goal_code(revised, used) == "g3");
    auto goal = average();
    goal.measures.pop_back();
    CHECK(next_measure_code(goal, used) == "m3");
    CHECK(next_measure_code(Goal{}) == "m1");
    // Two revisions on: the one between has forgotten both.
    add_codes(used, revised);
    revised.dimensions["XY"].goals.clear();
    add_codes(used, revised);
    CHECK(next_goal_code(revised, used) == "g3");
    CHECK(next_measure_code(goal, used) == "m3");
}

TEST_CASE("A baseline says where it comes from, and nothing says so without one") {
    auto plan = full();
    auto& goal = plan.dimensions["XY"].goals[0];
    for (const auto source : {BaselineSource::Data, BaselineSource::Self}) {
        goal.baseline_source = source;
        CHECK(plan_from_json(to_json(plan)) == plan);
    }
    goal.baseline.reset();
    goal.target.reset();
    CHECK(plan_from_json(to_json(plan)) == plan);
    const auto problems = validate(plan, instrument(), GoalChain{}, "");
    CHECK(std::any_of(problems.begin(), problems.end(), [](const auto& problem) { return problem.expected == "a baseline, there being a source of it"; }));
    auto text = to_json(plan);
    text.replace(text.find(R"("baseline_source":"self")"), 24, R"("baseline_source":"hope")");
    CHECK_FALSE(plan_from_json(text));
}

TEST_CASE("What a revision changed is said line by line") {
    const auto former = full();
    CHECK(changes_between(former, former).empty());
    auto revised = former;
    revised.year_goal = "过四级和六级";
    revised.dimensions["XY"].target_level = Level::Excellent;
    auto& goal = revised.dimensions["XY"].goals[0];
    goal.target = decimal("85");
    goal.measures[0].text = "每周三次";
    goal.measures[1] = {.code = "m3", .text = "小组学习", .due = {}};
    revised.dimensions["LD"].goals.clear();
    revised.dimensions["MY"].goals.push_back({.code = "g3", .text = "读六本书"});
    CHECK(lines(changes_between(former, revised)) ==
          "~header   \n~level XY  \n+goal MY g3 \n~goal XY g1 \n~measure XY g1 m1\n+measure XY g1 m3\n-measure XY g1 m2\n-goal LD g2 \n");
}

TEST_CASE("No goal is measured by what is sensitive: staff read a plan's numbers") {
    Plan plan = full();
    plan.dimensions["SX"].goals.push_back({.code = "g9", .text = "每周锻炼三次", .indicator = "SX03", .baseline = decimal("1"), .target = decimal("3")});
    CHECK(problems_of(plan) == "$.dimensions.SX.goals[0].indicator: expected an indicator of SX that is judged and not sensitive");
    plan.dimensions["SX"].goals[0].indicator = "SX01";
    CHECK(problems_of(plan).empty());
}
