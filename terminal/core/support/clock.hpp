// Time as the programs see it: a clock that is handed in, and RFC 3339 text with milliseconds in UTC.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace xz {

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
using Steady = std::chrono::steady_clock::time_point;

// What a room needs to know of time. `steady` measures spans and never jumps; `now` is the wall's and may lie.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
    [[nodiscard]] virtual Steady steady() const = 0;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override;
    [[nodiscard]] Steady steady() const override;
};

// "2026-06-10T02:03:04.005Z"
[[nodiscard]] std::string to_rfc3339(Instant instant);

// Accepts exactly the form that to_rfc3339 writes; anything else (offsets, no milliseconds, 24:00, 02-30) is nothing.
[[nodiscard]] std::optional<Instant> from_rfc3339(std::string_view text);

// A day of the calendar, "2026-06-10"; anything else is nothing.
[[nodiscard]] std::optional<std::chrono::year_month_day> day_from_text(std::string_view text);
[[nodiscard]] std::string to_text(std::chrono::year_month_day day);

// The calendar day in China (UTC+8 all year), where the cycle's windows are kept.
[[nodiscard]] std::chrono::year_month_day day_in_china(Instant instant);

}  // namespace xz
