// Who uses the screens: fingers on screens of every size, and hands on a hardware keyboard.
#include "tests/terminal/ui/screens/drawn.hpp"
#include "tests/terminal/ui/screens/gallery_frame.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

using namespace xz;
using namespace xz::testing;
using ui::Role;

namespace {

// Pixels a millimetre by the diagonal: 25.4 mm an inch.
constexpr Screen screens[] = {{"7 inch, 800 x 480", {800, 480}, 5.25F},
                              {"15.6 inch, 1366 x 768", {1366, 768}, 3.96F},
                              {"15.6 inch, 1920 x 1080", {1920, 1080}, 5.56F},
                              {"21.5 inch, 1080 x 1920", {1080, 1920}, 4.03F},
                              {"21.5 inch, 1920 x 1080", {1920, 1080}, 4.03F}};
constexpr float least_mm = 15, least_key_mm = 10;

// What a hand may work now: what lies in the dialog, where there is one.
std::set<std::string> workable(const ui::WidgetList& list) {
    const auto dialog = std::find_if(list.widgets.begin(), list.widgets.end(), [](const auto& w) { return w.role == Role::Dialog; });
    std::set<std::string> ids;
    for (auto widget = dialog == list.widgets.end() ? list.widgets.begin() : dialog; widget != list.widgets.end(); ++widget)
        if (widget->target == ui::Target::Finger && widget->enabled) ids.insert(widget->id);
    return ids;
}

}  // namespace

TEST_CASE("Whatever is touched is 15 mm in both directions, a key of the keyboard 10 mm, on every screen of every kiosk") {
    for (const auto& screen : screens)
        for (const auto name : ui::screens::gallery_names()) {
            GalleryFrame shown{name, screen};
            (void)shown.frame();
            (void)shown.frame();
            for (const auto& widget : shown.widgets().widgets) {
                if (widget.target == ui::Target::None) continue;
                const float least = std::floor((widget.target == ui::Target::Key ? least_key_mm : least_mm) * screen.dots_per_mm);
                INFO(screen.name << ": " << name << ": " << widget.id << " " << widget.rect.w << " x " << widget.rect.h << ", needed " << least);
                CHECK(std::min(widget.rect.w, widget.rect.h) >= least);
            }
        }
}

TEST_CASE("Every widget that works is reached by Tab and worked by Enter, on every screen") {
    for (const auto name : ui::screens::gallery_names()) {
        GalleryFrame shown{name, landscape};
        (void)shown.frame();
        (void)shown.frame();
        const auto wanted = workable(shown.widgets());
        std::set<std::string> reached;
        std::string first;
        INFO(name);
        for (std::size_t i = 0; i < wanted.size() + 40; ++i) {
            shown.keys.emplace_back(ui::HardKey::Tab);
            (void)shown.frame();
            const std::string id{shown.ui().highlighted()};
            if (id.empty() || id == first) break;
            if (first.empty()) first = id;
            reached.insert(id);
            const auto* widget = shown.find(id);
            REQUIRE(widget != nullptr);
            shown.keys.emplace_back(ui::HardKey::Enter);
            (void)shown.frame();
            INFO(id);
            CHECK(shown.ui().interaction().is_tapped(id));
            (void)shown.frame();
        }
        for (const auto& id : wanted) {
            INFO(id);
            CHECK(reached.contains(id));
        }
    }
}

TEST_CASE("Where Tab leads can be seen") {
    for (const auto name : {"home", "dimension", "goal", "plan_review", "notice"}) {
        GalleryFrame shown{name, small};
        shown.settle();
        for (int i = 0; i < 30; ++i) {
            shown.keys.emplace_back(ui::HardKey::Tab);
            shown.settle();
            const auto* widget = shown.find(shown.ui().highlighted());
            INFO(name << ": " << shown.ui().highlighted());
            REQUIRE(widget != nullptr);
            CHECK_FALSE(widget->visible.empty());
            CHECK((widget->visible.h >= widget->rect.h - 1 || widget->visible.h >= shown.theme().target()));
        }
    }
}

TEST_CASE("Where Tab leads has a whole ring around it inside the window, on every screen of every size") {
    for (const auto& screen : {portrait, landscape, small, upright})
        for (const auto name : ui::screens::gallery_names()) {
            GalleryFrame shown{name, screen};
            shown.state.preferences.motion = ui::Motion::Reduced;
            (void)shown.frame();
            (void)shown.frame();
            // The first ones and the last ones: what lies at the window's edges.
            for (const auto key : {ui::HardKey::Tab, ui::HardKey::Tab, ui::HardKey::Tab, ui::HardKey::BackTab, ui::HardKey::BackTab, ui::HardKey::BackTab, ui::HardKey::BackTab}) {
                shown.keys.emplace_back(key);
                (void)shown.frame();
                for (int glide = 0; glide < 30 && shown.ui().next_frame_in() && shown.find(shown.ui().highlighted()) != nullptr; ++glide) (void)shown.frame();
                const auto* widget = shown.find(shown.ui().highlighted());
                if (widget == nullptr) break;
                const testing::DrawnFrame drawn;
                const auto ring = drawn.extent_of(shown.ui().palette().focus);
                INFO(screen.name << ": " << name << ": " << widget->id);
                CHECK_FALSE(ring.empty());
                CHECK((ring.x >= 0 && ring.y >= 0 && ring.right() <= screen.size.w && ring.bottom() <= screen.size.h));
                CHECK(ring.holds(widget->visible.center()));
            }
        }
}

TEST_CASE("A student number and a PIN are entered with a hardware keyboard alone") {
    GalleryFrame shown{"login", portrait};
    shown.settle();
    const auto type = [&](std::string_view text) {
        for (const char c : text) shown.keys.emplace_back(static_cast<char32_t>(c));
        shown.keys.emplace_back(ui::HardKey::Enter);
        for (int i = 0; i < 20; ++i) shown.apply(shown.frame());
    };
    type("20240117");
    type("739204");
    REQUIRE(shown.effects.size() == 1);
    const auto& asked = std::get<ui::flow::StartLogin>(shown.effects.front());
    CHECK(asked.student_no == "20240117");
    CHECK(asked.pin.reveal() == "739204");
}
