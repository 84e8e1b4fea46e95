#include "terminal/ui/screens/home_papers.hpp"

#include "terminal/ui/flow/checking.hpp"
#include "terminal/ui/flow/filling.hpp"
#include "terminal/ui/flow/plan_editing.hpp"
#include "terminal/ui/flow/questions.hpp"
#include "terminal/ui/screens/plan_parts.hpp"
#include "terminal/ui/screens/wording.hpp"

namespace xz::ui::screens {
namespace {

using Due = PaperCard::Due;

std::string saved_at(const Frame& frame, const flow::Saving& saving) {
    return saving.at == Instant{} ? std::string{} : "  ·  " + frame.words("home.saved_at"_t, {{"time", clock_time(saving.at)}});
}

std::string span_of(const Frame& frame, const flow::Session& session, domain::Activity activity) {
    const auto now = frame.state.wall;
    const auto* window = flow::cycle_of(session, now).window(activity, flow::cohort_of(session));
    return window == nullptr ? std::string{} : frame.words("home.span"_t, {{"from", day_of_year(frame, window->opens)}, {"to", day_of_year(frame, window->closes)}});
}

bool is_open(const Frame& frame, const flow::Session& session, domain::Activity activity) {
    return flow::window_of(session, activity, frame.state.wall) == domain::WindowState::Open;
}

struct DiagnosisWords {
    std::string_view chip;
    Tone tone = Tone::Neutral;
    Due due = Due::No;
};

DiagnosisWords words_of(const Frame& frame, const domain::DiagnosisState& state) {
    const auto& words = frame.words;
    struct Reader {
        const locale::Catalog& words;
        DiagnosisWords operator()(const domain::diagnosis_state::Locked&) const { return {}; }
        DiagnosisWords operator()(const domain::diagnosis_state::Draft&) const { return {}; }
        DiagnosisWords operator()(const domain::diagnosis_state::Submitted&) const { return {words("home.diagnosis_submitted"_t), Tone::Primary}; }
        DiagnosisWords operator()(const domain::diagnosis_state::Confirmed&) const { return {words("home.diagnosis_confirmed"_t), Tone::Good}; }
        DiagnosisWords operator()(const domain::diagnosis_state::Returned&) const { return {words("home.diagnosis_returned"_t), Tone::Attention, Due::Yes}; }
        DiagnosisWords operator()(const domain::diagnosis_state::Reopened&) const { return {words("home.diagnosis_reopened"_t), Tone::Attention, Due::Yes}; }
        DiagnosisWords operator()(const domain::diagnosis_state::Archived&) const { return {words("home.diagnosis_archived"_t), Tone::Neutral}; }
    };
    return std::visit(Reader{words}, state);
}

}  // namespace

PaperCard plan_card(const Frame& frame, const flow::Session& session) {
    const auto& words = frame.words;
    PaperCard card{.id = "home.plan", .title = frame.say(flow::instrument_of(session, protocol::RecordKind::Plan).book_title), .action = words("home.look"_t), .intent = flow::OpenPlan{}};
    const auto state = flow::plan_state_of(session);
    const bool begun = session.plan.draft.has_value();
    if (state && !std::holds_alternative<domain::plan_state::Draft>(*state)) {
        const auto said = words_of(frame, *state);
        card.chip = said.chip;
        card.tone = said.tone;
        if (const auto* plan = flow::plan_shown(session)) card.detail = words.count("plan.goals_count"_t, static_cast<std::uint64_t>(flow::progress_of(*plan).goals));
        if (const auto reason = domain::reason_of(*state); !reason.empty()) {
            card.detail = words("plan.reason"_t, {{"reason", reason}});
            card.due = Due::Yes;
            card.action = words("home.correct"_t);
        }
    }
    if (begun) {
        const auto progress = flow::progress_of(session.plan.draft->plan);
        card.detail = words.count("plan.goals_count"_t, static_cast<std::uint64_t>(progress.goals)) + saved_at(frame, session.plan.saving);
        const auto all = flow::instrument_of(session, protocol::RecordKind::Plan).dimensions.size();
        card.share = static_cast<float>(progress.dimensions) / static_cast<float>(all);
        card.chip = words("home.draft"_t);
        card.tone = Tone::Primary;
        card.action = words("home.continue"_t);
        card.intent = flow::FillPlan{};
        card.due = Due::Yes;
        return card;
    }
    if (!card.chip.empty()) return card;
    if (is_open(frame, session, domain::Activity::Plan)) {
        const auto carried = flow::offered(session, {}).size();
        card.detail = carried > 0 ? words.count("home.plan_carried"_t, carried) : std::string{words("home.plan_empty"_t)};
        card.action = words("home.begin_plan"_t);
        card.due = Due::Yes;
        return card;
    }
    card.detail = !state ? std::string{words("home.unknown_offline"_t)} : words("home.window"_t, {{"span", span_of(frame, session, domain::Activity::Plan)}});
    card.action = words("home.when"_t);
    return card;
}

PaperCard checkpoint_card(const Frame& frame, const flow::Session& session) {
    const auto& words = frame.words;
    PaperCard card{.id = "home.checkpoint", .title = std::string{words("home.checkpoint"_t)}, .action = words("home.look"_t), .intent = flow::OpenCheckpoint{}};
    if (session.checkpoint.draft) {
        const auto& draft = *session.checkpoint.draft;
        const auto all = flow::progress_of(draft.plan).goals;
        const auto open = static_cast<int>(domain::unchecked_goals(draft.checkpoint, draft.plan).size());
        card.detail = words("home.checked"_t, {{"filled", std::to_string(all - open)}, {"all", std::to_string(all)}}) + saved_at(frame, session.checkpoint.saving);
        card.share = all == 0 ? 0 : static_cast<float>(all - open) / static_cast<float>(all);
        card.chip = words("home.draft"_t);
        card.tone = Tone::Primary;
        card.action = words("home.continue"_t);
        card.due = Due::Yes;
        return card;
    }
    if (flow::checkpoint_shown(session) != nullptr) {
        card.chip = words("checkpoint.handed_in"_t);
        card.tone = Tone::Good;
        card.detail = words("home.window"_t, {{"span", span_of(frame, session, domain::Activity::Checkpoint)}});
        return card;
    }
    const auto* standing = flow::standing_of(session);
    if (is_open(frame, session, domain::Activity::Checkpoint) && standing != nullptr && standing->plan.active) {
        card.detail = words("home.checkpoint_text"_t);
        card.action = words("home.begin_check"_t);
        card.due = Due::Yes;
        return card;
    }
    card.detail = standing == nullptr ? std::string{words("home.unknown_offline"_t)} : words("home.window"_t, {{"span", span_of(frame, session, domain::Activity::Checkpoint)}});
    return card;
}

PaperCard diagnosis_card(const Frame& frame, const flow::Session& session) {
    const auto& words = frame.words;
    const auto now = frame.state.wall;
    PaperCard card{.id = "home.diagnosis", .title = std::string{words("home.diagnosis"_t)}, .action = words("home.begin"_t), .intent = flow::OpenDiagnosis{}};
    DiagnosisWords said;
    const auto state = flow::diagnosis_state_of(session);
    if (state) said = words_of(frame, *state);
    card.chip = said.chip;
    card.tone = said.tone;
    card.due = said.due;
    const bool open = flow::may_diagnose(session, now);
    if (session.diagnosis.draft) {
        const auto progress = flow::progress_of(session, now);
        card.detail = words("home.progress"_t, {{"filled", std::to_string(progress.filled)}, {"all", std::to_string(progress.asked)}}) + saved_at(frame, session.diagnosis.saving);
        card.share = static_cast<float>(progress.filled) / static_cast<float>(progress.asked);
        card.action = words("home.continue"_t);
        if (card.chip.empty()) {
            card.chip = words("home.draft"_t);
            card.tone = Tone::Primary;
        }
        card.due = open ? Due::Yes : Due::No;
    } else if (state && !domain::reason_of(*state).empty()) {
        card.detail = words("plan.reason"_t, {{"reason", domain::reason_of(*state)}});
        card.action = words("home.correct"_t);
    } else if (!said.chip.empty()) {
        card.detail = words(open ? "home.handed_in"_t : "home.settled"_t);
        card.action = words(open ? "home.again"_t : "home.look"_t);
        return card;
    } else if (open) {
        card.detail = words("home.about_ten_minutes"_t);
        card.due = Due::Yes;
    } else {
        card.detail = words("home.window"_t, {{"span", span_of(frame, session, domain::Activity::Diagnosis)}});
    }
    if (!open) card.action = words("home.when"_t);
    return card;
}

}  // namespace xz::ui::screens
