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
    const std::set<std::string_view> moving{"starting", "opening", "submitting", "login.asking", "change_pin.asking"};
    for (const auto name : ui::screens::gallery_names()) {
        GalleryFrame shown{name, portrait};
        INFO(name);
        bool wished = false;
        for (int i = 0; i < 120; ++i) wished = shown.frame().has_value() || wished;
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

TEST_CASE("Nothing stands beside the screen, at any size of text, in both languages") {
    for (const auto& screen : screens)
        for (const int scale : {100, 150, 200})
            for (const auto language : {domain::Language::Chinese, domain::Language::English})
                for (const auto name : ui::screens::gallery_names()) {
                    GalleryFrame shown{name, screen, language, scale};
                    (void)shown.frame();
                    (void)shown.frame();
                    for (const auto& widget : shown.widgets().widgets) {
                        INFO(screen.name << " " << scale << " %: " << name << ": " << widget.id << " from " << widget.rect.x << " to " << widget.rect.right());
                        CHECK(widget.rect.x >= -1);
                        CHECK(widget.rect.right() <= screen.size.w + 1);
                    }
                }
}

TEST_CASE("Every screen has a way on or back that can be reached without scrolling") {
    const std::set<std::string_view> waiting{"starting", "opening", "submitting", "login.asking"};
    for (const auto& screen : screens)
        for (const auto name : ui::screens::gallery_names()) {
            if (waiting.contains(name) || name.starts_with("unavailable")) continue;
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
