#include "tests/terminal/ui/screens/gallery_frame.hpp"

#include <algorithm>

using namespace xz;
using namespace xz::testing;
namespace flow = ui::flow;

namespace {

const flow::Session& session(const GalleryFrame& shown) { return std::get<flow::SignedIn>(shown.state.stage).session; }

}  // namespace

TEST_CASE("A student number and a PIN are entered by touch alone") {
    GalleryFrame shown{"login", portrait};
    shown.settle();
    for (const char digit : std::string_view{"2024"}) shown.tap(std::string{"login.digit."} + digit);
    CHECK(std::get<flow::Login>(shown.state.stage).student_no == "2024");
    shown.tap("login.digit.erase");
    CHECK(std::get<flow::Login>(shown.state.stage).student_no == "202");
    shown.tap("login.next");
    for (const char digit : std::string_view{"739204"}) shown.tap(std::string{"login.digit."} + digit);
    CHECK(std::get<flow::Login>(shown.state.stage).pin.reveal() == "739204");
    shown.tap("login.next");
    REQUIRE(shown.effects.size() == 1);
    CHECK(std::holds_alternative<flow::StartLogin>(shown.effects.front()));
}

TEST_CASE("The PIN is nowhere in the list of widgets") {
    GalleryFrame shown{"login.pin", portrait};
    shown.settle();
    for (const auto& widget : shown.widgets().widgets) CHECK(widget.value.find("739") == std::string::npos);
}

TEST_CASE("Own level and Likert rows are answered by touch alone") {
    GalleryFrame level{"self_level", portrait};
    level.settle();
    level.tap("self_level.SZ.3");
    level.tap("nav.next");
    CHECK(flow::name_of(level.state.stage) == "dimension");
    level.settle();
    level.tap("item.SZ05.1.4");
    level.tap("item.SZ05.2.2");
    const auto rows = std::get<domain::LikertItems>(session(level).diagnosis.draft->diagnosis.answers.of("SZ05"));
    CHECK(rows.items[0] == 4);
    CHECK(rows.items[1] == 2);
}

TEST_CASE("A choice is answered by touch alone") {
    GalleryFrame choice{"dimension.choices", portrait};
    choice.settle();
    choice.tap("choice.JN03.1");
    CHECK(session(choice).diagnosis.draft->diagnosis.answers.of("JN03") == domain::Answer{domain::Chosen{1}});
}

TEST_CASE("A number is answered, left out and taken back by touch alone") {
    GalleryFrame number{"dimension.numbers", portrait};
    number.settle();
    number.tap("number.SX03.more");
    CHECK(session(number).diagnosis.draft->diagnosis.answers.of("SX03") == domain::Answer{domain::Decimal{4}});
    number.tap("missing.SX03.declined");
    CHECK(session(number).diagnosis.draft->diagnosis.answers.of("SX03") == domain::Answer{domain::Missing::Declined});
    number.tap("missing.SX03.declined");
    CHECK(session(number).diagnosis.draft->diagnosis.answers.of("SX03") == domain::Answer{domain::Missing::Unanswered});
}

TEST_CASE("A text is written with the on-screen keyboard") {
    GalleryFrame shown{"texts", portrait};
    shown.settle();
    shown.tap("text.suggestion");
    shown.settle();
    REQUIRE(shown.find("key.o") != nullptr);
    shown.tap("key.o");
    shown.tap("key.k");
    shown.tap("key.done");
    CHECK(session(shown).diagnosis.draft->diagnosis.texts.at("suggestion").find("k") != std::string::npos);
}

TEST_CASE("Consent to sensitive items is refused where nothing was chosen") {
    GalleryFrame shown{"notice", portrait};
    shown.settle();
    shown.tap("notice.agree");
    const auto refused = std::get<flow::Login>(shown.state.stage).consents;
    CHECK_FALSE(flow::grants_sensitive(refused, sample_published()->notice()));
}

TEST_CASE("Consent to sensitive items is given by a touch of its own") {
    GalleryFrame other{"notice", portrait};
    other.settle();
    other.tap("notice.sensitive.2");
    other.tap("notice.agree");
    CHECK(flow::grants_sensitive(std::get<flow::Login>(other.state.stage).consents, sample_published()->notice()));
}

TEST_CASE("The countdown takes all touches but its own") {
    GalleryFrame shown{"countdown", portrait};
    shown.settle();
    const auto before = session(shown).diagnosis.draft;
    shown.tap("idle.stay");
    CHECK_FALSE(shown.state.leaving_at.has_value());
    CHECK(session(shown).diagnosis.draft == before);
}

TEST_CASE("The touch test feels the whole way of a quick finger") {
    GalleryFrame shown{"maintenance_touch", portrait};
    shown.settle();
    const auto felt = [&] { return std::count(shown.draft.touched.cells.begin(), shown.draft.touched.cells.end(), true); };
    REQUIRE(felt() == 0);
    const float step = shown.theme().target() * 1.5F;  // each on another square
    shown.wipe({{20, 20}, {20 + step, 20}, {20 + 2 * step, 20}, {20 + 3 * step, 20}});
    CHECK(felt() == 4);
}

TEST_CASE("Whoever waits for a login may go back; what comes of it then comes too late") {
    GalleryFrame shown{"login.asking", portrait};
    for (int i = 0; i < 3; ++i) (void)shown.frame();
    shown.tap("nav.back");
    const auto& login = std::get<flow::Login>(shown.state.stage);
    CHECK(login.step == flow::Login::Step::Pin);
    CHECK(login.pin.empty());
}

TEST_CASE("Where an answer must be heard no way back is drawn") {
    for (const std::string_view state : {"activation.asking", "change_pin.asking"}) {
        INFO(state);
        GalleryFrame shown{state, portrait};
        for (int i = 0; i < 3; ++i) (void)shown.frame();
        CHECK(shown.find("nav.back") == nullptr);
    }
}

TEST_CASE("A row of the review leads to what is missing") {
    GalleryFrame shown{"review.missing", portrait};
    shown.settle();
    shown.tap("review.MY");
    CHECK(flow::name_of(shown.state.stage) == "self_level");
}

TEST_CASE("The language changes while the program runs") {
    GalleryFrame shown{"attract", portrait};
    shown.settle();
    shown.tap("access.language");
    CHECK(shown.state.preferences.language == domain::Language::English);
    (void)shown.frame();
    REQUIRE(shown.find("attract.start") != nullptr);
    CHECK(shown.find("attract.start")->label == "Touch to begin");
}
