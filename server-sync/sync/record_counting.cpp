#include "server-sync/sync/record_counting.hpp"

#include "terminal/core/domain/checkpoint.hpp"
#include "terminal/core/domain/feedback.hpp"
#include "terminal/core/domain/work_calendar.hpp"

#include <algorithm>

namespace xz::server::sync {

namespace {

using protocol::QuarantineReason;
using protocol::RecordKind;
using protocol::SubmissionStatus;

constexpr std::string_view kSensitive = "sensitive";  // the consent's purpose, as the notice names it

void quarantine(Settled& settled, QuarantineReason reason) {
    settled.record->status = SubmissionStatus::Quarantined;
    settled.record->reason = reason;
}

domain::Activity activity_of(RecordKind kind) {
    switch (kind) {
        case RecordKind::Plan: return domain::Activity::Plan;
        case RecordKind::Checkpoint: return domain::Activity::Checkpoint;
        case RecordKind::Diagnosis: return domain::Activity::Diagnosis;
        case RecordKind::Feedback: break;
    }
    return domain::Activity::Feedback;
}

bool agreed_to_sensitive(const protocol::RecordContent& content) {
    return std::any_of(content.consents.begin(), content.consents.end(), [](const protocol::Consent& consent) {
        return consent.purpose == kSensitive && consent.given;
    });
}

bool is_one_of(std::string_view state, std::initializer_list<std::string_view> states) {
    return std::find(states.begin(), states.end(), state) != states.end();
}

bool came_back(const Proceeding& proceeding) {
    return is_one_of(proceeding.state, {"returned", "revision_returned", "reopened"}) ||
           (proceeding.state == "draft" && proceeding.steps > 0);
}

// Nothing is answered, declined, rated or written in it: handed in it is, but there is nothing to judge or to add up.
bool says_nothing(domain::Diagnosis diagnosis) {
    diagnosis.plan.clear();
    diagnosis.without_plan.clear();
    std::erase_if(diagnosis.dimensions, [](const auto& each) { return each.second == domain::DimensionReview{}; });
    std::erase_if(diagnosis.goals, [](const auto& each) { return each.second == domain::GoalReview{}; });
    const auto answers = diagnosis.answers.all();
    for (const auto& [code, answer] : answers) {
        if (answer == domain::Answer{domain::Missing::Unanswered}) {
            diagnosis.answers.erase(code);
        }
    }
    return diagnosis == domain::Diagnosis{};
}

bool is_on_occasion(const protocol::RecordContent& content) {
    const auto plan = content.kind == RecordKind::Plan ? domain::plan_from_json(content.payload) : failure(std::vector<json::Problem>{});
    return plan && plan->occasion != domain::PlanOccasion::Year;
}

}  // namespace

void RecordCounting::count(const protocol::Record& record, const PlacedStudent& student, Vouched vouched, Settled& settled) const {
    const protocol::RecordContent& content = record.content;
    settled.record->status = SubmissionStatus::Proven;
    if (content.submitted_at < content.started_at) {
        quarantine(settled, QuarantineReason::Record);
        return;
    }
    const auto newest = published_.newest();
    const auto published = published_.with_instrument(content.instrument);
    const domain::Instrument* instrument = published ? published->instrument(content.instrument) : nullptr;
    if (!newest || instrument == nullptr) {
        settled.awaited = {.what = Awaited::What::Instrument, .name = content.instrument};
        return;
    }
    const Basis basis{.content = content,
                      .student = student,
                      .newest = *newest,
                      .instrument = *instrument,
                      .cycle = newest->cycle(content.academic_year)};
    const bool is_feedback = content.kind == RecordKind::Feedback;
    if (!is_feedback && vouched != Vouched::ByStaff && !begun_in_time(basis, settled)) {
        if (!settled.awaited) {
            quarantine(settled, QuarantineReason::Window);
        }
        return;
    }
    bool holds = is_feedback || basis.cycle != nullptr;
    switch (content.kind) {
        case RecordKind::Plan: holds = holds && take_plan(basis, settled); break;
        case RecordKind::Checkpoint: holds = holds && take_checkpoint(basis, settled); break;
        case RecordKind::Diagnosis: holds = holds && take_diagnosis(basis, settled); break;
        case RecordKind::Feedback: holds = take_feedback(basis, settled); break;
    }
    if (settled.awaited) {
        return;
    }
    if (!holds) {
        quarantine(settled, QuarantineReason::Record);
        return;
    }
    settled.record->status = SubmissionStatus::Counted;
}

// A record begun inside its window is accepted whenever it arrives; a revision of one that is counted, for longer.
bool RecordCounting::begun_in_time(const Basis& basis, Settled& settled) const {
    const protocol::RecordContent& content = basis.content;
    if (basis.cycle == nullptr) {
        return false;
    }
    const domain::Student judged = student_in(basis.student.student, content.academic_year, day_in_china(content.submitted_at));
    const domain::Cohort cohort = cohort_of(judged);
    const domain::Cycle cycle = cycle_for(basis.student.student, *basis.cycle, content.submitted_at);
    if (cycle.accepts(activity_of(content.kind), cohort, content.started_at)) {
        return true;
    }
    if (!content.base) {
        return false;
    }
    const auto replaced = counted(basis, *content.base, settled);
    if (!replaced || replaced->kind != content.kind || replaced->academic_year != content.academic_year) {
        return false;
    }
    const Proceeding proceeding = ports_.proceedings.find({content.student_no, content.kind, content.academic_year});
    const auto accepts = [&](domain::Revising why) {
        return cycle.accepts_revision(activity_of(content.kind), cohort, why, content.started_at);
    };
    return (is_on_occasion(content) && accepts(domain::Revising::OnOccasion)) ||
           (came_back(proceeding) && accepts(domain::Revising::CameBack));
}

// The goal chain is the newest one, or the one that the student had before them: a node may go while a plan is on its way.
bool RecordCounting::plan_holds(const domain::Plan& plan, const Basis& basis) const {
    const std::string& department = basis.student.department.name;
    if (domain::validate(plan, basis.instrument, basis.newest.goal_chain, department).empty()) {
        return true;
    }
    const auto then = published_.in_force(basis.content.started_at);
    return then && domain::validate(plan, basis.instrument, then->goal_chain, department).empty();
}

bool RecordCounting::take_plan(const Basis& basis, Settled& /*settled*/) const {
    const auto plan = domain::plan_from_json(basis.content.payload);
    if (!plan || !plan_holds(*plan, basis)) {
        return false;
    }
    const auto gaps = domain::gaps_of(*plan, basis.instrument);
    return std::none_of(gaps.begin(), gaps.end(), [](const domain::PlanGap& gap) { return gap.required; });
}

// The student's counted record of that id; where there is none, `settled` awaits it.
std::optional<RecordHead> RecordCounting::counted(const Basis& basis, const std::string& record, Settled& settled) const {
    auto head = ports_.records.find(basis.content.student_no, record);
    if (head && head->status == SubmissionStatus::Counted) {
        return head;
    }
    settled.awaited = {.what = Awaited::What::Record, .name = record};
    return std::nullopt;
}

bool RecordCounting::take_checkpoint(const Basis& basis, Settled& settled) const {
    const protocol::RecordContent& content = basis.content;
    const auto checkpoint = domain::checkpoint_from_json(content.payload);
    if (!checkpoint) {
        return false;
    }
    const auto head = counted(basis, checkpoint->plan, settled);
    if (!head || head->kind != RecordKind::Plan || head->academic_year != content.academic_year) {
        return false;
    }
    const auto record = vault_.content(content.student_no, checkpoint->plan);
    const auto plan = record ? domain::plan_from_json(record->content.payload) : failure(std::vector<json::Problem>{});
    return plan && domain::validate(*checkpoint, *plan, basis.instrument).empty() &&
           domain::unchecked_goals(*checkpoint, *plan).empty();
}

bool RecordCounting::take_feedback(const Basis& basis, Settled& settled) const {
    const auto feedback = domain::feedback_from_json(basis.content.payload);
    if (!feedback || !domain::validate(*feedback, basis.instrument).empty()) {
        return false;
    }
    if (!feedback->thread.empty()) {
        const auto opening = counted(basis, feedback->thread, settled);
        if (!opening || opening->kind != RecordKind::Feedback) {
            return false;
        }
    }
    settled.feedback = {.thread = feedback->thread,
                        .to = feedback->to,
                        .about = feedback->about,
                        .department_code = basis.student.department.code,
                        .due = domain::after_working_days(day_in_china(clock_.now()), basis.newest.policy.feedback_working_days,
                                                          domain::work_calendar(basis.newest.cycles))};
    return true;
}

bool RecordCounting::take_diagnosis(const Basis& basis, Settled& settled) const {
    const protocol::RecordContent& content = basis.content;
    auto diagnosis = domain::diagnosis_from_json(content.payload);
    if (!diagnosis || !domain::validate(*diagnosis, basis.instrument).empty()) {
        return false;
    }
    const bool silent = says_nothing(*diagnosis);
    settled.excuse = diagnosis->without_plan.empty() ? PlanExcuse::None : PlanExcuse::Given;
    if (!agreed_to_sensitive(content)) {
        domain::withhold_sensitive(*diagnosis, basis.instrument);
    }
    settled.contact = domain::wished_contact(*diagnosis, basis.instrument);
    if (silent) {
        return true;
    }
    const domain::Student judged = student_in(basis.student.student, content.academic_year, day_in_china(content.submitted_at));
    domain::Evidence evidence = evidence_for(ports_.students, content.student_no, *basis.cycle, cohort_of(judged));
    add_verdicts(evidence, ports_.proceedings.verdicts_of(content.student_no, content.id));
    Judged scores = judge(basis.instrument, judged, *diagnosis, evidence);
    settled.result = ScoredResult{.student_no = content.student_no,
                                  .academic_year = content.academic_year,
                                  .record_id = content.id,
                                  .instrument = content.instrument,
                                  .class_code = basis.student.student.class_code,
                                  .department_code = basis.student.department.code,
                                  .overall = scores.scores.overall,
                                  .level = scores.scores.level,
                                  .dimensions = std::move(scores.dimensions),
                                  .indicators = std::move(scores.indicators),
                                  .counted_at = clock_.now()};
    return true;
}

void RecordCounting::score_again(const protocol::Record& record, const PlacedStudent& student, Settled& settled) const {
    const auto newest = published_.newest();
    const auto published = published_.with_instrument(record.content.instrument);
    const domain::Instrument* instrument = published ? published->instrument(record.content.instrument) : nullptr;
    const domain::Cycle* cycle = newest ? newest->cycle(record.content.academic_year) : nullptr;
    const Proceeding proceeding = ports_.proceedings.find({record.content.student_no, record.content.kind, record.content.academic_year});
    const bool archived = proceeding.state == domain::name_of(domain::DiagnosisState{domain::diagnosis_state::Archived{}});  // keeps the result that it was archived with
    if (instrument != nullptr && cycle != nullptr && !archived) {
        (void)take_diagnosis({.content = record.content,
                              .student = student,
                              .newest = *newest,
                              .instrument = *instrument,
                              .cycle = cycle},
                             settled);
    }
}

}  // namespace xz::server::sync
