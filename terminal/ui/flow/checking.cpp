#include "terminal/ui/flow/checking.hpp"

#include "terminal/core/support/text.hpp"
#include "terminal/ui/flow/editing.hpp"
#include "terminal/ui/flow/goal_values.hpp"
#include "terminal/ui/flow/pages.hpp"
#include "terminal/ui/flow/saving.hpp"

#include <algorithm>
#include <utility>

namespace xz::ui::flow {
namespace {

constexpr auto kind = protocol::RecordKind::Checkpoint;

std::vector<PlacedGoal> goals_to_check(const Session& session) { return goals_of(session.checkpoint.draft->plan, instrument_of(session, kind)); }

std::string place_of(const Page& page) {
    if (const auto* goal = std::get_if<CheckGoalPage>(&page)) return goal->goal;
    if (std::holds_alternative<CheckWarningsPage>(page)) return std::string{warnings_place};
    if (std::holds_alternative<CheckReviewPage>(page)) return std::string{review_place};
    return {};
}

Page page_of_place(const Session& session) {
    const auto& draft = *session.checkpoint.draft;
    if (draft.place == warnings_place) return CheckWarningsPage{};
    if (draft.place == review_place) return CheckReviewPage{};
    if (draft.plan.goal(draft.place) != nullptr) return CheckGoalPage{draft.place};
    const auto goals = goals_to_check(session);
    return goals.empty() ? Page{CheckWarningsPage{}} : Page{CheckGoalPage{goals.front().goal->code}};
}

Effects turn_to(State& state, SignedIn& signed_in, Page page) {
    auto& session = signed_in.session;
    open_alone(signed_in, std::move(page));
    auto place = place_of(signed_in.page);
    if (place.empty() || session.checkpoint.draft->place == place) return {};
    session.checkpoint.draft->place = std::move(place);
    return state_of(session.checkpoint.saving) == SaveState::Nothing ? Effects{} : save(state, session, kind);
}

const domain::Measure* measure_of(const domain::Plan& plan, std::string_view goal, std::string_view measure) {
    const auto* found = plan.goal(goal);
    if (found == nullptr) return nullptr;
    for (const auto& one : found->measures)
        if (one.code == measure) return &one;
    return nullptr;
}

class Checker {
public:
    Checker(State& state, SignedIn& signed_in) : state_{state}, signed_in_{signed_in}, session_{signed_in.session} {}

    Effects operator()(const OpenCheckpoint&) {
        if (is_busy(signed_in_)) return {};
        if (session_.checkpoint.draft || (checkpoint_shown(session_) == nullptr && may_check(session_, state_.wall))) return (*this)(FillCheckpoint{});
        open_alone(signed_in_, CheckpointPage{});
        return {};
    }

    Effects operator()(const FillCheckpoint&) {
        if (is_busy(signed_in_) || !may_check(session_, state_.wall)) return {};
        if (!session_.checkpoint.draft) begin();
        return turn_to(state_, signed_in_, page_of_place(session_));
    }

    Effects operator()(const OpenCheckGoal& open) {
        if (!is_filling() || session_.checkpoint.draft->plan.goal(open.goal) == nullptr) return {};
        return turn_to(state_, signed_in_, CheckGoalPage{open.goal});
    }
    Effects operator()(const OpenCheckWarnings&) { return is_filling() ? turn_to(state_, signed_in_, CheckWarningsPage{}) : Effects{}; }
    Effects operator()(const OpenCheckReview&) { return is_filling() ? turn_to(state_, signed_in_, CheckReviewPage{}) : Effects{}; }

    Effects operator()(const ChooseGoalProgress& choice) {
        const auto& steps = instrument().completion_steps;
        if (!has_goal(choice.goal) || std::find(steps.begin(), steps.end(), choice.percent) == steps.end()) return {};
        draft().checkpoint.goals[choice.goal].progress = choice.percent;
        return keep();
    }

    Effects operator()(const ChooseMeasureProgress& choice) {
        if (!is_filling() || measure_of(draft().plan, choice.goal, choice.measure) == nullptr) return {};
        draft().checkpoint.goals[choice.goal].measures[choice.measure].progress = choice.progress;
        return keep();
    }

    Effects operator()(const WriteCheck& writing) {
        if (!is_filling() || !is_utf8(writing.text)) return {};
        auto* place = place_in(writing.place);
        if (place == nullptr) return {};
        const auto& limits = instrument().limits;
        *place = first_code_points(writing.text, static_cast<std::size_t>(writing.place.kind == CheckTextKind::Summary ? limits.plan : limits.note));
        if (writing.place.kind == CheckTextKind::Warning && place->empty()) draft().checkpoint.warnings.erase(writing.place.code);
        return keep();
    }

    Effects operator()(const ToggleRevises&) {
        if (!is_filling()) return {};
        draft().checkpoint.revises = !draft().checkpoint.revises;
        return keep();
    }

private:
    [[nodiscard]] bool is_filling() const { return session_.checkpoint.draft && !place_of(signed_in_.page).empty(); }
    [[nodiscard]] CheckpointDraft& draft() { return *session_.checkpoint.draft; }
    [[nodiscard]] const domain::Instrument& instrument() const { return instrument_of(session_, kind); }
    [[nodiscard]] bool has_goal(const std::string& goal) { return is_filling() && draft().plan.goal(goal) != nullptr; }
    Effects keep() { return save(state_, session_, kind); }

    void begin() {
        const auto& standing = *standing_of(session_);
        CheckpointDraft draft;
        draft.academic_year = cycle_of(session_, state_.wall).academic_year;
        draft.instrument = session_.published->current().id();
        draft.started_at = state_.wall;
        draft.consents = session_.consents;
        if (const auto* before = checkpoint_shown(session_)) draft.checkpoint = *before;
        draft.checkpoint.plan = domain::active_record(standing.plan.state);
        draft.plan = *standing.plan.active;
        std::erase_if(draft.checkpoint.goals, [&](const auto& entry) { return draft.plan.goal(entry.first) == nullptr; });
        for (auto& [goal, check] : draft.checkpoint.goals)
            std::erase_if(check.measures, [&, &code = goal](const auto& entry) { return measure_of(draft.plan, code, entry.first) == nullptr; });
        session_.checkpoint.draft = std::move(draft);
    }

    std::string* place_in(const CheckText& place) {
        auto& checkpoint = draft().checkpoint;
        switch (place.kind) {
            case CheckTextKind::Summary: return &checkpoint.summary;
            case CheckTextKind::Warning: return warning_known(place.code) ? &checkpoint.warnings[place.code] : nullptr;
            case CheckTextKind::Goal: return has_goal(place.code) ? &checkpoint.goals[place.code].note : nullptr;
            case CheckTextKind::Measure: break;
        }
        return measure_of(draft().plan, place.code, place.measure) == nullptr ? nullptr : &checkpoint.goals[place.code].measures[place.measure].note;
    }

    [[nodiscard]] bool warning_known(const std::string& key) const {
        const auto* warnings = warnings_of(session_);
        return warnings != nullptr && std::any_of(warnings->cards.begin(), warnings->cards.end(), [&](const auto& card) { return domain::to_text(card.raised.key) == key; });
    }

    State& state_;
    SignedIn& signed_in_;
    Session& session_;
};

// The pages in order: a goal each, the warnings, the review.
std::optional<Page> beside(const SignedIn& signed_in, int step) {
    std::vector<Page> pages;
    for (const auto& placed : goals_to_check(signed_in.session)) pages.push_back(CheckGoalPage{placed.goal->code});
    pages.push_back(CheckWarningsPage{});
    pages.push_back(CheckReviewPage{});
    const auto here = std::find_if(pages.begin(), pages.end(), [&](const Page& page) { return place_of(page) == place_of(signed_in.page); });
    const auto index = (here - pages.begin()) + step;
    if (here == pages.end() || index < 0 || index >= static_cast<std::ptrdiff_t>(pages.size())) return std::nullopt;
    return pages[static_cast<std::size_t>(index)];
}

}  // namespace

Effects check(State& state, SignedIn& signed_in, const CheckWish& wish) { return std::visit(Checker{state, signed_in}, wish); }

Effects next_in_check(State& state, SignedIn& signed_in) {
    if (!signed_in.session.checkpoint.draft || place_of(signed_in.page).empty()) return {};
    auto next = beside(signed_in, 1);
    return next ? turn_to(state, signed_in, std::move(*next)) : Effects{};
}

WentBack back_in_check(State& state, SignedIn& signed_in, Effects& effects) {
    if (std::holds_alternative<CheckpointPage>(signed_in.page)) {
        open_alone(signed_in, Home{});
        return WentBack::Yes;
    }
    if (!signed_in.session.checkpoint.draft || place_of(signed_in.page).empty()) return WentBack::No;
    auto before = beside(signed_in, -1);
    effects = turn_to(state, signed_in, before ? std::move(*before) : Page{Home{}});
    return WentBack::Yes;
}

bool may_check(const Session& session, Instant now) {
    if (session.checkpoint.draft) return true;
    const auto* standing = standing_of(session);
    return standing != nullptr && standing->plan.active && may_fill(session, domain::Activity::Checkpoint, now);
}

bool may_submit_checkpoint(const Session& session) {
    const auto& draft = session.checkpoint.draft;
    return draft && domain::unchecked_goals(draft->checkpoint, draft->plan).empty();
}

const domain::Checkpoint* checkpoint_shown(const Session& session) {
    if (session.checkpoint.sent) return &session.checkpoint.sent->checkpoint;
    const auto* standing = standing_of(session);
    return standing != nullptr && standing->checkpoint ? &*standing->checkpoint : nullptr;
}

}  // namespace xz::ui::flow
