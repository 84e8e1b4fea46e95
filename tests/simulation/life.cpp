#include "tests/simulation/life.hpp"

#include "terminal/core/domain/feedback.hpp"
#include "tests/simulation/published_years.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace xz::simulation {

using protocol::QuarantineReason;
using protocol::RecordKind;

namespace {

constexpr int Students = 200;
constexpr int Grades = 3;

}  // namespace

Life::Life(Campus& campus, Ledger& ledger, std::uint64_t seed, std::function<void(const std::string&)> after_season)
    : campus_{campus}, ledger_{ledger}, dice_{seed}, after_season_{std::move(after_season)} {}

void Life::live() {
    for (int first_year = FirstYear; first_year < FirstYear + Years; ++first_year) year(first_year);
}

void Life::year(int first_year) {
    first_year_ = first_year;
    campus_.at(day(0, "08-21"));
    publishing();
    autumn_roster();
    season("publish");
    campus_.at(day(0, "09-15"));
    planning();
    season("plan");
    campus_.at(day(0, "10-18"));
    plan_review();
    season("plan review");
    campus_.at(day(0, "11-12"));
    late_kiosk();
    season("late kiosk");
    campus_.at(day(1, "01-16"));
    first_data();
    season("first data");
    campus_.at(day(1, "01-20"));
    small_loop();
    season("small loop");
    campus_.at(day(1, "03-05"));
    checking();
    season("mid-year check");
    campus_.at(day(1, "03-20"));
    speaking();
    season("feedback");
    campus_.at(day(1, "04-20"));
    spring_graduation();
    season("graduates' diagnosis");
    campus_.at(day(1, "06-02"));
    second_data();
    season("second data");
    campus_.at(day(1, "06-20"));
    diagnosing();
    season("diagnosis");
    campus_.at(day(1, "07-14"));
    diagnosis_review();
    season("diagnosis review");
    campus_.at(day(1, "09-02"));
    closing();
    season("closing");
}

std::string Life::day(int of_next_year, std::string_view month_day) const {
    return fmt::format("{}-{}", first_year_ + of_next_year, month_day);
}

std::string Life::academic() const {
    return academic_year(first_year_);
}

bool Life::graduates(const Person& person) const {
    return person.grade.value_or(first_year_ - person.entered + 1) >= Grades;
}

std::vector<Life::Person*> Life::present() {
    std::vector<Person*> here;
    for (auto& person : people_)
        if (person.status == "active") here.push_back(&person);
    return here;
}

std::string Life::marks_code() const {
    return instrument().find("XY01") ? "XY01" : "XY11";
}

void Life::season(const std::string& name) {
    deliver();
    after_season_(academic() + " " + name);
}

// --- August: what is published, who is there

void Life::publishing() {
    if (first_year_ == FirstYear) campus_.publish(first_version());
    if (first_year_ == ChangedYear) {
        campus_.publish(second_version());
        ++happened_["form changed"];
    }
    published_ = campus_.published_now();
}

void Life::autumn_roster() {
    for (auto& person : people_) {
        if (person.status == "suspended") {
            person.status = "active";
            person.grade = std::max(1, first_year_ - person.entered);
            ++happened_["came back"];
        } else if (person.status == "active" && first_year_ - person.entered >= Grades && !person.grade) {
            person.status = "graduated";
            ++happened_["graduated"];
        } else if (person.status == "active" && dice_.chance(3)) {
            person.status = "suspended";
            ++happened_["on leave"];
        }
    }
    const int from = first_year_ == FirstYear ? first_year_ - Grades + 1 : first_year_;
    for (int entered = from; entered <= first_year_; ++entered) {
        int count = 0;
        while (count < (Students + Grades - 1) / Grades) {
            const bool first_half = count++ % 2 == 0;
            people_.push_back({.number = fmt::format("{}{:03}", entered, count), .class_code = fmt::format("{}{}", first_half ? "Q" : "R", entered), .department = first_half ? "D1,气象系" : "D2,软件工程系",
                               .entered = entered, .strength = dice_.from(-20, 20)});
        }
    }
    std::string csv = "XH,XM,XBM,BH,RXNY,class_name,department_code,department_name,status,grade_override\n";
    for (const auto& person : people_)
        csv += fmt::format("{},同学{},1,{},{}09,{}班,{},{},{}\n", person.number, person.number.substr(4), person.class_code, person.entered, person.class_code, person.department, person.status,
                           person.grade ? std::to_string(*person.grade) : "");
    const auto imported = campus_.import_roster(csv);
    if (!imported.taken || imported.repeated) throw std::logic_error{"the roster was not taken: " + to_text(imported.report)};
    if (!campus_.import_roster(csv).repeated) throw std::logic_error{"the same roster was taken twice"};
    for (const auto& person : people_) campus_.give_pin(person.number);
    duties();
}

void Life::duties() {
    campus_.run_duties();
    for (auto& [key, state] : ledger_.threads) {
        if (!domain::step(state, domain::Actor::Platform, domain::FeedbackAction{domain::feedback_action::Escalate{}})) continue;
        move(state, domain::Actor::Platform, domain::FeedbackAction{domain::feedback_action::Escalate{}});
        ++happened_["escalated"];
    }
}

// --- records

protocol::RecordContent Life::record(const Person& person, RecordKind kind, std::string payload) const {
    protocol::RecordContent content;
    content.id = campus_.new_id();
    content.student_no = person.number;
    content.kind = kind;
    content.academic_year = academic();
    content.instrument = instrument().id();
    content.payload = std::move(payload);
    content.consents = {{.purpose = "sensitive", .notice = "notice@1", .given = true, .at = campus_.clock.now()}};
    content.started_at = campus_.clock.now();
    content.submitted_at = campus_.clock.now();
    content.locale = "zh_CN";
    return content;
}

void Life::send(const protocol::RecordContent& content, std::optional<QuarantineReason> refused) {
    ledger_.note(content, refused);
    waiting_.push_back(content.submitted_at < campus_.clock.now() ? campus_.sealed_with_pin(content) : campus_.sealed_online(content));
}

void Life::deliver() {
    campus_.arrive(waiting_);
    waiting_.clear();
}

void Life::hand_in_plan(const Person& person, domain::Plan plan, Instant written) {
    auto content = record(person, RecordKind::Plan, domain::to_json(plan));
    content.started_at = written;
    content.submitted_at = written;
    auto& mine = own(person);
    if (mine.plan) {
        content.base = mine.plan->id;
        content.revision = mine.plan->revision + 1;
    }
    move(plan_state(person), domain::Actor::Student, domain::PlanAction{domain::plan_action::Submit{content.id}});
    mine.plan = content;
    mine.plan_content = std::move(plan);
    send(content);
}

void Life::hand_in_diagnosis(const Person& person, domain::Diagnosis diagnosis) {
    domain::give_codes(diagnosis);
    auto content = record(person, RecordKind::Diagnosis, domain::to_json(diagnosis));
    auto& mine = own(person);
    if (mine.diagnosis) {
        content.base = mine.diagnosis->id;
        content.revision = mine.diagnosis->revision + 1;
    }
    move(diagnosis_state(person), domain::Actor::Student, domain::DiagnosisAction{domain::diagnosis_action::Submit{content.id}});
    mine.diagnosis = content;
    send(content);
}

// --- September: what is over is over

void Life::closing() {
    duties();
    for (auto& [key, state] : ledger_.diagnoses)
        if (key.second == academic() && std::holds_alternative<domain::diagnosis_state::Confirmed>(state)) {
            move(state, domain::Actor::Platform, domain::DiagnosisAction{domain::diagnosis_action::Archive{}});
            ++happened_["archived"];
        }
}

}  // namespace xz::simulation
