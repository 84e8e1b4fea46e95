#include "terminal/core/domain/goal_thread.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz::domain;

namespace {

// A year whose diagnosis record is "d<first year>".
YearOfGoals year(std::string academic_year) {
    YearOfGoals year{.academic_year = std::move(academic_year), .plan = Plan{}, .diagnosis_record = {}, .diagnosis = Diagnosis{}, .attained = {}};
    year.diagnosis_record = "d" + year.academic_year.substr(0, 4);
    return year;
}

void goal(YearOfGoals& year, const std::string& dimension, std::string code, std::optional<CarriedFrom> from = {}) {
    year.plan->dimensions[dimension].goals.push_back({.code = code, .text = "goal " + code, .from = std::move(from)});
}

void improvement(YearOfGoals& year, const std::string& dimension, std::string code, std::string of_goal = {}, bool carry = true) {
    year.diagnosis->dimensions[dimension].improvements.push_back({.text = "do " + code, .due = {}, .carry = carry, .code = std::move(code), .tag = {}, .goal = std::move(of_goal)});
}

// "2025 g1 0.50 →i1 | 2026 g2 …", a thread a line.
std::string said(const std::vector<GoalThread>& threads) {
    std::string text;
    for (const auto& thread : threads) {
        for (const auto& step : thread.steps)
            text += step.academic_year.substr(0, 4) + " " + (step.goal.empty() ? "·" : step.goal) + (step.attained ? " " + *step.attained : "") +
                    (step.improvement.empty() ? "" : " →" + step.improvement) + " | ";
        text += "\n";
    }
    return text;
}

}  // namespace

TEST_CASE("A goal's thread runs over the years along the improvements that carried it on") {
    std::vector years{year("2024-2025"), year("2025-2026"), year("2026-2027")};
    goal(years[0], "XY", "g1");
    years[0].attained["g1"] = "0.50";
    improvement(years[0], "XY", "i1", "g1");
    goal(years[1], "XY", "g4", CarriedFrom{"d2024", "i1"});
    years[1].attained["g4"] = "0.80";
    improvement(years[1], "XY", "i2", "g4");
    goal(years[2], "XY", "g1", CarriedFrom{"d2025", "i2"});
    CHECK(said(threads_of(years)) == "2024 g1 0.50 →i1 | 2025 g4 0.80 →i2 | 2026 g1 | \n");
    CHECK(threads_of(years).front().steps[1].text == "goal g4");
}

TEST_CASE("A thread forks where several improvements were carried, and ends with what became no goal") {
    std::vector years{year("2025-2026"), year("2026-2027")};
    goal(years[0], "XY", "g1");
    goal(years[0], "XY", "g2");
    improvement(years[0], "XY", "i1", "g1");
    improvement(years[0], "XY", "i2", "g1");
    improvement(years[0], "XY", "i3", "g2", false);
    goal(years[1], "XY", "g1", CarriedFrom{"d2025", "i1"});
    goal(years[1], "LD", "g2");
    CHECK(said(threads_of(years)) == "2025 g1 →i1 | 2026 g1 | \n2025 g1 →i2 | \n");
    CHECK(said(threads_through(threads_of(years), "2026-2027")) == "2025 g1 →i1 | 2026 g1 | \n");
}

TEST_CASE("An improvement that names no goal belongs to the only one of its dimension, or begins a thread itself") {
    std::vector years{year("2025-2026"), year("2026-2027")};
    goal(years[0], "XY", "g1");
    improvement(years[0], "XY", "i1");
    improvement(years[0], "CX", "i2");
    goal(years[1], "XY", "g1", CarriedFrom{"d2025", "i1"});
    goal(years[1], "CX", "g2", CarriedFrom{"d2025", "i2"});
    CHECK(said(threads_of(years)) == "2025 g1 →i1 | 2026 g1 | \n2025 · →i2 | 2026 g2 | \n");
    goal(years[0], "XY", "g3");  // now it could be either
    CHECK(said(threads_of(years)) == "2025 · →i2 | 2026 g2 | \n2025 · →i1 | 2026 g1 | \n");
}

TEST_CASE("A year of leave breaks no thread, and a link to a record that is gone begins one") {
    std::vector years{year("2024-2025"), year("2026-2027")};
    goal(years[0], "XY", "g1", CarriedFrom{"d2020", "i1"});
    improvement(years[0], "XY", "i1", "g1");
    goal(years[1], "XY", "g2", CarriedFrom{"d2024", "i1"});
    CHECK(said(threads_of(years)) == "2024 g1 →i1 | 2026 g2 | \n");
    years[0].diagnosis.reset();
    CHECK(threads_of(years).empty());
    CHECK(threads_of({}).empty());
}

TEST_CASE("What is marked is carried, with the way back to its record") {
    auto from = year("2025-2026");
    improvement(from, "XY", "i1");
    improvement(from, "LD", "i2", {}, false);
    improvement(from, "CX", "");  // was never handed in
    using namespace std::chrono;
    from.diagnosis->dimensions["XY"].improvements[0].due = 2026y / December / 20;
    const auto items = carried_from(from);
    REQUIRE(items.size() == 1);
    CHECK(items[0] == CarriedItem{.from = {"d2025", "i1"}, .academic_year = "2025-2026", .dimension = "XY", .text = "do i1", .due = 2026y / December / 20});
}
