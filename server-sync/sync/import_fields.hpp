// What the fields of imported rows must look like, said the same way in every import.
#pragma once

#include "server-sync/sync/imports.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace xz::server::sync {

// Each adds a problem when the field is not of the form, and answers an empty value then.
[[nodiscard]] std::string text_field(const CsvTable::Row& row, std::string_view column, std::size_t max_characters);
[[nodiscard]] std::string optional_text_field(const CsvTable::Row& row, std::string_view column, std::size_t max_characters);
[[nodiscard]] std::string student_field(const CsvTable::Row& row, std::string_view column);
// A unit's or a user's name among programs: 1–32 of A–Z a–z 0–9 . _ -
[[nodiscard]] std::string code_field(const CsvTable::Row& row, std::string_view column);
[[nodiscard]] std::chrono::year_month_day day_field(const CsvTable::Row& row, std::string_view column);
[[nodiscard]] std::optional<std::chrono::year_month_day> optional_day_field(const CsvTable::Row& row, std::string_view column);

[[nodiscard]] bool is_code(std::string_view text);

[[nodiscard]] ImportBatch batch_of(const ImportFile& file, ImportKind kind, const ImportReport& report);

}  // namespace xz::server::sync
