#include "tests/terminal/ui/screens/drawn.hpp"
#include "tests/terminal/ui/screens/gallery_frame.hpp"

#include <algorithm>
#include <map>
#include <set>

using namespace xz;
using namespace xz::testing;
using ui::Role;

namespace {

// What has a place of its own on the screen; attract.anywhere lies under all of them.
bool is_tapped(const ui::WidgetRecord& widget) { return widget.target != ui::Target::None && widget.id != "attract.anywhere"; }

constexpr Screen screens[] = {portrait, landscape, small, upright};

}  // namespace

TEST_CASE("Each picture of the gallery shows the screen that it is named after") {
    const std::map<std::string, std::string, std::less<>> other{{"countdown", "dimension"}, {"message.not_saved", "self_level"}, {"message.not_submitted", "review"},
                                                                {"message.draft_unreadable", "home"}, {"dimension.not_saved", "self_level"}, {"message.dossier_unreadable", "home"},
                                                                {"message.act_refused", "plan"}, {"message.act_unreachable", "plan"}};
    for (const auto name : ui::screens::gallery_names()) {
        const auto state = ui::screens::gallery_state(name, sample_published());
        REQUIRE(state);
        const auto named = other.find(name);
        const auto expected = named != other.end() ? named->second : std::string{name.substr(0, name.find('.'))};
        INFO(name);
        CHECK(ui::flow::name_of(state->stage) == expected);
    }
    CHECK_FALSE(ui::screens::gallery_state("nothing", sample_published()));
}

TEST_CASE("No screen wishes anything without a finger, and a settled one asks for no frame") {
    // Only what moves by itself goes on asking: a spinner, and the light of the attract screen.
    const std::set<std::string_view> moving{"attract", "attract.offline", "activation.asking", "offline_confirm.asking", "starting", "opening", "submitting", "login.asking", "change_pin.asking", "maintenance_pin.asking", "maintenance.loading", "maintenance_store.salvaging"};
    for (const auto name : ui::screens::gallery_names()) {
        GalleryFrame shown{name, portrait};
        INFO(name);
        bool wished = false;
        for (int i = 0; i < 120; ++i) wished = !shown.frame().empty() || wished;
        CHECK_FALSE(wished);
        if (!moving.contains(name)) CHECK_FALSE(shown.ui().next_frame_in().has_value());
    }
}

namespace {

// Whether a label ends in … that does not say so itself.
bool is_shortened(const ui::WidgetList& list, const Screen& screen) {
    std::vector<ui::Rect> meant;  // where words say so themselves
    for (const auto& widget : list.widgets)
        if (widget.label.find("…") != std::string::npos || widget.value.find("…") != std::string::npos) meant.push_back(widget.rect);
    return testing::draws_ellipsis({0, 0, screen.size.w, screen.size.h}, meant);
}

// Of the topmost layer, the first two things that are tapped and share room; empty when there are none.
std::string crossing(const ui::WidgetList& list) {
    std::vector<const ui::WidgetRecord*> above;
    for (const auto& widget : list.widgets) {
        if (widget.role == Role::Dialog) above.clear();
        if (!is_tapped(widget) || widget.visible.empty()) continue;
        for (const auto* other : above) {
            const auto common = widget.visible.common(other->visible);
            if (widget.target != other->target) continue;  // the keyboard lies over the screen
            if (common.w > 1 && common.h > 1) return widget.id + " over " + other->id;
        }
        above.push_back(&widget);
    }
    return {};
}

// The first thing that no finger can bring into sight: beyond the window's head or foot, and not in a scroll area; or cut off from a dialog.
std::string lost(const ui::WidgetList& list, ui::Size window) {
    const auto dialog = std::find_if(list.widgets.begin(), list.widgets.end(), [](const auto& w) { return w.role == Role::Dialog; });
    const bool is_writing = std::any_of(list.widgets.begin(), list.widgets.end(), [](const auto& w) { return w.target == ui::Target::Key; });
    bool scrolls = false;
    for (auto widget = dialog == list.widgets.end() ? list.widgets.begin() : dialog; widget != list.widgets.end(); ++widget) {
        scrolls = scrolls || widget->role == Role::Scroll;
        const bool whole = widget->rect.y >= -1 && widget->rect.bottom() <= window.h + 1;
        const bool put_away = is_writing && widget->rect.y > window.h;  // a footer, while the keyboard is up
        if (whole || put_away || (scrolls && (dialog == list.widgets.end() || widget->target == ui::Target::None))) continue;
        return widget->id;
    }
    return {};
}

}  // namespace

TEST_CASE("Every screen fits, at any size of text, in both languages: nothing beside it or out of reach, no label shortened, no two targets over each other") {
    for (const auto& screen : screens)
        for (const int scale : {100, 150, 200})
            for (const auto language : {domain::Language::Chinese, domain::Language::English})
                for (const auto name : ui::screens::gallery_names()) {
                    GalleryFrame shown{name, screen, language, scale};
                    shown.state.preferences.motion = ui::Motion::Reduced;
                    (void)shown.frame();
                    (void)shown.frame();
                    INFO(screen.name << " " << scale << " % " << (language == domain::Language::English ? "en: " : "zh: ") << name);
                    for (const auto& widget : shown.widgets().widgets) {
                        if (widget.rect.x >= -1 && widget.rect.right() <= screen.size.w + 1) continue;
                        INFO(widget.id << " from " << widget.rect.x << " to " << widget.rect.right());
                        CHECK((widget.rect.x >= -1 && widget.rect.right() <= screen.size.w + 1));
                    }
                    CHECK_FALSE(is_shortened(shown.widgets(), screen));
                    CHECK(crossing(shown.widgets()) == "");
                    CHECK(lost(shown.widgets(), screen.size) == "");
                }
}

TEST_CASE("Every screen has a way on or back that can be reached without scrolling") {
    const std::set<std::string_view> waiting{"starting", "opening", "submitting", "login.asking", "activation.asking", "offline_confirm.asking", "change_pin.asking", "maintenance_pin.asking"};
    for (const auto& screen : screens)
        for (const auto name : ui::screens::gallery_names()) {
            if (waiting.contains(name) || name.starts_with("unavailable") || name.starts_with("locked")) continue;
            GalleryFrame shown{name, screen};
            (void)shown.frame();
            (void)shown.frame();
            const auto& widgets = shown.widgets().widgets;
            INFO(screen.name << ": " << name);
            CHECK(std::any_of(widgets.begin(), widgets.end(), [](const auto& w) { return is_tapped(w) && w.enabled && w.visible.h >= w.rect.h - 1 && !w.visible.empty(); }));
        }
}

TEST_CASE("No two widgets that are tapped share an id") {
    for (const auto name : ui::screens::gallery_names()) {
        GalleryFrame shown{name, portrait};
        (void)shown.frame();
        std::set<std::string> ids;
        for (const auto& widget : shown.widgets().widgets) {
            if (!is_tapped(widget)) continue;
            INFO(name << ": " << widget.id);
            CHECK(ids.insert(widget.id).second);
        }
    }
}

TEST_CASE("Whatever is written can be read on what lies under it, on every screen, in both palettes") {
    constexpr float large = 32;  // pixels: of big writing, and of signs, WCAG asks 3 : 1
    for (const auto contrast : {ui::Contrast::Normal, ui::Contrast::High})
        for (const auto name : ui::screens::gallery_names()) {
            GalleryFrame shown{name, portrait};
            shown.state.preferences.contrast = contrast;
            shown.state.preferences.motion = ui::Motion::Reduced;
            (void)shown.frame();
            (void)shown.frame();
            const auto& widgets = shown.widgets().widgets;
            // What cannot be touched now, and what lies dimmed under a dialog, need not be read.
            const auto dialog = std::find_if(widgets.begin(), widgets.end(), [](const auto& w) { return w.role == Role::Dialog; });
            const auto is_off = [&](const testing::Glyph& glyph) {
                return std::any_of(widgets.begin(), widgets.end(), [&](const auto& w) { return !w.enabled && w.rect.holds(glyph.rect.center()); });
            };
            const testing::DrawnFrame drawn;
            for (const auto& glyph : drawn.glyphs()) {
                const bool is_small = glyph.rect.h < large && glyph.writing == testing::Writing::Letter;
                const float least = !is_small ? 3.0F : contrast == ui::Contrast::High ? 7.0F : 4.5F;
                if (dialog != widgets.end() && !dialog->rect.holds(glyph.rect.center())) continue;
                if (ui::contrast(glyph.ink, glyph.ground) >= least || is_off(glyph)) continue;
                INFO(name << (contrast == ui::Contrast::High ? " (high)" : "") << " at " << glyph.rect.x << ", " << glyph.rect.y << ": " << int{glyph.ink.r} << ' ' << int{glyph.ink.g} << ' ' << int{glyph.ink.b}
                          << " on " << int{glyph.ground.r} << ' ' << int{glyph.ground.g} << ' ' << int{glyph.ground.b});
                CHECK(ui::contrast(glyph.ink, glyph.ground) >= least);
                break;
            }
        }
}

TEST_CASE("Whoever sits before a high screen has all that is touched in its lower part") {
    for (const auto name : ui::screens::gallery_names()) {
        if (name.starts_with("attract") || name == "maintenance_touch") continue;  // the one is touched anywhere, the other everywhere
        GalleryFrame shown{name, portrait};
        shown.state.preferences.reach = ui::Reach::Low;
        (void)shown.frame();
        (void)shown.frame();
        REQUIRE(shown.ui().unreached() > 0.3F * portrait.size.h);
        for (const auto& widget : shown.widgets().widgets) {
            if (!is_tapped(widget) || widget.visible.empty()) continue;
            INFO(name << ": " << widget.id << " at " << widget.visible.y);
            CHECK(widget.visible.y >= shown.ui().unreached() - 1);
        }
    }
}

TEST_CASE("Nothing is told by colour alone: a chip has words, a banner a sign and words, and what is chosen another shape") {
    for (const auto name : ui::screens::gallery_names()) {
        GalleryFrame shown{name, portrait};
        shown.state.preferences.motion = ui::Motion::Reduced;
        (void)shown.frame();
        (void)shown.frame();
        const testing::DrawnFrame drawn;
        const auto signs_in = [&](const ui::Rect& rect) {
            return std::count_if(drawn.glyphs().begin(), drawn.glyphs().end(), [&](const auto& g) { return g.writing == testing::Writing::Sign && rect.holds(g.rect.center()); });
        };
        std::map<std::string, const ui::WidgetRecord*> chosen, other;  // by group
        for (const auto& widget : shown.widgets().widgets) {
            INFO(name << ": " << widget.id);
            if (widget.role == Role::Chip || widget.role == Role::Banner) CHECK((!widget.label.empty() || !widget.value.empty()));
            if (widget.visible != widget.rect) continue;
            if (widget.role == Role::Banner) CHECK(signs_in(widget.rect) > 0);
            if (widget.role != Role::Choice || !widget.enabled) continue;
            (widget.value == "chosen" ? chosen : other)[widget.id.substr(0, widget.id.rfind('.'))] = &widget;
        }
        for (const auto& [group, one] : chosen) {
            if (!other.contains(group)) continue;
            const auto& rect = other.at(group)->rect;
            INFO(name << ": " << group);
            CHECK((signs_in(one->rect) != signs_in(rect) || drawn.shapes_in(one->rect) != drawn.shapes_in(rect)));
        }
    }
}
