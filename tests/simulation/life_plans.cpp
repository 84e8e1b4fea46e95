// Autumn and March: plans, their reviews, a kiosk that was offline, and the mid-year check.
#include "tests/simulation/life.hpp"

#include "terminal/core/domain/checkpoint.hpp"
#include "tests/simulation/published_years.hpp"

namespace xz::simulation {

using protocol::QuarantineReason;
using protocol::RecordKind;
using server::sync::Reviewed;
using server::sync::Verdict;

// --- September: plans

domain::Plan Life::new_plan(const Person& person) {
    domain::Plan plan;
    plan.year_goal = "稳步提高";
    plan.strengths = "动手能力强";
    auto& study = plan.dimensions["XY"];
    study.target_level = domain::Level::Good;
    domain::Goal marks{.code = "g1", .text = "加权均分提高", .indicator = marks_code(), .baseline = domain::Decimal{70}, .target = domain::Decimal{static_cast<std::uint32_t>(dice_.from(75, 90))}, .priority = 3};
    marks.measures = {{.code = "m1", .text = "每天预习", .due = day_from_text(day(1, "01-15"))}};
    study.goals.push_back(std::move(marks));
    plan.dimensions["LD"].goals.push_back({.code = next_goal_code(plan), .text = "养成整理的习惯", .priority = dice_.from(1, 3)});

    const auto placed = campus_.ports().students.find(person.number);
    const auto standing = campus_.years.standing(*placed, published_->cycle_at(campus_.clock.now()), campus_.clock.now());
    for (const auto& item : standing.carried) {
        auto& goals = plan.dimensions[item.dimension].goals;
        if (goals.size() >= static_cast<std::size_t>(instrument().limits.goals)) continue;
        domain::Goal goal{.code = next_goal_code(plan), .text = item.text};
        goal.from = item.from;
        goals.push_back(std::move(goal));
        ++happened_["carried into a plan"];
    }
    return plan;
}

domain::Plan Life::revised(domain::Plan plan, domain::PlanOccasion occasion) {
    plan.occasion = occasion;
    auto& goal = plan.dimensions["XY"].goals.front();
    const auto code = next_measure_code(goal);
    goal.measures.push_back({.code = code, .text = "每周答疑", .due = {}});
    if (goal.measures.size() > static_cast<std::size_t>(instrument().limits.measures)) goal.measures.erase(goal.measures.begin());
    return plan;
}

void Life::planning() {
    for (auto* person : present()) {
        if (dice_.chance(3)) continue;  // no plan this year
        if (dice_.chance(5)) {          // in a corridor without a network
            auto plan = new_plan(*person);
            const auto content = record(*person, RecordKind::Plan, domain::to_json(plan));
            written_offline_.push_back(content);
            offline_.push_back(campus_.sealed_offline(content));
            own(*person).plan = content;
            own(*person).plan_content = std::move(plan);
            ++happened_["handed in offline"];
            continue;
        }
        hand_in_plan(*person, new_plan(*person));
        ++happened_["plan"];
        if (dice_.chance(2)) {
            auto late = record(*person, RecordKind::Plan, domain::to_json(new_plan(*person)));
            late.academic_year = academic_year(first_year_ - 1);
            send(late, QuarantineReason::Window);
            ++happened_["plan for a year that is closed"];
        }
    }
    deliver();
    // Second thoughts, before anybody looked.
    for (auto* person : present()) {
        auto& state = plan_state(*person);
        if (!std::holds_alternative<domain::plan_state::Submitted>(state)) continue;
        if (dice_.chance(6)) {
            const auto waiting = domain::latest_record(state);
            expect(Verdict::Done, "withdraw", [&](auto done) { campus_.proceedings.withdraw_plan(person->number, waiting, {campus_.new_id()}, campus_.clock.now(), done); });
            move(state, domain::Actor::Student, domain::PlanAction{domain::plan_action::Withdraw{}});
            expect(Verdict::WrongState, "withdraw twice", [&](auto done) { campus_.proceedings.withdraw_plan(person->number, waiting, {campus_.new_id()}, campus_.clock.now(), done); });
            if (dice_.chance(70)) hand_in_plan(*person, revised(*own(*person).plan_content, domain::PlanOccasion::Year));
        } else if (dice_.chance(6)) {
            hand_in_plan(*person, revised(*own(*person).plan_content, domain::PlanOccasion::Year));
            ++happened_["handed in again"];
        }
    }
}

void Life::review_plan(const Person& person, int return_chance) {
    auto& state = plan_state(person);
    const Reviewed what{person.number, academic(), domain::latest_record(state)};
    const auto now = campus_.clock.now();
    if (dice_.chance(5)) expect(Verdict::WrongState, "approve unopened", [&](auto done) { campus_.proceedings.approve_plan(what, "", counselor_, now, done); });
    if (dice_.chance(5)) expect(Verdict::WrongActor, "open as a teacher", [&](auto done) { campus_.proceedings.open_plan(what, teacher_, now, done); });
    expect(Verdict::Done, "open", [&](auto done) { campus_.proceedings.open_plan(what, counselor_, now, done); });
    move(state, domain::Actor::Counselor, domain::PlanAction{domain::plan_action::Open{}});
    if (dice_.chance(3)) {  // another one arrives on the counselor's desk meanwhile
        const auto occasion = own(person).plan_content->occasion;
        const bool of_year = occasion == domain::PlanOccasion::Year;
        hand_in_plan(person, revised(*own(person).plan_content, occasion), of_year ? noon(day(0, "10-14")) : now);
        deliver();
        expect(Verdict::WrongState, "approve what was replaced", [&](auto done) { campus_.proceedings.approve_plan(what, "", counselor_, now, done); });
        return;
    }
    if (dice_.chance(5)) expect(Verdict::WrongState, "withdraw what is looked at", [&](auto done) { campus_.proceedings.withdraw_plan(person.number, what.record, {campus_.new_id()}, now, done); });
    if (dice_.chance(return_chance)) {
        expect(Verdict::ReasonMissing, "return without a reason", [&](auto done) { campus_.proceedings.return_plan(what, " ", counselor_, now, done); });
        expect(Verdict::Done, "return", [&](auto done) { campus_.proceedings.return_plan(what, "目标要能衡量", counselor_, now, done); });
        move(state, domain::Actor::Counselor, domain::PlanAction{domain::plan_action::Return{"目标要能衡量"}});
    } else {
        expect(Verdict::Done, "approve", [&](auto done) { campus_.proceedings.approve_plan(what, dice_.chance(30) ? "加油" : "", counselor_, now, done); });
        move(state, domain::Actor::Counselor, domain::PlanAction{domain::plan_action::Approve{}});
    }
}

void Life::plan_review() {
    for (auto* person : present())
        if (std::holds_alternative<domain::plan_state::Submitted>(plan_state(*person)) && dice_.chance(95)) review_plan(*person, 15);
    for (auto* person : present())
        if (std::holds_alternative<domain::plan_state::Returned>(plan_state(*person)) && dice_.chance(85)) {
            hand_in_plan(*person, revised(*own(*person).plan_content, domain::PlanOccasion::Year));
            ++happened_["revised after a return"];
        }
    deliver();
    for (auto* person : present())
        if (std::holds_alternative<domain::plan_state::Submitted>(plan_state(*person)) && dice_.chance(95)) review_plan(*person, 5);
}

// The kiosk without a network is back, weeks after the window closed.
void Life::late_kiosk() {
    for (const auto& content : written_offline_) ledger_.note(content);
    written_offline_.clear();
    campus_.arrive_late(offline_);
    offline_.clear();
    for (auto* person : present()) {
        const auto& mine = own(*person);
        auto& state = plan_state(*person);
        if (!mine.plan || !std::holds_alternative<domain::plan_state::Draft>(state) || !domain::latest_record(state).empty()) continue;
        const auto stored = campus_.ports().proceedings.find({person->number, RecordKind::Plan, academic()});
        if (stored.record != mine.plan->id) continue;  // withdrawn and not handed in again
        move(state, domain::Actor::Student, domain::PlanAction{domain::plan_action::Submit{mine.plan->id}});
        ++happened_["arrived late"];
        if (dice_.chance(80)) review_plan(*person, 0);
    }
}

// --- March: the mid-year check, and what students say

void Life::checking() {
    for (auto* person : present()) {
        const auto active = domain::active_record(plan_state(*person));
        if (active.empty() || !dice_.chance(92)) continue;
        const auto kept = campus_.vault.content(person->number, active);
        const auto plan = domain::plan_from_json(kept->content.payload);
        domain::Checkpoint checkpoint{.plan = active};
        for (const auto& goal : domain::unchecked_goals({}, *plan)) checkpoint.goals[goal].progress = instrument().completion_steps[static_cast<std::size_t>(dice_.from(0, 4))];
        checkpoint.revises = std::holds_alternative<domain::plan_state::Active>(plan_state(*person)) && dice_.chance(20);
        send(record(*person, RecordKind::Checkpoint, domain::to_json(checkpoint)));
        ++happened_["mid-year check"];
        if (checkpoint.revises) {
            hand_in_plan(*person, revised(*own(*person).plan_content, domain::PlanOccasion::Checkpoint));
            ++happened_["revised at the check"];
        }
    }
    deliver();
    for (auto* person : present())
        if (std::holds_alternative<domain::plan_state::RevisionSubmitted>(plan_state(*person)) && dice_.chance(90)) review_plan(*person, 20);
}

}  // namespace xz::simulation
