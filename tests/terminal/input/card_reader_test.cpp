#include "terminal/input/card_reader.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <string_view>

namespace {

using namespace xz::input;
using namespace std::chrono_literals;

// Keys sent one after the other, and all that came of them.
struct Desk {
    explicit Desk(CardFormat format = {}) : reader{std::move(format)} {}

    void take(const CardReader::Outcome& outcome) {
        for (const Keystroke& key : outcome.typed) {
            typed += std::holds_alternative<char32_t>(key) ? std::get<char32_t>(key) : std::get<HardKey>(key) == HardKey::Enter ? U'\n' : std::get<HardKey>(key) == HardKey::Tab ? U'\t' : U'#';
        }
        if (!outcome.card.empty()) {
            cards += cards.empty() ? outcome.card : "," + outcome.card;
        }
    }
    void send(std::u32string_view keys, std::chrono::milliseconds gap) {
        for (const char32_t key : keys) {
            now += gap;
            take(reader.key(key == U'\n' ? Keystroke{HardKey::Enter} : key == U'\t' ? Keystroke{HardKey::Tab} : Keystroke{key}, now));
        }
    }
    void rest(std::chrono::milliseconds span = 200ms) {
        now += span;
        take(reader.pass(now));
    }

    CardReader reader;
    std::chrono::milliseconds now{1000};
    std::u32string typed;
    std::string cards;
};

}  // namespace

TEST_CASE("A burst that ends in the suffix is a card, and nothing of it is typed") {
    Desk desk;
    desk.send(U"20240117\n", 8ms);
    CHECK(desk.cards == "20240117");
    desk.rest();
    CHECK(desk.typed.empty());
    desk.send(U"A0B1C2D3\n", 0ms);
    CHECK(desk.cards == "20240117,A0B1C2D3");
    CHECK_FALSE(desk.reader.due());
}

TEST_CASE("What a hand types is typed, in its order, Enter included") {
    Desk desk;
    desk.send(U"20240117\n", 90ms);
    desk.rest();
    CHECK(desk.cards.empty());
    CHECK(desk.typed == U"20240117\n");
}

TEST_CASE("A key held back comes through as soon as the gap is over") {
    Desk desk;
    desk.send(U"7", 0ms);
    CHECK(desk.typed.empty());
    REQUIRE(desk.reader.due());
    desk.now = *desk.reader.due();
    desk.rest(0ms);
    CHECK(desk.typed == U"7");
}

TEST_CASE("A burst that can be no card is typed at once: too short, too long, with other characters, broken by another key") {
    for (const std::u32string_view keys : {U"123\n", U"123456789012345678901234567890123\n", U"12 34\n", U"学生1234\n"}) {
        Desk desk;
        desk.send(keys, 5ms);
        CHECK(desk.cards.empty());
        CHECK(desk.typed == keys);
    }
    Desk desk;
    desk.send(U"1234", 5ms);
    desk.take(desk.reader.key(HardKey::Left, desk.now));
    desk.send(U"5678\n", 5ms);
    CHECK(desk.cards.empty());
    CHECK(desk.typed == U"1234#5678\n");
}

TEST_CASE("Prefix and suffix are the reader's own, and no part of the number") {
    CardFormat format;
    format.prefix = U";";
    format.suffix = U"?\n";
    format.characters = CardFormat::Characters::Digits;
    Desk desk{format};
    desk.send(U";0099123?\n", 10ms);
    CHECK(desk.cards == "0099123");
    desk.rest();
    desk.send(U"0099123?\n", 10ms);  // without its prefix it is no card
    desk.rest();
    CHECK(desk.cards == "0099123");
    CHECK(desk.typed == U"0099123?\n");
    Desk letters{format};
    letters.send(U";00A9123?\n", 10ms);
    CHECK(letters.cards.empty());
}

TEST_CASE("A second line end right after a card belongs to it; the next card is another one") {
    Desk desk;
    desk.send(U"20240117\n\n", 4ms);
    CHECK(desk.cards == "20240117");
    CHECK(desk.typed.empty());
    desk.send(U"20240118\n", 4ms);
    CHECK(desk.cards == "20240117,20240118");
    desk.rest();
    desk.send(U"\n", 100ms);
    CHECK(desk.typed == U"\n");
}
