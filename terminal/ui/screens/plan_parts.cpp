#include "terminal/ui/screens/plan_parts.hpp"

#include "terminal/ui/flow/plan_editing.hpp"
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/goal_words.hpp"

namespace xz::ui::screens {
namespace {

// Stable: a text's id names its place.
std::string id_of(const flow::PlanText& place) {
    switch (place.kind) {
        case flow::PlanTextKind::Strengths: return "plan.text.strengths";
        case flow::PlanTextKind::Weaknesses: return "plan.text.weaknesses";
        case flow::PlanTextKind::Opportunities: return "plan.text.opportunities";
        case flow::PlanTextKind::Threats: return "plan.text.threats";
        case flow::PlanTextKind::ThreeYears: return "plan.text.three_years";
        case flow::PlanTextKind::Year: return "plan.text.year";
        case flow::PlanTextKind::Goal: return "goal." + place.goal + ".text";
        case flow::PlanTextKind::Expected: return "goal." + place.goal + ".expected";
        case flow::PlanTextKind::Support: return "goal." + place.goal + ".support";
        case flow::PlanTextKind::Measure: break;
    }
    return "measure." + place.goal + "." + place.measure + ".text";
}

}  // namespace

Wishes plan_header(const Frame& frame, const flow::Session& session, std::string_view title, float progress) {
    auto wanted = form_header(frame, session.plan.saving, title, progress);
    wanted.add(undo_bar(frame));
    return wanted;
}

Wishes undo_bar(const Frame& frame) {
    const auto* signed_in = std::get_if<flow::SignedIn>(&frame.state.stage);
    if (signed_in == nullptr || !signed_in->removed) return {};
    auto& ui = frame.ui;
    const auto& removed = *signed_in->removed;
    const auto said = frame.words(removed.measure.empty() ? "plan.removed_goal"_t : "plan.removed_measure"_t);
    Column column{ui};
    ui.space(ui.px(16));
    return banner(ui, "plan.undo", Tone::Neutral, said, {}, frame.words("plan.undo"_t)) ? Wishes{flow::UndoRemoval{}} : Wishes{};
}

Wishes plan_field(const Frame& frame, const flow::Session& session, const flow::PlanText& place, std::string_view label, const PlanFieldLook& look) {
    auto text = flow::text_in(session.plan.draft->plan, place);
    const auto& limits = flow::instrument_of(session, protocol::RecordKind::Plan).limits;
    if (text_field(frame.ui, id_of(place), text,
                   {.label = label, .placeholder = look.placeholder, .most = static_cast<std::size_t>(flow::limit_of(limits, place.kind)), .lines = look.lines}))
        return flow::WritePlan{place, std::move(text)};
    return {};
}

bool goal_card(const Frame& frame, const flow::Session& session, const domain::Instrument& instrument, const domain::Goal& goal, std::string_view tap_id) {
    auto& ui = frame.ui;
    const auto title = title_of(frame, goal);
    Card card{ui, {.tap_id = tap_id, .tap_label = title}};
    if (goal.from)
        heading_with_chip(ui, title, origin_of(frame, session, *goal.from), Tone::Good);
    else
        heading(ui, title);
    if (const auto aim = aim_of(frame, instrument, goal); !aim.empty()) text(ui, aim, {.type = Type::Body, .weight = Weight::Bold, .color = ui.palette().primary});
    caption(ui, summary_of(frame, goal));
    return card.tapped();
}

PlanWords words_of(const Frame& frame, const domain::PlanState& state) {
    const auto& words = frame.words;
    struct Reader {
        const locale::Catalog& words;
        PlanWords operator()(const domain::plan_state::Draft&) const { return {words("plan.state_draft"_t), words("plan.state_draft_text"_t), Tone::Neutral}; }
        PlanWords operator()(const domain::plan_state::Submitted&) const { return {words("plan.state_submitted"_t), words("plan.state_submitted_text"_t), Tone::Primary}; }
        PlanWords operator()(const domain::plan_state::UnderReview&) const { return {words("plan.state_under_review"_t), words("plan.state_under_review_text"_t), Tone::Primary}; }
        PlanWords operator()(const domain::plan_state::Active&) const { return {words("plan.state_active"_t), words("plan.state_active_text"_t), Tone::Good}; }
        PlanWords operator()(const domain::plan_state::Returned&) const { return {words("plan.state_returned"_t), words("plan.state_returned_text"_t), Tone::Attention}; }
        PlanWords operator()(const domain::plan_state::RevisionSubmitted&) const { return {words("plan.state_revision"_t), words("plan.state_revision_text"_t), Tone::Primary}; }
        PlanWords operator()(const domain::plan_state::RevisionUnderReview&) const { return {words("plan.state_revision_open"_t), words("plan.state_revision_text"_t), Tone::Primary}; }
        PlanWords operator()(const domain::plan_state::RevisionReturned&) const { return {words("plan.state_revision_returned"_t), words("plan.state_returned_text"_t), Tone::Attention}; }
    };
    return std::visit(Reader{words}, state);
}

}  // namespace xz::ui::screens
