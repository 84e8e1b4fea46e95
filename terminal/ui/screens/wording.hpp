// Values as a student reads them: levels, scores, days, references beside an item, a name that a corridor may see.
#pragma once

#include "terminal/core/domain/spiral.hpp"
#include "terminal/ui/flow/questions.hpp"
#include "terminal/ui/screens/screen.hpp"

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace xz::ui::screens {

// 张*同学; offline, where no name is known, the number with its middle hidden.
[[nodiscard]] std::string student_name(const Frame& frame, const flow::Session& session);

[[nodiscard]] std::string day(const Frame& frame, std::chrono::year_month_day day);
[[nodiscard]] std::string day_of_year(const Frame& frame, std::chrono::year_month_day day);  // without its year
// The hour and minute in China.
[[nodiscard]] std::string clock_time(Instant instant);
// "2026—2027"
[[nodiscard]] std::string year_span(std::string_view academic_year);

// 4, 82.5 学分, 初级, 3.7; an L5 is shown as its mean. Empty for what is no value.
[[nodiscard]] std::string value_text(const Frame& frame, const domain::Indicator& indicator, const domain::Answer& answer);
// 良好 ≥ 80 and so on, in the words of the item's direction; empty without thresholds.
[[nodiscard]] std::string standard_text(const Frame& frame, const domain::Indicator& indicator);
// 去年 3.7 · 我的目标 4 · 合格 3 · 良好 4 · 优秀 4.5
[[nodiscard]] std::string references_text(const Frame& frame, const flow::Question& question);

// The ten steps of the year, round the left loop of the eight and round the right one.
struct YearWords {
    std::array<std::string, 5> left, right;
    [[nodiscard]] const std::string& at(domain::SpiralStep step) const;
};
[[nodiscard]] YearWords year_words(const Frame& frame);

[[nodiscard]] Tone tone_of(domain::Level level);
[[nodiscard]] Tone tone_of(domain::Colour colour);
[[nodiscard]] Icon icon_of(domain::Level level);
[[nodiscard]] std::string_view colour_text(const Frame& frame, domain::Colour colour);

[[nodiscard]] std::string_view submission_text(const Frame& frame, protocol::SubmissionStatus status);
[[nodiscard]] std::string_view reason_text(const Frame& frame, protocol::QuarantineReason reason);

// The number of a decimal as ten-to-the-places steps, and back.
[[nodiscard]] std::optional<std::int64_t> scaled(const domain::Decimal& value, int places);

}  // namespace xz::ui::screens
