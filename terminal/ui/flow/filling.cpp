#include "terminal/ui/flow/filling.hpp"

#include "terminal/ui/flow/editing.hpp"
#include "terminal/ui/flow/questions.hpp"

#include <algorithm>
#include <utility>

namespace xz::ui::flow {
namespace {

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
    if (session.draft && session.draft->revealed.contains(code)) return DimensionPage{code, std::move(focus)};
    return SelfLevelPage{code};
}

Page page_of_place(const Session& session) {
    const auto& instrument = instrument_of(session);
    const auto& place = session.draft->place;
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
    signed_in.page = std::move(page);
    auto place = place_of(signed_in.page);
    if (place.empty() || signed_in.session.draft->place == place) return {};
    signed_in.session.draft->place = std::move(place);
    return state_of(signed_in.session.saving) == SaveState::Nothing ? Effects{} : save(state, signed_in.session);
}

Draft fresh_draft(const State& state, const Session& session) {
    Draft draft;
    draft.academic_year = cycle_of(session, state.wall).academic_year;
    draft.instrument = session.published->current().id();
    draft.started_at = state.wall;
    draft.consents = session.consents;
    return draft;
}

Effects submit(State& state, SignedIn& signed_in) {
    auto& session = signed_in.session;
    if (!std::holds_alternative<ReviewPage>(signed_in.page) || !may_submit(session, state.wall)) return {};
    auto diagnosis = session.draft->diagnosis;
    if (!grants_sensitive(session.consents, session.published->notice())) domain::withhold_sensitive(diagnosis, instrument_of(session));
    for (auto& [code, review] : diagnosis.dimensions)
        std::erase_if(review.improvements, [](const domain::Improvement& item) { return item.text.empty(); });
    const Ticket ticket = ++state.last_ticket;
    signed_in.page = Submitting{ticket};
    return {Submit{.ticket = ticket,
                   .kind = protocol::RecordKind::Diagnosis,
                   .academic_year = session.draft->academic_year,
                   .instrument = instrument_of(session).id(),
                   .payload = domain::to_json(diagnosis),
                   .consents = session.consents,
                   .started_at = session.draft->started_at,
                   .submitted_at = state.wall,
                   .locale = state.preferences.language == domain::Language::Chinese ? "zh_CN" : "en"}};
}

class Filler {
public:
    Filler(State& state, SignedIn& signed_in) : state_{state}, signed_in_{signed_in}, session_{signed_in.session} {}

    Effects operator()(const GoHome&) {
        if (is_busy() || !covers_notice(session_)) return {};
        signed_in_.page = Home{};
        return {};
    }

    Effects operator()(const DismissMessage&) {
        signed_in_.message.reset();
        return {};
    }

    Effects operator()(const OpenDiagnosis&) {
        if (!std::holds_alternative<Home>(signed_in_.page)) return {};
        if (!may_fill(session_, state_.wall)) {
            signed_in_.page = ClosedWindow{};
            return {};
        }
        if (!session_.draft) session_.draft = fresh_draft(state_, session_);
        return turn_to(state_, signed_in_, page_of_place(session_));
    }

    Effects operator()(const OpenReport&) {
        const bool has_last = session_.context != nullptr && session_.context->last_diagnosis.has_value();
        if (!is_busy() && (session_.submission || has_last)) signed_in_.page = ReportPage{};
        return {};
    }

    Effects operator()(const GoNext&) {
        if (std::holds_alternative<SelfLevelPage>(signed_in_.page)) return settle_level();
        if (const auto* page = std::get_if<DimensionPage>(&signed_in_.page)) {
            const auto next = neighbour(instrument_of(session_), page->dimension, Towards::After);
            return turn_to(state_, signed_in_, next ? page_of_dimension(session_, *next) : Page{TextsPage{}});
        }
        if (std::holds_alternative<TextsPage>(signed_in_.page)) return turn_to(state_, signed_in_, ReviewPage{});
        if (std::holds_alternative<Done>(signed_in_.page)) signed_in_.page = ReportPage{};
        return {};
    }

    Effects operator()(const OpenDimension& open) {
        if (!is_filling() || instrument_of(session_).dimension(open.dimension) == nullptr) return {};
        return turn_to(state_, signed_in_, page_of_dimension(session_, open.dimension, open.indicator));
    }
    Effects operator()(const OpenTexts&) { return is_filling() ? turn_to(state_, signed_in_, TextsPage{}) : Effects{}; }
    Effects operator()(const OpenReview&) { return is_filling() ? turn_to(state_, signed_in_, ReviewPage{}) : Effects{}; }
    Effects operator()(const SubmitNow&) { return submit(state_, signed_in_); }

    // Everything else is an edit, or nothing here.
    template <typename Other>
    Effects operator()(const Other& wish) {
        if (!is_filling() || edit(session_, wish, state_.wall) == Edited::No) return {};
        auto effects = save(state_, session_);
        if constexpr (std::is_same_v<Other, ChangeSensitiveConsent>) effects.push_back(RecordNotice{++state_.last_ticket, session_.consents});
        return effects;
    }

private:
    [[nodiscard]] bool is_busy() const {
        return std::holds_alternative<Submitting>(signed_in_.page) || std::holds_alternative<Opening>(signed_in_.page);
    }
    [[nodiscard]] bool is_filling() const { return session_.draft.has_value() && !place_of(signed_in_.page).empty(); }

    // From now on the data may be seen, and the level stays as it is.
    Effects settle_level() {
        const std::string dimension = std::get<SelfLevelPage>(signed_in_.page).dimension;
        const auto found = session_.draft->diagnosis.dimensions.find(dimension);
        if (found == session_.draft->diagnosis.dimensions.end() || !found->second.self_level) return {};
        session_.draft->revealed.insert(dimension);
        signed_in_.page = DimensionPage{dimension, {}};
        return save(state_, session_);
    }

    State& state_;
    SignedIn& signed_in_;
    Session& session_;
};

}  // namespace

Effects save(State& state, Session& session) {
    if (!session.draft) return {};
    session.saving.asked = ++state.last_ticket;
    return {SaveDraft{session.saving.asked, protocol::RecordKind::Diagnosis, session.draft->academic_year, to_json(*session.draft)}};
}

Effects fill(State& state, SignedIn& signed_in, const Intent& intent) { return std::visit(Filler{state, signed_in}, intent.wish); }

Effects go_back(State& state, SignedIn& signed_in) {
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
        std::holds_alternative<Done>(signed_in.page))
        signed_in.page = Home{};
    return {};
}

Effects agree(State& state, SignedIn& signed_in, Consents consents) {
    signed_in.session.consents = std::move(consents);
    signed_in.page = Home{};
    return {RecordNotice{++state.last_ticket, signed_in.session.consents}};
}

Effects draft_loaded(State&, SignedIn& signed_in, const DraftLoaded& answer) {
    const auto* opening = std::get_if<Opening>(&signed_in.page);
    if (opening == nullptr || opening->ticket != answer.ticket) return {};
    auto& session = signed_in.session;
    if (answer.body) {
        session.draft = draft_from_json(*answer.body);
        if (session.draft)
            session.saving.done = answer.ticket;
        else
            signed_in.message = Message::DraftUnreadable;
    }
    if (session.draft) {
        if (session.consents.empty())
            session.consents = session.draft->consents;
        else
            session.draft->consents = session.consents;
    }
    signed_in.page = covers_notice(session) ? Page{Home{}} : Page{NoticePage{}};
    return {};
}

Effects submitted(State& state, SignedIn& signed_in, const Submitted& answer) {
    const auto* submitting = std::get_if<Submitting>(&signed_in.page);
    if (submitting == nullptr || submitting->ticket != answer.ticket) return {};
    auto& session = signed_in.session;
    session.submission = Submission{answer.record_id, answer.seq, Arrival::OnThisTerminal, hand_in(session, state.wall)};
    session.draft.reset();
    session.saving = {};
    signed_in.page = Done{};
    return {SyncNow{}};
}

void store_failed(SignedIn& signed_in, const StoreFailed& failed) {
    const auto* submitting = std::get_if<Submitting>(&signed_in.page);
    if (submitting != nullptr && submitting->ticket == failed.ticket) {
        signed_in.page = ReviewPage{};
        signed_in.message = Message::NotSubmitted;
        return;
    }
    auto& saving = signed_in.session.saving;
    if (failed.ticket > saving.done && failed.ticket <= saving.asked) {
        saving.failed = failed.problem;
        signed_in.message = failed.problem == StoreProblem::DiskFull ? Message::DiskFull : Message::NotSaved;
    }
}

}  // namespace xz::ui::flow
