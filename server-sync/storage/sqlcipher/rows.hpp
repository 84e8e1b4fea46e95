// Rows to values and back, as this store's columns have them: times in milliseconds, days as text, enumerations by name.
#pragma once

#include "terminal/core/sqlite/statement.hpp"
#include "terminal/core/support/clock.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace xz::server::storage {

[[nodiscard]] inline std::int64_t column(Instant instant) { return instant.time_since_epoch().count(); }
[[nodiscard]] inline std::string column(std::chrono::year_month_day day) { return to_text(day); }
template <typename T>
[[nodiscard]] auto column(const std::optional<T>& value) -> std::optional<decltype(column(*value))> {
    return value ? std::optional{column(*value)} : std::nullopt;
}

[[nodiscard]] inline Instant instant(const sqlite::Statement& row, int at) {
    return Instant{std::chrono::milliseconds{row.integer(at)}};
}
[[nodiscard]] inline std::optional<Instant> optional_instant(const sqlite::Statement& row, int at) {
    return row.is_null(at) ? std::nullopt : std::optional{instant(row, at)};
}
[[nodiscard]] inline std::optional<std::chrono::year_month_day> optional_day(const sqlite::Statement& row, int at) {
    return row.is_null(at) ? std::nullopt : day_from_text(row.text_view(at));
}
[[nodiscard]] inline std::chrono::year_month_day day(const sqlite::Statement& row, int at) {
    return optional_day(row, at).value_or(std::chrono::year_month_day{});
}
template <std::size_t N>
[[nodiscard]] std::array<std::uint8_t, N> fixed(const sqlite::Statement& row, int at) {
    std::array<std::uint8_t, N> out{};
    const ByteView view = row.blob_view(at);
    std::copy_n(view.begin(), std::min(N, view.size()), out.begin());
    return out;
}

// Leaves no read transaction open behind it, whatever happens.
class Stepping {
public:
    explicit Stepping(sqlite::Statement& statement) : statement_{statement} {}
    ~Stepping() { statement_.reset(); }
    Stepping(const Stepping&) = delete;
    Stepping& operator=(const Stepping&) = delete;

private:
    sqlite::Statement& statement_;
};

template <typename Read>
[[nodiscard]] auto first(sqlite::Statement& statement, Read&& read) -> std::optional<decltype(read(statement))> {
    const Stepping stepping{statement};
    if (!statement.next()) {
        return std::nullopt;
    }
    return read(statement);
}

[[nodiscard]] inline bool any(sqlite::Statement& statement) {
    const Stepping stepping{statement};
    return statement.next();
}

template <typename Read>
[[nodiscard]] auto every(sqlite::Statement& statement, Read&& read) {
    const Stepping stepping{statement};
    std::vector<decltype(read(statement))> all;
    while (statement.next()) {
        all.push_back(read(statement));
    }
    return all;
}

}  // namespace xz::server::storage
