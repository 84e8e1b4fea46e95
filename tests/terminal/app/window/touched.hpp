// A screen under one finger and one keyboard, without a window.
#pragma once

#include "terminal/app/window/stage.hpp"
#include "terminal/ui/widgets/toolkit.hpp"
#include "tests/support/writing_aids.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace xz::testing {

using namespace xz::ui;
using namespace std::chrono_literals;

inline const FontFiles& fonts() {
    static const FontFiles files = [] {
        auto found = FontFiles::find();
        REQUIRE(found);
        return std::move(*found);
    }();
    return files;
}

class Touched {
public:
    Touched(Size size, std::function<void(Ui&)> screen, ThemeChoice choice = {})
        : size_{size}, choice_{choice}, screen_{std::move(screen)}, stage_{fonts(), {&pinyin_, &hand_}, app::Renderer::None} {
        settle();
    }
    std::vector<Rect> frame(std::chrono::milliseconds span = 16ms) {
        now_ += span;
        FrameInput input;
        input.now = now_;
        input.pointer = at_;
        input.down = down_;
        input.end = end_;
        input.keys = std::exchange(keys_, {});
        input.trail = std::exchange(trail_, {});
        return stage_.draw(size_, choice_, input, screen_);
    }
    void settle() {
        for (int i = 0; i < 400; ++i) {
            if (frame().empty() && !stage_.ui().next_frame_in()) {
                return;
            }
        }
        FAIL("the screen never rests");
    }
    void tap(std::string_view id) {
        const WidgetRecord& widget = find(id);
        REQUIRE_FALSE(widget.visible.empty());
        at_ = widget.visible.center();
        now_ += 600ms;
        down_ = true;
        frame();
        down_ = false;
        frame();
        settle();
    }
    // What the press changed in the picture.
    std::vector<Rect> press(Point at) {
        at_ = at;
        down_ = true;
        return frame();
    }
    void move(Point at) {
        at_ = at;
        frame();
    }
    void lift() {
        down_ = false;
        frame();
    }
    // The finger's device goes away.
    void lose() {
        end_ = TouchEnd::Lost;
        lift();
        end_ = TouchEnd::Lifted;
    }
    void type(std::u32string_view text) {
        keys_.assign(text.begin(), text.end());
        frame();
        settle();
    }
    // What the key changed in the picture.
    std::vector<Rect> strike(Keystroke key) {
        keys_.push_back(key);
        return frame();
    }
    void key(HardKey key) {
        strike(key);
        settle();
    }
    // A finger's line, in one frame each for its press, its way and its end.
    void draw(std::vector<Point> line) {
        press(line.front());
        trail_.assign(line.begin() + 1, line.end() - 1);
        move(line.back());
        lift();
        settle();
    }
    [[nodiscard]] const WidgetRecord* look(std::string_view id) const {
        for (const WidgetRecord& widget : ui().widgets().widgets) {
            if (widget.id == id) {
                return &widget;
            }
        }
        return nullptr;
    }
    [[nodiscard]] const WidgetRecord& find(std::string_view id) const {
        const WidgetRecord* widget = look(id);
        INFO("widget " << id);
        REQUIRE(widget != nullptr);
        return *widget;
    }
    [[nodiscard]] Ui& ui() const { return const_cast<app::Stage&>(stage_).ui(); }

private:
    Size size_;
    ThemeChoice choice_;
    std::function<void(Ui&)> screen_;
    FakePinyin pinyin_;
    FakeHand hand_;
    app::Stage stage_;
    std::chrono::milliseconds now_{1000};
    Point at_;
    bool down_ = false;
    TouchEnd end_ = TouchEnd::Lifted;
    std::vector<Keystroke> keys_;
    std::vector<Point> trail_;
};

inline constexpr Size Portrait{1080, 1920}, Small{800, 480};

}  // namespace xz::testing
