// A student whose year the platform knows: plan, warnings and replies in the context, on a day of the cycle.
#pragma once

#include "tests/terminal/ui/flow/student_at_kiosk.hpp"

#include <utility>

namespace xz::testing {

inline Instant morning_of(domain::Day day) { return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::sys_days{day} + 2h); }
inline const domain::Cycle& cycle() { return published()->cycles.back(); }

inline constexpr std::string_view plan_record = "01906a11-2b40-7d10-8a51-6f3c2e9b7d01";
inline constexpr std::string_view last_record = "01886a11-2b40-7d10-8a51-6f3c2e9b7d77";

inline domain::Plan small_plan() {
    domain::Plan plan;
    plan.year_goal = "通过英语四级";
    domain::Goal goal;
    goal.code = "g1";
    goal.text = "均分到 85";
    goal.indicator = "XY01";
    goal.baseline = domain::Decimal{70};
    goal.target = domain::Decimal{85};
    goal.priority = 3;
    goal.measures = {{"m1", "每天晚自习", cycle().checkpoint.opens}};
    plan.dimensions["XY"].target_level = domain::Level::Good;
    plan.dimensions["XY"].goals.push_back(std::move(goal));
    return plan;
}

inline domain::YearStanding active_year() {
    domain::YearStanding standing;
    standing.plan.state = domain::plan_state::Active{std::string{plan_record}};
    standing.plan.active = small_plan();
    standing.diagnosis.state = domain::diagnosis_state::Draft{};
    return standing;
}

inline domain::YearStanding carrying_year() {
    domain::YearStanding standing;
    standing.plan.state = domain::plan_state::Draft{};
    standing.diagnosis.state = domain::diagnosis_state::Locked{};
    standing.carried.push_back({{std::string{last_record}, "i1"}, "2024-2025", "XY", "每周两次英语晚自习", std::nullopt});
    return standing;
}

inline protocol::StudentContext context_with(const domain::YearStanding& standing) {
    auto with = context();
    with.department = "软件工程系";
    with.plan = domain::to_json(standing);
    return with;
}

inline std::shared_ptr<const protocol::StudentContext> shared_context(const domain::YearStanding& standing) {
    return std::make_shared<const protocol::StudentContext>(context_with(standing));
}

// Signed in, at home, that morning.
inline StudentAtKiosk& come(StudentAtKiosk& student, domain::Day day, const domain::YearStanding& standing) {
    student.tick(0s, morning_of(day));
    return student.at_login().logs_in().online(context_with(standing)).draft();
}

inline const domain::Goal& goal(const StudentAtKiosk& student, std::string_view code) {
    const auto* found = student.session().plan.draft->plan.goal(code);
    REQUIRE(found != nullptr);
    return *found;
}

}  // namespace xz::testing
