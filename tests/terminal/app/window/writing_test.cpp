#include "tests/terminal/app/window/touched.hpp"

#include "terminal/ui/widgets/keyboard.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <cmath>
#include <optional>
#include <vector>

using namespace xz;
using namespace xz::ui;
using namespace xz::testing;
using namespace std::chrono_literals;

namespace {

// A form of one field for words, "gap".
auto one_field(std::string& value) {
    return [&value](Ui& ui) {
        ui.name_screen("form");
        const Column column{ui};
        (void)text_field(ui, "gap", value, {.label = "差距"});
    };
}

}  // namespace

TEST_CASE("The keyboard types pinyin into the field, never covers it, and goes away when it is done") {
    std::string value;
    Touched screen{Small, [&](Ui& ui) {
                       ui.name_screen("form");
                       const Scroll body{ui, "body"};
                       for (int i = 0; i < 8; ++i) {
                           text(ui, "上面的一行");
                       }
                       (void)text_field(ui, "gap", value, {.label = "差距", .lines = 2});
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
    Touched screen{Portrait, one_field(value)};
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
                       (void)text_field(ui, "first", first);
                       (void)text_field(ui, "second", second);
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

TEST_CASE("What was being composed when the page turned by itself is not written into the next page's field") {
    std::string first, second;
    bool turned = false;
    Touched screen{Portrait, [&](Ui& ui) {
                       ui.name_screen(turned ? "second" : "first");
                       const Column column{ui};
                       (void)text_field(ui, "text", turned ? second : first);
                   }};
    screen.tap("text");
    screen.tap("key.n");
    turned = true;
    screen.frame();
    screen.settle();
    screen.tap("text");
    CHECK(second.empty());
}

TEST_CASE("A field takes no more than it may") {
    std::string value;
    Touched screen{Portrait, [&](Ui& ui) {
                       ui.name_screen("form");
                       const Column column{ui};
                       (void)text_field(ui, "gap", value, {.most = 4});
                   }};
    screen.tap("gap");
    screen.type(U"1学2-9");
    CHECK(value == "1学2-");
}

TEST_CASE("A field that is nearly full counts, and says when it is full") {
    std::string value(85, 'a');
    Touched screen{Portrait, [&](Ui& ui) {
                       ui.name_screen("form");
                       Labels labels;
                       labels.full = "写满了";
                       ui.set_labels(labels);
                       const Column column{ui};
                       (void)text_field(ui, "gap", value, {.most = 100});
                   }};
    screen.tap("gap");
    screen.type(U"1234");
    CHECK(screen.look("gap.count") == nullptr);
    screen.type(U"5");
    CHECK(screen.find("gap.count").label == "90 / 100");
    screen.type(U"12345678901");
    CHECK(value.size() == 100);
    CHECK(screen.find("gap.count").label == "写满了  100 / 100");
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
    Touched screen{Portrait, one_field(value)};
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
    Touched screen{Portrait, one_field(value)};
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

TEST_CASE("A hardware keyboard writes on a number pad and scrolls a page") {
    std::string digits;
    Touched screen{Small, [&](Ui& ui) {
                       ui.name_screen("pin");
                       const Scroll body{ui, "body"};
                       (void)number_pad(ui, "pad", digits, {.most = 6});
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

TEST_CASE("A key in a text of 4,000 characters draws little of its field anew, and the caret stays in sight") {
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
    screen.key(HardKey::Backspace);
    screen.key(HardKey::Up);
    const Rect field = screen.find("long").visible;
    CHECK(field.h > 60);
    CHECK(field.bottom() <= 480 - screen.ui().covered_height() + 1);
    for (const Keystroke& key : {Keystroke{HardKey::Backspace}, Keystroke{U'1'}}) {
        const std::vector<Rect> drawn = screen.strike(key);
        REQUIRE_FALSE(drawn.empty());
        float area = 0;
        for (const Rect& rect : drawn) area += rect.w * rect.h;
        CHECK(area < field.w * field.h / 4);
        screen.settle();
    }
    CHECK(value.size() > 11000);
}

TEST_CASE("The keyboard's keys are 10 mm on every kiosk's screen, in every state, and leave the field in sight") {
    struct Kiosk {
        Size size;
        float dots;
    };
    for (const Kiosk& kiosk : {Kiosk{{800, 480}, 5.25F}, {{1366, 768}, 3.96F}, {{1920, 1080}, 5.56F}, {{1080, 1920}, 4.03F}, {{1920, 1080}, 4.03F}})
        for (const float scale : {1.0F, 2.0F}) {
            ThemeChoice choice;
            choice.dots_per_mm = kiosk.dots;
            choice.text_scale = scale;
            std::string value;
            Touched screen{kiosk.size, [&](Ui& ui) {
                               ui.name_screen("form");
                               const Scroll body{ui, "body"};
                               for (int i = 0; i < 5; ++i) text(ui, "上面的一行");
                               (void)text_field(ui, "gap", value, {.label = "差距", .lines = 2});
                           }, choice};
            screen.ui().focus_on("gap");
            screen.settle();
            const float least = std::floor(10 * kiosk.dots);
            const auto measured = [&](std::string_view state) {
                for (const WidgetRecord& widget : screen.ui().widgets().widgets) {
                    if (widget.role != Role::Key && widget.role != Role::Candidate) continue;
                    INFO(kiosk.size.w << " x " << kiosk.size.h << ", " << state << ": " << widget.id << " " << widget.rect.w << " x " << widget.rect.h);
                    CHECK(std::min(widget.rect.w, widget.rect.h) >= least);
                    CHECK(widget.rect.x >= 0);
                    CHECK(widget.rect.right() <= kiosk.size.w + 0.5F);
                    CHECK(widget.rect.bottom() <= kiosk.size.h + 0.5F);
                }
                INFO(kiosk.size.w << " x " << kiosk.size.h << ", " << state);
                CHECK(screen.find("gap").visible.h >= Theme(kiosk.size.w, kiosk.size.h, choice).line_height(Type::Body) - 1);
            };
            measured("at first");
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
