#include "server-sync/sync/proceedings.hpp"

#include "server-sync/sync/judging.hpp"
#include "server-sync/sync/student_years.hpp"
#include "server-sync/sync/submission.hpp"
#include "terminal/core/support/text.hpp"

#include <algorithm>

namespace xz::server::sync {

namespace {

using protocol::RecordKind;

constexpr std::size_t kArchivedAtOnce = 500;

ProceedingChange refused(Verdict verdict) {
    ProceedingChange change;
    change.verdict = verdict;
    return change;
}

// What a step has to say, sealed, and what it does to the proceeding's newest comment.
struct Said {
    std::string reason;  // in plain, for the domain's rule only
    Bytes words;
};

template <typename State, typename Action>
ProceedingChange taken(const Proceeding& now, const State& state, const Action& action, const Said& said, const Stepper& by, Instant at) {
    const auto stepped = domain::step(state, by.actor, action);
    if (!stepped) {
        return refused(verdict_of(stepped.error()));
    }
    ProceedingChange change;
    change.next = now;
    put_state(change.next, *stepped);
    change.next.words = domain::reason_of(*stepped).empty() ? Bytes{} : said.words;
    if (!said.words.empty()) {
        change.next.comment = said.words;
    }
    change.step = {.from = now.state,
                   .to = change.next.state,
                   .action = std::string{domain::name_of(action)},
                   .actor = by.actor,
                   .by = by.name,
                   .record = now.record,
                   .words = said.words,
                   .at = at};
    return change;
}

bool is_evidence(const domain::Indicator& indicator) {
    return indicator.source == domain::Source::Verified || indicator.source == domain::Source::ImportedOrVerified;
}

DecideProceeding plan_step(std::string record, domain::PlanAction action, Bytes words, Stepper by, Instant at, Others others) {
    return [=](const Proceeding& now) {
        if (now.steps == 0) {
            return refused(Verdict::NotFound);
        }
        if (now.record != record) {
            return refused(Verdict::WrongState);
        }
        auto change = taken(now, plan_state_of(now, unread(now.words)), action, {.reason = {}, .words = words}, by, at);
        change.others = others;
        return change;
    };
}

DecideProceeding diagnosis_step(std::string record, domain::DiagnosisAction action, Bytes words, Stepper by, Instant at) {
    return [=](const Proceeding& now) {
        if (now.steps == 0) {
            return refused(Verdict::NotFound);
        }
        if (now.record != record) {
            return refused(Verdict::WrongState);
        }
        return taken(now, diagnosis_state_of(now, unread(now.words)), action, {.reason = {}, .words = words}, by, at);
    };
}

}  // namespace

std::vector<ClassEntry> Proceedings::of_class(std::string_view class_code, RecordKind kind, std::string_view academic_year) const {
    return ports_.proceedings.of_class(class_code, kind, academic_year);
}

std::vector<CaseStep> Proceedings::steps_of(const ProceedingKey& key) const {
    std::vector<CaseStep> steps;
    for (ProceedingStep& step : ports_.proceedings.steps_of(key)) {
        std::string words = words_.open(key.student_no, step.words);
        steps.push_back({.step = std::move(step), .words = std::move(words)});
    }
    return steps;
}

std::optional<PlanCase> Proceedings::plan_case(std::string_view student_no, std::string_view academic_year) const {
    const ProceedingKey key{std::string{student_no}, RecordKind::Plan, std::string{academic_year}};
    PlanCase found{.proceeding = ports_.proceedings.find(key), .standing = {}, .changes = {}, .steps = {}};
    if (found.proceeding.steps == 0) {
        return std::nullopt;
    }
    found.standing = StudentYears{ports_, published_, vault_}.plan_standing(found.proceeding);
    if (found.standing.active && found.standing.latest) {
        found.changes = domain::changes_between(*found.standing.active, *found.standing.latest);
    }
    found.steps = steps_of(key);
    return found;
}

std::optional<DiagnosisCase> Proceedings::diagnosis_case(std::string_view student_no, std::string_view academic_year) const {
    const ProceedingKey key{std::string{student_no}, RecordKind::Diagnosis, std::string{academic_year}};
    DiagnosisCase found;
    found.proceeding = ports_.proceedings.find(key);
    if (found.proceeding.steps == 0) {
        return std::nullopt;
    }
    const StudentYears years{ports_, published_, vault_};
    found.standing = years.diagnosis_standing(found.proceeding, domain::diagnosis_state::Draft{});
    found.steps = steps_of(key);
    const auto placed = ports_.students.find(student_no);
    if (const auto goals = placed ? years.goals_of(*placed, academic_year, Reader::Staff) : std::nullopt) {
        found.goals = goals->goals;
    }
    const auto head = ports_.records.find(student_no, found.proceeding.record);
    const auto published = head ? published_.with_instrument(head->instrument) : nullptr;
    const domain::Instrument* instrument = published ? published->instrument(head->instrument) : nullptr;
    if (instrument == nullptr || !found.standing.handed_in) {
        found.standing.handed_in.reset();
        return found;
    }
    domain::withhold_from_staff(*found.standing.handed_in, *instrument);
    const auto verdicts = ports_.proceedings.verdicts_of(student_no, head->id);
    for (const domain::Dimension& dimension : instrument->dimensions) {
        for (const domain::Indicator& indicator : dimension.indicators) {
            const domain::Answer answer = found.standing.handed_in->answers.of(indicator.code);
            if (!is_evidence(indicator) || !domain::is_answered(answer, indicator)) {
                continue;
            }
            const auto verdict = std::find_if(verdicts.begin(), verdicts.end(),
                                              [&](const EvidenceVerdict& each) { return each.indicator == indicator.code; });
            found.evidence.push_back(
                {.indicator = indicator.code,
                 .answer = answer,
                 .verification = verdict == verdicts.end() ? domain::Verification::Pending : verdict->verification});
        }
    }
    return found;
}

void Proceedings::step(const Reviewed& what, RecordKind kind, DecideProceeding decide, std::string_view action, const Stepper& by,
                       Instant now, Completion<Verdict> done) const {
    AuditEntry audit{.number = 0,
                     .at = now,
                     .actor = by.name,
                     .action = std::string{protocol::to_text(kind)} + "." + std::string{action},
                     .subject = what.student_no,
                     .detail = {},
                     .hash = {}};
    ports_.proceedings.change({what.student_no, kind, what.academic_year}, std::move(decide), {.audit = std::move(audit), .action = {}},
                              std::move(done));
}

void Proceedings::open_plan(Reviewed what, Stepper by, Instant now, Completion<Verdict> done) const {
    step(what, RecordKind::Plan, plan_step(what.record, domain::plan_action::Open{}, {}, by, now, Others::Stay), "open", by, now,
         std::move(done));
}

void Proceedings::approve_plan(Reviewed what, std::string comment, Stepper by, Instant now, Completion<Verdict> done) const {
    auto decide = plan_step(what.record, domain::plan_action::Approve{}, words_.seal(what.student_no, comment), by, now, Others::Stay);
    step(what, RecordKind::Plan, std::move(decide), "approve", by, now, std::move(done));
}

void Proceedings::return_plan(Reviewed what, std::string reason, Stepper by, Instant now, Completion<Verdict> done) const {
    Bytes words = says_something(reason) ? words_.seal(what.student_no, reason) : Bytes{};
    auto decide = plan_step(what.record, domain::plan_action::Return{std::move(reason)}, std::move(words), by, now, Others::Stay);
    step(what, RecordKind::Plan, std::move(decide), "return", by, now, std::move(done));
}

void Proceedings::withdraw_plan(std::string student_no, std::string record, ActionMark action, Instant now,
                                Completion<Verdict> done) const {
    const auto head = ports_.records.find(student_no, record);
    if (!head || head->kind != RecordKind::Plan) {
        done(Verdict::NotFound);
        return;
    }
    auto decide = plan_step(record, domain::plan_action::Withdraw{}, {}, {}, now, Others::StandBack);
    ports_.proceedings.change({std::move(student_no), RecordKind::Plan, head->academic_year}, std::move(decide),
                              {.audit = std::nullopt, .action = std::move(action)}, std::move(done));
}

void Proceedings::confirm_diagnosis(Reviewed what, std::string comment, Stepper by, Instant now, Completion<Verdict> done) const {
    auto decide = diagnosis_step(what.record, domain::diagnosis_action::Confirm{}, words_.seal(what.student_no, comment), by, now);
    step(what, RecordKind::Diagnosis, std::move(decide), "confirm", by, now, std::move(done));
}

void Proceedings::return_diagnosis(Reviewed what, std::string reason, Stepper by, Instant now, Completion<Verdict> done) const {
    Bytes words = says_something(reason) ? words_.seal(what.student_no, reason) : Bytes{};
    auto decide = diagnosis_step(what.record, domain::diagnosis_action::Return{std::move(reason)}, std::move(words), by, now);
    step(what, RecordKind::Diagnosis, std::move(decide), "return", by, now, std::move(done));
}

void Proceedings::reopen_diagnosis(Reviewed what, std::string reason, Stepper by, Instant now, Completion<Verdict> done) const {
    Bytes words = says_something(reason) ? words_.seal(what.student_no, reason) : Bytes{};
    auto decide = diagnosis_step(what.record, domain::diagnosis_action::Reopen{std::move(reason)}, std::move(words), by, now);
    step(what, RecordKind::Diagnosis, std::move(decide), "reopen", by, now, std::move(done));
}

void Proceedings::verify(Reviewed what, std::string indicator, domain::Verification verification, Stepper by, Instant now,
                         Completion<Verdict> done) const {
    const auto head = ports_.records.find(what.student_no, what.record);
    const auto published = head ? published_.with_instrument(head->instrument) : nullptr;
    const domain::Instrument* instrument = published ? published->instrument(head->instrument) : nullptr;
    const domain::Indicator* found = instrument != nullptr ? instrument->find(indicator) : nullptr;
    if (found == nullptr || !is_evidence(*found) || head->academic_year != what.academic_year) {
        done(Verdict::NotFound);
        return;
    }
    if (by.actor != domain::Actor::Counselor) {
        done(Verdict::WrongActor);
        return;
    }
    AuditEntry audit{.number = 0,
                     .at = now,
                     .actor = by.name,
                     .action = "evidence.verify",
                     .subject = what.student_no,
                     .detail = {},
                     .hash = {}};
    ports_.proceedings.verify(std::move(what.student_no), std::move(what.record),
                              {.indicator = std::move(indicator), .verification = verification, .by = by.name, .at = now},
                              std::move(audit), std::move(done));
}

std::uint64_t Proceedings::archive(Instant now) const {
    const auto published = published_.newest();
    if (!published) {
        return 0;
    }
    std::uint64_t archived = 0;
    const Stepper platform{.actor = domain::Actor::Platform, .name = "platform"};
    for (const ProceedingKey& key :
         ports_.proceedings.in_state(RecordKind::Diagnosis, "confirmed", published->cycle_at(now).academic_year, kArchivedAtOnce)) {
        const domain::Cycle* cycle = published->cycle(key.academic_year);
        if (cycle != nullptr && domain::state_of(cycle->report, now) != domain::WindowState::Closed) {
            continue;
        }
        const std::string record = ports_.proceedings.find(key).record;
        const auto verdict = wait_for<Verdict>([&](Completion<Verdict> done) {
            ports_.proceedings.change(key, diagnosis_step(record, domain::diagnosis_action::Archive{}, {}, platform, now), {},
                                      std::move(done));
        });
        archived += verdict == Verdict::Done ? 1 : 0;
    }
    return archived;
}

}  // namespace xz::server::sync
