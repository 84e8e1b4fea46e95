// What IT may know of a terminal: counts, names of keys and versions, nothing of a student. Printed by `status`, left in a file by `run`.
#pragma once

#include "terminal/storage/store.hpp"
#include "terminal/sync/sync_state.hpp"

#include <filesystem>
#include <string>

namespace xz::app {

// One canonical JSON object. `line`: as the running terminal finds it; Unknown when none runs.
[[nodiscard]] std::string status_report(storage::Store& store, sync::Connection line, Instant now);

// The same for people: one fact a line, its name and its value. What is no report comes back as it is.
[[nodiscard]] std::string in_lines(const std::string& report);

// Where a running terminal leaves its report, for a `status` that must not open the store beside it.
[[nodiscard]] std::filesystem::path status_file(const std::filesystem::path& store_directory);

}  // namespace xz::app
