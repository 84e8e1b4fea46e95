#include "tests/terminal/app/window/touched.hpp"

#include <array>
#include <cmath>
#include <optional>

using namespace xz;
using namespace xz::ui;
using namespace xz::testing;
using namespace std::chrono_literals;

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

TEST_CASE("A finger that is lost while it drags changes no answer and moves no list") {
    std::optional<std::int64_t> amount = 5;
    Touched screen{Portrait, [&](Ui& ui) {
                       ui.name_screen("list");
                       const Scroll body{ui, "body"};
                       (void)number(ui, "number", amount, {});
                       for (int i = 0; i < 60; ++i) text(ui, "一行");
                   }};
    const Point knob = screen.find("number.slider").rect.center();
    screen.press(knob);
    screen.move({knob.x + 60, knob.y});
    const auto chosen = amount;
    REQUIRE(chosen > 5);
    screen.lose();
    CHECK(amount == chosen);

    screen.press({500, 1000});
    screen.move({500, 960});
    screen.move({500, 900});
    for (int i = 0; i < 20; ++i) screen.frame();  // it rests: nothing is thrown
    const std::string offset = screen.find("body").value;
    REQUIRE(offset != "0");
    screen.lose();
    screen.settle();
    CHECK(screen.find("body").value == offset);
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
                           Dialog dialog{ui, "ask", {.title = "确定吗？"}};
                           if (dialog.action("yes", "确定")) {
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
                           (void)number_pad(ui, "pad", digits, {.most = 6});
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
                           (void)text_field(ui, "gap", value);
                           down += button(ui, "down", "下") ? 1 : 0;
                       }
                       if (asks) {
                           Dialog dialog{ui, "ask", {.title = "确定吗？"}};
                           asks = !dialog.action("yes", "确定");
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
