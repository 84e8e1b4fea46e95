#include "terminal/app/speech/narrator.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

using namespace xz;
using ui::flow::Preferences;
using ui::flow::Speech;

namespace {

class HeardSpeaker : public app::Speaker {
public:
    void say(std::string_view text, domain::Language language) override {
        said.push_back((language == domain::Language::Chinese ? "zh " : "en ") + std::string{text});
        speaking = true;
    }
    void hush() override { speaking = false; }

    std::vector<std::string> said;
    bool speaking = false;
};

ui::WidgetList page(std::string touched) {
    ui::WidgetList list;
    list.screen = "home";
    list.touched = std::move(touched);
    list.widgets.push_back({.id = "home.plan", .role = ui::Role::Button, .label = "开始", .rect = {0, 0, 9, 9}, .visible = {0, 0, 9, 9}});
    return list;
}

}  // namespace

TEST_CASE("Nothing is said until somebody asks for it, and then in that student's language") {
    HeardSpeaker speaker;
    app::Narrator narrator{speaker};
    narrator.see(page("home.plan"), Preferences{});
    CHECK(speaker.said.empty());
    narrator.see(page("home.plan"), Preferences{.speech = Speech::Aloud});
    CHECK(speaker.said == std::vector<std::string>{"zh 开始，按钮"});
    narrator.see(page(""), Preferences{.language = domain::Language::English, .speech = Speech::Aloud});
    CHECK(speaker.said.back() == "en 开始, button");
}

TEST_CASE("The voice falls silent with the student, and when it is switched off") {
    HeardSpeaker speaker;
    app::Narrator narrator{speaker};
    const Preferences aloud{.speech = Speech::Aloud};
    narrator.see(page("home.plan"), aloud);
    REQUIRE(speaker.speaking);
    narrator.forget();
    CHECK_FALSE(speaker.speaking);
    narrator.see(page("home.plan"), aloud);
    REQUIRE(speaker.speaking);
    narrator.see(page("home.plan"), Preferences{});
    CHECK_FALSE(speaker.speaking);
}
