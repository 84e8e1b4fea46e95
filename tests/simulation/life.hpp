// Three years of a college of 200: every window of every cycle, with students who are early, late, offline, returned, warned and wrong.
#pragma once

#include "tests/simulation/campus.hpp"
#include "tests/simulation/ledger.hpp"

#include <fmt/format.h>

#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace xz::simulation {

// How often each thing happened: a life in which one never does proves nothing about it.
using Happened = std::map<std::string, int>;

class Life {
public:
    // `after_season`: called with the season's name when its records have arrived.
    Life(Campus& campus, Ledger& ledger, std::uint64_t seed, std::function<void(const std::string&)> after_season);

    void live();
    [[nodiscard]] const Happened& happened() const { return happened_; }

private:
    struct Person {
        std::string number;
        std::string class_code;
        std::string department;
        int entered = 0;
        int strength = 0;  // added to every mark
        std::string status = "active";
        std::optional<int> grade;  // of one who came back from leave
    };
    // One student's year as the student knows it.
    struct Own {
        std::optional<protocol::RecordContent> plan;       // the newest handed in
        std::optional<domain::Plan> plan_content;
        std::optional<protocol::RecordContent> diagnosis;  // the newest handed in
    };

    void year(int first_year);
    void autumn_roster();
    void publishing();
    void planning();
    void plan_review();
    void late_kiosk();
    void first_data();
    void small_loop();
    void checking();
    void second_data();
    void speaking();
    void spring_graduation();
    void diagnosing();
    void diagnosis_review();
    void closing();

    [[nodiscard]] std::string day(int of_next_year, std::string_view month_day) const;
    [[nodiscard]] std::string academic() const;
    [[nodiscard]] std::vector<Person*> present();
    [[nodiscard]] bool graduates(const Person& person) const;
    [[nodiscard]] const domain::Instrument& instrument() const { return published_->current(); }
    [[nodiscard]] std::string marks_code() const;  // of the weighted average
    Own& own(const Person& person) { return own_[{person.number, academic()}]; }
    domain::PlanState& plan_state(const Person& person) { return ledger_.plans[{person.number, academic()}]; }
    domain::DiagnosisState& diagnosis_state(const Person& person) {
        return ledger_.diagnoses.try_emplace({person.number, academic()}, domain::diagnosis_state::Draft{}).first->second;
    }

    [[nodiscard]] protocol::RecordContent record(const Person& person, protocol::RecordKind kind, std::string payload) const;
    [[nodiscard]] domain::Plan new_plan(const Person& person);
    [[nodiscard]] domain::Plan revised(domain::Plan plan, domain::PlanOccasion occasion);
    [[nodiscard]] domain::Diagnosis new_diagnosis(const Person& person);
    // Hands in and moves what the ledger expects.
    void hand_in_plan(const Person& person, domain::Plan plan) { hand_in_plan(person, std::move(plan), campus_.clock.now()); }
    void hand_in_plan(const Person& person, domain::Plan plan, Instant written);
    void hand_in_diagnosis(const Person& person, domain::Diagnosis diagnosis);
    void send(const protocol::RecordContent& content, std::optional<protocol::QuarantineReason> refused = std::nullopt);
    void deliver();

    template <typename State, typename Action>
    void move(State& state, domain::Actor actor, const Action& action);
    template <typename Step>
    void expect(server::sync::Verdict verdict, const std::string& what, Step&& step);
    void review_plan(const Person& person, int return_chance);
    void review_diagnosis(const Person& person, int return_chance);
    [[nodiscard]] std::string status_csv(const std::string& term, const std::string& as_of);
    [[nodiscard]] std::string typing_errors(const std::string& term, const std::string& as_of) const;
    void object(const Person& person, const std::string& indicator);
    void handle_cards(const Person& person);
    void handle_objections();
    void season(const std::string& name);
    // The platform's own; feedback is months old whenever they run, so every thread that waits is escalated.
    void duties();

    Campus& campus_;
    Ledger& ledger_;
    Dice dice_;
    std::function<void(const std::string&)> after_season_;
    std::shared_ptr<const domain::Published> published_;
    int first_year_ = 0;
    std::vector<Person> people_;
    std::map<StudentYear, Own> own_;
    std::vector<std::string> waiting_;  // sealed, on their way
    std::vector<protocol::RecordContent> written_offline_;
    std::vector<std::string> offline_;  // the same, sealed in a kiosk that has no network
    Happened happened_;
    const server::sync::Stepper counselor_{.actor = domain::Actor::Counselor, .name = "staff:fdy"};
    const server::sync::Stepper teacher_{.actor = domain::Actor::Teacher, .name = "staff:js"};
    const server::sync::Stepper lead_{.actor = domain::Actor::DepartmentLead, .name = "staff:zr"};
    const server::sync::Stepper quality_{.actor = domain::Actor::QualityOffice, .name = "staff:zk"};
};

template <typename State, typename Action>
void Life::move(State& state, domain::Actor actor, const Action& action) {
    auto next = domain::step(state, actor, action);
    if (!next) throw std::logic_error{fmt::format("the simulation steps from {} by {}: {}", domain::name_of(state), domain::name_of(actor), domain::name_of(next.error()))};
    state = std::move(*next);
}

template <typename Step>
void Life::expect(server::sync::Verdict verdict, const std::string& what, Step&& step) {
    const auto came = Campus::taken(std::forward<Step>(step));
    if (came != verdict) throw std::logic_error{fmt::format("{} {}: {} came to {}, not {}", academic(), to_rfc3339(campus_.clock.now()), what, to_text(came), to_text(verdict))};
    ++happened_[verdict == server::sync::Verdict::Done ? what : "refused: " + what];
}

}  // namespace xz::simulation
