#include "terminal/core/domain/checkpoint.hpp"

#include "tests/support/property.hpp"
#include "tests/terminal/core/domain/published_fixture.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz::domain;
using namespace xz::testing;

namespace {

Plan plan() {
    Plan plan;
    plan.dimensions["XY"].goals = {{.code = "g1", .text = "均分", .measures = {{.code = "m1", .text = "晚自习", .due = {}}}}, {.code = "g2", .text = "四级"}};
    plan.dimensions["LD"].goals = {{.code = "g3", .text = "整理"}};
    return plan;
}

Checkpoint full() {
    Checkpoint checkpoint{.plan = "019a0000-0000-7000-8000-000000000001"};
    checkpoint.goals["g1"] = {.progress = 50, .note = "过半", .measures = {{"m1", {.progress = MeasureProgress::Late, .note = "补上"}}}};
    checkpoint.goals["g2"] = {.progress = 0, .note = {}, .measures = {}};
    checkpoint.warnings["XY03/2026-2027/1"] = "不再旷课";
    checkpoint.summary = "还要加油";
    checkpoint.revises = true;
    return checkpoint;
}

std::string problems_of(const Checkpoint& checkpoint) {
    return xz::json::to_text(validate(checkpoint, plan(), instrument()));
}

std::string refusal(std::string_view text) {
    const auto read = checkpoint_from_json(text);
    return read ? "" : xz::json::to_text(read.error());
}

}  // namespace

TEST_CASE("A check travels in canonical form and is read back") {
    CHECK(to_json(full()) ==
          R"({"goals":{"g1":{"measures":{"m1":{"note":"补上","progress":"late"}},"note":"过半","progress":50},"g2":{"progress":0}},)"
          R"("plan":"019a0000-0000-7000-8000-000000000001","revises":true,"summary":"还要加油","warnings":{"XY03/2026-2027/1":"不再旷课"}})");
    CHECK(*checkpoint_from_json(to_json(full())) == full());
    CHECK(*checkpoint_from_json(to_json(Checkpoint{})) == Checkpoint{});
    CHECK(problems_of(full()).empty());
}

TEST_CASE("Any check survives its codec") {
    check_property("read(write(c)) = c", [](std::vector<std::uint8_t> seeds, std::string summary) {
        Checkpoint checkpoint;
        std::erase_if(summary, [](char letter) { return static_cast<unsigned char>(letter) >= 0x80; });
        checkpoint.summary = std::move(summary);
        for (std::size_t index = 0; index < std::min<std::size_t>(seeds.size(), 20); ++index) {
            auto& goal = checkpoint.goals["g" + std::to_string(seeds[index] % 7 + 1)];
            goal.progress = seeds[index] % 101;
            goal.measures["m" + std::to_string(seeds[index] % 3 + 1)] = {.progress = static_cast<MeasureProgress>(seeds[index] % 4), .note = seeds[index] % 2 ? "𠮷" : ""};
        }
        const auto read = checkpoint_from_json(to_json(checkpoint));
        RC_ASSERT(read.has_value());
        RC_ASSERT(*read == checkpoint);
    });
}

TEST_CASE("A payload that is no check is refused") {
    CHECK(refusal(R"({"goals":{},"revises":false,"extra":1})") == "$.extra: expected no such member");
    CHECK(refusal(R"({"goals":{"x":{"progress":101}},"revises":1})") ==
          "$.goals.x: expected the code of a goal, like g1\n$.goals.x.progress: expected an integer from 0 to 100\n$.revises: expected true or false");
    CHECK(refusal(R"({"goals":{"g1":{"progress":0,"measures":{"m1":{"progress":"soon"}}}},"revises":false})") ==
          "$.goals.g1.measures.m1.progress: expected one of open, done, late, changed");
}

TEST_CASE("A check keeps to its plan and the instrument") {
    auto checkpoint = full();
    checkpoint.plan.clear();
    checkpoint.goals["g1"].progress = 60;
    checkpoint.goals["g1"].measures["m9"];
    checkpoint.goals["g9"];
    checkpoint.goals["g2"].note = std::string(201, 'x');
    CHECK(problems_of(checkpoint) ==
          "$.plan: expected the id of the plan's record\n"
          "$.goals.g1.progress: expected one of the instrument's steps\n"
          "$.goals.g1.measures.m9: expected the code of a measure of this goal\n"
          "$.goals.g2.note: expected a text of at most 200 characters\n"
          "$.goals.g9: expected the code of a goal of the plan");
}

TEST_CASE("Every goal is to be looked at") {
    CHECK(unchecked_goals(full(), plan()) == std::vector<std::string>{"g3"});
    CHECK(unchecked_goals({}, plan()).size() == 3);
}
