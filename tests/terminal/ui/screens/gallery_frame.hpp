// One state of the gallery, composed without a window under one finger.
#pragma once

#include "terminal/app/window/stage.hpp"
#include "terminal/ui/flow/update.hpp"
#include "terminal/ui/screens/gallery.hpp"
#include "terminal/ui/screens/screens.hpp"
#include "tests/support/bundle_folder.hpp"
#include "tests/support/writing_aids.hpp"

#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace xz::testing {

using namespace std::chrono_literals;

inline const std::shared_ptr<const domain::Published>& sample_published() {
    static const auto read = std::make_shared<const domain::Published>(published_from(XUEZHEN_ASSETS "/instruments"));
    return read;
}

inline const ui::FontFiles& sample_fonts() {
    static const ui::FontFiles files = [] {
        auto found = ui::FontFiles::find();
        REQUIRE(found);
        return std::move(*found);
    }();
    return files;
}

// A kiosk's screen: pixels and pixels a millimetre.
struct Screen {
    std::string_view name;
    ui::Size size;
    float dots_per_mm;
};
inline constexpr Screen portrait{"21.5 inch upright", {1080, 1920}, 4.03F};
inline constexpr Screen landscape{"15.6 inch", {1920, 1080}, 5.56F};
inline constexpr Screen small{"7 inch", {800, 480}, 5.2F};
inline constexpr Screen upright{"7 inch upright", {480, 800}, 5.2F};

class GalleryFrame {
public:
    GalleryFrame(std::string_view name, const Screen& screen, domain::Language language = domain::Language::Chinese, int text_scale = 100)
        : screen_{screen}, stage_{sample_fonts(), {&pinyin_, &hand_}, app::Renderer::None}, field_{ui::screens::gallery_field(name)} {
        auto painted = ui::screens::gallery_state(name, sample_published());
        REQUIRE(painted);
        state = std::move(*painted);
        state.preferences.language = language;
        state.preferences.text_scale = text_scale;
    }

    // What is wished in the frame; time goes on by `span` before it.
    ui::screens::Wishes frame(std::chrono::milliseconds span = 16ms) {
        now_ += span;
        ui::FrameInput input;
        input.now = now_;
        input.pointer = finger_;
        input.down = down_;
        input.end = end_;
        input.trail = std::exchange(trail_, {});
        input.keys = std::exchange(keys, {});
        ui::screens::Wishes wanted;
        damage = stage_.draw(screen_.size, ui::screens::theme_of(state, screen_.dots_per_mm), input, [&](ui::Ui& ui) {
            if (!field_.empty() && ui.widgets().frame <= 2) ui.focus_on(field_);
            wanted = ui::screens::draw(ui, state, draft);
        });
        return wanted;
    }
    void settle() {
        for (int i = 0; i < 90; ++i) (void)frame();
    }
    // A finger goes down and up on it; every wish is applied, as the app does.
    void tap(std::string_view id) {
        const auto* widget = find(id);
        INFO("tapping " << id);
        REQUIRE(widget != nullptr);
        REQUIRE_FALSE(widget->visible.empty());
        finger_ = widget->visible.center();
        down_ = true;
        apply(frame(600ms));
        down_ = false;
        apply(frame());
        apply(frame());
    }
    // A finger's line, faster than frames: its way lies between its press and its end.
    void wipe(const std::vector<ui::Point>& line) {
        finger_ = line.front();
        down_ = true;
        apply(frame(400ms));
        trail_.assign(line.begin() + 1, line.end() - 1);
        finger_ = line.back();
        down_ = false;
        apply(frame());
    }
    // A finger goes down there, which changes `damage` of the picture.
    void press(ui::Point at) {
        finger_ = at;
        down_ = true;
        (void)frame(400ms);
    }
    // Its device goes away: it meant nothing.
    void lose() {
        down_ = false;
        end_ = ui::TouchEnd::Lost;
        (void)frame();
        end_ = ui::TouchEnd::Lifted;
    }
    void apply(const ui::screens::Wishes& wanted) {
        for (const auto& wish : wanted) on(wish);
    }
    void on(const ui::flow::Event& event) {
        auto step = ui::flow::update(std::move(state), event);
        state = std::move(step.state);
        for (auto& effect : step.effects) effects.push_back(std::move(effect));
    }

    [[nodiscard]] const ui::WidgetRecord* find(std::string_view id) {
        for (const auto& widget : stage_.ui().widgets().widgets)
            if (widget.id == id) return &widget;
        return nullptr;
    }
    [[nodiscard]] const ui::WidgetList& widgets() { return stage_.ui().widgets(); }
    [[nodiscard]] ui::Ui& ui() { return stage_.ui(); }
    [[nodiscard]] const ui::Theme theme() const { return ui::Theme{screen_.size.w, screen_.size.h, ui::screens::theme_of(state, screen_.dots_per_mm)}; }

    ui::flow::State state;
    ui::flow::Effects effects;
    ui::screens::Draft draft;
    std::vector<ui::Keystroke> keys;  // struck before the next frame
    std::vector<ui::Rect> damage;     // of the last one

private:
    Screen screen_;
    FakePinyin pinyin_;
    FakeHand hand_;
    app::Stage stage_;
    std::string_view field_;  // that its student writes into
    ui::Point finger_;
    bool down_ = false;
    ui::TouchEnd end_ = ui::TouchEnd::Lifted;
    std::vector<ui::Point> trail_;
    std::chrono::milliseconds now_{0};
};

}  // namespace xz::testing
