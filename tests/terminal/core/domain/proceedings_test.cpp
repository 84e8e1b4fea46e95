#include "terminal/core/domain/proceedings.hpp"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <map>
#include <sstream>
#include <string>
#include <vector>

using namespace xz::domain;

namespace {

constexpr std::array Actors{Actor::Student,       Actor::Counselor,        Actor::Teacher, Actor::DepartmentLead,
                            Actor::QualityOffice, Actor::PsychologyCentre, Actor::Platform};
// How a table writes them, in that order.
constexpr std::string_view Letters = "SCTDQYP";

// What a step leads to, as a table writes it: the next state's name, or "-" for wrong_state.
template <typename State, typename Action>
std::string outcome(const State& state, Actor actor, const Action& action) {
    const auto next = step(state, actor, action);
    return next ? std::string{name_of(*next)} : std::string{name_of(next.error())};
}

// "action/actors: state>next state>next …": who may do it, and what it leads to from each state; states that are not named refuse it.
struct Row {
    std::string action;
    std::string actors;
    std::map<std::string, std::string> next;
};

std::map<std::string, Row> table_of(const std::string& text) {
    std::map<std::string, Row> rows;
    std::istringstream lines{text};
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words{line};
        Row row;
        if (!(words >> row.action >> row.actors)) continue;
        for (std::string edge; words >> edge;) {
            const auto arrow = edge.find('>');
            row.next[edge.substr(0, arrow)] = edge.substr(arrow + 1);
        }
        rows[row.action] = row;
    }
    return rows;
}

// Walks every state × actor × action against the table.
template <typename State, typename Action>
void walk(const std::vector<State>& states, const std::vector<Action>& actions, const std::string& table) {
    const auto rows = table_of(table);
    REQUIRE(rows.size() == std::variant_size_v<Action>);
    std::size_t steps = 0;
    for (const auto& state : states)
        for (const auto& action : actions)
            for (std::size_t index = 0; index < Actors.size(); ++index) {
                const auto& row = rows.at(std::string{name_of(action)});
                const auto edge = row.next.find(std::string{name_of(state)});
                const bool may = row.actors.find(Letters[index]) != std::string::npos;
                const auto expected = !may ? "wrong_actor" : edge == row.next.end() ? "wrong_state" : edge->second;
                INFO(name_of(state) << " " << name_of(Actors[index]) << " " << name_of(action));
                CHECK(outcome(state, Actors[index], action) == expected);
                ++steps;
            }
    CHECK(steps == states.size() * actions.size() * Actors.size());
}

template <typename State>
std::vector<State> every(std::vector<State> states) {
    REQUIRE(states.size() == std::variant_size_v<State>);
    for (std::size_t index = 0; index < states.size(); ++index) REQUIRE(states[index].index() == index);
    return states;
}

std::vector<PlanState> plan_states() {
    using namespace plan_state;
    return every<PlanState>({Draft{}, Submitted{"r1"}, UnderReview{"r1"}, Active{"r1"}, Returned{"r1", "why"}, RevisionSubmitted{"r1", "r2"},
                             RevisionUnderReview{"r1", "r2"}, RevisionReturned{"r1", "r2", "why"}});
}

std::vector<DiagnosisState> diagnosis_states() {
    using namespace diagnosis_state;
    return every<DiagnosisState>(
        {Locked{}, Draft{}, Submitted{"r1"}, Confirmed{"r1"}, Returned{"r1", "why"}, Reopened{"r1", "why"}, Archived{"r1"}});
}

std::vector<WarningState> warning_states() {
    using namespace warning_state;
    return every<WarningState>({Triggered{}, Notified{}, Acknowledged{}, InAction{"task"}, Resolved{}, Expired{}, DataError{"why"}});
}

std::vector<FeedbackState> feedback_states() {
    using namespace feedback_state;
    return every<FeedbackState>({Open{}, Assigned{"t01"}, Answered{}, Reopened{}, Escalated{}, Closed{}});
}

}  // namespace

TEST_CASE("A plan goes on as its table says, for every state, actor and action") {
    using namespace plan_action;
    walk<PlanState, PlanAction>(plan_states(), {Submit{"r9"}, Withdraw{}, Open{}, Approve{}, Return{"unclear"}}, R"(
        submit   S draft>submitted submitted>submitted under_review>submitted returned>submitted active>revision_submitted revision_submitted>revision_submitted revision_under_review>revision_submitted revision_returned>revision_submitted
        withdraw S submitted>draft revision_submitted>active
        open     C submitted>under_review revision_submitted>revision_under_review
        approve  C under_review>active revision_under_review>active
        return   C under_review>returned revision_under_review>revision_returned
    )");
}

TEST_CASE("A diagnosis goes on as its table says, for every state, actor and action") {
    using namespace diagnosis_action;
    walk<DiagnosisState, DiagnosisAction>(diagnosis_states(), {Unlock{}, Submit{"r9"}, Confirm{}, Return{"unclear"}, Reopen{"wrong data"}, Archive{}}, R"(
        unlock  P locked>draft
        submit  S locked>submitted draft>submitted submitted>submitted returned>submitted reopened>submitted
        confirm C submitted>confirmed
        return  C submitted>returned
        reopen  D confirmed>reopened
        archive P confirmed>archived
    )");
}

TEST_CASE("A warning goes on as its table says, for every state, actor and action") {
    using namespace warning_action;
    const std::vector<WarningAction> all_but_resolve{Notify{}, Acknowledge{}, Vouch{"on long leave"}, Act{"task"}, Expire{}, Uphold{"typing error"}, Worsen{}};
    const std::string table = R"(
        notify      P  triggered>notified
        acknowledge S  notified>acknowledged
        vouch       C  triggered>acknowledged notified>acknowledged
        act         SC acknowledged>in_action in_action>in_action
        expire      P  triggered>expired notified>expired acknowledged>expired in_action>expired
        uphold      CQ triggered>data_error notified>data_error acknowledged>data_error in_action>data_error
        worsen      P  triggered>triggered notified>triggered acknowledged>triggered in_action>triggered resolved>triggered data_error>triggered
        resolve     -
    )";
    walk<WarningState, WarningAction>(warning_states(), all_but_resolve, table);

    // Who resolves decides from where: a counselor what was acted on, the platform whatever newer data no longer raise.
    for (const auto& state : warning_states())
        for (const auto actor : Actors) {
            const bool open = !is_over(state);
            const bool acted = std::holds_alternative<warning_state::InAction>(state);
            const auto expected = actor == Actor::Counselor  ? (acted ? "resolved" : "wrong_state")
                                  : actor == Actor::Platform ? (open ? "resolved" : "wrong_state")
                                                             : "wrong_actor";
            INFO(name_of(state) << " " << name_of(actor));
            CHECK(outcome<WarningState, WarningAction>(state, actor, Resolve{"talked it over"}) == expected);
        }
}

TEST_CASE("A feedback thread goes on as its table says, for every state, actor and action") {
    using namespace feedback_action;
    auto states = feedback_states();
    const FeedbackState escalated = states[4];
    std::erase(states, escalated);
    const std::string table = R"(
        assign   CTDQYP open>assigned assigned>assigned reopened>assigned
        answer   CTDQY  assigned>answered
        close    S      answered>closed
        reopen   S      answered>reopened
        escalate P      open>escalated assigned>escalated reopened>escalated
    )";
    const std::vector<FeedbackAction> actions{Assign{"t02"}, Answer{}, Close{}, Reopen{}, Escalate{}};
    walk<FeedbackState, FeedbackAction>(states, actions, table);
    walk<FeedbackState, FeedbackAction>({escalated}, actions, R"(
        assign   DQ escalated>assigned
        answer   DQ escalated>answered
        close    S
        reopen   S
        escalate P
    )");
}

TEST_CASE("A step without the reason that it needs is refused, and blanks are no reason") {
    for (const std::string reason : {"", "  \n"}) {
        CHECK(step(PlanState{plan_state::UnderReview{"r1"}}, Actor::Counselor, plan_action::Return{reason}).error() == StepRefused::ReasonMissing);
        CHECK(step(PlanState{plan_state::RevisionUnderReview{"r1", "r2"}}, Actor::Counselor, plan_action::Return{reason}).error() == StepRefused::ReasonMissing);
        CHECK(step(DiagnosisState{diagnosis_state::Submitted{"r1"}}, Actor::Counselor, diagnosis_action::Return{reason}).error() == StepRefused::ReasonMissing);
        CHECK(step(DiagnosisState{diagnosis_state::Confirmed{"r1"}}, Actor::DepartmentLead, diagnosis_action::Reopen{reason}).error() == StepRefused::ReasonMissing);
        CHECK(step(WarningState{warning_state::Notified{}}, Actor::Counselor, warning_action::Vouch{reason}).error() == StepRefused::ReasonMissing);
        CHECK(step(WarningState{warning_state::Acknowledged{}}, Actor::Student, warning_action::Act{reason}).error() == StepRefused::ReasonMissing);
        CHECK(step(WarningState{warning_state::InAction{"task"}}, Actor::Counselor, warning_action::Resolve{reason}).error() == StepRefused::ReasonMissing);
        CHECK(step(WarningState{warning_state::InAction{"task"}}, Actor::Platform, warning_action::Resolve{reason}).has_value());
        CHECK(step(WarningState{warning_state::Notified{}}, Actor::QualityOffice, warning_action::Uphold{reason}).error() == StepRefused::ReasonMissing);
        CHECK(step(FeedbackState{feedback_state::Open{}}, Actor::Platform, feedback_action::Assign{reason}).error() == StepRefused::ReasonMissing);
    }
}

TEST_CASE("A revision leaves the plan in force until it is approved") {
    PlanState state = plan_state::Draft{};
    const auto go = [&](Actor actor, const PlanAction& action) { state = step(state, actor, action).value(); };
    go(Actor::Student, plan_action::Submit{"r1"});
    CHECK(active_record(state).empty());
    go(Actor::Counselor, plan_action::Open{});
    go(Actor::Counselor, plan_action::Return{"which measure?"});
    CHECK(reason_of(state) == "which measure?");
    go(Actor::Student, plan_action::Submit{"r2"});
    go(Actor::Counselor, plan_action::Open{});
    go(Actor::Counselor, plan_action::Approve{});
    CHECK(active_record(state) == "r2");
    go(Actor::Student, plan_action::Submit{"r3"});
    CHECK(active_record(state) == "r2");
    CHECK(latest_record(state) == "r3");
    go(Actor::Student, plan_action::Withdraw{});
    CHECK(state == PlanState{plan_state::Active{"r2"}});
    go(Actor::Student, plan_action::Submit{"r4"});
    go(Actor::Counselor, plan_action::Open{});
    go(Actor::Counselor, plan_action::Return{"too much"});
    CHECK(active_record(state) == "r2");
    CHECK(reason_of(state) == "too much");
    go(Actor::Student, plan_action::Submit{"r5"});
    go(Actor::Counselor, plan_action::Open{});
    go(Actor::Counselor, plan_action::Approve{});
    CHECK(state == PlanState{plan_state::Active{"r5"}});
}

TEST_CASE("A thread is reopened once, and remembers it through assignments") {
    FeedbackState state = feedback_state::Open{};
    const auto go = [&](Actor actor, const FeedbackAction& action) { state = step(state, actor, action).value(); };
    go(Actor::Platform, feedback_action::Assign{"c01"});
    CHECK(assigned_to(state) == "c01");
    go(Actor::Counselor, feedback_action::Answer{});
    CHECK(may_reopen(state));
    go(Actor::Student, feedback_action::Reopen{});
    go(Actor::DepartmentLead, feedback_action::Assign{"t07"});
    go(Actor::Teacher, feedback_action::Assign{"t08"});
    go(Actor::Teacher, feedback_action::Answer{});
    CHECK_FALSE(may_reopen(state));
    CHECK(step(state, Actor::Student, feedback_action::Reopen{}).error() == StepRefused::OnceOnly);
    go(Actor::Student, feedback_action::Close{});
    CHECK(state == FeedbackState{feedback_state::Closed{}});

    state = step(FeedbackState{feedback_state::Assigned{"c01"}}, Actor::Platform, feedback_action::Escalate{}).value();
    CHECK(step(state, Actor::Counselor, feedback_action::Answer{}).error() == StepRefused::WrongActor);
    go(Actor::QualityOffice, feedback_action::Answer{});
    CHECK(may_reopen(state));  // nobody had answered before: this is the first answer
    go(Actor::Student, feedback_action::Reopen{});
    go(Actor::Platform, feedback_action::Escalate{});
    go(Actor::DepartmentLead, feedback_action::Assign{"t07"});
    go(Actor::Teacher, feedback_action::Answer{});
    CHECK_FALSE(may_reopen(state));
}

TEST_CASE("A state is read back from its name and parts, and from nothing that it does not allow") {
    for (const auto& state : plan_states())
        CHECK(plan_state_from(name_of(state), active_record(state), latest_record(state), reason_of(state)) == state);
    for (const auto& state : diagnosis_states()) CHECK(diagnosis_state_from(name_of(state), latest_record(state), reason_of(state)) == state);
    for (const auto& state : warning_states()) CHECK(warning_state_from(name_of(state), text_of(state)) == state);
    for (const auto& state : feedback_states()) CHECK(feedback_state_from(name_of(state), assigned_to(state), reopening_of(state)) == state);

    const FeedbackState again = feedback_state::Escalated{feedback_state::Reopening::Used};
    CHECK(feedback_state_from(name_of(again), assigned_to(again), reopening_of(again)) == again);

    CHECK_FALSE(plan_state_from("lost", "", "r1", ""));
    CHECK_FALSE(plan_state_from("draft", "", "r1", ""));
    CHECK_FALSE(plan_state_from("submitted", "", "", ""));
    CHECK_FALSE(plan_state_from("submitted", "r0", "r1", ""));
    CHECK_FALSE(plan_state_from("returned", "", "r1", ""));
    CHECK_FALSE(plan_state_from("active", "r0", "r1", ""));
    CHECK_FALSE(plan_state_from("revision_submitted", "", "r2", ""));
    CHECK_FALSE(diagnosis_state_from("locked", "r1", ""));
    CHECK_FALSE(diagnosis_state_from("confirmed", "", ""));
    CHECK_FALSE(diagnosis_state_from("confirmed", "r1", "why"));
    CHECK_FALSE(diagnosis_state_from("reopened", "r1", ""));
    CHECK_FALSE(warning_state_from("in_action", ""));
    CHECK_FALSE(warning_state_from("resolved", "x"));
    CHECK_FALSE(feedback_state_from("assigned", "", feedback_state::Reopening::Possible));
    CHECK_FALSE(feedback_state_from("open", "t01", feedback_state::Reopening::Possible));
    for (const auto actor : Actors) CHECK(actor_from(name_of(actor)) == actor);
    CHECK_FALSE(actor_from("dean"));
}
