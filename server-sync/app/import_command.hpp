// xuezhen-admin import: a file of the college's, taken in with its progress, its report and its codes.
#pragma once

#include "server-sync/app/admin_commands.hpp"
#include "server-sync/sync/imports.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace xz::server::app {

struct ImportOrder {
    std::string_view kind;  // students, status, staff
    std::string file;
    std::string codes;      // of students: where their codes go; empty: printed
    std::string report;     // empty: none
    sync::Extent extent = sync::Extent::Whole;
    sync::Repetition repetition = sync::Repetition::Refused;
};

// The exit code; everything has been said.
[[nodiscard]] int import_file(const std::filesystem::path& config, Form form, const ImportOrder& order);

}  // namespace xz::server::app
