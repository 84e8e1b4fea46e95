#include "terminal/ui/flow/filling.hpp"

#include "terminal/ui/flow/checking.hpp"
#include "terminal/ui/flow/editing.hpp"
#include "terminal/ui/flow/errands.hpp"
#include "terminal/ui/flow/handing_in.hpp"
#include "terminal/ui/flow/opening.hpp"
#include "terminal/ui/flow/pages.hpp"
#include "terminal/ui/flow/planning.hpp"
#include "terminal/ui/flow/questions.hpp"
#include "terminal/ui/flow/saving.hpp"

#include <algorithm>
#include <utility>

namespace xz::ui::flow {
namespace {

constexpr auto kind = protocol::RecordKind::Diagnosis;

bool covers_notice(const Session& session) { return covers(session.consents, session.published->notice()); }

// The dimension before or after in the instrument's order; nothing at its ends.
enum class Towards : std::uint8_t { Before, After };
std::optional<std::string> neighbour(const domain::Instrument& instrument, std::string_view code, Towards towards) {
    const auto& all = instrument.dimensions;
    const auto here = std::find_if(all.begin(), all.end(), [&](const domain::Dimension& dimension) { return dimension.code == code; });
    if (here == all.end()) return std::nullopt;
    if (towards == Towards::Before) return here == all.begin() ? std::nullopt : std::optional{std::prev(here)->code};
    return std::next(here) == all.end() ? std::nullopt : std::optional{std::next(here)->code};
}

Page page_of_dimension(const Session& session, const std::string& code, std::string focus = {}) {
    if (session.diagnosis.draft && session.diagnosis.draft->revealed.contains(code)) return DimensionPage{code, std::move(focus)};
    return SelfLevelPage{code};
}

Page page_of_place(const Session& session) {
    const auto& instrument = instrument_of(session);
    const auto& place = session.diagnosis.draft->place;
    if (place == texts_place) return TextsPage{};
    if (place == review_place) return ReviewPage{};
    return page_of_dimension(session, instrument.dimension(place) == nullptr ? instrument.dimensions.front().code : place);
}

std::string place_of(const Page& page) {
    if (const auto* level = std::get_if<SelfLevelPage>(&page)) return level->dimension;
    if (const auto* dimension = std::get_if<DimensionPage>(&page)) return dimension->dimension;
    if (std::holds_alternative<TextsPage>(page)) return std::string{texts_place};
    if (std::holds_alternative<ReviewPage>(page)) return std::string{review_place};
    return {};
}

// Turns to a page of the form and notes the place in the draft. Where something is filled in already, that is saved too.
Effects turn_to(State& state, SignedIn& signed_in, Page page) {
    open_alone(signed_in, std::move(page));
    auto place = place_of(signed_in.page);
    if (place.empty() || signed_in.session.diagnosis.draft->place == place) return {};
    signed_in.session.diagnosis.draft->place = std::move(place);
    return state_of(signed_in.session.diagnosis.saving) == SaveState::Nothing ? Effects{} : save(state, signed_in.session, kind);
}

// Confirmed or archived: only a reopening lets it be filled in again.
bool is_settled(const Session& session) {
    const auto state = diagnosis_state_of(session);
    return state && (std::holds_alternative<domain::diagnosis_state::Confirmed>(*state) || std::holds_alternative<domain::diagnosis_state::Archived>(*state));
}

// Where one was returned or reopened, from what was handed in: its own levels are settled.
DiagnosisDraft fresh_draft(const State& state, const Session& session) {
    DiagnosisDraft draft;
    draft.academic_year = cycle_of(session, state.wall).academic_year;
    draft.instrument = session.published->current().id();
    draft.started_at = state.wall;
    draft.consents = session.consents;
    if (session.diagnosis.sent)
        draft.diagnosis = session.diagnosis.sent->diagnosis;
    else if (const auto* standing = standing_of(session); standing != nullptr && standing->diagnosis.handed_in)
        draft.diagnosis = *standing->diagnosis.handed_in;
    for (const auto& [code, review] : draft.diagnosis.dimensions)
        if (review.self_level) draft.revealed.insert(code);
    if (session.diagnosis.sent) draft.plan = session.diagnosis.sent->plan;
    return draft;
}

class Filler {
public:
    Filler(State& state, SignedIn& signed_in) : state_{state}, signed_in_{signed_in}, session_{signed_in.session} {}

    Effects operator()(const GoHome&) {
        if (is_busy(signed_in_) || !covers_notice(session_)) return {};
        signed_in_.removed.reset();
        open_alone(signed_in_, Home{});
        return {};
    }

    Effects operator()(const DismissMessage&) {
        signed_in_.message.reset();
        return {};
    }

    Effects operator()(const OpenDiagnosis&) {
        if (!std::holds_alternative<Home>(signed_in_.page)) return {};
        if (is_settled(session_)) return (*this)(OpenReport{});
        if (!may_diagnose(session_, state_.wall)) {
            open_alone(signed_in_, ClosedWindow{domain::Activity::Diagnosis});
            return {};
        }
        if (!session_.diagnosis.draft) {
            session_.diagnosis.draft = fresh_draft(state_, session_);
            look_at_active_plan(session_);
        }
        return turn_to(state_, signed_in_, page_of_place(session_));
    }

    Effects operator()(const OpenReport&) {
        const bool has_last = session_.context != nullptr && session_.context->last_diagnosis.has_value();
        if (!is_busy(signed_in_) && covers_notice(session_) && (session_.handed_in != nullptr || has_last)) open_alone(signed_in_, ReportPage{});
        return {};
    }

    Effects operator()(const GoNext&) {
        if (std::holds_alternative<SelfLevelPage>(signed_in_.page)) return settle_level();
        if (const auto* page = std::get_if<DimensionPage>(&signed_in_.page)) {
            const auto next = neighbour(instrument_of(session_), page->dimension, Towards::After);
            return turn_to(state_, signed_in_, next ? page_of_dimension(session_, *next) : Page{TextsPage{}});
        }
        if (std::holds_alternative<TextsPage>(signed_in_.page)) return turn_to(state_, signed_in_, ReviewPage{});
        if (const auto* done = std::get_if<Done>(&signed_in_.page)) return after(done->kind);
        if (std::holds_alternative<PlanHeaderPage>(signed_in_.page) || std::holds_alternative<PlanDimensionPage>(signed_in_.page) ||
            std::holds_alternative<GoalPage>(signed_in_.page))
            return next_in_plan(state_, signed_in_);
        return next_in_check(state_, signed_in_);
    }

    Effects operator()(const OpenDimension& open) {
        if (!is_filling() || instrument_of(session_).dimension(open.dimension) == nullptr) return {};
        return turn_to(state_, signed_in_, page_of_dimension(session_, open.dimension, open.indicator));
    }
    Effects operator()(const OpenTexts&) { return is_filling() ? turn_to(state_, signed_in_, TextsPage{}) : Effects{}; }
    Effects operator()(const OpenReview&) { return is_filling() ? turn_to(state_, signed_in_, ReviewPage{}) : Effects{}; }
    Effects operator()(const SubmitNow&) { return submit(state_, signed_in_); }

    Effects operator()(const PlanWish& wish) { return plan(state_, signed_in_, wish); }
    Effects operator()(const CheckWish& wish) { return check(state_, signed_in_, wish); }
    Effects operator()(const ErrandWish& wish) { return run_errand(state_, signed_in_, wish); }

    // Everything else is an edit, or nothing here.
    template <typename Other>
    Effects operator()(const Other& wish) {
        if (!is_filling() || edit(session_, wish, state_.wall) == Edited::No) return {};
        auto effects = save(state_, session_, kind);
        if constexpr (std::is_same_v<Other, ChangeSensitiveConsent>) effects.push_back(RecordNotice{++state_.last_ticket, session_.consents});
        return effects;
    }

private:
    [[nodiscard]] bool is_filling() const { return session_.diagnosis.draft.has_value() && !place_of(signed_in_.page).empty(); }

    // What comes of what was just handed in: the report, the book, the revision that the check led to.
    Effects after(protocol::RecordKind handed_in) {
        if (handed_in == protocol::RecordKind::Plan) return plan(state_, signed_in_, OpenPlan{});
        if (handed_in == protocol::RecordKind::Checkpoint) {
            if (checkpoint_shown(session_)->revises && may_revise_plan(session_, state_.wall)) return plan(state_, signed_in_, RevisePlan{domain::PlanOccasion::Checkpoint, {}});
            return check(state_, signed_in_, OpenCheckpoint{});
        }
        if (handed_in == protocol::RecordKind::Feedback) return run_errand(state_, signed_in_, OpenFeedback{});
        open_alone(signed_in_, ReportPage{});
        return {};
    }

    // From now on the data may be seen, and the level stays as it is.
    Effects settle_level() {
        const std::string dimension = std::get<SelfLevelPage>(signed_in_.page).dimension;
        const auto found = session_.diagnosis.draft->diagnosis.dimensions.find(dimension);
        if (found == session_.diagnosis.draft->diagnosis.dimensions.end() || !found->second.self_level) return {};
        session_.diagnosis.draft->revealed.insert(dimension);
        signed_in_.page = DimensionPage{dimension, {}};
        return save(state_, session_, kind);
    }

    State& state_;
    SignedIn& signed_in_;
    Session& session_;
};

}  // namespace

Effects fill(State& state, SignedIn& signed_in, const Intent& intent) { return std::visit(Filler{state, signed_in}, intent.wish); }

Effects go_back(State& state, SignedIn& signed_in) {
    if (uncover(signed_in) == Uncovered::Yes) return {};
    Effects effects;
    if (back_in_plan(state, signed_in, effects) == WentBack::Yes || back_in_check(state, signed_in, effects) == WentBack::Yes) return effects;
    const auto& session = signed_in.session;
    const auto before = [&](const std::string& dimension) {
        const auto code = neighbour(instrument_of(session), dimension, Towards::Before);
        return code ? page_of_dimension(session, *code) : Page{Home{}};
    };
    if (const auto* page = std::get_if<SelfLevelPage>(&signed_in.page)) return turn_to(state, signed_in, before(page->dimension));
    if (const auto* page = std::get_if<DimensionPage>(&signed_in.page)) return turn_to(state, signed_in, before(page->dimension));
    if (std::holds_alternative<TextsPage>(signed_in.page))
        return turn_to(state, signed_in, page_of_dimension(session, instrument_of(session).dimensions.back().code));
    if (std::holds_alternative<ReviewPage>(signed_in.page)) return turn_to(state, signed_in, TextsPage{});
    if (std::holds_alternative<ReportPage>(signed_in.page) || std::holds_alternative<ClosedWindow>(signed_in.page) ||
        std::holds_alternative<Done>(signed_in.page) || is_errand(signed_in.page))
        signed_in.page = Home{};
    return {};
}

Effects agree(State& state, SignedIn& signed_in, Consents consents) {
    signed_in.session.consents = std::move(consents);
    signed_in.page = Home{};
    return {RecordNotice{++state.last_ticket, signed_in.session.consents}};
}

bool may_diagnose(const Session& session, Instant now) {
    if (is_settled(session)) return false;
    if (may_fill(session, domain::Activity::Diagnosis, now)) return true;
    // One that was returned or reopened is revised also after the window, until the report is closed.
    const auto state = diagnosis_state_of(session);
    const bool came_back = state && (std::holds_alternative<domain::diagnosis_state::Returned>(*state) || std::holds_alternative<domain::diagnosis_state::Reopened>(*state));
    return came_back && cycle_of(session, now).accepts_revision(domain::Activity::Diagnosis, cohort_of(session), domain::Revising::CameBack, now);
}

}  // namespace xz::ui::flow
