// What the pages of warnings, numbers and feedback share: how a warning, a source, an objection and an unfinished text look.
#pragma once

#include "terminal/ui/flow/errand_wish.hpp"
#include "terminal/ui/screens/screen.hpp"

namespace xz::ui::screens {

// Of a page over another: 返回, title, whether the words written on it are on disk.
[[nodiscard]] Wishes errand_header(const Frame& frame, const flow::Session& session, std::string_view title);
// A word from the platform is needed and there is none: says so instead of the page.
void needs_platform(const Frame& frame, const flow::Session& session);

// The text of an errand with the on-screen keyboard.
[[nodiscard]] Wishes errand_writing(const Frame& frame, const flow::Session& session, flow::ErrandText kind, const std::string& subject, std::string_view label,
                                  std::string_view placeholder);

struct ShownWarning {
    std::string value;    // 6 学时; empty for a merged one
    std::string line;     // 达到 5 学时: where the warning begins
    std::string source;   // 教务系统 · 截至 2026 年 6 月 10 日
    std::string term;     // 第 1 学期, or the year
};
[[nodiscard]] ShownWarning shown(const Frame& frame, const flow::Session& session, const domain::Raised& raised);

[[nodiscard]] Tone tone_of(const domain::WarningState& state);
[[nodiscard]] Icon icon_of(domain::Colour colour);
// 还有 3 个工作日… in words: the day, and how near it is.
struct DueWords {
    std::string text;
    Tone tone;
};
[[nodiscard]] DueWords due_words(const Frame& frame, std::chrono::year_month_day due);

// What became of an objection, and the answer; nothing where there is none.
void objection_banner(const Frame& frame, const flow::Session& session, std::string_view indicator);

[[nodiscard]] std::string_view addressee_text(const Frame& frame, domain::Addressee to);
// A dimension's or an indicator's name; empty for an unknown code.
[[nodiscard]] std::string about_text(const Frame& frame, const domain::Instrument& instrument, std::string_view code);

}  // namespace xz::ui::screens
