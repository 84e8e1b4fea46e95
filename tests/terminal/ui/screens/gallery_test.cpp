#include "tests/terminal/ui/screens/drawn.hpp"
#include "tests/terminal/ui/screens/gallery_frame.hpp"

#include <algorithm>
#include <map>
#include <set>

using namespace xz;
using namespace xz::testing;
using ui::Role;

namespace {

bool is_target(Role role) {
    return role == Role::Button || role == Role::Chip || role == Role::Choice || role == Role::Checkbox || role == Role::Stepper || role == Role::Candidate;
}

// Chips that only show something have no id of their own.
bool is_tapped(const ui::WidgetRecord& widget) { return is_target(widget.role) && widget.id.find('.') != std::string::npos && widget.id != "attract.anywhere"; }

constexpr Screen screens[] = {portrait, landscape, small};

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
    // Only what moves by itself goes on asking: a spinner.
    const std::set<std::string_view> moving{"starting", "opening", "submitting", "login.asking", "change_pin.asking", "maintenance_pin.asking", "maintenance.loading"};
    for (const auto name : ui::screens::gallery_names()) {
        GalleryFrame shown{name, portrait};
        INFO(name);
        bool wished = false;
        for (int i = 0; i < 120; ++i) wished = !shown.frame().empty() || wished;
        CHECK_FALSE(wished);
        if (!moving.contains(name)) CHECK_FALSE(shown.ui().next_frame_in().has_value());
    }
}

TEST_CASE("Whatever is tapped is as large as a finger needs, on every screen") {
    for (const auto& screen : screens)
        for (const auto name : ui::screens::gallery_names()) {
            GalleryFrame shown{name, screen};
            (void)shown.frame();
            (void)shown.frame();
            const float least = shown.theme().target() - 1;
            for (const auto& widget : shown.widgets().widgets) {
                if (!is_tapped(widget)) continue;
                INFO(screen.name << ": " << name << ": " << widget.id << " " << widget.rect.w << " x " << widget.rect.h << ", needed " << least);
                CHECK(widget.rect.w >= least);
                CHECK(widget.rect.h >= least);
            }
        }
}

namespace {

// Whether a label ends in … that does not say so itself.
bool is_shortened(const ui::WidgetList& list, const Screen& screen) {
    const auto means_it = [](const auto& widget) { return widget.label.find("…") != std::string::npos || widget.value.find("…") != std::string::npos; };
    return std::none_of(list.widgets.begin(), list.widgets.end(), means_it) && testing::draws_ellipsis({0, 0, screen.size.w, screen.size.h});
}

// Of the topmost layer, the first two things that are tapped and share room; empty when there are none.
std::string crossing(const ui::WidgetList& list) {
    std::vector<const ui::WidgetRecord*> above;
    for (const auto& widget : list.widgets) {
        if (widget.role == Role::Dialog) above.clear();
        if (!is_tapped(widget) || widget.visible.empty()) continue;
        for (const auto* other : above) {
            const auto common = widget.visible.common(other->visible);
            if (common.w > 1 && common.h > 1) return widget.id + " over " + other->id;
        }
        above.push_back(&widget);
    }
    return {};
}

}  // namespace

TEST_CASE("Every screen fits, at any size of text, in both languages: nothing beside it, no label shortened, no two targets over each other") {
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
                    CHECK(crossing(shown.widgets()).empty());
                }
}

TEST_CASE("Every screen has a way on or back that can be reached without scrolling") {
    const std::set<std::string_view> waiting{"starting", "opening", "submitting", "login.asking"};
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
            const bool dimmed = std::any_of(widgets.begin(), widgets.end(), [](const auto& w) { return w.role == Role::Dialog; });
            const auto is_off = [&](const testing::Glyph& glyph) {
                return std::any_of(widgets.begin(), widgets.end(), [&](const auto& w) { return !w.enabled && w.rect.holds(glyph.rect.center()); });
            };
            if (dimmed) continue;
            const testing::DrawnFrame drawn;
            for (const auto& glyph : drawn.glyphs()) {
                const float least = glyph.rect.h >= large || glyph.writing == testing::Writing::Sign ? 3.0F : 4.5F;
                if (ui::contrast(glyph.ink, glyph.ground) >= least || is_off(glyph)) continue;
                INFO(name << (contrast == ui::Contrast::High ? " (high)" : "") << " at " << glyph.rect.x << ", " << glyph.rect.y << ": " << int{glyph.ink.r} << ' ' << int{glyph.ink.g} << ' ' << int{glyph.ink.b}
                          << " on " << int{glyph.ground.r} << ' ' << int{glyph.ground.g} << ' ' << int{glyph.ground.b});
                CHECK(ui::contrast(glyph.ink, glyph.ground) >= least);
                break;
            }
        }
}
