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

// Chooses the screen of a stage and of a page.
struct Chooser {
    const Frame& frame;
    Draft& draft;
    const flow::Session* session = nullptr;

    Wish operator()(const flow::ReadNotice&) { return draw_notice(frame, frame.state.machine.published->notice(), draft); }
    Wish operator()(const flow::Maintenance& panel) { return draw_maintenance(frame, panel, draft); }
    Wish operator()(const flow::NoticePage&) { return draw_notice(frame, session->published->notice(), draft); }
    Wish operator()(const flow::SignedIn& signed_in) {
        session = &signed_in.session;
        auto wanted = std::visit(*this, signed_in.page);
        // What lies under a message is not touched.
        if (signed_in.message) return draw_message(frame, *signed_in.message);
        return signed_in.asks_to_drop.empty() ? wanted : draw_drop_question(frame);
    }
    template <typename Other>
    Wish operator()(const Other& other) {
        if constexpr (requires { draw(frame, other); })
            return draw(frame, other);
        else
            return draw(frame, *session, other);
    }
};

}  // namespace

Wish draw(Ui& ui, const flow::State& state, Draft& draft) {
    const Frame frame{ui, catalog(state.preferences.language), state};
    ui.name_screen(flow::name_of(state.stage));
    ui.set_labels(labels(frame.words));
    auto wanted = std::visit(Chooser{frame, draft}, state.stage);
    if (flow::tells_end(state) && (flow::is_ending(state) || !state.leaving_at)) return draw_end_of_stay(frame);
    if (state.leaving_at) {
        // The countdown lies over everything: what lies under it is not touched.
        return draw_countdown(frame);
    }
    return wanted;
}

}  // namespace xz::ui::screens
