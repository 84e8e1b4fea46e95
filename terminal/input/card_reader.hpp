// Tells a card from typing: a card reader plays a keyboard that types faster than any hand.
#pragma once

#include "terminal/input/keystroke.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace xz::input {

// How a reader writes a card: prefix, the card's number, suffix, each key at most `longest_gap` after the one before.
struct CardFormat {
    std::u32string prefix;          // may be empty
    std::u32string suffix = U"\n";  // not empty; \n is the Enter key, \t is Tab
    enum class Characters { Digits, LettersAndDigits } characters = Characters::LettersAndDigits;
    std::size_t least = 4, most = 32;  // characters of a number
    std::chrono::milliseconds longest_gap{50};

    friend bool operator==(const CardFormat&, const CardFormat&) = default;
};

// Keys go through it one by one. What may still become a card is held back, for at most the longest gap.
class CardReader {
public:
    explicit CardReader(CardFormat format) : format_{std::move(format)} {}

    struct Outcome {
        std::vector<Keystroke> typed;  // no card: hands wrote this
        std::string card;              // its number; empty: none
    };
    // `now` must not go back.
    [[nodiscard]] Outcome key(Keystroke key, std::chrono::milliseconds now);
    [[nodiscard]] Outcome pass(std::chrono::milliseconds now);
    // When keys held back are known to be typing; nothing: none are.
    [[nodiscard]] std::optional<std::chrono::milliseconds> due() const;

private:
    enum class Burst { Open, Typing, Read };  // may become a card; is none; was one, and may end in a line end more
    enum class Fit { Not, Begun, Whole };
    [[nodiscard]] Fit fit() const;
    [[nodiscard]] bool is_of_number(char32_t c) const;

    CardFormat format_;
    std::u32string held_;  // of the burst in hand
    std::chrono::milliseconds last_{0};
    Burst burst_ = Burst::Open;
};

}  // namespace xz::input
