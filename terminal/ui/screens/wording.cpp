#include "terminal/ui/screens/wording.hpp"

#include "terminal/core/support/text.hpp"

#include <fmt/format.h>

namespace xz::ui::screens {
namespace {

constexpr std::chrono::hours china{8};  // UTC+8 all year

void append(std::string& line, std::string_view part) {
    if (part.empty()) return;
    if (!line.empty()) line += "  ·  ";
    line += part;
}

const domain::Label* label_of(const domain::Indicator& indicator, int value) {
    for (const auto& choice : indicator.choices)
        if (choice.value == value) return &choice.label;
    return nullptr;
}

std::string with_unit(const Frame& frame, const domain::Indicator& indicator, std::string text) {
    const auto& unit = frame.say(indicator.unit);
    if (unit.empty()) return text;
    return unit == "%" ? text + unit : text + " " + unit;
}

std::string threshold_text(const Frame& frame, const domain::Indicator& indicator, const domain::Decimal& value) {
    if (indicator.type == domain::IndicatorType::Choice)
        if (const auto whole = value.as_int())
            if (const auto* label = label_of(indicator, *whole)) return frame.say(*label);
    return value.text();
}

}  // namespace

std::string student_name(const Frame& frame, const flow::Session& session) {
    if (session.context != nullptr) return frame.words("home.student"_t, {{"name", session.context->masked_name}});
    auto number = session.student_no;
    for (std::size_t i = 2; i + 2 < number.size(); ++i) number[i] = '*';
    return number;
}

std::string day(const Frame& frame, std::chrono::year_month_day day) {
    const auto month = std::to_string(static_cast<unsigned>(day.month()));
    const auto date = std::to_string(static_cast<unsigned>(day.day()));
    const auto year = std::to_string(static_cast<int>(day.year()));
    return frame.words("date.day"_t, {{"year", year}, {"month", month}, {"day", date}});
}

std::string day_of_year(const Frame& frame, std::chrono::year_month_day day) {
    const auto month = std::to_string(static_cast<unsigned>(day.month()));
    const auto date = std::to_string(static_cast<unsigned>(day.day()));
    return frame.words("date.day_of_year"_t, {{"month", month}, {"day", date}});
}

std::string clock_time(Instant instant) {
    const auto local = instant + china;
    const auto minutes = std::chrono::floor<std::chrono::minutes>(local - std::chrono::floor<std::chrono::days>(local)).count();
    return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

std::string year_span(std::string_view academic_year) {
    std::string text{academic_year};
    if (const auto dash = text.find('-'); dash != text.npos) text.replace(dash, 1, "—");
    return text;
}

std::string value_text(const Frame& frame, const domain::Indicator& indicator, const domain::Answer& answer) {
    if (const auto* number = std::get_if<domain::Decimal>(&answer)) {
        if (indicator.type == domain::IndicatorType::Choice) return threshold_text(frame, indicator, *number);
        return with_unit(frame, indicator, number->text());
    }
    if (const auto* chosen = std::get_if<domain::Chosen>(&answer))
        if (const auto* label = label_of(indicator, chosen->value)) return frame.say(*label);
    if (const auto* rows = std::get_if<domain::LikertItems>(&answer)) {
        if (!rows->complete(indicator.items.size())) return {};
        domain::Ratio sum;
        for (const auto& item : rows->items) sum += domain::Ratio{*item};
        return (sum / domain::Ratio{static_cast<int>(rows->items.size())}).rounded(1);
    }
    return {};
}

std::string standard_text(const Frame& frame, const domain::Indicator& indicator) {
    if (!indicator.thresholds) return {};
    const auto& thresholds = *indicator.thresholds;
    const auto pass = threshold_text(frame, indicator, thresholds.pass);
    const auto good = threshold_text(frame, indicator, thresholds.good);
    const auto excellent = threshold_text(frame, indicator, thresholds.excellent);
    if (thresholds.pass == thresholds.excellent) return frame.words("item.standard_one"_t, {{"value", pass}});
    const auto key = indicator.direction == domain::Direction::Up ? "item.standard_up"_t : "item.standard_down"_t;
    return frame.words(key, {{"pass", pass}, {"good", good}, {"excellent", excellent}});
}

std::string references_text(const Frame& frame, const flow::Question& question) {
    std::string line;
    if (question.last_year) {
        const auto value = value_text(frame, *question.indicator, *question.last_year);
        if (!value.empty()) append(line, frame.words("item.last_year"_t, {{"value", value}}));
    }
    if (question.target) {
        const auto whole = question.target->as_int();
        const bool chosen = question.indicator->type == domain::IndicatorType::Choice && whole;
        append(line, frame.words("item.my_target"_t, {{"value", value_text(frame, *question.indicator, chosen ? domain::Answer{domain::Chosen{*whole}} : domain::Answer{*question.target})}}));
    }
    append(line, standard_text(frame, *question.indicator));
    return line;
}

YearWords year_words(const Frame& frame) {
    const auto word = [&](locale::Key key) { return std::string{frame.words(key)}; };
    return {{word("year.goal"_t), word("year.standard"_t), word("year.design"_t), word("year.organise"_t), word("year.implement"_t)},
            {word("year.diagnose"_t), word("year.motivate"_t), word("year.learn"_t), word("year.innovate"_t), word("year.improve"_t)}};
}

const std::string& YearWords::at(domain::SpiralStep step) const {
    const auto index = static_cast<std::size_t>(step);
    return index < left.size() ? left[index] : right[index - left.size()];
}

Tone tone_of(domain::Level level) {
    switch (level) {
        case domain::Level::Below: return Tone::Attention;
        case domain::Level::Pass: return Tone::Neutral;
        case domain::Level::Good: return Tone::Primary;
        case domain::Level::Excellent: return Tone::Good;
    }
    return Tone::Neutral;
}

Tone tone_of(domain::Colour colour) { return colour == domain::Colour::Red ? Tone::Danger : Tone::Attention; }

Icon icon_of(domain::Level level) {
    switch (level) {
        case domain::Level::Below: return Icon::TrendUp;
        case domain::Level::Excellent: return Icon::Star;
        case domain::Level::Pass:
        case domain::Level::Good: break;
    }
    return Icon::Check;
}

std::string_view colour_text(const Frame& frame, domain::Colour colour) {
    switch (colour) {
        case domain::Colour::Yellow: return frame.words("warning.yellow"_t);
        case domain::Colour::Orange: return frame.words("warning.orange"_t);
        case domain::Colour::Red: break;
    }
    return frame.words("warning.red"_t);
}

std::string_view submission_text(const Frame& frame, protocol::SubmissionStatus status) {
    switch (status) {
        case protocol::SubmissionStatus::Received: return frame.words("submission.received"_t);
        case protocol::SubmissionStatus::Opened: return frame.words("submission.opened"_t);
        case protocol::SubmissionStatus::Proven: return frame.words("submission.proven"_t);
        case protocol::SubmissionStatus::Counted: return frame.words("submission.counted"_t);
        case protocol::SubmissionStatus::Quarantined: break;
    }
    return frame.words("submission.quarantined"_t);
}

std::string_view reason_text(const Frame& frame, protocol::QuarantineReason reason) {
    switch (reason) {
        case protocol::QuarantineReason::Proof: return frame.words("quarantine.proof"_t);
        case protocol::QuarantineReason::Student: return frame.words("quarantine.student"_t);
        case protocol::QuarantineReason::Window: return frame.words("quarantine.window"_t);
        case protocol::QuarantineReason::Disowned: return frame.words("quarantine.disowned"_t);
        case protocol::QuarantineReason::Conflict:
        case protocol::QuarantineReason::Fork:
        case protocol::QuarantineReason::Revoked:
        case protocol::QuarantineReason::Terminal:
        case protocol::QuarantineReason::Signature: return frame.words("quarantine.terminal"_t);
        case protocol::QuarantineReason::Malformed:
        case protocol::QuarantineReason::Key:
        case protocol::QuarantineReason::Sealed:
        case protocol::QuarantineReason::Record:
        case protocol::QuarantineReason::Header: break;
    }
    return frame.words("quarantine.damaged"_t);
}

std::optional<std::int64_t> scaled(const domain::Decimal& value, int places) {
    std::string digits;
    int after = -1;
    for (const char c : value.text()) {
        if (c == '.')
            after = 0;
        else if (after < places) {
            digits += c;
            if (after >= 0) ++after;
        }
    }
    for (int i = after < 0 ? 0 : after; i < places; ++i) digits += '0';
    if (digits.size() > 15) return std::nullopt;
    return std::stoll(digits);
}

}  // namespace xz::ui::screens
