#include "terminal/core/support/clock.hpp"

#include <fmt/format.h>

#include <charconv>

namespace xz {
namespace {

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
    int value = 0;
    const char* first = text.data() + at;
    for (std::size_t i = 0; i < count; ++i) {
        if (first[i] < '0' || first[i] > '9') return std::nullopt;
    }
    std::from_chars(first, first + count, value);
    return value;
}

}  // namespace

Instant SystemClock::now() const {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

Steady SystemClock::steady() const {
    return std::chrono::steady_clock::now();
}

std::string to_rfc3339(Instant instant) {
    const auto day = std::chrono::floor<std::chrono::days>(instant);
    const std::chrono::hh_mm_ss time{instant - day};
    return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", to_text(std::chrono::year_month_day{day}), time.hours().count(),
                       time.minutes().count(), time.seconds().count(), time.subseconds().count());
}

std::optional<Instant> from_rfc3339(std::string_view text) {
    if (text.size() != 24 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != '.' || text[23] != 'Z')
        return std::nullopt;
    const auto day = day_from_text(text.substr(0, 10));
    const auto hour = digits(text, 11, 2);
    const auto minute = digits(text, 14, 2);
    const auto second = digits(text, 17, 2);
    const auto milli = digits(text, 20, 3);
    if (!day || !hour || !minute || !second || !milli || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
    return std::chrono::sys_days{*day} + std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
           std::chrono::seconds{*second} + std::chrono::milliseconds{*milli};
}

std::optional<std::chrono::year_month_day> day_from_text(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = digits(text, 0, 4);
    const auto month = digits(text, 5, 2);
    const auto day = digits(text, 8, 2);
    if (!year || !month || !day) return std::nullopt;
    const std::chrono::year_month_day result{std::chrono::year{*year}, std::chrono::month(static_cast<unsigned>(*month)),
                                             std::chrono::day(static_cast<unsigned>(*day))};
    if (!result.ok()) return std::nullopt;
    return result;
}

std::string to_text(std::chrono::year_month_day day) {
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()));
}

std::chrono::year_month_day day_in_china(Instant instant) {
    return std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(instant + std::chrono::hours{8})};
}

}  // namespace xz
