#include "terminal/core/domain/published.hpp"

#include "tests/terminal/core/domain/published_fixture.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

using namespace xz::domain;
using namespace xz::testing;
using Catch::Matchers::ContainsSubstring;

namespace {

// The published files with one text of one of them replaced; the text must be there.
BundleFiles with(std::string_view file, std::string_view text, std::string_view replacement) {
    auto files = bundle_folder(XUEZHEN_INSTRUMENTS);
    auto& content = files.find(file)->second;
    const auto at = content.find(text);
    REQUIRE(at != std::string::npos);
    content.replace(at, text.size(), replacement);
    return files;
}

std::string refusal(const BundleFiles& files) {
    const auto read = read_bundle(files);
    return read ? "" : to_text(read.error());
}

std::string refusal(std::string_view file, std::string_view text, std::string_view replacement) {
    return refusal(with(file, text, replacement));
}

}  // namespace

TEST_CASE("The published files are read without a complaint") {
    CHECK(refusal(bundle_folder(XUEZHEN_INSTRUMENTS)).empty());
    CHECK(published().current().standard == "development-standard@1");
    CHECK(published().instrument("self-diagnosis@1") == &published().current());
    CHECK_FALSE(published().instrument("self-diagnosis@2"));
    CHECK_FALSE(published().cycle("1999-2000"));
    CHECK(published().policy.idle_seconds == 75);
}

TEST_CASE("A bundle's payload carries what its files say") {
    const auto members = bundle_members(bundle_folder(XUEZHEN_INSTRUMENTS));
    REQUIRE(members);
    const auto read = parse_published(*members);
    REQUIRE(read);
    CHECK(read->current().find("XY02")->anchors.size() == 4);
    CHECK(read->cycles.size() == published().cycles.size());
    CHECK(read->notice().fields.size() == published().notice().fields.size());
    CHECK(bundle_members({}).error().size() == 6);

    auto payload = *members;
    payload.insert(1, R"("version":7,"platform_salt":"AA==",)");
    CHECK(parse_published(payload));
}

TEST_CASE("A payload's problems are placed inside it") {
    auto members = *bundle_members(bundle_folder(XUEZHEN_INSTRUMENTS));
    members.replace(members.find(R"("coverage":"0.6")"), 16, R"("coverage":"6.0")");
    const auto read = parse_published(members);
    REQUIRE_FALSE(read);
    CHECK(read.error()[0].path == "$.standards[0].rules.coverage");
    CHECK(to_text(parse_published("{}").error()) ==
          "bundle $.instruments: expected an array of 1 to 12 elements\nbundle $.standards: expected an array of 1 to 12 elements\n"
          "bundle $.windows: expected a value\nbundle $.notices: expected an array of 1 to 12 elements\n"
          "bundle $.policy: expected a value\nbundle $.goal_chain: expected a value\n");
    CHECK_FALSE(parse_published("[]"));
    CHECK_FALSE(parse_published("{"));
}

TEST_CASE("Missing, unknown and unreadable files are named") {
    auto files = bundle_folder(XUEZHEN_INSTRUMENTS);
    files.erase("policy.json");
    files["extra.json"] = "{}";
    files["windows.json"] = "[{]";
    const auto text = refusal(files);
    CHECK_THAT(text, ContainsSubstring("policy.json $: expected this file in the bundle's folder\n"));
    CHECK_THAT(text, ContainsSubstring("extra.json $: expected no such file in a bundle\n"));
    CHECK_THAT(text, ContainsSubstring("windows.json $[0]"));
}

TEST_CASE("An unknown key is refused where it stands") {
    CHECK(refusal("self-diagnosis.json", R"("code": "SZ01",)", R"("code": "SZ01", "colour": "red",)") ==
          "self-diagnosis.json $.dimensions[0].indicators[0].colour: expected no such member\n");
    CHECK(refusal("policy.json", R"("idle_seconds": 75)", R"("idle_seconds": 75, "idel": 1)") == "policy.json $.idel: expected no such member\n");
    CHECK(refusal("standard.json", R"("SZ01": {)", R"("ZZ01": {}, "SZ01": {)") == "standard.json $.indicators.ZZ01: expected no such member\n");
}

TEST_CASE("A duplicate code is refused") {
    CHECK_THAT(refusal("self-diagnosis.json", R"("code": "XY02")", R"("code": "XY01")"),
               ContainsSubstring("self-diagnosis.json $.dimensions[1].indicators[1].code: expected each code once, and XY01 is there already\n"));
    CHECK_THAT(refusal("self-diagnosis.json", R"({"code": "sz_honesty")", R"({"code": "sz_course")"), ContainsSubstring("expected each code once"));
    CHECK_THAT(refusal("goal-chain.json", R"("code": "G-PRO")", R"("code": "G-DEV")"), ContainsSubstring("expected each code once"));
}

TEST_CASE("Weights that do not add up to 100 are refused, of dimensions and of indicators") {
    CHECK(refusal("standard.json", R"("SZ": 15)", R"("SZ": 16)") == "standard.json $.dimensions: expected weights that add up to 100, not 101\n");
    CHECK(refusal("standard.json", R"("weight": 45)", R"("weight": 40)") ==
          "standard.json $.indicators: expected weights of SX that add up to 100, not 95\n");
}

TEST_CASE("Thresholds in the wrong order are refused, each direction its own") {
    CHECK(refusal("standard.json", R"(["60", "75", "85"])", R"(["60", "85", "75"])") ==
          "standard.json $.indicators.SZ01.thresholds: expected rising thresholds: pass ≤ good ≤ excellent\n");
    CHECK(refusal("standard.json", R"(["6", "2", "0"])", R"(["0", "2", "6"])") ==
          "standard.json $.indicators.XY02.thresholds: expected falling thresholds: pass ≥ good ≥ excellent\n");
}

TEST_CASE("Anchors must rise in value and run one way in score") {
    CHECK_THAT(refusal("standard.json", R"([["0", "100"], ["2", "80"], ["6", "60"], ["24", "0"]])", R"([["0", "100"], ["6", "80"], ["2", "60"], ["24", "0"]])"),
               ContainsSubstring("standard.json $.indicators.XY02.anchors[2][0]: expected a value above the one before"));
    CHECK_THAT(refusal("standard.json", R"([["0", "100"], ["1", "0"]])", R"([["0", "0"], ["1", "100"]])"),
               ContainsSubstring("$.indicators.SZ04.anchors[1][1]: expected a score not over the one before"));
    CHECK_THAT(refusal("standard.json", R"(["24", "0"])", R"(["24", "101"])"), ContainsSubstring("expected a score from 0 to 100"));
}

TEST_CASE("What an indicator cannot take is refused in its thresholds, anchors and warnings") {
    CHECK_THAT(refusal("standard.json", R"("thresholds": ["60", "75", "85"])", R"("thresholds": ["60", "75", "850"])"),
               ContainsSubstring("$.indicators.SZ01.thresholds[2]: expected a value from 0 to 100, which the indicator can take"));
    CHECK_THAT(refusal("standard.json", R"("warnings": {"yellow": {"below": "60"}})", R"("warnings": {"yellow": {"below": "600"}})"),
               ContainsSubstring("$.indicators.SZ01.warnings.yellow.below: expected a value from 0 to 100"));
}

TEST_CASE("Anchors that disagree with the thresholds are refused") {
    const auto anchors = [](std::string_view from, std::string_view to) { return refusal("standard.json", from, to); };
    CHECK(anchors(R"(["60", "60"], ["75", "80"])", R"(["60", "60"], ["75", "79"])") ==
          "standard.json $.indicators.SZ01.anchors: expected a score of 80 at the threshold 75, not 79.0\n");
    CHECK(anchors(R"(["0", "0"], ["60", "60"], ["75", "80"])", R"(["0", "0"], ["50", "60"], ["75", "80"])") ==
          "standard.json $.indicators.SZ01.anchors: expected a score of 60 at the threshold 60, not 68.0\n");
    CHECK(anchors(R"(["85", "90"], ["100", "100"])", R"(["85", "95"], ["100", "100"])") ==
          "standard.json $.indicators.SZ01.anchors: expected a score of 90, or of 100 where the scale ends, at the threshold 85, not 95.0\n");
    CHECK(anchors(R"(["6", "2", "0"])", R"(["6", "2", "1.5"])") ==
          "standard.json $.indicators.XY02.anchors: expected a score of 90, or of 100 where the scale ends, at the threshold 1.5, not 85.0\n");
    CHECK(anchors(R"(["6", "2", "0"])", R"(["6", "2", "1"])").empty());
    CHECK_THAT(anchors(R"("thresholds": ["3", "4", "4.5"])", R"("thresholds": ["3", "3.5", "4.5"])"), ContainsSubstring("SZ05.anchors: expected a score of 80 at the threshold 3.5, not 70.0"));
    CHECK(anchors(R"(["0", "0"], ["60", "60"], ["75", "80"])", R"(["0", "60"], ["60", "60"], ["75", "80"])") ==
          "standard.json $.indicators.SZ01.anchors: expected less than 60 short of the threshold 60\n");
    CHECK(anchors(R"(["0", "0"], ["60", "60"], ["75", "80"])", R"(["60", "60"], ["75", "80"])") ==
          "standard.json $.indicators.SZ01.anchors: expected less than 60 short of the threshold 60\n");
    CHECK_THAT(anchors(R"("levels": ["60", "80", "90"])", R"("levels": ["60", "75", "90"])"), ContainsSubstring("$.indicators.SZ01.anchors: expected a score of 75 at the threshold 75, not 80.0"));
}

TEST_CASE("Scores of choices and counts run with the indicator and say its levels") {
    const auto scores = [](std::string_view from, std::string_view to) { return refusal("standard.json", from, to); };
    CHECK(scores(R"(["100", "50", "40", "20", "0"])", R"(["100", "40", "50", "20", "0"])") ==
          "standard.json $.indicators.SZ03.scores[2]: expected a score not over the one before\n");
    CHECK(scores(R"(["40", "60", "80", "100"])", R"(["40", "60", "100", "80"])") ==
          "standard.json $.indicators.JN02.scores[3]: expected a score not under the one before\n");
    CHECK(scores(R"("scores": ["60", "80", "90", "100"])", R"("scores": ["60", "80", "75", "100"])") ==
          "standard.json $.indicators.CX02.scores[2]: expected a score not under the one before\n");
    CHECK(scores(R"(["40", "60", "80", "100"])", R"(["40", "60", "60", "100"])") ==
          "standard.json $.indicators.JN02.scores[2]: expected a score of its level, good, which 60 is not\n");
    CHECK(scores(R"("scores": ["60", "80", "90", "100"])", R"("scores": ["60", "80", "85", "100"])") ==
          "standard.json $.indicators.CX02.scores[2]: expected a score of its level, excellent, which 85 is not\n");
    CHECK(scores(R"("thresholds": ["0", "1", "3"])", R"("thresholds": ["0", "1", "2.5"])") == "standard.json $.indicators.JN03.thresholds[2]: expected the value of a choice\n");
    CHECK(scores(R"("thresholds": ["0", "1", "2"])", R"("thresholds": ["0", "1", "1.5"])") == "standard.json $.indicators.CX02.thresholds[2]: expected a whole number\n");
}

TEST_CASE("Rules that contradict themselves are refused") {
    const auto rule = [](std::string_view from, std::string_view to) { return refusal("standard.json", from, to); };
    CHECK(rule(R"("coverage": "0.6")", R"("coverage": "0")") == "standard.json $.rules.coverage: expected a share above 0, at most 1\n");
    CHECK(rule(R"("coverage": "0.6")", R"("coverage": "1.01")") == "standard.json $.rules.coverage: expected a share above 0, at most 1\n");
    CHECK(rule(R"("dimensions": 5,)", R"("dimensions": 8,)") == "standard.json $.rules.overall.dimensions: expected at most 7, the number of dimensions\n");
    CHECK(rule(R"("cap_below": "60")", R"("cap_below": "101")") == "standard.json $.rules.overall.cap_below: expected a score from 0 to 100\n");
    CHECK(rule(R"("trend": "3")", R"("trend": "0")") == "standard.json $.rules.trend: expected a difference above 0, at most 100\n");
    CHECK(rule(R"(["0.3", "0.6", "0.9"])", R"(["0", "0.6", "0.9"])") == "standard.json $.rules.attainment: expected three rising numbers above 0, up to 1\n");
    CHECK(refusal("self-diagnosis.json", "[0, 25, 50, 75, 100]", "[0, 25, 50, 75, 99]") == "self-diagnosis.json $.completion_steps: expected steps from 0 to 100\n");
    CHECK(refusal("self-diagnosis.json", "[0, 25, 50, 75, 100]", "[5, 25, 50, 75, 100]") == "self-diagnosis.json $.completion_steps: expected steps from 0 to 100\n");
}

TEST_CASE("A milder colour is never out of reach") {
    const auto warn = [](std::string_view from, std::string_view to) { return refusal("standard.json", from, to); };
    constexpr auto harder = "expected a limit no easier to reach than the milder colour's\n";
    CHECK(warn(R"({"yellow": {"below": "70"}, "orange": {"below": "50"}})", R"({"yellow": {"below": "70"}, "orange": {"below": "70"}})") ==
          std::string{"standard.json $.indicators.SZ02.warnings.orange: "} + harder);
    CHECK(warn(R"("orange": {"equal": "2"}, "red": {"at_least": "3"})", R"("orange": {"equal": "2"}, "red": {"at_least": "2"})") ==
          std::string{"standard.json $.indicators.SZ03.warnings.red: "} + harder);
    CHECK(warn(R"("yellow": {"equal": "1"}, "orange": {"equal": "2"})", R"("yellow": {"equal": "2"}, "orange": {"equal": "1"})") ==
          std::string{"standard.json $.indicators.SZ03.warnings.orange: "} + harder);
    CHECK(warn(R"("orange": {"below": "16", "when": {"grade": 3}})", R"("orange": {"below": "16", "when": {"grade": 2}})") ==
          std::string{"standard.json $.indicators.LD01.warnings.orange: "} + harder);
    // In different years of study they never meet: the second may ask for more.
    CHECK(warn(R"("orange": {"below": "16", "when": {"grade": 3}})", R"("orange": {"below": "20", "when": {"grade": 3}})") == "");
    CHECK(warn(R"({"yellow": {"equal": "0", "when": {"grade": 3}})", R"({"yellow": {"equal": "0", "when": {"grade": 1}})") ==
          "standard.json $.indicators.JN02.warnings.yellow.when: expected a year of study in which the indicator applies\n");
    CHECK(warn(R"("warnings": {"yellow": {"below": "60"}})", R"("warnings": {"yellow": {"below": "86"}})") ==
          "standard.json $.indicators.SZ01.warnings.yellow: expected a limit that leaves what is excellent without a warning\n");
    CHECK(warn(R"("warnings": {"red": {"at_least": "1"}})", R"("warnings": {"red": {"at_least": "0"}})") ==
          "standard.json $.indicators.SZ04.warnings.red: expected a limit that leaves what is excellent without a warning\n");
    CHECK(warn(R"("warnings": {"yellow": {"equal": "0"}})", R"("warnings": {"yellow": {"equal": "0.5"}})") ==
          "standard.json $.indicators.SX03.warnings.yellow.equal: expected a value that the indicator can take\n");
    CHECK(warn(R"({"yellow": {"equal": "1"}, "orange": {"equal": "2"})", R"({"yellow": {"equal": "0.5"}, "orange": {"equal": "2"})") ==
          "standard.json $.indicators.SZ03.warnings.yellow.equal: expected a value that the indicator can take\n");
}

TEST_CASE("Warning colours that cross are refused") {
    CHECK(refusal("standard.json", R"({"yellow": {"below": "70"}, "orange": {"below": "50"}})", R"({"yellow": {"below": "50"}, "orange": {"below": "70"}})") ==
          "standard.json $.indicators.SZ02.warnings.orange: expected a limit no easier to reach than the milder colour's\n");
    CHECK_THAT(refusal("standard.json", R"({"below": "70"})", R"({"below": "70", "equal": "1"})"), ContainsSubstring("exactly one of below, equal, at_least"));
    CHECK_THAT(refusal("standard.json", R"("when": {"graduating": true})", R"("when": {"term": 2})"), ContainsSubstring("warnings.red.when"));
}

TEST_CASE("Bad references are refused") {
    CHECK(refusal("standard.json", R"("self-diagnosis@1")", R"("self-diagnosis@2")") ==
          "standard.json $.instrument: expected self-diagnosis@1, the instrument that is published with it\n");
    CHECK_THAT(refusal("self-diagnosis.json", R"("dimension": "LD")", R"("dimension": "ZZ")"), ContainsSubstring("expected one of SZ, XY, JN, SX, MY, LD, CX"));
    CHECK_THAT(refusal("goal-chain.json", R"("indicator": "XY02")", R"("indicator": "XY99")"), ContainsSubstring("expected the code of a published indicator"));
    CHECK_THAT(refusal("goal-chain.json", R"("parent": "G-DEV")", R"("parent": "G-NONE")"), ContainsSubstring("goal-chain.json $[4].parent: expected the code of a node before this one"));
    CHECK_THAT(refusal("standard.json", R"("SZ01": {)", R"("SZ91": {)"), ContainsSubstring("standard.json $.indicators.SZ01: expected a value"));
}

TEST_CASE("A missing translation is refused") {
    CHECK(refusal("self-diagnosis.json", R"({"zh": "学生自我诊断", "en": "Student self-diagnosis"})", R"({"zh": "学生自我诊断"})") ==
          "self-diagnosis.json $.title.en: expected a text of 1 to 200 characters\n");
    CHECK_THAT(refusal("notice.json", R"("zh": "谁在处理")", R"("zh": "")"), ContainsSubstring("notice.json $.sections[0].heading.zh"));
}

TEST_CASE("Numbers over their limits are refused") {
    CHECK(refusal("policy.json", R"("idle_seconds": 75)", R"("idle_seconds": 600)") == "policy.json $.idle_seconds: expected an integer from 60 to 90\n");
    CHECK(refusal("policy.json", R"("session_minutes": 60)", R"("session_minutes": 5)") == "policy.json $.session_minutes: expected an integer from 10 to 240\n");
    CHECK(refusal("policy.json", R"("countdown_seconds": 20)", R"("countdown_seconds": 19)") == "policy.json $.countdown_seconds: expected an integer from 20 to 30\n");
    CHECK(refusal("self-diagnosis.json", R"("version": 1)", R"("version": 0)").find("$.version: expected an integer from 1 to 9999") != std::string::npos);
    CHECK_THAT(refusal("standard.json", R"("coverage": "0.6")", R"("coverage": 0.6)"), ContainsSubstring("standard.json $.rules.coverage"));
    CHECK_THAT(refusal("standard.json", R"("coverage": "0.6")", R"("coverage": "0.60")"), ContainsSubstring("a decimal as a string"));
}

TEST_CASE("Contradictory windows are refused") {
    const auto window = [](std::string_view text, std::string_view replacement) { return refusal("windows.json", text, replacement); };
    CHECK(window(R"({"opens": "2025-09-10", "closes": "2025-10-15")", R"({"opens": "2025-09-10", "closes": "2025-09-01")") ==
          "windows.json $[0].plan.closes: expected a day not before the window opens\n");
    CHECK(window(R"("freeze": "2026-07-05")", R"("freeze": "2026-07-15")") == "windows.json $[0].diagnosis.freeze: expected a day inside the window\n");
    CHECK(window(R"("review_by": "2025-10-31")", R"("review_by": "2025-10-01")") ==
          "windows.json $[0].plan.review_by: expected a day not before the window closes\n");
    CHECK(window(R"({"opens": "2026-06-10")", R"({"opens": "2026-03-01")") ==
          "windows.json $[0].diagnosis.opens: expected a day after the mid-year check's window closes\n");
    CHECK(window(R"("after_leave_days": 21)", R"("after_leave_days": 61)") == "windows.json $[0].after_leave_days: expected an integer from 0 to 60\n");
    CHECK(window(R"("carry_over": "2026-09-01")", R"("carry_over": "2026-08-31")") == "windows.json $[0].carry_over: expected a day after the report closes\n");
    CHECK(window(R"("academic_year": "2026-2027")", R"("academic_year": "2025-2026")").find("windows.json $[1].academic_year: expected a year after 2025-2026") !=
          std::string::npos);
    CHECK(window(R"("monitoring": {"opens": "2025-11-01")", R"("monitoring": {"opens": "2025-09-10")") ==
          "windows.json $[0].monitoring.opens: expected a day after the plan's window opens\n");
    CHECK(window(R"("monitoring": {"opens": "2025-11-01")", R"("monitoring": {"opens": "2026-02-25")") ==
          "windows.json $[0].checkpoint.opens: expected a day after the monitoring opens\n");
    CHECK(window(R"("closes": "2026-06-30")", R"("closes": "2026-03-24")") ==
          "windows.json $[0].monitoring.closes: expected a day not before the mid-year check's window closes\n");
    CHECK(window(R"("report": {"opens": "2026-07-15", "closes": "2026-08-31")", R"("report": {"opens": "2026-06-15", "closes": "2026-07-01")").find(
              "windows.json $[0].report.closes: expected a day not before the diagnosis closes\n") == 0);
    CHECK(window(R"("report": {"opens": "2026-07-15")", R"("report": {"opens": "2026-06-10")") == "windows.json $[0].report.opens: expected a day after the diagnosis opens\n");
    CHECK(window(R"("publish": {"opens": "2025-08-20")", R"("publish": {"opens": "2025-09-10")").find("windows.json $[0].publish.closes: expected a day not before") == 0);
    CHECK(window(R"("publish": {"opens": "2025-08-20", "closes": "2025-09-05"})", R"("publish": {"opens": "2025-09-10", "closes": "2025-09-20"})") ==
          "windows.json $[0].plan.opens: expected a day after the publication opens\n");
    CHECK(window(R"("closes": "2025-09-05")", R"("closes": "2025-10-16")") == "windows.json $[0].publish.closes: expected a day not after the plan's window closes\n");
    CHECK(window(R"("review_by": "2025-10-31")", R"("review_by": "2026-02-25")") == "windows.json $[0].plan.review_by: expected a day before the mid-year check opens\n");
    CHECK(window(R"("review_by": "2026-07-20")", R"("review_by": "2026-09-01")") == "windows.json $[0].diagnosis.review_by: expected a day not after the report closes\n");
    CHECK(window(R"("graduates_diagnosis": {"opens": "2026-04-15")", R"("graduates_diagnosis": {"opens": "2026-03-25")") ==
          "windows.json $[0].graduates_diagnosis.opens: expected a day after the mid-year check's window closes\n");
    CHECK_THAT(window(R"("2025-08-20")", R"("2052-08-20")"), ContainsSubstring("windows.json $[0].publish.opens: expected a day of 2025 or 2026"));
    CHECK_THAT(window(R"("2025-08-20")", R"("2025-02-30")"), ContainsSubstring("expected a day like 2026-06-10"));
}

TEST_CASE("Cycles that run into each other are refused") {
    CHECK(refusal("windows.json", R"("publish": {"opens": "2026-08-20")", R"("publish": {"opens": "2026-07-10")") ==
          "windows.json $[1].publish.opens: expected a day after the diagnosis of 2025-2026 closes\n");
    CHECK(refusal("windows.json", R"("carry_over": "2026-09-01")", R"("carry_over": "2026-09-11")") ==
          "windows.json $[1].plan.opens: expected a day not before the carry-over of 2025-2026\n");
}

TEST_CASE("Holidays and worked weekends stand in order, in their years, each on the days that it can change") {
    const auto days = [](std::string_view text, std::string_view replacement) { return refusal("windows.json", text, replacement); };
    CHECK(days(R"("2026-09-25", "2026-10-01")", R"("2026-10-01", "2026-09-25")") == "windows.json $[1].holidays[1]: expected a day after the one before\n");
    CHECK(days(R"("2026-09-25")", R"("2025-09-25")") == "windows.json $[1].holidays[0]: expected a day of 2026 or 2027\n");
    CHECK(days(R"("2026-09-25")", R"(20260925)") == "windows.json $[1].holidays[0]: expected a day of 2026 or 2027\n");
    CHECK(days(R"("2026-10-10")", R"("2026-10-12")") == "windows.json $[1].worked_weekends: expected Saturdays and Sundays, which 2026-10-12 is none of\n");
    CHECK(days(R"("2027-01-01")", R"("2026-10-10", "2027-01-01")") ==
          "windows.json $[1].worked_weekends: expected days that are no holidays, which 2026-10-10 is\n");
    CHECK(published().cycle("2026-2027")->work.holidays.size() == 7);
}

TEST_CASE("An indicator names the codes of earlier versions that it follows, and the form those that it gave up") {
    const auto follows = [](std::string_view codes, std::string_view retired = R"(["XY90", "XY91"])") {
        auto files = with("self-diagnosis.json", R"("code": "XY01",)", R"("code": "XY01", "succeeds": )" + std::string{codes} + ",");
        auto& form = files.find("self-diagnosis.json")->second;
        form.insert(form.find(R"("dimensions": [)"), R"("retired": )" + std::string{retired} + ", ");
        return files;
    };
    const auto read = read_bundle(follows(R"(["XY90", "XY91"])"));
    REQUIRE(read);
    CHECK(read->current().find("XY01")->succeeds == std::vector<std::string>{"XY90", "XY91"});
    CHECK(read->current().retired == std::vector<std::string>{"XY90", "XY91"});
    CHECK(definition_of(*read->current().find("XY01")) == definition_of(indicator("XY01")));
    constexpr std::string_view where = "self-diagnosis.json $.dimensions[1].indicators[0].succeeds";
    CHECK(refusal(follows(R"(["XY01"])")) == std::string{where} + "[0]: expected another code than its own\n");
    CHECK(refusal(follows(R"(["XY90", "XY90"])")) == std::string{where} + "[1]: expected each code once\n");
    CHECK(refusal(follows(R"(["XY 90"])")) == std::string{where} + "[0]: expected a code of 1 to 32 letters, digits, '_' or '-'\n");
    CHECK(refusal(follows(R"([])")) == std::string{where} + ": expected an array of 1 to 8 elements\n");
    CHECK(refusal(follows(R"(["XY02"])")) == std::string{where} + "[0]: expected a code that the form gave up (retired), which XY02 is not\n");
    CHECK(refusal(follows(R"(["XY99"])")) == std::string{where} + "[0]: expected a code that the form gave up (retired), which XY99 is not\n");
    CHECK(refusal(with("self-diagnosis.json", R"("code": "XY01",)", R"("code": "XY01", "succeeds": ["XY90"],)")) ==
          std::string{where} + "[0]: expected a code that the form gave up (retired), which XY90 is not\n");
    // A code that comes back, in a ring of followers or not, would join two questions' years.
    CHECK(refusal(follows(R"(["XY90"])", R"(["XY90", "XY02"])")) == "self-diagnosis.json $.retired[1]: expected a code that is asked no more, which XY02 is\n");
    CHECK(refusal(follows(R"(["XY90"])", R"(["XY90", "XY90"])")) == "self-diagnosis.json $.retired[1]: expected each code once\n");
}

TEST_CASE("One indicator only asks who shall get in touch, and names whom there is") {
    CHECK(indicator("SX06").choices[0].contact == std::nullopt);
    CHECK(indicator("SX06").choices[1].contact == Contact::Counselor);
    CHECK(indicator("SX06").choices[2].contact == Contact::PsychologyCentre);
    CHECK(refusal(with("self-diagnosis.json", R"("contact": "counselor")", R"("contact": "teacher")")).starts_with(
        "self-diagnosis.json $.dimensions[3].indicators[5].choices[1].contact: expected "));
    const auto second = with("self-diagnosis.json", R"({"value": 0, "label": {"zh": "无", "en": "None"}})", R"({"value": 0, "label": {"zh": "无", "en": "None"}, "contact": "counselor"})");
    CHECK(refusal(second).find("expected no second question about contact, ") != std::string::npos);
}

TEST_CASE("A warning's limit lies where its indicator is bad") {
    CHECK(refusal("standard.json", R"("warnings": {"yellow": {"below": "60"}})", R"("warnings": {"yellow": {"at_least": "60"}})") ==
          "standard.json $.indicators.SZ01.warnings.yellow: expected below or equal, more being better\n");
    CHECK(refusal("standard.json", R"({"yellow": {"at_least": "7"})", R"({"yellow": {"below": "7"})") ==
          "standard.json $.indicators.XY02.warnings.yellow: expected at_least or equal, less being better\n");
}

TEST_CASE("A worse colour gives no more time than a milder one") {
    CHECK(refusal("standard.json", "[10, 5, 2]", "[10, 15, 2]") == "standard.json $.rules.warnings.response_days[1]: expected an integer from 1 to 10\n");
    CHECK(refusal("standard.json", "[10, 5, 2]", "[10, 5]") == "standard.json $.rules.warnings.response_days: expected an array of 3 to 3 elements\n");
}

TEST_CASE("Consent to sensitive data is separate and never required") {
    CHECK_THAT(refusal("notice.json", R"("sensitive": true
    })", R"("required": true, "sensitive": true
    })"),
               ContainsSubstring("consents[1].required: expected false"));
}

TEST_CASE("All problems of all files are listed at once") {
    auto files = with("policy.json", R"("idle_seconds": 75)", R"("idle_seconds": 5)");
    auto& standard = files.find("standard.json")->second;
    standard.replace(standard.find(R"("SZ": 15)"), 8, R"("SZ": 14)");
    files["windows.json"] = "[]";
    const auto text = refusal(files);
    CHECK(std::count(text.begin(), text.end(), '\n') == 3);
}
