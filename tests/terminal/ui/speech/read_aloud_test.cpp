#include "terminal/ui/speech/read_aloud.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz::ui;
using speech::ReadAloud;
using speech::utterance_of;

namespace {

const locale::Catalog& zh() { return locale::chinese(); }

WidgetRecord widget(std::string id, Role role, std::string label, std::string value = {}) {
    return {.id = std::move(id), .role = role, .label = std::move(label), .value = std::move(value), .rect = {0, 0, 100, 100}, .visible = {0, 0, 100, 100}};
}

WidgetRecord secret(WidgetRecord record) {
    record.secrecy = Secrecy::Secret;
    return record;
}

WidgetList frame(std::string touched, std::vector<WidgetRecord> widgets, std::string screen = "dimension") {
    WidgetList list;
    list.screen = std::move(screen);
    list.touched = std::move(touched);
    list.widgets = std::move(widgets);
    return list;
}

}  // namespace

TEST_CASE("A widget is said with its label, what it is, its value and its state, in the language of the words") {
    CHECK(utterance_of(widget("nav.next", Role::Button, "下一页"), zh()) == "下一页，按钮");
    CHECK(utterance_of(widget("item.A.1.4", Role::Choice, "经常", "chosen"), zh()) == "经常，选项，已选");
    CHECK(utterance_of(widget("agree", Role::Checkbox, "I agree"), locale::english()) == "I agree, checkbox, not selected");
    CHECK(utterance_of(widget("text.gap", Role::Field, "主要差距"), zh()) == "主要差距，输入框，还没有填");
    CHECK(utterance_of(widget("p", Role::Progress, "", "40"), zh()) == "40%");
    auto closed = widget("nav.next", Role::Button, "下一页");
    closed.enabled = false;
    CHECK(utterance_of(closed, zh()) == "下一页，按钮，现在不能用");
}

TEST_CASE("No digit of a PIN is ever said, only that one was typed and how many stand there") {
    ReadAloud reading;
    const auto pin = [&](std::string touched, std::string filled) {
        return frame(std::move(touched), {secret(widget("login.entry", Role::Field, "", std::move(filled))), secret(widget("login.digit.7", Role::Key, "7"))}, "login");
    };
    CHECK_FALSE(reading.after(pin("", "0"), zh()));
    CHECK(reading.after(pin("login.digit.7", "0"), zh()) == "数字键");
    CHECK(reading.after(pin("", "1"), zh()) == "已输入 1 位");
    CHECK(reading.after(pin("", "2"), zh()) == "已输入 2 位");
}

TEST_CASE("What is touched is said once, and again when its value changes under the finger") {
    ReadAloud reading;
    const auto page = [](std::string touched, std::string value) { return frame(std::move(touched), {widget("a", Role::Choice, "经常", std::move(value)), widget("b", Role::Button, "下一页")}); };
    CHECK_FALSE(reading.after(page("", ""), zh()));
    CHECK(reading.after(page("a", ""), zh()) == "经常，选项");
    CHECK_FALSE(reading.after(page("a", ""), zh()));
    CHECK(reading.after(page("", "chosen"), zh()) == "经常，选项，已选");
    CHECK(reading.after(page("b", "chosen"), zh()) == "下一页，按钮");
    CHECK_FALSE(reading.after(page("", "chosen"), zh()));
    CHECK(reading.after(page("a", "chosen"), zh()) == "经常，选项，已选");
}

TEST_CASE("A page that is turned to says its title, a dialog all its words, each once") {
    ReadAloud reading;
    CHECK(reading.after(frame("", {widget("nav.title", Role::Heading, "学业发展"), widget("课上能专注", Role::Heading, "课上能专注")}), zh()) == "学业发展");
    const std::vector<WidgetRecord> asked{widget("nav.title", Role::Heading, "学业发展"), widget("idle", Role::Dialog, "还在吗？"), widget("w", Role::Text, "20 秒后回到开始"),
                                          widget("idle.stay", Role::Button, "继续")};
    CHECK(reading.after(frame("", asked), zh()) == "还在吗？\n20 秒后回到开始\n");
    CHECK_FALSE(reading.after(frame("", asked), zh()));
}
