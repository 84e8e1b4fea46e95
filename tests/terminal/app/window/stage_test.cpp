#include "terminal/app/window/stage.hpp"

#include "terminal/input/handwriting.hpp"
#include "terminal/input/pinyin_engine.hpp"
#include "terminal/ui/widgets/keyboard.hpp"
#include "terminal/ui/widgets/toolkit.hpp"

#include <catch2/catch_test_macros.hpp>
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <ctime>
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

// Takes any strokes for their number: 一, 二, …
class FakeHand final : public input::Handwriting {
public:
    void load() override {}
    void read(std::vector<input::Stroke> strokes) override {
        strokes_ = strokes.size();
        points_ = strokes.empty() ? 0 : strokes.back().size();
    }
    std::vector<std::string> found() override {
        static const std::vector<std::string> counted{"一", "二", "三"};
        return strokes_ == 0 ? std::vector<std::string>{} : std::vector<std::string>{counted[std::min<std::size_t>(strokes_, 3) - 1], "点" + std::to_string(points_)};
    }
    void forget() override { strokes_ = points_ = 0; }

private:
    std::size_t strokes_ = 0, points_ = 0;
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
        : size_{size}, choice_{choice}, screen_{std::move(screen)}, stage_{fonts(), {&pinyin_, &hand_}, app::Renderer::None} {
        settle();
    }
    std::vector<Rect> frame(std::chrono::milliseconds span = 16ms) {
        now_ += span;
        FrameInput input;
        input.now = now_;
        input.pointer = at_;
        input.down = down_;
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
        now_ += 400ms;
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
    void type(std::u32string_view text) {
        keys_.assign(text.begin(), text.end());
        frame();
        settle();
    }
    void strike(Keystroke key) {
        keys_.push_back(key);
        frame();
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
    std::vector<Keystroke> keys_;
    std::vector<Point> trail_;
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
    // Pressed at once, though a dialog comes to its place only when its height is known.
    CHECK_FALSE(screen.press(screen.find("yes").rect.center()).empty());
    screen.move({-100, -100});
    screen.lift();
    CHECK(yes == 0);
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

TEST_CASE("A character is written by hand: strokes, candidates, a stroke taken back, all taken back") {
    std::string value;
    Touched screen{Small, [&](Ui& ui) {
                       ui.name_screen("form");
                       const Column column{ui};
                       (void)text_field(ui, "gap", value, {.label = "差距", .lines = 1});
                   }};
    screen.tap("gap");
    screen.tap("key.hand");
    const Rect pad = screen.find("hand.pad").rect;
    const auto across = [&](float y) { screen.draw({{pad.x + 30, pad.y + y}, {pad.x + 80, pad.y + y}, {pad.x + 120, pad.y + y}, {pad.x + 180, pad.y + y}}); };
    across(40);
    CHECK(screen.find("word.0").label == "一");
    CHECK(screen.find("word.1").label == "点4");  // the whole way of the finger, though it took one frame
    across(80);
    CHECK(screen.find("word.0").label == "二");
    CHECK(value.empty());
    screen.tap("key.erase");
    CHECK(screen.find("word.0").label == "一");
    screen.tap("word.0");
    CHECK(value == "一");
    CHECK(screen.look("word.0") == nullptr);
    across(40);
    across(80);
    across(120);
    screen.tap("key.clear");
    CHECK(screen.look("word.0") == nullptr);
    across(40);
    screen.tap("key.，");  // a mark takes the first candidate with it
    CHECK(value == "一一，");
    // A dot is a stroke, too, and no touch beside the keyboard.
    screen.press(pad.center());
    screen.lift();
    screen.settle();
    CHECK(screen.find("word.0").label == "一");
    screen.tap("key.done");
    CHECK(value == "一一，一");
    CHECK(screen.ui().covered_height() == 0);
}

TEST_CASE("A hardware keyboard types pinyin: letters, candidates by number, pages, marks, the other language") {
    std::string value;
    Touched screen{Portrait, [&](Ui& ui) {
                       ui.name_screen("form");
                       const Column column{ui};
                       (void)text_field(ui, "gap", value, {.label = "差距"});
                   }};
    screen.tap("gap");
    screen.type(U"ni2");
    CHECK(value == "ni*");
    screen.type(U"hao ");
    CHECK(value == "ni*<hao>");
    screen.type(U",3.5.");
    CHECK(value == "ni*<hao>，3.5。");
    screen.type(U"ni");
    screen.key(HardKey::PageDown);
    CHECK(screen.look("word.0") == nullptr);
    screen.key(HardKey::PageUp);
    CHECK(screen.look("word.0") != nullptr);
    screen.key(HardKey::Backspace);
    screen.key(HardKey::Enter);
    CHECK(value == "ni*<hao>，3.5。<n>");
    screen.key(HardKey::Language);
    screen.type(U"ok.");
    CHECK(value == "ni*<hao>，3.5。<n>ok.");
    screen.key(HardKey::Left);
    screen.key(HardKey::Left);
    screen.key(HardKey::Delete);
    CHECK(value == "ni*<hao>，3.5。<n>o.");
    screen.key(HardKey::Home);
    screen.type(U"A");
    screen.key(HardKey::End);
    screen.type(U"Z");
    CHECK(value == "Ani*<hao>，3.5。<n>o.Z");
    screen.key(HardKey::Escape);
    CHECK(screen.ui().focus().empty());
}

TEST_CASE("Up and down lead the caret from line to line, at its place in the line") {
    std::string value = "第一行很长\n二\n第三行也很长";
    Touched screen{Portrait, [&](Ui& ui) {
                       ui.name_screen("form");
                       const Column column{ui};
                       (void)text_field(ui, "gap", value, {.label = "差距"});
                   }};
    screen.ui().focus_on("gap");
    screen.settle();
    screen.key(HardKey::Home);
    screen.type(U"1");
    screen.key(HardKey::Up);
    screen.type(U"2");
    screen.key(HardKey::Up);
    screen.type(U"3");
    CHECK(value == "第一3行很长\n二2\n1第三行也很长");
    screen.key(HardKey::Up);
    screen.type(U"0");
    for (int i = 0; i < 3; ++i) screen.key(HardKey::Down);
    screen.type(U"9");
    CHECK(value == "0第一3行很长\n二2\n1第三行也很长9");
}

TEST_CASE("Tab leads through all that can be tapped, Enter and Space tap it, a finger takes the mark away") {
    int up = 0, down = 0, last = 0;
    std::string value;
    std::optional<std::int64_t> amount = 50;
    bool asks = false;
    Touched screen{Small, [&](Ui& ui) {
                       ui.name_screen("form");
                       {
                           const Footer footer{ui};
                           last += button(ui, "last", "下一步") ? 1 : 0;
                       }
                       {
                           const Scroll body{ui, "body"};
                           up += button(ui, "up", "上") ? 1 : 0;
                           (void)button(ui, "off", "不行", {.enabled = Enabled::No});
                           (void)number(ui, "number", amount, {});
                           (void)text_field(ui, "gap", value, {.kind = FieldKind::Line});
                           down += button(ui, "down", "下") ? 1 : 0;
                       }
                       if (asks) {
                           const Dialog dialog{ui, "ask", "确定吗？"};
                           asks = !button(ui, "yes", "确定");
                       }
                   }};
    CHECK(screen.ui().highlighted().empty());
    screen.key(HardKey::Enter);
    CHECK(up == 0);
    screen.key(HardKey::Tab);
    CHECK(screen.ui().highlighted() == "up");
    screen.key(HardKey::Enter);
    screen.type(U" ");
    CHECK(up == 2);
    for (const std::string_view id : {"number.less", "number.more", "number.slider"}) {
        screen.key(HardKey::Tab);
        CHECK(screen.ui().highlighted() == id);
    }
    screen.key(HardKey::Right);
    screen.key(HardKey::Right);
    screen.key(HardKey::Left);
    CHECK(amount == 51);
    screen.key(HardKey::Enter);
    CHECK(amount == 51);
    screen.key(HardKey::Tab);
    CHECK(screen.ui().highlighted() == "gap");
    CHECK(screen.ui().focus().empty());
    CHECK(screen.ui().covered_height() == 0);
    screen.type(U"A1");
    CHECK(value == "A1");
    screen.key(HardKey::Tab);
    CHECK(screen.ui().highlighted() == "down");
    CHECK_FALSE(screen.find("down").visible.empty());  // the list has followed
    CHECK(screen.ui().covered_height() == 0);
    screen.key(HardKey::Tab);
    screen.key(HardKey::Enter);
    CHECK(last == 1);  // the footer comes after what it ends
    screen.key(HardKey::Tab);
    CHECK(screen.ui().highlighted() == "up");
    screen.key(HardKey::BackTab);
    CHECK(screen.ui().highlighted() == "last");
    asks = true;
    screen.settle();
    screen.key(HardKey::Enter);
    CHECK(last == 1);  // a dialog lies over it
    screen.key(HardKey::Tab);
    CHECK(screen.ui().highlighted() == "yes");
    screen.key(HardKey::Enter);
    CHECK_FALSE(asks);
    screen.press({400, 240});
    CHECK(screen.ui().highlighted().empty());
    screen.lift();
}

TEST_CASE("A hardware keyboard writes on a number pad and scrolls a page") {
    std::string digits;
    Touched screen{Small, [&](Ui& ui) {
                       ui.name_screen("pin");
                       const Scroll body{ui, "body"};
                       (void)number_pad(ui, "pad", digits, 6);
                       for (int i = 0; i < 30; ++i) text(ui, "一行");
                   }};
    screen.type(U"20a45678");
    CHECK(digits == "20a456");
    screen.key(HardKey::Backspace);
    CHECK(digits == "20a45");
    screen.key(HardKey::PageDown);
    CHECK(screen.find("pad.5").visible.empty());
    screen.key(HardKey::Home);
    CHECK_FALSE(screen.find("pad.5").visible.empty());
}

TEST_CASE("Rare characters of names are drawn, and what no chosen face has comes from any face that has it") {
    const Touched screen{Portrait, [](Ui& ui) {
                             ui.name_screen("names");
                             const Column column{ui};
                             text(ui, "买买提·阿不都热依木·艾则孜·吐尔逊·麦麦提明·依不拉音·玉素甫江·阿卜杜拉");
                         }};
    for (ImFont* face : {ImGui::GetIO().Fonts->Fonts[0], ImGui::GetIO().Fonts->Fonts[1]}) {
        ImFontBaked* glyphs = face->GetFontBaked(46);
        for (const char32_t c : U"𠮷㐂龘䶮·阿") {
            if (c == 0) continue;
            INFO("U+" << std::hex << static_cast<unsigned>(c));
            CHECK(glyphs->FindGlyphNoFallback(c) != nullptr);
        }
        // Armenian is in none of them; fontconfig always brings a face that has it.
        const ImFontGlyph* other = glyphs->FindGlyphNoFallback(U'Ա');
        REQUIRE(other != nullptr);
        CHECK(other->Visible);
        CHECK(other->AdvanceX > 10);
        CHECK(other->Y0 > 0);
        CHECK(other->Y1 < 46);
        CHECK(glyphs->FindGlyphNoFallback(0xE0FF0) == nullptr);  // nobody's
    }
}

TEST_CASE("A text of 4,000 characters is written into without stutter, and its caret stays in sight") {
    std::string value;
    for (int i = 0; i < 400; ++i) value += "今年我学会了很多，";
    for (int i = 0; i < 400; ++i) value += "好";
    Touched screen{Small, [&](Ui& ui) {
                       ui.name_screen("form");
                       const Scroll body{ui, "body"};
                       (void)text_field(ui, "long", value, {.label = "长", .most = 4000});
                   }};
    screen.ui().focus_on("long");
    screen.settle();
    const auto cpu = [] {
        timespec t{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
        return static_cast<double>(t.tv_sec) * 1000 + static_cast<double>(t.tv_nsec) / 1e6;
    };
    screen.key(HardKey::Backspace);
    screen.key(HardKey::Up);
    std::vector<double> took;
    for (int i = 0; i < 20; ++i) {
        const double before = cpu();
        screen.strike(i % 2 == 0 ? Keystroke{HardKey::Backspace} : Keystroke{U'1'});
        took.push_back(cpu() - before);
    }
    std::sort(took.begin(), took.end());
    WARN("a key in 4,000 characters takes " << took[10] << " ms of CPU, at most " << took.back());
    CHECK(value.size() > 11000);
    const WidgetRecord& field = screen.find("long");
    CHECK(field.visible.h > 60);
    CHECK(field.visible.bottom() <= 480 - screen.ui().covered_height() + 1);
}

TEST_CASE("The keyboard's keys are 10 mm on every kiosk's screen, in every state, and leave the field in sight") {
    struct Kiosk {
        Size size;
        float dots;
    };
    for (const Kiosk& kiosk : {Kiosk{{800, 480}, 5.25F}, {{1366, 768}, 3.96F}, {{1920, 1080}, 5.56F}, {{1080, 1920}, 4.03F}, {{1920, 1080}, 4.03F}})
        for (const FieldKind kind : {FieldKind::Words, FieldKind::Line, FieldKind::Digits, FieldKind::Code, FieldKind::Secret})
            for (const float scale : {1.0F, 2.0F}) {
                ThemeChoice choice;
                choice.dots_per_mm = kiosk.dots;
                choice.text_scale = scale;
                std::string value;
                Touched screen{kiosk.size, [&](Ui& ui) {
                                   ui.name_screen("form");
                                   const Scroll body{ui, "body"};
                                   for (int i = 0; i < 5; ++i) text(ui, "上面的一行");
                                   (void)text_field(ui, "gap", value, {.kind = kind, .label = "差距", .lines = 2});
                               }, choice};
                screen.ui().focus_on("gap");
                screen.settle();
                const float least = std::floor(10 * kiosk.dots);
                const auto measured = [&](std::string_view state) {
                    for (const WidgetRecord& widget : screen.ui().widgets().widgets) {
                        if (widget.role != Role::Key && widget.role != Role::Candidate) continue;
                        INFO(kiosk.size.w << " x " << kiosk.size.h << ", kind " << static_cast<int>(kind) << ", " << state << ": " << widget.id << " " << widget.rect.w << " x " << widget.rect.h);
                        CHECK(std::min(widget.rect.w, widget.rect.h) >= least);
                        CHECK(widget.rect.x >= 0);
                        CHECK(widget.rect.right() <= kiosk.size.w + 0.5F);
                        CHECK(widget.rect.bottom() <= kiosk.size.h + 0.5F);
                    }
                    INFO(kiosk.size.w << " x " << kiosk.size.h << ", kind " << static_cast<int>(kind) << ", " << state);
                    CHECK(screen.find("gap").visible.h >= Theme(kiosk.size.w, kiosk.size.h, choice).line_height(Type::Body) - 1);
                };
                measured("at first");
                if (kind != FieldKind::Words && kind != FieldKind::Line) continue;
                screen.tap("key.n");
                measured("composing");
                screen.tap("key.space");
                for (const std::string_view key : {"key.numbers", "key.symbols", "key.letters", "key.language", "key.shift", "key.shift", "key.language"}) {
                    screen.tap(key);
                    measured(key);
                }
                screen.tap("key.hand");
                measured("handwriting");
                const Rect pad = screen.find("hand.pad").rect;
                CHECK(std::min(pad.w, pad.h) >= 30 * kiosk.dots);  // room for a character
                screen.draw({{pad.x + 10, pad.y + 20}, {pad.x + 20, pad.y + 20}, {pad.x + 50, pad.y + 20}});
                measured("written");
            }
}
