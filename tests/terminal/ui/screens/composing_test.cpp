// What is being composed is no answer yet, and still a student's words: whatever ends the writing, they are on disk.
#include "tests/terminal/ui/screens/gallery_frame.hpp"

#include "terminal/ui/flow/stay.hpp"
#include "terminal/ui/widgets/keyboard.hpp"

#include <algorithm>

using namespace xz;
using namespace xz::testing;
namespace flow = ui::flow;

namespace {

// "ni" waits in the field, of which the fake pinyin would make "<ni>".
struct Composing : GalleryFrame {
    Composing(std::string_view name, std::string_view field) : GalleryFrame{name, portrait} {
        settle();
        tap(field);
        settle();
        tap("key.n");
        tap("key.i");
        REQUIRE(ui().keyboard().composing() == "ni");
        effects.clear();
    }
};

bool is_saved(const GalleryFrame& shown, std::string_view word) {
    return std::any_of(shown.effects.begin(), shown.effects.end(), [&](const flow::Effect& effect) {
        const auto* save = std::get_if<flow::SaveDraft>(&effect);
        return save != nullptr && save->body.find(word) != std::string::npos;
    });
}

const flow::Session& session(const GalleryFrame& shown) { return std::get<flow::SignedIn>(shown.state.stage).session; }

// The frames that the app draws by itself after something has happened.
void go_on(GalleryFrame& shown) {
    for (int i = 0; i == 0 || (i < 10 && shown.ui().next_frame_in() == 0ms); ++i) shown.apply(shown.frame());
}

}  // namespace

TEST_CASE("Who taps 返回 while a word is composed has written the word, and is back") {
    Composing shown{"new_feedback", "text.feedback"};
    shown.tap("nav.back");
    CHECK(is_saved(shown, "<ni>"));
    CHECK(flow::name_of(shown.state.stage) == "feedback");
}

TEST_CASE("A tap behind the field that is left counts as well as the word") {
    Composing shown{"new_feedback", "text.feedback"};
    shown.tap("feedback.to.teacher");
    CHECK(is_saved(shown, "<ni>"));
    CHECK(session(shown).feedback.draft->feedback.to == domain::Addressee::Teacher);
}

TEST_CASE("A character written by hand is not lost on the way back") {
    GalleryFrame shown{"new_feedback", portrait};
    shown.settle();
    shown.tap("text.feedback");
    shown.settle();
    shown.tap("key.hand");
    shown.tap("hand.pad");
    shown.tap("nav.back");
    CHECK(is_saved(shown, "一"));
}

TEST_CASE("Whatever ends the writing on any form, the word is saved") {
    struct Way {
        std::string_view state, field, out;
    };
    for (const Way& way : {Way{"plan_header", "plan.text.year", "nav.back"}, {"goal", "goal.g1.text", "goal.g1.priority.2"}, {"check_goal", "check.g1.note", "nav.back"},
                           {"check_review", "check.summary", "nav.back"}, {"texts", "text.suggestion", "nav.back"}, {"warning.task", "text.task", "warning.act"},
                           {"object", "text.objection", "nav.back"}, {"thread", "text.reopening", "nav.back"}}) {
        INFO(way.state << " " << way.out);
        Composing shown{way.state, way.field};
        shown.tap(way.out);
        CHECK(is_saved(shown, "<ni>"));
    }
}

TEST_CASE("The idle countdown, the end of a stay and a lock save the word that they interrupt") {
    SECTION("idle") {
        Composing shown{"new_feedback", "text.feedback"};
        shown.on(flow::Tick{shown.state.now + 600s, shown.state.wall + 600s});
        REQUIRE(shown.state.leaving_at);
        go_on(shown);
        CHECK(is_saved(shown, "<ni>"));
    }
    SECTION("the longest stay") {
        Composing shown{"new_feedback", "text.feedback"};
        const auto end = flow::end_of_stay(shown.state)->at;
        shown.on(flow::Tick{end - 60s, shown.state.wall + 600s});
        shown.on(flow::Touched{});
        shown.on(flow::StayHere{});
        REQUIRE(flow::tells_end(shown.state));
        go_on(shown);
        CHECK(is_saved(shown, "<ni>"));
    }
    SECTION("a lock") {
        Composing shown{"new_feedback", "text.feedback"};
        shown.on(flow::LockChanged{"停用检修"});
        REQUIRE(flow::tells_end(shown.state));
        go_on(shown);
        CHECK(is_saved(shown, "<ni>"));
    }
}

TEST_CASE("A message that comes up over the field saves the word below it") {
    Composing shown{"new_feedback", "text.feedback"};
    std::get<flow::SignedIn>(shown.state.stage).message = flow::Message::ActUnreachable;
    go_on(shown);
    CHECK(is_saved(shown, "<ni>"));
}

TEST_CASE("What is on its way to the platform is not written on until its answer has come") {
    GalleryFrame shown{"object", portrait};
    shown.settle();
    CHECK(shown.find("text.objection")->enabled);
    shown.tap("object.send");
    (void)shown.frame();
    CHECK_FALSE(shown.find("text.objection")->enabled);
    shown.on(flow::PlatformUnreachable{session(shown).asking->ticket, flow::LocalDrafts::None, 0s});
    shown.on(flow::DismissMessage{});
    (void)shown.frame();
    CHECK(shown.find("text.objection")->enabled);
}
