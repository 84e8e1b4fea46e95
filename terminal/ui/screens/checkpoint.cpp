// 中期检查 as it was handed in; or why there is nothing to check yet.
#include "terminal/ui/flow/checking.hpp"
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/goal_words.hpp"
#include "terminal/ui/screens/screens.hpp"
#include "terminal/ui/screens/wording.hpp"

namespace xz::ui::screens {
namespace {

const domain::Plan* plan_of(const flow::Session& session) {
    if (session.checkpoint.sent) return &session.checkpoint.sent->plan;
    const auto* standing = flow::standing_of(session);
    return standing != nullptr && standing->plan.active ? &*standing->plan.active : nullptr;
}

void handed_in(const Frame& frame, const flow::Session& session, const domain::Checkpoint& checkpoint) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    (void)banner(ui, "checkpoint.state", Tone::Good, words("checkpoint.handed_in"_t), checkpoint.summary);
    const auto* plan = plan_of(session);
    if (plan == nullptr) return;
    for (const auto& placed : flow::goals_of(*plan, flow::instrument_of(session, protocol::RecordKind::Checkpoint))) {
        const auto found = checkpoint.goals.find(placed.goal->code);
        if (found == checkpoint.goals.end()) continue;
        Card card{ui};
        heading_with_chip(ui, title_of(frame, *placed.goal), std::to_string(found->second.progress) + "%", Tone::Primary);
        progress(ui, "checkpoint." + placed.goal->code, static_cast<float>(found->second.progress) / 100.0F);
        if (!found->second.note.empty()) text(ui, found->second.note);
        for (const auto& measure : placed.goal->measures) {
            const auto of = found->second.measures.find(measure.code);
            const auto state = of == found->second.measures.end() ? domain::MeasureProgress::Open : of->second.progress;
            const auto key = state == domain::MeasureProgress::Done      ? "checkpoint.done"_t
                             : state == domain::MeasureProgress::Late    ? "checkpoint.late"_t
                             : state == domain::MeasureProgress::Changed ? "checkpoint.changed"_t
                                                                         : "checkpoint.open"_t;
            pair(ui, measure.text, words(key), state == domain::MeasureProgress::Done ? Tone::Good : state == domain::MeasureProgress::Late ? Tone::Attention : Tone::Neutral);
        }
    }
}

// Offline nothing is known of a plan; else there is none in force, or the window is shut.
void nothing_yet(const Frame& frame, const flow::Session& session) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    const auto* standing = flow::standing_of(session);
    if (standing == nullptr) {
        space_above_lone(ui);
        empty_state(ui, Icon::CloudOff, Tone::Attention, words("checkpoint.needs_platform"_t), words("checkpoint.needs_platform_text"_t));
        return;
    }
    if (!standing->plan.active) {
        space_above_lone(ui);
        empty_state(ui, Icon::Plan, Tone::Attention, words("checkpoint.no_plan"_t), words("checkpoint.no_plan_text"_t));
        return;
    }
    const auto now = frame.state.wall;
    std::string span;
    if (const auto* window = flow::cycle_of(session, now).window(domain::Activity::Checkpoint, flow::cohort_of(session)))
        span = words("home.span"_t, {{"from", day_of_year(frame, window->opens)}, {"to", day_of_year(frame, window->closes)}});
    const bool over = flow::window_of(session, domain::Activity::Checkpoint, now) == domain::WindowState::Closed;
    space_above_lone(ui);
    empty_state(ui, Icon::Calendar, Tone::Attention, words(over ? "closed.over"_t : "closed.not_yet"_t), words(over ? "closed.over_text"_t : "closed.not_yet_text"_t, {{"span", span}}));
}

}  // namespace

Wishes draw(const Frame& frame, const flow::Session& session, const flow::CheckpointPage&) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    auto wanted = session_header(frame, session);
    const FooterAction home{"nav.home", words("nav.home"_t), flow::GoHome{}};
    const auto* checkpoint = flow::checkpoint_shown(session);
    const bool again = checkpoint != nullptr && flow::may_check(session, frame.state.wall);
    wanted.add(again ? footer(ui, home, FooterAction{"checkpoint.again", words("checkpoint.again"_t), flow::FillCheckpoint{}}) : footer(ui, home));
    Scroll body{ui, "body"};
    page_heading(ui, words("attract.year"_t, {{"year", year_span(flow::cycle_of(session, frame.state.wall).academic_year)}}), words("checkpoint.title"_t));
    if (checkpoint != nullptr)
        handed_in(frame, session, *checkpoint);
    else
        nothing_yet(frame, session);
    return wanted;
}

}  // namespace xz::ui::screens
