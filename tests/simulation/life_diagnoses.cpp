// April and June: diagnoses and their reviews.
#include "tests/simulation/life.hpp"

#include <algorithm>

namespace xz::simulation {

using protocol::QuarantineReason;
using protocol::RecordKind;
using server::sync::Reviewed;
using server::sync::Verdict;

namespace {

domain::Answer answer_for(const domain::Indicator& indicator, int level) {
    switch (indicator.type) {
        case domain::IndicatorType::Likert: return domain::LikertItems{std::vector<std::optional<int>>(indicator.items.size(), level + 1)};
        case domain::IndicatorType::Choice:
            return domain::Chosen{indicator.choices[static_cast<std::size_t>(level - 1) * (indicator.choices.size() - 1) / 3].value};
        case domain::IndicatorType::Number:
        case domain::IndicatorType::Count: break;
    }
    return domain::Decimal{static_cast<std::uint32_t>(level)};
}

}  // namespace

// --- April and June: diagnoses

domain::Diagnosis Life::new_diagnosis(const Person& person) {
    const int level = std::clamp(dice_.from(1, 4) + person.strength / 10, 1, 4);
    domain::Diagnosis diagnosis;
    for (const auto& dimension : instrument().dimensions) {
        diagnosis.dimensions[dimension.code].self_level = domain::level_from(std::clamp(level + dice_.from(-1, 1), 1, 4));
        for (const auto& indicator : dimension.indicators)
            if (indicator.asked() && !dice_.chance(4)) diagnosis.answers.set(indicator.code, answer_for(indicator, level));
    }
    const auto active = domain::active_record(plan_state(person));
    if (active.empty()) {
        diagnosis.without_plan = "九月请假";
        ++happened_["diagnosis without a plan"];
    } else {
        diagnosis.plan = active;
        const auto plan = domain::plan_from_json(campus_.vault.content(person.number, active)->content.payload);
        for (const auto& goal : domain::unchecked_goals({}, *plan)) diagnosis.goals[goal].completion = instrument().completion_steps[static_cast<std::size_t>(dice_.from(0, 4))];
    }
    if (dice_.chance(50)) {
        auto& improvement = diagnosis.dimensions["XY"].improvements.emplace_back();
        improvement.text = "提高复习效率";
        improvement.carry = true;
        improvement.tag = domain::ImprovementTag::Method;
        if (!active.empty()) improvement.goal = "g1";
    }
    if (dice_.chance(20)) diagnosis.dimensions["CX"].improvements.push_back({.text = "参加一次双创活动", .due = {}, .carry = dice_.chance(70)});
    return diagnosis;
}

void Life::review_diagnosis(const Person& person, int return_chance) {
    auto& state = diagnosis_state(person);
    const Reviewed what{person.number, academic(), domain::latest_record(state)};
    const auto now = campus_.clock.now();
    if (dice_.chance(4)) expect(Verdict::WrongState, "reopen what is not confirmed", [&](auto done) { campus_.proceedings.reopen_diagnosis(what, "数据更正", lead_, now, done); });
    if (dice_.chance(return_chance)) {
        expect(Verdict::Done, "return a diagnosis", [&](auto done) { campus_.proceedings.return_diagnosis(what, "原因请写具体", counselor_, now, done); });
        move(state, domain::Actor::Counselor, domain::DiagnosisAction{domain::diagnosis_action::Return{"原因请写具体"}});
        return;
    }
    expect(Verdict::Done, "confirm", [&](auto done) { campus_.proceedings.confirm_diagnosis(what, "", counselor_, now, done); });
    move(state, domain::Actor::Counselor, domain::DiagnosisAction{domain::diagnosis_action::Confirm{}});
    if (dice_.chance(4)) expect(Verdict::WrongActor, "reopen as a counselor", [&](auto done) { campus_.proceedings.reopen_diagnosis(what, "数据更正", counselor_, now, done); });
    if (!dice_.chance(4)) return;
    expect(Verdict::Done, "reopen a diagnosis", [&](auto done) { campus_.proceedings.reopen_diagnosis(what, "数据更正", lead_, now, done); });
    move(state, domain::Actor::DepartmentLead, domain::DiagnosisAction{domain::diagnosis_action::Reopen{"数据更正"}});
}

void Life::spring_graduation() {
    for (auto* person : present()) {
        if (graduates(*person) && dice_.chance(93)) {
            hand_in_diagnosis(*person, new_diagnosis(*person));
            ++happened_["graduate's diagnosis"];
        } else if (!graduates(*person) && dice_.chance(2)) {
            domain::Diagnosis early = new_diagnosis(*person);
            domain::give_codes(early);
            send(record(*person, RecordKind::Diagnosis, domain::to_json(early)), QuarantineReason::Window);
            ++happened_["diagnosis outside its window"];
        }
    }
    deliver();
    for (auto* person : present())
        if (own(*person).diagnosis) review_diagnosis(*person, 10);
}

void Life::diagnosing() {
    for (auto* person : present())
        if (!graduates(*person) && dice_.chance(92)) {
            hand_in_diagnosis(*person, new_diagnosis(*person));
            ++happened_["diagnosis"];
        }
    deliver();
    for (auto* person : present())
        if (std::holds_alternative<domain::diagnosis_state::Submitted>(diagnosis_state(*person)) && dice_.chance(8)) {
            hand_in_diagnosis(*person, new_diagnosis(*person));
            ++happened_["diagnosis handed in again"];
        }
    deliver();
}

void Life::diagnosis_review() {
    const auto review_all = [&](int return_chance) {
        for (auto* person : present())
            if (std::holds_alternative<domain::diagnosis_state::Submitted>(diagnosis_state(*person)) && dice_.chance(97)) review_diagnosis(*person, return_chance);
    };
    const auto answer_all = [&] {
        for (auto* person : present()) {
            const auto& state = diagnosis_state(*person);
            const bool back = std::holds_alternative<domain::diagnosis_state::Returned>(state) || std::holds_alternative<domain::diagnosis_state::Reopened>(state);
            if (back && dice_.chance(85)) {
                hand_in_diagnosis(*person, new_diagnosis(*person));
                ++happened_["diagnosis revised"];
            }
        }
        deliver();
    };
    review_all(12);
    answer_all();
    review_all(5);
}

}  // namespace xz::simulation
