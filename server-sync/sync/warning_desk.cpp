#include "server-sync/sync/warning_desk.hpp"

#include "server-sync/sync/judging.hpp"
#include "server-sync/sync/warning_evaluation.hpp"
#include "terminal/core/support/text.hpp"

#include <algorithm>

namespace xz::server::sync {

namespace {

constexpr std::size_t kEvaluatedAtOnce = 500;
constexpr std::string_view kStudent = "student";
constexpr std::string_view kPlatform = "platform";

// The state as far as steps need it: that there are words, not which.
std::optional<domain::WarningState> state_of(const StoredWarning& stored) {
    return domain::warning_state_from(stored.state, unread(stored.words));
}

WarningStep step_of(const domain::WarningKey& key, std::string_view action, domain::Colour colour, Instant at, const std::string& by) {
    return {.key = key, .at = at, .actor = by, .action = std::string{action}, .colour = colour, .words = {}};
}

// Takes `action` from whatever state the warning is in when the store comes to it. `words`: what the action carries, sealed.
Change stepped(const StoredWarning& now, domain::Actor actor, const domain::WarningAction& action, const Bytes& words, const std::string& by,
               Instant at) {
    const auto state = state_of(now);
    if (!state) {
        return {.verdict = Verdict::WrongState, .warning = {}, .steps = {}};
    }
    const auto next = domain::step(*state, actor, action);
    if (!next) {
        return {.verdict = verdict_of(next.error()), .warning = {}, .steps = {}};
    }
    Change change{.verdict = Verdict::Done, .warning = now, .steps = {}};
    change.warning.state = domain::name_of(*next);
    change.warning.words = domain::text_of(*next).empty() ? Bytes{} : words;
    change.steps.push_back(step_of(now.raised.key, domain::name_of(action), now.raised.colour, at, by));
    change.steps.back().words = words;
    return change;
}

AuditEntry audit_of(const Stepper& by, std::string action, std::string subject, Instant now) {
    return {.number = 0, .at = now, .actor = by.name, .action = std::move(action), .subject = std::move(subject), .detail = {}, .hash = {}};
}

// A student's own steps are on record with the warning; those of staff in the audit log as well.
StepTrace trace_of(const Stepper& by, std::string audited_as, std::string subject, ActionMark action, Instant now) {
    StepTrace trace{.audit = std::nullopt, .action = std::move(action)};
    if (by.actor != domain::Actor::Student) {
        trace.audit = audit_of(by, std::move(audited_as), std::move(subject), now);
    }
    return trace;
}

bool is_about(const StoredObjection& objection, const domain::WarningKey& warning) {
    return objection.indicator == warning.rule && objection.term == warning.term;
}

void report(Evaluation& sum, const Evaluated& evaluated) {
    ++sum.students;
    for (const auto& one : evaluated.changed) {
        sum.raised += one.step.action == "trigger" || one.step.action == "worsen" ? 1 : 0;
        sum.cleared += one.step.action == "resolve" ? 1 : 0;
    }
}

}  // namespace

domain::Warnings WarningDesk::warnings_of(std::string_view student_no, std::string_view academic_year) const {
    std::vector<HeardObjection> objections;
    for (StoredObjection& stored : ports_.warnings.objections_of(student_no, academic_year)) {
        objections.push_back(heard(std::move(stored)));
    }
    domain::Warnings warnings;
    for (const StoredWarning& stored : ports_.warnings.of_student(student_no, academic_year)) {
        if (state_of(stored)) {
            warnings.cards.push_back(card_of(stored, objections));
        }
    }
    const auto worse = [](const domain::WarningCard& left, const domain::WarningCard& right) {
        const bool left_over = domain::is_over(left.state);
        const bool right_over = domain::is_over(right.state);
        return left_over != right_over ? right_over : left.raised.colour > right.raised.colour;
    };
    std::stable_sort(warnings.cards.begin(), warnings.cards.end(), worse);
    for (const HeardObjection& objection : objections) {
        const auto about = [&](const domain::WarningCard& card) { return is_about(objection.stored, card.raised.key); };
        if (std::none_of(warnings.cards.begin(), warnings.cards.end(), about)) {
            warnings.objections.push_back({.indicator = objection.stored.indicator,
                                           .value = objection.stored.value,
                                           .state = objection.stored.state,
                                           .answer = objection.answer});
        }
    }
    return warnings;
}

std::vector<ToldStep> WarningDesk::steps_of(std::string_view student_no, std::string_view academic_year) const {
    std::vector<ToldStep> steps;
    for (WarningStep& step : ports_.warnings.steps_of(student_no, academic_year)) {
        std::string words = words_.open(student_no, step.words);
        steps.push_back({.step = std::move(step), .words = std::move(words)});
    }
    return steps;
}

std::vector<ListedWarning> WarningDesk::of_class(std::string_view class_code, std::string_view academic_year) const {
    std::vector<ListedWarning> lines;
    std::vector<StoredObjection> objections;
    for (StoredWarning& stored : ports_.warnings.open_of_class(class_code, academic_year)) {
        if (lines.empty() || lines.back().student_no != stored.student_no) {
            objections = ports_.warnings.objections_of(stored.student_no, academic_year);
        }
        if (!state_of(stored)) {
            continue;
        }
        ListedWarning line{.student_no = std::move(stored.student_no),
                           .raised = std::move(stored.raised),
                           .state = std::move(stored.state),
                           .due = stored.due,
                           .objection = domain::ObjectionState::None};
        for (const StoredObjection& objection : objections) {  // the newest last
            if (is_about(objection, line.raised.key)) {
                line.objection = objection.state;
            }
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

std::optional<HeardObjection> WarningDesk::objection(std::int64_t number) const {
    auto stored = ports_.warnings.objection(number);
    return stored ? std::optional{heard(std::move(*stored))} : std::nullopt;
}

void WarningDesk::notify(std::string student_no, std::string academic_year, Instant now) const {
    const auto decide = [now](const StoredWarning& stored) {
        return stepped(stored, domain::Actor::Platform, domain::warning_action::Notify{}, {}, std::string{kPlatform}, now);
    };
    ports_.warnings.change_all(std::move(student_no), std::move(academic_year), decide, [](const auto&) {});
}

void WarningDesk::acknowledge(std::string student_no, domain::WarningKey key, ActionMark action, Instant now,
                              Completion<Verdict> done) const {
    // Whoever acknowledges a card has been shown it, although no login brought it: a context that was fetched again did.
    const auto decide = [now](const StoredWarning& stored) {
        Change shown = stepped(stored, domain::Actor::Platform, domain::warning_action::Notify{}, {}, std::string{kPlatform}, now);
        const StoredWarning& seen = shown.verdict == Verdict::Done ? shown.warning : stored;
        Change change = stepped(seen, domain::Actor::Student, domain::warning_action::Acknowledge{}, {}, std::string{kStudent}, now);
        change.steps.insert(change.steps.begin(), shown.steps.begin(), shown.steps.end());
        return change;
    };
    ports_.warnings.change(std::move(student_no), std::move(key), decide, {.audit = std::nullopt, .action = std::move(action)},
                           std::move(done));
}

void WarningDesk::vouch(std::string student_no, domain::WarningKey key, std::string reason, Stepper by, Instant now,
                        Completion<Verdict> done) const {
    take_step(std::move(student_no), std::move(key), domain::warning_action::Vouch{reason}, reason, std::move(by), {}, From::WhenOverdue, now,
              std::move(done));
}

void WarningDesk::act(std::string student_no, domain::WarningKey key, std::string task, Stepper by, ActionMark action, Instant now,
                      Completion<Verdict> done) const {
    take_step(std::move(student_no), std::move(key), domain::warning_action::Act{task}, task, std::move(by), std::move(action), From::AnyDay,
              now, std::move(done));
}

void WarningDesk::resolve(std::string student_no, domain::WarningKey key, std::string reason, Stepper by, Instant now,
                          Completion<Verdict> done) const {
    take_step(std::move(student_no), std::move(key), domain::warning_action::Resolve{reason}, reason, std::move(by), {}, From::AnyDay,
              now, std::move(done));
}

void WarningDesk::take_step(std::string student_no, domain::WarningKey key, domain::WarningAction step, std::string words, Stepper by,
                            ActionMark action, From from, Instant now, Completion<Verdict> done) const {
    if (!ports_.students.find(student_no)) {
        done(Verdict::NotFound);  // and no key is made for a number that is nobody's
        return;
    }
    auto trace = trace_of(by, "warning." + std::string{domain::name_of(step)}, student_no + " " + domain::to_text(key), std::move(action), now);
    const auto decide = [now, by, from, step = std::move(step), sealed = words_.seal(student_no, words)](const StoredWarning& stored) {
        if (from == From::WhenOverdue && day_in_china(now) <= stored.due) {
            return Change{.verdict = Verdict::TooEarly, .warning = {}, .steps = {}};
        }
        return stepped(stored, by.actor, step, sealed, by.name, now);
    };
    ports_.warnings.change(std::move(student_no), std::move(key), decide, std::move(trace), std::move(done));
}

void WarningDesk::object(std::string student_no, std::string academic_year, std::string subject, std::string text, ActionMark action,
                         Instant now, Completion<Verdict> done) const {
    if (!says_something(text)) {
        done(Verdict::ReasonMissing);
        return;
    }
    const auto warning = domain::warning_key_from(subject);
    if (warning && warning->year != academic_year) {
        done(Verdict::NotFound);
        return;
    }
    auto sought = warning ? DatumSought{.term = warning->term, .until = std::nullopt} : shown_datum(student_no, academic_year, now);
    StoredObjection objection{.number = 0,
                              .student_no = student_no,
                              .academic_year = std::move(academic_year),
                              .indicator = warning ? warning->rule : std::move(subject),
                              .term = {},
                              .value = {},
                              .as_of = {},
                              .text = words_.seal(student_no, text),
                              .state = domain::ObjectionState::Open,
                              .made_at = now,
                              .answered_by = {},
                              .answer = {},
                              .answered_at = std::nullopt};
    ports_.warnings.object(std::move(objection), std::move(sought), {.audit = std::nullopt, .action = std::move(action)}, std::move(done));
}

// What the year's diagnosis shows its student.
DatumSought WarningDesk::shown_datum(std::string_view student_no, std::string_view academic_year, Instant now) const {
    const auto published = published_.newest();
    const auto* cycle = published ? published->cycle(academic_year) : nullptr;
    const auto placed = ports_.students.find(student_no);
    if (cycle == nullptr || !placed) {
        return {};
    }
    return {.term = std::nullopt, .until = freeze_of(*cycle, cohort_of(student_in(placed->student, academic_year, day_in_china(now))))};
}

void WarningDesk::uphold(std::int64_t objection, std::string answer_text, Stepper by, Instant now, Completion<Verdict> done) const {
    answer(objection, domain::ObjectionState::Upheld, std::move(answer_text), std::move(by), now, std::move(done));
}

void WarningDesk::dismiss(std::int64_t objection, std::string answer_text, Stepper by, Instant now, Completion<Verdict> done) const {
    answer(objection, domain::ObjectionState::Dismissed, std::move(answer_text), std::move(by), now, std::move(done));
}

void WarningDesk::answer(std::int64_t number, domain::ObjectionState state, std::string answer_text, Stepper by, Instant now,
                         Completion<Verdict> done) const {
    auto stored = ports_.warnings.objection(number);
    // Who may answer, and that something is said: as upholding a warning has it, whether or not the datum raised one.
    const auto allowed = domain::step(domain::warning_state::Notified{}, by.actor, domain::warning_action::Uphold{answer_text});
    if (!stored || !allowed) {
        done(!stored ? Verdict::NotFound : verdict_of(allowed.error()));
        return;
    }
    stored->state = state;
    stored->answered_by = by.name;
    stored->answered_at = now;
    stored->answer = words_.seal(stored->student_no, answer_text);
    const auto decide = [now, by, answer_text, sealed = stored->answer](const StoredWarning& warning) {
        return stepped(warning, by.actor, domain::warning_action::Uphold{answer_text}, sealed, by.name, now);
    };
    auto trace = trace_of(by, "objection." + std::string{domain::name_of(state)}, stored->student_no + " " + stored->indicator, {}, now);
    ports_.warnings.answer(std::move(*stored), decide, std::move(trace), std::move(done));
}

Evaluation WarningDesk::evaluate_marked(Instant now, const Progress& progress) const {
    Evaluation sum;
    const auto published = published_.newest();
    if (!published) {
        return sum;
    }
    for (auto marked = ports_.warnings.to_evaluate(kEvaluatedAtOnce); !marked.empty();
         marked = ports_.warnings.to_evaluate(kEvaluatedAtOnce)) {
        std::vector<Evaluated> evaluated;
        for (const EvaluationBasis& basis : ports_.warnings.bases_of(marked)) {
            evaluated.push_back(evaluate(basis, *published, now));
        }
        for (const ToEvaluate& what : marked) {
            const auto same = [&](const Evaluated& one) { return one.what.mark == what.mark; };
            if (std::none_of(evaluated.begin(), evaluated.end(), same)) {
                evaluated.push_back({.what = what, .changed = {}});  // of nobody: the mark goes
            }
        }
        const auto taken = take(std::move(evaluated));
        if (taken.empty()) {
            sum.left = marked.size();
            break;
        }
        for (const Evaluated& one : taken) {
            report(sum, one);
        }
        if (progress) {
            progress(sum.students);
        }
    }
    return sum;
}

// One that cannot be written stays marked; the others go on. Answers those that were taken.
std::vector<Evaluated> WarningDesk::take(std::vector<Evaluated> evaluated) const {
    const auto write = [&](std::vector<Evaluated> some) {
        wait_for<Done>([&](Completion<Done> done) { ports_.warnings.take(std::move(some), std::move(done)); });
    };
    try {
        write(evaluated);
        return evaluated;
    } catch (const WriteRejected&) {
    }
    std::vector<Evaluated> taken;
    for (Evaluated& one : evaluated) {
        try {
            write({one});
            taken.push_back(std::move(one));
        } catch (const WriteRejected&) {
        }
    }
    return taken;
}

std::uint64_t WarningDesk::expire(Instant now) const {
    const auto published = published_.newest();
    if (!published) {
        return 0;
    }
    const std::string& year = published->cycle_at(now).academic_year;
    const auto decide = [now](const StoredWarning& stored) {
        return stepped(stored, domain::Actor::Platform, domain::warning_action::Expire{}, {}, std::string{kPlatform}, now);
    };
    std::uint64_t expired = 0;
    for (auto open = ports_.warnings.open_before(year, kEvaluatedAtOnce); !open.empty();
         open = ports_.warnings.open_before(year, kEvaluatedAtOnce)) {
        const std::uint64_t before = expired;
        for (const ToEvaluate& one : open) {
            expired += wait_for<std::uint64_t>([&](Completion<std::uint64_t> done) {
                ports_.warnings.change_all(one.student_no, one.academic_year, decide, std::move(done));
            });
        }
        if (expired == before) {
            break;  // rows of a newer program, whose state is not known here
        }
    }
    return expired;
}

domain::WarningCard WarningDesk::card_of(const StoredWarning& stored, const std::vector<HeardObjection>& objections) const {
    const std::string words = words_.open(stored.student_no, stored.words);
    domain::WarningCard card{.raised = stored.raised,
                             // Words whose key is destroyed stay unsaid.
                             .state = domain::warning_state_from(stored.state, words.empty() && !stored.words.empty() ? "…" : words)
                                          .value_or(domain::warning_state::Notified{}),
                             .due = stored.due,
                             .objection = domain::ObjectionState::None,
                             .objection_answer = {}};
    for (const HeardObjection& objection : objections) {  // the newest last
        if (is_about(objection.stored, stored.raised.key)) {
            card.objection = objection.stored.state;
            card.objection_answer = objection.answer;
        }
    }
    return card;
}

HeardObjection WarningDesk::heard(StoredObjection stored) const {
    HeardObjection objection{.stored = std::move(stored), .text = {}, .answer = {}};
    objection.text = words_.open(objection.stored.student_no, objection.stored.text);
    objection.answer = words_.open(objection.stored.student_no, objection.stored.answer);
    return objection;
}

}  // namespace xz::server::sync
