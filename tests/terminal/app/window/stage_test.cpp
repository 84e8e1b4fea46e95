#include "terminal/app/window/stage.hpp"

#include "terminal/input/pinyin_engine.hpp"
#include "terminal/ui/widgets/keyboard.hpp"
#include "terminal/ui/widgets/toolkit.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace xz;
using namespace xz::ui;
using namespace std::chrono_literals;

// Each word is the letters typed, in capitals; the second candidate has a star.
class FakePinyin final : public input::PinyinEngine {
public:
    void load() override {}
    [[nodiscard]] bool is_ready() const override { return true; }
    void type(char letter) override { letters_ += letter; }
    void erase() override { letters_.pop_back(); }
    std::vector<std::string> words(std::size_t first, std::size_t count) override {
        std::vector<std::string> all{"<" + letters_ + ">", letters_ + "*"};
        for (int i = 0; i < 40; ++i) {
            all.push_back("词" + std::to_string(i));
        }
        all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(first, all.size())));
        all.resize(std::min(count, all.size()));
        return all;
    }
    std::string choose(std::size_t index) override {
        const std::string word = words(index, 1).front();
        letters_.clear();
        return word;
    }
    std::string commit() override { return choose(0); }
    [[nodiscard]] std::string composing() const override { return letters_; }
    void forget() override { letters_.clear(); }

private:
    std::string letters_;
};

const FontFiles& fonts() {
    static const FontFiles files = [] {
        auto found = FontFiles::find();
        REQUIRE(found);
        return std::move(*found);
    }();
    return files;
}

// A screen under one finger, without a window.
class Touched {
public:
    Touched(Size size, std::function<void(Ui&)> screen, ThemeChoice choice = {})
        : size_{size}, choice_{choice}, screen_{std::move(screen)}, stage_{fonts(), &pinyin_, app::Renderer::None} {
        settle();
    }
    std::vector<Rect> frame(std::chrono::milliseconds span = 16ms) {
        now_ += span;
        FrameInput input;
        input.now = now_;
        input.pointer = at_;
        input.down = down_;
        input.typed = std::exchange(typed_, {});
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
        now_ += 400ms;
        down_ = true;
        frame();
        down_ = false;
        frame();
        settle();
    }
    void press(Point at) {
        at_ = at;
        down_ = true;
        frame();
    }
    void move(Point at) {
        at_ = at;
        frame();
    }
    void lift() {
        down_ = false;
        frame();
    }
    void type(std::u32string text) {
        typed_ = std::move(text);
        frame();
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
    app::Stage stage_;
    std::chrono::milliseconds now_{1000};
    Point at_;
    bool down_ = false;
    std::u32string typed_;
};

constexpr Size Portrait{1080, 1920}, Small{800, 480};

}  // namespace

TEST_CASE("A tapped button is tapped once, and only its place is drawn again while it is pressed") {
    int taps = 0;
    Touched screen{Portrait, [&](Ui& ui) {
                       ui.name_screen("one");
                       const Column column{ui};
                       text(ui, "很多字很多字");
                       taps += button(ui, "go", "开始") ? 1 : 0;
                   }};
    screen.tap("go");
    CHECK(taps == 1);
    screen.press(screen.find("go").rect.center());
    // The finger is still there; the picture with the pressed colour was drawn in the press's own frame.
    CHECK(screen.frame().empty());
    screen.lift();
    CHECK(screen.find("go").role == Role::Button);
}

TEST_CASE("Dragging a list scrolls it and taps nothing in it; a tap in it taps") {
    int taps = 0;
    Touched screen{Portrait, [&](Ui& ui) {
                       ui.name_screen("list");
                       const Scroll body{ui, "body"};
                       for (int i = 0; i < 60; ++i) {
                           const Card card{ui};
                           taps += list_row(ui, "row." + std::to_string(i), "一行") ? 1 : 0;
                       }
                   }};
    screen.tap("row.3");
    CHECK(taps == 1);
    const float before = screen.find("row.3").rect.y;
    screen.press({500, 1000});
    screen.move({500, 960});
    screen.move({500, 700});
    CHECK(screen.find("row.3").rect.y < before - 200);
    screen.lift();
    screen.settle();
    CHECK(taps == 1);
    CHECK(screen.find("row.59").visible.empty());
}

TEST_CASE("A settled screen asks for no frame, scrolled, thrown, with a field or without") {
    std::string value;
    Touched screen{Small, [&](Ui& ui) {
                       ui.name_screen("form");
                       header(ui, "header", {.back = "返回", .title = "标题", .status = "已连接", .progress = 0.37F});
                       const Footer footer{ui};
                       const Scroll body{ui, "body"};
                       for (int i = 0; i < 9; ++i) {
                           const Card card{ui};
                           heading(ui, "上面的一行");
                           progress(ui, "progress." + std::to_string(i), 0.3F);
                       }
                       (void)text_field(ui, "gap", value);
                   }};
    const auto rests = [&] {
        screen.settle();
        for (int i = 0; i < 3; ++i) {
            CHECK(screen.frame().empty());
            CHECK_FALSE(screen.ui().next_frame_in().has_value());
        }
    };
    rests();
    screen.press({400, 300});
    screen.move({400, 250});
    screen.move({400, 190});
    CHECK(screen.ui().next_frame_in() == std::nullopt);  // a finger that rests costs nothing either
    screen.lift();
    rests();
    screen.press({400, 200});
    screen.move({400, 290});
    screen.move({400, 470});
    screen.lift();
    rests();
    screen.ui().focus_on("gap");
    rests();
    screen.tap("key.done");
    rests();
}

TEST_CASE("The keyboard types pinyin into the field, never covers it, and goes away when it is done") {
    std::string value;
    Touched screen{Small, [&](Ui& ui) {
                       ui.name_screen("form");
                       const Scroll body{ui, "body"};
                       for (int i = 0; i < 8; ++i) {
                           text(ui, "上面的一行");
                       }
                       (void)text_field(ui, "gap", value, {.kind = FieldKind::Words, .label = "差距", .lines = 2});
                   }};
    screen.press({400, 300});
    screen.move({400, 200});
    screen.move({400, 0});
    screen.lift();
    screen.settle();
    screen.tap("gap");
    const WidgetRecord& field = screen.find("gap");
    const float keyboard_top = 480 - screen.ui().covered_height();
    CHECK(screen.ui().covered_height() > 150);
    CHECK(field.visible.bottom() <= keyboard_top + 1);
    CHECK(field.visible.h > 30);

    screen.tap("key.n");
    screen.tap("key.i");
    CHECK(value.empty());
    CHECK(screen.find("word.0").label == "<ni>");
    screen.tap("word.1");
    CHECK(value == "ni*");
    screen.tap("key.h");
    screen.tap("key.space");
    CHECK(value == "ni*<h>");
    screen.tap("key.erase");
    CHECK(value == "ni*<h");
    screen.tap("key.language");
    screen.tap("key.shift");
    screen.tap("key.A");
    CHECK(value == "ni*<hA");
    screen.tap("key.undo");
    CHECK(value == "ni*<h");
    screen.tap("key.done");
    CHECK(screen.ui().covered_height() == 0);
    CHECK(screen.look("key.q") == nullptr);
}

TEST_CASE("Candidates turn their pages and come back") {
    std::string value;
    Touched screen{Portrait, [&](Ui& ui) {
                       ui.name_screen("form");
                       const Column column{ui};
                       (void)text_field(ui, "gap", value, {.label = "差距"});
                   }};
    screen.tap("gap");
    screen.tap("key.n");
    REQUIRE(screen.look("word.0") != nullptr);
    screen.tap("word.more");
    CHECK(screen.look("word.0") == nullptr);
    screen.tap("word.back");
    screen.tap("word.2");
    CHECK(value == "词0");
}

TEST_CASE("What is being composed is not lost when another field is touched") {
    std::string first, second;
    Touched screen{Portrait, [&](Ui& ui) {
                       ui.name_screen("form");
                       const Column column{ui};
                       (void)text_field(ui, "first", first, {.kind = FieldKind::Line});
                       (void)text_field(ui, "second", second, {.kind = FieldKind::Line});
                   }};
    screen.tap("first");
    screen.tap("key.n");
    screen.tap("second");
    CHECK(first == "<n>");
    CHECK(second.empty());
    screen.type(U"x");
    CHECK(second.empty());
    CHECK(screen.ui().keyboard().composing() == "x");
}

TEST_CASE("A field takes no more than it may and only what its kind allows") {
    std::string code;
    Touched screen{Portrait, [&](Ui& ui) {
                       ui.name_screen("form");
                       const Column column{ui};
                       (void)text_field(ui, "code", code, {.kind = FieldKind::Code, .most = 4});
                   }};
    screen.tap("code");
    screen.type(U"a学b1-9");
    CHECK(code == "AB1-");
}

TEST_CASE("Numbers step, slide and stay within their range") {
    std::optional<std::int64_t> value;
    Touched screen{Portrait, [&](Ui& ui) {
                       ui.name_screen("form");
                       const Column column{ui};
                       (void)number(ui, "hours", value, {.least = 0, .most = 100, .step = 5, .decimals = 1, .unit = "小时"});
                   }};
    screen.tap("hours.more");
    CHECK(value == 0);
    screen.tap("hours.more");
    CHECK(value == 5);
    screen.tap("hours.less");
    screen.tap("hours.less");
    CHECK(value == 0);
    screen.tap("hours.slider");
    CHECK(value == 50);
    CHECK(screen.find("hours.value").value == "5.0");
    const Rect slider = screen.find("hours.slider").rect;
    screen.press(slider.center());
    screen.move({slider.center().x + 60, slider.center().y});
    screen.move({slider.right() + 300, slider.center().y});
    screen.lift();
    CHECK(value == 100);
    CHECK(number_text(-5, 2) == "-0.05");
}

TEST_CASE("A dialog keeps the screen below from being touched, and its buttons answer") {
    int below = 0, yes = 0;
    bool open = true;
    Touched screen{Portrait, [&](Ui& ui) {
                       ui.name_screen("asks");
                       {
                           const Column column{ui};
                           below += button(ui, "below", "下面") ? 1 : 0;
                       }
                       if (open) {
                           const Dialog dialog{ui, "ask", "确定吗？"};
                           if (button(ui, "yes", "确定")) {
                               ++yes;
                               open = false;
                           }
                       }
                   }};
    screen.tap("below");
    CHECK(below == 0);
    screen.tap("yes");
    CHECK(yes == 1);
    screen.tap("below");
    CHECK(below == 1);
}

TEST_CASE("Cards of a row are equally high, and a card's buttons are tapped rather than the card") {
    int card_taps = 0, button_taps = 0;
    Touched screen{Portrait, [&](Ui& ui) {
                       ui.name_screen("cards");
                       const Column column{ui};
                       Row row{ui, {1, 1}};
                       {
                           const Row::Cell cell = row.cell();
                           const Card card{ui, {.tap_id = "left", .tap_label = "左"}};
                           card_taps += card.tapped() ? 1 : 0;
                           text(ui, "一行");
                       }
                       {
                           const Row::Cell cell = row.cell();
                           const Card card{ui, {.tap_id = "right", .tap_label = "右"}};
                           card_taps += card.tapped() ? 1 : 0;
                           text(ui, "两行\n两行");
                           button_taps += button(ui, "inside", "里面") ? 1 : 0;
                       }
                   }};
    CHECK(screen.find("left").rect.h == screen.find("right").rect.h);
    screen.tap("inside");
    CHECK(button_taps == 1);
    CHECK(card_taps == 0);
    screen.tap("left");
    CHECK(card_taps == 1);
}

TEST_CASE("Only the last card of a row's cell grows with the row") {
    Touched screen{Portrait, [&](Ui& ui) {
                       ui.name_screen("cards");
                       const Column column{ui};
                       Row row{ui, {1, 1}};
                       {
                           const Row::Cell cell = row.cell();
                           for (const char* id : {"first", "second"}) {
                               const Card card{ui, {.tap_id = id}};
                               text(ui, "一行");
                           }
                       }
                       {
                           const Row::Cell cell = row.cell();
                           const Card card{ui, {.tap_id = "high"}};
                           text(ui, "很\n高\n的\n一\n张\n卡\n片\n啊\n啊");
                       }
                   }};
    CHECK(screen.find("first").rect.bottom() < screen.find("second").rect.y);
    CHECK(screen.find("second").rect.bottom() == screen.find("high").rect.bottom());
}

TEST_CASE("Whatever is tapped is 15 mm, and a key 10 mm, at every size") {
    for (const auto& [size, dots] : {std::pair{Portrait, 4.0F}, {Small, 5.2F}, {Size{1920, 1080}, 5.6F}}) {
        ThemeChoice choice;
        choice.dots_per_mm = dots;
        std::string value;
        std::optional<int> level;
        std::optional<std::int64_t> amount = 5;
        std::string digits;
        bool checked = false;
        Touched screen{size, [&](Ui& ui) {
                           ui.name_screen("targets");
                           header(ui, "header", {.back = "返回", .title = "标题", .action = "退出"});
                           const Scroll body{ui, "body"};
                           static const std::vector<std::string> often{"从不", "很少", "有时", "经常", "总是"};
                           (void)likert(ui, "likert", level, often);
                           (void)number(ui, "number", amount, {});
                           (void)checkbox(ui, "check", "同意", checked);
                           (void)number_pad(ui, "pad", digits, 6);
                           static constexpr std::array<Choice, 1> Choices{{{"a", "甲"}}};
                           (void)choice_list(ui, "choice", value, Choices);
                           (void)text_field(ui, "field", value);
                           (void)button(ui, "go", "去");
                           (void)list_row(ui, "row", "行");
                           (void)banner(ui, "banner", Tone::Attention, "提醒", "内容", "查看");
                       }, choice};
        for (const WidgetRecord& widget : screen.ui().widgets().widgets) {
            const bool tapped = widget.role == Role::Button || widget.role == Role::Choice || widget.role == Role::Checkbox || widget.role == Role::Stepper ||
                                widget.role == Role::Field || widget.role == Role::Key;
            if (tapped) {
                INFO(widget.id);
                CHECK(std::min(widget.rect.w, widget.rect.h) >= std::floor(15 * dots));
            }
        }
        screen.ui().focus_on("field");
        screen.settle();
        for (const WidgetRecord& widget : screen.ui().widgets().widgets) {
            if (widget.id.starts_with("key.")) {
                INFO(widget.id);
                CHECK(std::min(widget.rect.w, widget.rect.h) >= std::floor(10 * dots));
            }
        }
    }
}
