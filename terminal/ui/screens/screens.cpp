#include "terminal/ui/screens/screens.hpp"

#include "terminal/ui/flow/stay.hpp"
#include "terminal/ui/screens/chrome.hpp"

namespace xz::ui::screens {

const locale::Catalog& catalog(domain::Language language) { return language == domain::Language::Chinese ? locale::chinese() : locale::english(); }

ThemeChoice theme_of(const flow::State& state, float dots_per_mm) {
    ThemeChoice choice;
    choice.text_scale = static_cast<float>(state.preferences.text_scale) / 100.0F;
    choice.contrast = state.preferences.contrast;
    choice.reach = state.preferences.reach;
    choice.motion = state.preferences.motion;
    choice.dots_per_mm = dots_per_mm;
    return choice;
}

namespace {

// Of a screen that lies under a dialog.
Wishes under(const Wishes& screen, const Wishes& dialog) {
    Wishes wanted = screen.written();
    wanted.add(dialog);
    return wanted;
}

// Chooses the screen of a stage and of a page.
struct Chooser {
    const Frame& frame;
    Draft& draft;
    const flow::Session* session = nullptr;

    Wishes operator()(const flow::ReadNotice&) { return draw_notice(frame, frame.state.machine.published->notice(), draft); }
    Wishes operator()(const flow::Maintenance& panel) { return draw_maintenance(frame, panel, draft); }
    Wishes operator()(const flow::NoticePage&) { return draw_notice(frame, session->published->notice(), draft); }
    Wishes operator()(const flow::SignedIn& signed_in) {
        session = &signed_in.session;
        auto wanted = std::visit(*this, signed_in.page);
        if (signed_in.message) return under(wanted, draw_message(frame, *signed_in.message));
        return signed_in.asks_to_drop.empty() ? wanted : under(wanted, draw_drop_question(frame));
    }
    template <typename Other>
    Wishes operator()(const Other& other) {
        if constexpr (requires { draw(frame, other); })
            return draw(frame, other);
        else
            return draw(frame, *session, other);
    }
};

}  // namespace

Wishes draw(Ui& ui, const flow::State& state, Draft& draft) {
    const Frame frame{ui, catalog(state.preferences.language), state};
    ui.name_screen(flow::name_of(state.stage));
    ui.set_labels(labels(frame.words));
    auto wanted = std::visit(Chooser{frame, draft}, state.stage);
    if (flow::tells_end(state) && (flow::is_ending(state) || !state.leaving_at)) return under(wanted, draw_end_of_stay(frame));
    return state.leaving_at ? under(wanted, draw_countdown(frame)) : wanted;
}

}  // namespace xz::ui::screens
