#include "terminal/core/domain/diagnosis.hpp"

#include "tests/support/property.hpp"
#include "tests/terminal/core/domain/published_fixture.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz::domain;
using namespace xz::testing;

namespace {

Diagnosis full() {
    Diagnosis diagnosis;
    diagnosis.answers.set("SX04", number("7.5"));
    diagnosis.answers.set("MY03", number("12"));
    diagnosis.answers.set("CX04", choice(4));
    diagnosis.answers.set("XY06", likert({3, 4, 0}));
    diagnosis.answers.set("SX03", Missing::Declined);
    auto& review = diagnosis.dimensions["XY"];
    review.self_level = Level::Good;
    review.completion = 75;
    review.completion_text = "英语四级已报名";
    review.problems = {"xy_english", "other"};
    review.gap_text = "词汇量不够";
    review.causes = {"method"};
    using namespace std::chrono;
    review.improvements = {{"每周两次晚自习", year{2027} / month{12} / day{20}, true}, {"少熬夜", std::nullopt, false}};
    diagnosis.texts["gained"] = "会用示波器了";
    diagnosis.without_plan = "九月底转专业";
    return diagnosis;
}

std::string problems_of(const Diagnosis& diagnosis) {
    return xz::json::to_text(validate(diagnosis, instrument()));
}

std::string refusal(std::string_view text) {
    const auto read = diagnosis_from_json(text);
    return read ? "" : xz::json::to_text(read.error());
}

}  // namespace

TEST_CASE("A diagnosis travels in canonical form with decimals as strings") {
    CHECK(to_json(full()) ==
          R"({"answers":{"CX04":4,"MY03":"12","SX04":"7.5","XY06":[3,4,null]},"dimensions":{"XY":{"causes":["method"],"completion":75,)"
          R"("completion_text":"英语四级已报名","gap_text":"词汇量不够","improvements":[{"carry":true,"due":"2027-12-20","text":"每周两次晚自习"},)"
          R"({"carry":false,"text":"少熬夜"}],"problems":["xy_english","other"],"self_level":3}},"missing":{"SX03":"declined"},)"
          R"("texts":{"gained":"会用示波器了"},"without_plan":"九月底转专业"})");
    CHECK(to_json({}) == R"({"answers":{},"dimensions":{}})");
}

TEST_CASE("What is written is read back") {
    const auto read = diagnosis_from_json(to_json(full()));
    REQUIRE(read);
    CHECK(*read == full());
    CHECK(problems_of(*read).empty());
}

TEST_CASE("Any diagnosis of valid answers survives its codec") {
    check_property("read(write(d)) = d", [](std::vector<std::uint8_t> seeds) {
        Diagnosis diagnosis;
        std::size_t next = 0;
        const auto draw = [&](int from, int to) { return from + (seeds.empty() ? 0 : seeds[next++ % seeds.size()]) % (to - from + 1); };
        for (const auto& dimension : instrument().dimensions) {
            for (const auto& each : dimension.indicators) {
                if (!each.asked() || draw(0, 4) == 0) continue;
                if (draw(0, 4) == 0) diagnosis.answers.set(each.code, static_cast<Missing>(draw(0, 3)));
                else if (each.type == IndicatorType::Likert) {
                    LikertItems items;
                    for (std::size_t item = 0; item < each.items.size(); ++item)
                        items.items.push_back(draw(0, 9) == 0 ? std::nullopt : std::optional{draw(1, 5)});
                    diagnosis.answers.set(each.code, items);
                } else if (each.type == IndicatorType::Choice) {
                    diagnosis.answers.set(each.code, each.choices[static_cast<std::size_t>(draw(0, 2))].value == 0 ? choice(0) : choice(1));
                } else {
                    diagnosis.answers.set(each.code, Decimal{static_cast<std::uint32_t>(draw(0, 24))});
                }
            }
            if (draw(0, 2) == 0) continue;
            auto& review = diagnosis.dimensions[dimension.code];
            review.self_level = level_from(draw(1, 4));
            review.completion = instrument().completion_steps[static_cast<std::size_t>(draw(0, 4))];
            review.gap_text = std::string(static_cast<std::size_t>(draw(0, 20)), '\n') + "𠮷\"\\";
        }
        const auto read = diagnosis_from_json(to_json(diagnosis));
        RC_ASSERT(read.has_value());
        RC_ASSERT(*read == diagnosis);
        RC_ASSERT(validate(diagnosis, instrument()).empty());
    });
}

TEST_CASE("A payload that is not one is refused, all of it at once") {
    CHECK(refusal(R"({"answers":{},"extra":1})") == "$.extra: expected no such member");
    CHECK(refusal(R"({"answers":{"XY06":[6]}})") == "$.answers.XY06: expected a decimal as a string, a whole number, or a list of items from 1 to 5 or null");
    CHECK(refusal(R"({"answers":{"SX04":"7.50"}})") != "");
    CHECK(refusal(R"({"answers":{"SX04":"7.5"},"missing":{"SX04":"declined"}})") == "$.missing.SX04: expected an answer or a reason, not both");
    CHECK(refusal(R"({"missing":{"SX04":"lost"},"dimensions":{"XY":{"self_level":5}}})") ==
          "$.missing.SX04: expected unanswered, declined, not_arrived or not_applicable\n"
          "$.dimensions.XY.self_level: expected an integer from 1 to 4");
    CHECK(refusal("[]") == "$: expected an object");
    CHECK(refusal(R"({"answers":{"SX04":7.5}})") != "");
}

TEST_CASE("The instrument's limits are kept to") {
    Diagnosis diagnosis;
    diagnosis.answers.set("SX04", number("25"));
    CHECK(problems_of(diagnosis) == "$.answers.SX04: expected a number from 0 to 24 with at most 1 decimals");
    diagnosis.answers.set("SX04", number("7.55"));
    CHECK_FALSE(problems_of(diagnosis).empty());
    diagnosis.answers.set("SX04", number("7.5"));
    CHECK(problems_of(diagnosis).empty());
    diagnosis.answers.set("MY03", number("1.5"));
    CHECK_FALSE(problems_of(diagnosis).empty());
    diagnosis.answers.erase("MY03");
    diagnosis.answers.set("CX04", choice(0));
    CHECK(problems_of(diagnosis) == "$.answers.CX04: expected a choice from 1 to 5");
    diagnosis.answers.set("CX04", number("3"));
    CHECK(problems_of(diagnosis) == "$.answers.CX04: expected another type of answer");
    diagnosis.answers.set("CX04", choice(5));
    diagnosis.answers.set("XY06", likert({5}));
    CHECK(problems_of(diagnosis) == "$.answers.XY06: expected a list of 3 items");
}

TEST_CASE("Imported indicators take no answer, and codes must be the instrument's") {
    Diagnosis diagnosis;
    diagnosis.answers.set("XY01", number("100"));
    diagnosis.answers.set("ZZ01", Missing::Declined);
    diagnosis.dimensions["ZZ"];
    diagnosis.texts["poem"] = "…";
    CHECK(problems_of(diagnosis) ==
          "$.answers.XY01: expected no answer: the data give this indicator's value\n"
          "$.missing.ZZ01: expected the code of an indicator\n"
          "$.dimensions.ZZ: expected the code of a dimension\n"
          "$.texts.poem: expected the code of a text item");
}

TEST_CASE("Texts are counted in characters, not bytes") {
    Diagnosis diagnosis;
    std::string text;
    for (int count = 0; count < 200; ++count) text += "𠮷";
    diagnosis.dimensions["XY"].gap_text = text;
    CHECK(problems_of(diagnosis).empty());
    diagnosis.dimensions["XY"].gap_text += "一";
    CHECK(problems_of(diagnosis) == "$.dimensions.XY.gap_text: expected a text of at most 200 characters");
}

TEST_CASE("A dimension's codes are its own, each once, and its steps the instrument's") {
    Diagnosis diagnosis;
    auto& review = diagnosis.dimensions["XY"];
    review.completion = 60;
    review.problems = {"xy_english", "sx_sleep", "xy_english"};
    review.causes = {"weather"};
    review.improvements.resize(4);
    CHECK(problems_of(diagnosis) ==
          "$.dimensions.XY.completion: expected one of the instrument's steps\n"
          "$.dimensions.XY.problems[1]: expected a code that the instrument offers here\n"
          "$.dimensions.XY.problems[2]: expected each code once\n"
          "$.dimensions.XY.causes[0]: expected a code that the instrument offers here\n"
          "$.dimensions.XY.improvements: expected at most 3 improvements");
}

TEST_CASE("Only the self levels are required, and what does not apply or was declined is no gap") {
    const Student freshman{.grade = 1};
    Diagnosis diagnosis;
    diagnosis.answers.set("SX03", Missing::Declined);
    diagnosis.answers.set("CX04", choice(3));
    diagnosis.dimensions["XY"].self_level = Level::Pass;
    const auto sheet = merge(instrument(), freshman, diagnosis.answers, {.year = "2026-2027", .freeze = {}, .observations = {}, .verified = {}});
    std::string required;
    std::string open;
    for (const auto& gap : gaps_of(diagnosis, instrument(), sheet)) {
        if (gap.required) required += gap.dimension + " ";
        if (gap.kind == Gap::Kind::Indicator) open += gap.indicator + " ";
    }
    CHECK(required == "SZ JN SX MY LD CX ");
    CHECK(open == "SZ05 XY06 JN03 JN05 SX04 SX05 SX06 MY03 MY04 LD02 LD03 LD05 CX02 CX05 ");
}

TEST_CASE("A diagnosis looks back on its plan's goals and names what carries them on") {
    Diagnosis diagnosis;
    diagnosis.plan = "019a0000-0000-7000-8000-000000000001";
    diagnosis.goals["g1"] = {.completion = 75, .note = "差两分"};
    diagnosis.goals["g2"];
    auto& improvement = diagnosis.dimensions["XY"].improvements.emplace_back();
    improvement.text = "每周两次晚自习";
    improvement.carry = true;
    improvement.code = "i1";
    improvement.tag = ImprovementTag::Method;
    improvement.goal = "g1";
    CHECK(to_json(diagnosis) == R"({"answers":{},"dimensions":{"XY":{"improvements":[{"carry":true,"code":"i1","goal":"g1","tag":"method","text":"每周两次晚自习"}]}},)"
                                R"("goals":{"g1":{"completion":75,"note":"差两分"},"g2":{}},"plan":"019a0000-0000-7000-8000-000000000001"})");
    CHECK(*diagnosis_from_json(to_json(diagnosis)) == diagnosis);
    CHECK(problems_of(diagnosis).empty());
}

TEST_CASE("Goals belong to a plan, and a reason for having none to those without") {
    Diagnosis diagnosis;
    diagnosis.goals["g1"] = {.completion = 60, .note = std::string(201, 'x')};
    diagnosis.dimensions["XY"].improvements = {{.text = "a", .due = {}, .code = "i1", .goal = "g1"}, {.text = "b", .due = {}, .code = "i1"}};
    CHECK(problems_of(diagnosis) ==
          "$.dimensions.XY.improvements[0].goal: expected no goal, there being no plan\n"
          "$.dimensions.XY.improvements[1].code: expected each code once\n"
          "$.goals: expected no goals, there being no plan\n"
          "$.goals.g1.completion: expected one of the instrument's steps\n"
          "$.goals.g1.note: expected a text of at most 200 characters");
    diagnosis = {};
    diagnosis.plan = "019a0000-0000-7000-8000-000000000001";
    diagnosis.without_plan = "转专业";
    CHECK(problems_of(diagnosis) == "$.without_plan: expected no reason, there being a plan");
    CHECK(refusal(R"({"goals":{"x":{}},"plan":"y"})") == "$.plan: expected a UUID in lowercase\n$.goals.x: expected the code of a goal, like g1");
    CHECK(refusal(R"({"dimensions":{"XY":{"improvements":[{"text":"","carry":false,"tag":"luck"}]}}})") ==
          "$.dimensions.XY.improvements[0].tag: expected one of goal, mode, content, method, means");
}

TEST_CASE("Improvements get their codes at hand-in, and keep those they have") {
    Diagnosis diagnosis;
    diagnosis.dimensions["XY"].improvements = {{.text = "a", .due = {}}, {.text = "b", .due = {}, .code = "i7"}};
    diagnosis.dimensions["CX"].improvements = {{.text = "c", .due = {}}};
    give_codes(diagnosis);
    CHECK(diagnosis.dimensions["CX"].improvements[0].code == "i8");
    CHECK(diagnosis.dimensions["XY"].improvements[0].code == "i9");
    CHECK(diagnosis.dimensions["XY"].improvements[1].code == "i7");
    const auto once = diagnosis;
    give_codes(diagnosis);
    CHECK(diagnosis == once);
}

TEST_CASE("Who shall get in touch is what the chosen answer names, while it was not declined") {
    Diagnosis diagnosis;
    CHECK(wished_contact(diagnosis, instrument()) == std::nullopt);
    diagnosis.answers.set("SX06", Chosen{0});
    CHECK(wished_contact(diagnosis, instrument()) == std::nullopt);
    diagnosis.answers.set("SX06", Chosen{1});
    CHECK(wished_contact(diagnosis, instrument()) == Contact::Counselor);
    diagnosis.answers.set("SX06", Chosen{2});
    CHECK(wished_contact(diagnosis, instrument()) == Contact::PsychologyCentre);
    withhold_sensitive(diagnosis, instrument());
    CHECK(wished_contact(diagnosis, instrument()) == std::nullopt);
}

TEST_CASE("Without the separate consent no sensitive answer is kept") {
    auto diagnosis = full();
    withhold_sensitive(diagnosis, instrument());
    for (const auto* code : {"SX03", "SX04", "SX05", "SX06"}) CHECK(diagnosis.answers.of(code) == Answer{Missing::Declined});
    CHECK(diagnosis.answers.of("MY03") == number("12"));
    CHECK(problems_of(diagnosis).empty());
}
