#include "tests/support/sample/program/years.hpp"

#include "tests/support/sample/results.hpp"

#include <utility>

namespace xz::sample {
namespace {

using namespace std::chrono_literals;
using domain::Activity;
using protocol::RecordKind;

constexpr std::uint64_t Seed = 20260910;
constexpr std::size_t Batch = 100;
constexpr int YearsOfPlans = 2;  // before that the college had none
constexpr int DaysOfFeedback = 12;  // after the diagnosis opened: some days ago

// One class has hardly begun, so that there is one that is too small to be shown.
bool is_late(const College& college, const Person& person) {
    const auto& room = college.classrooms[person.classroom];
    return room.department == 0 && room.entry_year == college.first_year;
}

domain::Cohort cohort_of(const College& college, const Person& person, int years_ago) {
    return college.grade(person, years_ago) == 3 ? domain::Cohort::Graduating : domain::Cohort::Continuing;
}

}  // namespace

Years::Years(fleet::Terminal& terminal, const crypto::SigningKey& receipt_key, const College& college, std::string guest, RandomSource& random)
    : terminal_{terminal}, receipt_key_{receipt_key}, college_{college}, guest_{std::move(guest)}, ids_{clock_, random} {}

std::size_t Years::hand_in() {
    for (int years_ago = 2; years_ago >= 0; --years_ago) {
        if (!terminal_.published().cycle(college_.academic_year(years_ago)))
            throw fleet::Trouble{"the platform's bundle has no windows for " + college_.academic_year(years_ago)};
        planned_.clear();
        const auto each = [&](void (Years::*write)(const Place&)) {
            std::size_t index = 0;
            for (const auto& person : college_.students) {
                ++index;
                if (college_.grade(person, years_ago) >= 1) (this->*write)({person, years_ago, index});
            }
            flush();
        };
        if (years_ago < YearsOfPlans) each(&Years::plans);
        if (years_ago == 0) each(&Years::checkpoint);
        each(&Years::diagnosis);
        if (years_ago == 0) each(&Years::feedback);
    }
    return handed_;
}

void Years::plans(const Place& place) {
    const auto& [person, years_ago, index] = place;
    if (!is_guest(person) && !Dice{Seed}.fork(person.student_no + "/plans").chance(0.9)) return;
    const auto last = diagnosed_.find(person.student_no);
    auto plan = plan_of(college_, person, years_ago, terminal_.published(), last == diagnosed_.end() ? nullptr : &last->second);
    auto record = add(place, RecordKind::Plan, domain::to_json(plan), begun(place, Activity::Plan, 1));
    planned_.insert_or_assign(person.student_no, Planned{std::move(record), std::move(plan)});
}

void Years::checkpoint(const Place& place) {
    const auto& person = place.person;
    const auto found = planned_.find(person.student_no);
    if (found == planned_.end() || (!is_guest(person) && !Dice{Seed}.fork(person.student_no + "/checkpoint").chance(0.4))) return;
    const auto check = checkpoint_of(college_, person, found->second.plan, found->second.record, terminal_.published().current());
    (void)add(place, RecordKind::Checkpoint, domain::to_json(check), begun(place, Activity::Checkpoint, 1));
}

// Two past years of everybody, and this year's of more than half of each class.
void Years::diagnosis(const Place& place) {
    const auto& [person, years_ago, index] = place;
    if (years_ago == 0 && (is_guest(person) || !Dice{Seed}.fork(person.student_no + "/turnout").chance(is_late(college_, person) ? 0.1 : 0.72))) return;
    const auto& instrument = terminal_.published().current();
    auto diagnosis = diagnosis_of(college_, person, years_ago, instrument);
    if (const auto found = planned_.find(person.student_no); found != planned_.end())
        look_back(diagnosis, college_, person, years_ago, found->second.plan, found->second.record, instrument);
    else
        explain_no_plan(diagnosis, college_, person, years_ago);
    domain::give_codes(diagnosis);
    auto record = add(place, RecordKind::Diagnosis, domain::to_json(diagnosis), begun(place, Activity::Diagnosis, 1));
    diagnosed_.insert_or_assign(person.student_no, HandedIn{std::move(record), std::move(diagnosis)});
}

void Years::feedback(const Place& place) {
    const auto& person = place.person;
    if (!is_guest(person) && !Dice{Seed}.fork(person.student_no + "/feedback").chance(0.03)) return;
    (void)add(place, RecordKind::Feedback, domain::to_json(feedback_of(college_, person)), begun(place, Activity::Diagnosis, DaysOfFeedback));
}

// Inside the window, at a quarter past ten in the morning in China, and a minute later a student.
Instant Years::begun(const Place& place, Activity activity, int days_in) const {
    const auto* cycle = terminal_.published().cycle(college_.academic_year(place.years_ago));
    const auto* window = cycle->window(activity, cohort_of(college_, place.person, place.years_ago));
    return std::chrono::sys_days{window->opens} + std::chrono::days{days_in} + 2h + std::chrono::minutes{15 + place.index % 300};
}

std::string Years::add(const Place& place, RecordKind kind, std::string payload, Instant at) {
    auto id = ids_.uuid_v7();
    waiting_.push_back(terminal_.seal({.id = id, .student_no = place.person.student_no, .kind = kind, .academic_year = college_.academic_year(place.years_ago),
                                       .instrument = terminal_.published().current().id(), .revision = 1, .base = {}, .payload = std::move(payload),
                                       .consents = {}, .started_at = at - 9min, .submitted_at = at, .locale = "zh_CN",
                                       .source = protocol::RecordSource::Terminal},
                                      receipt_key_));
    if (waiting_.size() == Batch) flush();
    return id;
}

void Years::flush() {
    if (!waiting_.empty()) terminal_.hand_in(waiting_);
    handed_ += waiting_.size();
    waiting_.clear();
}

}  // namespace xz::sample
