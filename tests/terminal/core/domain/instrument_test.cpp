#include "terminal/core/domain/instrument.hpp"

#include "tests/terminal/core/domain/published_fixture.hpp"

#include <catch2/catch_test_macros.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>

using namespace xz::domain;
using namespace xz::testing;

namespace {

// One row of DOMAIN 4's tables, in its own notation.
struct Row {
    std::string_view code;
    std::string_view name;
    std::string_view type;  // number ↑ 100, number ↓, choice ↓, likert 3, count
    std::string_view source;
    std::string_view thresholds;
    std::string_view warn;
    int weight;
};

constexpr Row Table[] = {
    {"SZ01", "思政课均分", "number ↑ 100", "I", "60/75/85", "<60/–/–", 25},
    {"SZ02", "主题教育参与率", "number ↑ 100", "I", "80/90/98", "<70/<50/–", 20},
    {"SZ03", "有效处分等级", "choice ↓ 100,50,40,20,0", "I", "0/0/0", "1/2/≥3", 20},
    {"SZ04", "诚信违规次数", "number ↓ (0,100)(1,0)", "I", "0/0/0", "–/–/≥1", 15},
    {"SZ05", "价值与责任自评", "likert 3", "S", "3/4/4.5", "–/–/–", 20},
    {"XY01", "加权均分", "number ↑ 100", "I", "60/75/85", "<65/<60/<50", 30},
    {"XY02", "累计不及格学分", "number ↓ (0,100)(2,80)(6,60)(24,0)", "I", "6/2/0", "≥7/≥16/≥24", 25},
    {"XY03", "本学期旷课学时", "number ↓ (0,100)(2,80)(4,60)(20,0)", "I", "4/2/0", "≥5/≥10/≥20", 20},
    {"XY04", "出勤率", "number ↑ 100", "I", "90/95/99", "<90/<80/<67", 10},
    {"XY05", "学分进度比", "number ↑ (0,0)(90,60)(97,80)(100,100)", "I", "90/97/100", "<90/<80/<65", 10},
    {"XY06", "学习投入自评", "likert 3", "S", "3/4/4.5", "–/–/–", 5},
    {"JN01", "实训课均分", "number ↑ 100", "I", "60/75/85", "<65/<60/<50", 35},
    {"JN02", "职业技能证书", "choice ↑ 40,60,80,100", "I/V", "1/2/3", "0 in year 3/–/–", 20},
    {"JN03", "竞赛最高级别", "choice ↑ 60,80,85,90,100", "V", "0/1/3", "–/–/–", 15},
    {"JN04", "岗位实习成绩", "number ↑ 100", "I", "60/75/85", "<60/–/–", 15},
    {"JN05", "职业素养自评", "likert 5", "S", "3/4/4.5", "–/–/–", 15},
    {"SX01", "体质健康总分", "number ↑ 100", "I", "60/80/90", "<60/<50/<50 in the graduating year", 45},
    {"SX02", "体育课成绩", "number ↑ 100", "I", "60/75/85", "<60/–/–", 15},
    {"SX03", "每周锻炼次数", "number ↑ 7", "S", "2/3/5", "0/–/–", 15},
    {"SX04", "平均睡眠小时", "number ↑ 8", "S", "6.5/7/7.5", "–/–/–", 10},
    {"SX05", "压力应对自评", "likert 3", "S", "3/4/4.5", "–/–/–", 15},
    {"SX06", "希望联系", "choice ↑ 0,0,0", "S", "–", "–/–/–", 0},
    {"MY01", "公共艺术学分", "number ↑ 4", "I", "1/2/3", "<2 in year 3/–/–", 40},
    {"MY02", "文化艺术活动次数", "number ↑ 8", "I", "2/4/6", "0/–/–", 25},
    {"MY03", "阅读册数", "number ↑ 15", "S", "3/6/12", "–/–/–", 20},
    {"MY04", "审美素养自评", "likert 2", "S", "3/4/4.5", "–/–/–", 15},
    {"LD01", "劳动教育学时", "number ↑ 32", "I", "16/20/24", "<16 in year 2/<16 in year 3/–", 30},
    {"LD02", "志愿服务小时", "number ↑ 60", "I/V", "10/20/40", "0/–/–", 25},
    {"LD03", "社会实践次数", "number ↑ 4", "V", "1/2/3", "–/–/–", 20},
    {"LD04", "宿舍内务均分", "number ↑ 100", "I", "60/80/90", "<60/–/–", 15},
    {"LD05", "劳动习惯自评", "likert 2", "S", "3/4/4.5", "–/–/–", 10},
    {"CX01", "双创学分", "number ↑ 4", "I", "1/2/3", "0 in year 3/–/–", 25},
    {"CX02", "双创成果", "count 60,80,90,100", "V", "0/1/2", "–/–/–", 20},
    {"CX03", "第二课堂学分达标比", "number ↑ 150", "I", "80/100/120", "<80/<60/<40 in year 3", 25},
    {"CX04", "职业目标清晰度", "choice ↑ 20,40,60,80,100", "S", "3/4/5", "1 in year 3/–/–", 20},
    {"CX05", "时间管理自评", "likert 2", "S", "3/4/4.5", "–/–/–", 10},
};

std::string anchors_text(const Indicator& each) {
    std::string text;
    for (const auto& anchor : each.anchors) text += fmt::format("({},{})", anchor.value.text(), anchor.score.text());
    return text;
}

std::string scores_text(const Indicator& each) {
    std::vector<std::string> scores;
    for (const auto& choice : each.choices) scores.push_back(choice.score.text());
    for (const auto& score : each.scores) scores.push_back(score.text());
    return fmt::format("{}", fmt::join(scores, ","));
}

std::string type_text(const Indicator& each) {
    const auto* arrow = each.direction == Direction::Up ? "↑" : "↓";
    switch (each.type) {
        case IndicatorType::Choice: return fmt::format("choice {} {}", arrow, scores_text(each));
        case IndicatorType::Count: return fmt::format("count {}", scores_text(each));
        case IndicatorType::Likert: return fmt::format("likert {}", each.items.size());
        case IndicatorType::Number: break;
    }
    const auto& marks = *each.thresholds;
    const auto usual = fmt::format("(0,0)({},60)({},80)({},90)({},100)", marks.pass.text(), marks.good.text(), marks.excellent.text(),
                                   each.anchors.back().value.text());
    const bool is_usual = anchors_text(each) == usual;
    return fmt::format("number {} {}", arrow, is_usual ? each.anchors.back().value.text() : anchors_text(each));
}

std::string thresholds_text(const Indicator& each) {
    if (!each.thresholds) return "–";
    return fmt::format("{}/{}/{}", each.thresholds->pass.text(), each.thresholds->good.text(), each.thresholds->excellent.text());
}

std::string warn_text(const Indicator& each) {
    std::string colours[] = {"–", "–", "–"};
    for (const auto& rule : each.warnings) {
        const auto* sign = rule.comparison == Comparison::Below ? "<" : rule.comparison == Comparison::AtLeast ? "≥" : "";
        auto& text = colours[static_cast<std::size_t>(rule.colour)];
        text = sign + rule.value.text();
        if (rule.grade) text += fmt::format(" in year {}", *rule.grade);
        if (rule.only_when_graduating) text += " in the graduating year";
    }
    return fmt::format("{}/{}/{}", colours[0], colours[1], colours[2]);
}

}  // namespace

TEST_CASE("The published instrument says what DOMAIN 4 says, column by column") {
    std::size_t next = 0;
    for (const auto& dimension : instrument().dimensions)
        for (const auto& each : dimension.indicators) {
            REQUIRE(next < std::size(Table));
            const auto& row = Table[next++];
            INFO(row.code);
            CHECK(each.code == row.code);
            CHECK(each.dimension == dimension.code);
            CHECK(each.name.zh == row.name);
            CHECK(type_text(each) == row.type);
            CHECK(name_of(each.source) == row.source);
            CHECK(thresholds_text(each) == row.thresholds);
            CHECK(warn_text(each) == row.warn);
            CHECK(each.weight == row.weight);
        }
    CHECK(next == 36);
}

TEST_CASE("The dimensions weigh what DOMAIN 4 says") {
    std::string weights;
    for (const auto& dimension : instrument().dimensions) weights += fmt::format("{} {} ", dimension.code, dimension.weight);
    CHECK(weights == "SZ 15 XY 25 JN 20 SX 12 MY 8 LD 10 CX 10 ");
}

TEST_CASE("Input limits, exemptions and marks are as DOMAIN 4 has them") {
    CHECK(indicator("SZ01").limits.high == decimal("100"));
    CHECK(indicator("SX01").limits.high == decimal("120"));
    CHECK(indicator("SX04").limits.high == decimal("24"));
    CHECK(indicator("XY03").limits.high == decimal("9999"));
    CHECK(indicator("CX03").limits.high == decimal("9999"));
    for (const auto* whole : {"SZ04", "SX03", "MY02", "MY03", "LD03", "CX02"}) CHECK(indicator(whole).limits.places == 0);
    std::set<std::string> sensitive;
    std::set<std::string> optional;
    for (const auto& dimension : instrument().dimensions)
        for (const auto& each : dimension.indicators) {
            if (each.sensitive) sensitive.insert(each.code);
            if (each.optional) optional.insert(each.code);
        }
    CHECK(sensitive == std::set<std::string>{"SX03", "SX04", "SX05", "SX06"});
    CHECK(optional == std::set<std::string>{"SX03", "SX04", "SX05"});
    CHECK(is_exempt(indicator("JN02"), {.grade = 1}));
    CHECK_FALSE(is_exempt(indicator("JN02"), {.grade = 2}));
    CHECK(is_exempt(indicator("JN04"), {.grade = 3, .internship_started = false}));
    CHECK_FALSE(is_exempt(indicator("JN04"), {.grade = 3, .internship_started = true}));
}

TEST_CASE("A dimension's page offers its own problem codes and the common ones") {
    std::set<std::string> offered;
    for (const auto& term : instrument().problems_of("LD")) offered.insert(term.code);
    CHECK(offered.contains("ld_volunteer"));
    CHECK(offered.contains("other"));
    CHECK_FALSE(offered.contains("xy_absence"));
    CHECK(instrument().causes.size() == 9);
}

TEST_CASE("A definition is canonical JSON of what judging depends on, and of nothing else") {
    CHECK(definition_of(indicator("SZ04")) ==
          R"({"anchors":[["0","100"],["1","0"]],"code":"SZ04","direction":"down","n":0,"thresholds":["0","0","0"],"type":"number"})");
    CHECK(definition_of(indicator("MY04")) ==
          R"({"anchors":[["1","0"],["3","60"],["4","80"],["4.5","90"],["5","100"]],"code":"MY04","direction":"up","n":2,"thresholds":["3","4","4.5"],"type":"likert"})");
    CHECK(definition_of(indicator("CX02")) ==
          R"({"anchors":[["0","60"],["1","80"],["2","90"],["3","100"]],"code":"CX02","direction":"up","n":0,"thresholds":["0","1","2"],"type":"count"})");
    auto heavier = indicator("SZ04");
    heavier.weight = 99;
    heavier.name.zh = "另一个名字";
    CHECK(definition_of(heavier) == definition_of(indicator("SZ04")));
}

TEST_CASE("An instrument finds its parts by code") {
    CHECK(instrument().id() == "self-diagnosis@1");
    CHECK(instrument().dimension("SX")->short_name.zh == "身心健康");
    CHECK_FALSE(instrument().dimension("ZZ"));
    CHECK_FALSE(instrument().find("ZZ01"));
    CHECK(instrument().label_of(Level::Below).zh == "待提升");
    CHECK(instrument().label_of(Level::Excellent).en == "Excellent");
}
