// A number, a PIN or a code by touch: what is typed so far, the pad, and what went wrong the last time.
#pragma once

#include "terminal/ui/screens/screen.hpp"

namespace xz::ui::screens {

struct EntryPad {
    std::string_view id;          // "login": widgets ID.digit.0 … ID.digit.9, ID.digit.erase, ID.digit.clear, ID.next
    std::string_view title;
    std::string_view hint;
    std::string_view next;        // label of the one primary action
    enum class Shown { Digits, Dots, Groups } shown = Shown::Digits;  // Groups: of five, as activation codes are printed
    std::string_view typed;       // Digits and Groups
    std::size_t filled = 0;       // Dots
    std::size_t length = 0;       // Dots and Groups: how many there will be
    std::string_view second;      // label of a second, quiet way; empty: none
    std::string_view second_id;
    std::optional<flow::Intent> second_wish;
};

// Wishes: TypeCharacter, EraseCharacter, ClearEntry, ConfirmEntry, or the second way's.
[[nodiscard]] Wishes entry_pad(const Frame& frame, const EntryPad& pad, const std::optional<flow::Refusal>& refusal);

}  // namespace xz::ui::screens
