// What the maintenance panel says of the machine, in words for people who mend it.
#pragma once

#include "terminal/ui/screens/screen.hpp"

#include <string>
#include <string_view>

namespace xz::ui::screens {

struct Said {
    std::string text;
    Tone tone = Tone::Neutral;
};

// Whether the platform is reached, in a word; and what to do about it, in a sentence.
[[nodiscard]] Said line_word(const Frame& frame, const flow::MachineFacts& facts);
[[nodiscard]] std::string_view line_advice(const Frame& frame, flow::MachineFacts::Line line);
[[nodiscard]] Said queue_word(const Frame& frame, const flow::MachineFacts& facts);
[[nodiscard]] Said store_word(const Frame& frame, const flow::Maintenance& panel);
// How the store's key is kept.
[[nodiscard]] std::string_view key_level_word(const Frame& frame, std::string_view level);
// "6 月 3 日 10:32"; 从未 for nothing.
[[nodiscard]] std::string moment(const Frame& frame, const std::optional<Instant>& at);
[[nodiscard]] std::string size_text(std::uint64_t bytes);  // "12.4 GB"

}  // namespace xz::ui::screens
