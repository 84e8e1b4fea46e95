#include "terminal/ui/flow/errands.hpp"

#include "terminal/core/support/text.hpp"
#include "terminal/ui/flow/acting.hpp"
#include "terminal/ui/flow/pages.hpp"
#include "terminal/ui/flow/saving.hpp"

#include <algorithm>
#include <utility>

namespace xz::ui::flow {
namespace {

using protocol::ActionType;

constexpr auto kind_of_draft = protocol::RecordKind::Feedback;

std::string key_of(ErrandText kind, std::string_view subject) {
    const auto of = [&](std::string_view name) { return std::string{name} + "/" + std::string{subject}; };
    switch (kind) {
        case ErrandText::Task: return of("task");
        case ErrandText::Objection: return of("objection");
        case ErrandText::Reopening: return of("reopening");
        case ErrandText::Feedback: break;
    }
    return {};
}

const domain::Thread* thread_of(const Session& session, std::string_view id) {
    const auto* replies = replies_of(session);
    if (replies == nullptr) return nullptr;
    const auto found = std::find_if(replies->threads.begin(), replies->threads.end(), [&](const domain::Thread& thread) { return thread.id == id; });
    return found == replies->threads.end() ? nullptr : &*found;
}

FeedbackDraft& draft_of(const State& state, Session& session) {
    if (!session.feedback.draft) {
        FeedbackDraft draft;
        draft.academic_year = cycle_of(session, state.wall).academic_year;
        draft.instrument = session.published->current().id();
        draft.started_at = state.wall;
        draft.consents = session.consents;
        session.feedback.draft = std::move(draft);
    }
    return *session.feedback.draft;
}

Effects forget(State& state, Session& session, ErrandText kind, std::string_view subject) {
    if (!session.feedback.draft || session.feedback.draft->texts.erase(key_of(kind, subject)) == 0) return {};
    return save(state, session, kind_of_draft);
}

class Errand {
public:
    Errand(State& state, SignedIn& signed_in) : state_{state}, signed_in_{signed_in}, session_{signed_in.session} {}

    Effects operator()(const OpenWarnings&) { return open(WarningsPage{}); }
    Effects operator()(const OpenWarning& wish) { return open(WarningPage{wish.key}); }
    Effects operator()(const OpenComputed& wish) { return open(ComputedPage{wish.code}); }
    Effects operator()(const OpenObject& wish) { return open(ObjectPage{wish.subject}); }
    Effects operator()(const OpenFeedback&) { return open(FeedbackPage{}); }
    Effects operator()(const OpenRecords&) { return open(RecordsPage{}); }
    Effects operator()(const OpenChangePin&) { return open(ChangePinPage{}); }

    Effects operator()(const OpenThread& wish) {
        (void)open(ThreadPage{wish.id});
        const auto* thread = thread_of(session_, wish.id);
        return thread != nullptr && thread->unread ? act(state_, signed_in_, {ActionType::RepliesRead, wish.id, {}}) : Effects{};
    }

    Effects operator()(const OpenNewFeedback& wish) {
        auto& feedback = draft_of(state_, session_).feedback;
        // What was begun for another place keeps its words, not its place.
        feedback.thread = wish.thread;
        if (!wish.about.empty()) feedback.about = wish.about;
        if (const auto* thread = thread_of(session_, wish.thread)) {
            feedback.to = thread->to;
            feedback.about = thread->about;
        }
        return open(NewFeedbackPage{});
    }

    Effects operator()(const WriteErrand& wish) {
        if (!is_utf8(wish.text)) return {};
        const auto text = std::string{first_code_points(wish.text, most_characters(wish.kind))};
        auto& draft = draft_of(state_, session_);
        auto& place = wish.kind == ErrandText::Feedback ? draft.feedback.text : draft.texts[key_of(wish.kind, wish.subject)];
        if (place == text) return {};
        place = text;
        return save(state_, session_, kind_of_draft);
    }

    Effects operator()(const AcknowledgeWarning& wish) { return act(state_, signed_in_, {ActionType::WarningAcknowledge, wish.key, {}}); }
    Effects operator()(const ActOnWarning& wish) { return with_words(ActionType::WarningAct, ErrandText::Task, wish.key); }
    Effects operator()(const ObjectNow& wish) { return with_words(ActionType::DatumObject, ErrandText::Objection, wish.subject); }
    Effects operator()(const ReopenThread& wish) { return with_words(ActionType::FeedbackReopen, ErrandText::Reopening, wish.id); }
    Effects operator()(const CloseThread& wish) { return act(state_, signed_in_, {ActionType::FeedbackClose, wish.id, {}}); }
    Effects operator()(const ReadNote& wish) { return act(state_, signed_in_, {ActionType::RepliesRead, wish.id, {}}); }
    Effects operator()(const LookAgain&) { return act(state_, signed_in_, {ActionType::Refresh, {}, {}}); }

    Effects operator()(const ClaimRecord& wish) { return act(state_, signed_in_, {ActionType::RecordClaim, wish.id, {}}); }
    Effects operator()(const DisownRecord& wish) {
        auto* page = std::get_if<RecordsPage>(&signed_in_.page);
        if (page == nullptr) return {};
        if (std::exchange(page->disowning, wish.id) != wish.id) return {};
        return act(state_, signed_in_, {ActionType::RecordDisown, wish.id, {}});
    }
    Effects operator()(const KeepRecord&) {
        if (auto* page = std::get_if<RecordsPage>(&signed_in_.page)) page->disowning.clear();
        return {};
    }

    Effects operator()(const ChooseAddressee& wish) {
        auto& feedback = draft_of(state_, session_).feedback;
        if (!feedback.thread.empty() || feedback.to == wish.to) return {};
        feedback.to = wish.to;
        return save(state_, session_, kind_of_draft);
    }
    Effects operator()(const ChooseAbout& wish) {
        auto& feedback = draft_of(state_, session_).feedback;
        if (!feedback.thread.empty()) return {};
        feedback.about = feedback.about == wish.about ? std::string{} : wish.about;
        return save(state_, session_, kind_of_draft);
    }
    Effects operator()(const SendFeedback&) {
        if (!std::holds_alternative<NewFeedbackPage>(signed_in_.page) || !may_send(session_, ErrandText::Feedback, {})) return {};
        const auto& draft = *session_.feedback.draft;
        const Ticket ticket = ++state_.last_ticket;
        open_alone(signed_in_, Submitting{ticket, kind_of_draft});
        return {Submit{.ticket = ticket,
                       .kind = kind_of_draft,
                       .academic_year = draft.academic_year,
                       .instrument = draft.instrument,
                       .payload = domain::to_json(draft.feedback),
                       .consents = session_.consents,
                       .started_at = draft.started_at,
                       .submitted_at = state_.wall,
                       .locale = state_.preferences.language == domain::Language::Chinese ? "zh_CN" : "en"}};
    }

private:
    Effects open(Page page) {
        if (!is_busy(signed_in_)) open_over(signed_in_, std::move(page));
        return {};
    }
    Effects with_words(ActionType type, ErrandText kind, const std::string& subject) {
        if (!may_send(session_, kind, subject)) return {};
        return act(state_, signed_in_, {type, subject, errand_text(session_, kind, subject)});
    }

    State& state_;
    SignedIn& signed_in_;
    Session& session_;
};

}  // namespace

Effects run_errand(State& state, SignedIn& signed_in, const ErrandWish& wish) {
    return is_busy(signed_in) ? Effects{} : std::visit(Errand{state, signed_in}, wish);
}

Effects errand_ended(State& state, SignedIn& signed_in, const Asking& asked, ErrandEnd end) {
    if (auto* page = std::get_if<RecordsPage>(&signed_in.page)) page->disowning.clear();
    if (asked.type == ActionType::RepliesRead && end != ErrandEnd::Done) signed_in.message.reset();  // it stays unread, nothing else comes of it
    if (end != ErrandEnd::Done) return {};
    switch (asked.type) {
        case ActionType::WarningAct: return forget(state, signed_in.session, ErrandText::Task, asked.subject);
        case ActionType::FeedbackReopen: return forget(state, signed_in.session, ErrandText::Reopening, asked.subject);
        case ActionType::DatumObject:
            if (const auto* page = std::get_if<ObjectPage>(&signed_in.page); page != nullptr && page->subject == asked.subject) (void)uncover(signed_in);
            return forget(state, signed_in.session, ErrandText::Objection, asked.subject);
        default: return {};
    }
}

Effects keep_other_words(State& state, Session& session) {
    if (!session.feedback.sent || session.feedback.sent->texts.empty()) return {};
    draft_of(state, session).texts = session.feedback.sent->texts;
    return save(state, session, kind_of_draft);
}

bool is_errand(const Page& page) {
    return std::holds_alternative<WarningsPage>(page) || std::holds_alternative<WarningPage>(page) || std::holds_alternative<ComputedPage>(page) ||
           std::holds_alternative<ObjectPage>(page) || std::holds_alternative<FeedbackPage>(page) || std::holds_alternative<ThreadPage>(page) ||
           std::holds_alternative<NewFeedbackPage>(page) || std::holds_alternative<RecordsPage>(page) || std::holds_alternative<ChangePinPage>(page);
}

std::string errand_text(const Session& session, ErrandText kind, std::string_view subject) {
    if (!session.feedback.draft) return {};
    if (kind == ErrandText::Feedback) return session.feedback.draft->feedback.text;
    const auto found = session.feedback.draft->texts.find(key_of(kind, subject));
    return found == session.feedback.draft->texts.end() ? std::string{} : found->second;
}

std::size_t most_characters(ErrandText kind) {
    constexpr std::size_t most_of_an_action = 1000;
    return kind == ErrandText::Feedback ? static_cast<std::size_t>(domain::feedback_characters) : most_of_an_action;
}

bool is_on_its_way(const Session& session, ErrandText kind, std::string_view subject) {
    if (!session.asking || session.asking->subject != subject) return false;
    switch (kind) {
        case ErrandText::Task: return session.asking->type == ActionType::WarningAct;
        case ErrandText::Objection: return session.asking->type == ActionType::DatumObject;
        case ErrandText::Reopening: return session.asking->type == ActionType::FeedbackReopen;
        case ErrandText::Feedback: break;
    }
    return false;
}

bool may_send(const Session& session, ErrandText kind, std::string_view subject) {
    if (kind == ErrandText::Feedback)
        return session.feedback.draft && domain::validate(session.feedback.draft->feedback, session.published->current()).empty();
    return says_something(errand_text(session, kind, subject)) && !session.asking;
}

ObjectionStanding objection_of(const Session& session, std::string_view subject) {
    const auto* warnings = warnings_of(session);
    if (warnings == nullptr) return {};
    const auto key = domain::warning_key_from(subject);
    const domain::WarningCard* newest = nullptr;
    for (const auto& card : warnings->cards) {
        const bool is_about = key ? card.raised.key == *key : card.raised.key.rule == subject;
        if (is_about && card.objection != domain::ObjectionState::None && (newest == nullptr || newest->raised.key < card.raised.key)) newest = &card;
    }
    if (newest != nullptr) return {newest->objection, newest->objection_answer};
    for (const auto& objection : warnings->objections)
        if (objection.indicator == subject) return {objection.state, objection.answer};
    return {};
}

}  // namespace xz::ui::flow
