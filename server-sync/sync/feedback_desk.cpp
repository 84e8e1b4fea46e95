#include "server-sync/sync/feedback_desk.hpp"

#include "terminal/core/domain/work_calendar.hpp"
#include "terminal/core/support/text.hpp"

namespace xz::server::sync {

namespace {

constexpr std::size_t kThreadsShown = 50;
constexpr std::size_t kNotesShown = 50;
constexpr std::size_t kEscalatedAtOnce = 500;

DecideFeedback feedback_step(domain::FeedbackAction action, Stepper by, std::optional<FeedbackPost> post,
                             std::optional<std::chrono::year_month_day> due, Instant at) {
    return [=](const FeedbackThread& now) {
        FeedbackChange change;
        const auto stepped = domain::step(now.state, by.actor, action);
        if (!stepped) {
            change.verdict = verdict_of(stepped.error());
            return change;
        }
        change.next = now;
        change.next.state = *stepped;
        change.next.due = due.value_or(now.due);
        change.post = post;
        change.step = {.from = std::string{domain::name_of(now.state)},
                       .to = std::string{domain::name_of(*stepped)},
                       .action = std::string{domain::name_of(action)},
                       .by = by,
                       .assigned = domain::assigned_to(*stepped),
                       .at = at};
        return change;
    };
}

AuditEntry audit_of(std::string action, std::string subject, const Stepper& by, Instant now) {
    return {.number = 0,
            .at = now,
            .actor = by.name,
            .action = std::move(action),
            .subject = std::move(subject),
            .detail = {},
            .hash = {}};
}

}  // namespace

std::optional<ThreadCase> FeedbackDesk::thread_case(const ThreadKey& key) const {
    auto thread = ports_.feedback.find(key);
    if (!thread) {
        return std::nullopt;
    }
    ThreadCase found{.thread = std::move(*thread), .posts = {}, .steps = ports_.feedback.steps_of(key)};
    for (const FeedbackPost& post : ports_.feedback.posts_of(key)) {
        const bool by_student = post.by.actor == domain::Actor::Student;
        domain::Post shown{.by = by_student ? domain::Post::By::Student : domain::Post::By::Staff,
                           .name = post.office,
                           .at = post.at,
                           .text = words_.open(key.student_no, post.words)};
        if (!post.record.empty()) {
            const auto record = vault_.content(key.student_no, post.record);
            const auto feedback = record ? domain::feedback_from_json(record->content.payload) : failure(std::vector<json::Problem>{});
            shown.text = feedback ? feedback->text : std::string{};
        }
        found.posts.push_back(std::move(shown));
    }
    return found;
}

domain::Replies FeedbackDesk::replies_for(const PlacedStudent& student) const {
    const std::string& student_no = student.student.student_no;
    domain::Replies replies;
    for (const FeedbackThread& thread : ports_.feedback.of_student(student_no, kThreadsShown)) {
        auto posts = thread_case(thread.key);
        replies.threads.push_back({.id = thread.key.id,
                                   .to = thread.to,
                                   .about = thread.about,
                                   .state = thread.state,
                                   .posts = posts ? std::move(posts->posts) : std::vector<domain::Post>{},
                                   .unread = thread.unread});
    }
    const std::vector<std::string> units{student.class_unit.code, student.class_unit.parent, student.department.code,
                                         student.department.parent};
    for (const NoteForStudent& each : ports_.notes.for_student(student_no, units, kNotesShown)) {
        replies.notes.push_back({.id = each.note.id,
                                 .what = each.note.what,
                                 .why = each.note.why,
                                 .from_when = each.note.from_when,
                                 .thread = each.note.threads.empty() ? std::string{} : each.note.threads.front().id,
                                 .unread = each.unread});
    }
    return replies;
}

void FeedbackDesk::assign(ThreadKey thread, std::string to, Stepper by, Instant now, Completion<Verdict> done) const {
    auto audit = audit_of("feedback.assign", thread.student_no, by, now);
    auto decide = feedback_step(domain::feedback_action::Assign{std::move(to)}, std::move(by), std::nullopt, std::nullopt, now);
    ports_.feedback.change(std::move(thread), std::move(decide), {.audit = std::move(audit), .action = {}}, std::move(done));
}

void FeedbackDesk::answer(ThreadKey thread, std::string text, std::string office, Stepper by, Instant now,
                          Completion<Verdict> done) const {
    if (!says_something(text)) {
        done(Verdict::ReasonMissing);
        return;
    }
    auto audit = audit_of("feedback.answer", thread.student_no, by, now);
    FeedbackPost post{
        .by = by, .office = std::move(office), .record = {}, .words = words_.seal(thread.student_no, text), .at = now};
    auto decide = feedback_step(domain::feedback_action::Answer{}, std::move(by), std::move(post), std::nullopt, now);
    ports_.feedback.change(std::move(thread), std::move(decide), {.audit = std::move(audit), .action = {}}, std::move(done));
}

void FeedbackDesk::publish(TeachingNote note, Stepper by, Completion<Verdict> done) const {
    if (by.actor == domain::Actor::Student) {
        done(Verdict::WrongActor);
        return;
    }
    if (!says_something(note.what) || !says_something(note.why)) {
        done(Verdict::ReasonMissing);
        return;
    }
    auto audit = audit_of("note.publish", note.id, by, note.published_at);
    ports_.notes.publish(std::move(note), std::move(audit), std::move(done));
}

void FeedbackDesk::close(ThreadKey thread, ActionMark action, Instant now, Completion<Verdict> done) const {
    auto decide = feedback_step(domain::feedback_action::Close{}, {}, std::nullopt, std::nullopt, now);
    ports_.feedback.change(std::move(thread), std::move(decide), {.audit = std::nullopt, .action = std::move(action)},
                           std::move(done));
}

void FeedbackDesk::reopen(ThreadKey thread, std::string why, ActionMark action, Instant now, Completion<Verdict> done) const {
    const auto published = published_.newest();
    if (!says_something(why)) {
        done(Verdict::ReasonMissing);
        return;
    }
    if (!published || !ports_.feedback.find(thread)) {
        done(Verdict::NotFound);
        return;
    }
    const auto due = domain::after_working_days(day_in_china(now), published->policy.feedback_working_days,
                                                domain::work_calendar(published->cycles));
    FeedbackPost post{.by = {}, .office = {}, .record = {}, .words = words_.seal(thread.student_no, why), .at = now};
    auto decide = feedback_step(domain::feedback_action::Reopen{}, {}, std::move(post), due, now);
    ports_.feedback.change(std::move(thread), std::move(decide), {.audit = std::nullopt, .action = std::move(action)},
                           std::move(done));
}

void FeedbackDesk::mark_read(std::string student_no, std::string subject, Instant now, Completion<Verdict> done) const {
    if (ports_.feedback.find({student_no, subject})) {
        ports_.feedback.mark_read({std::move(student_no), std::move(subject)}, now, std::move(done));
    } else {
        ports_.notes.mark_read(std::move(student_no), std::move(subject), now, std::move(done));
    }
}

std::uint64_t FeedbackDesk::escalate_overdue(Instant now) const {
    const Stepper platform{.actor = domain::Actor::Platform, .name = "platform"};
    std::uint64_t escalated = 0;
    for (const ThreadKey& key : ports_.feedback.overdue(day_in_china(now), kEscalatedAtOnce)) {
        auto decide = feedback_step(domain::feedback_action::Escalate{}, platform, std::nullopt, std::nullopt, now);
        const auto verdict = wait_for<Verdict>(
            [&](Completion<Verdict> done) { ports_.feedback.change(key, std::move(decide), {}, std::move(done)); });
        escalated += verdict == Verdict::Done ? 1 : 0;
    }
    return escalated;
}

}  // namespace xz::server::sync
