// What IT may know of a terminal: counts, names of keys and versions, nothing of a student. Printed by `status`, left in a file by `run`.
#pragma once

#include "terminal/app/store_trouble.hpp"
#include "terminal/storage/store.hpp"
#include "terminal/sync/sync_state.hpp"

#include <filesystem>
#include <string>

namespace xz::app {

// One canonical JSON object. `line`: as the running terminal finds it; Unknown when none runs.
[[nodiscard]] std::string status_report(storage::Store& store, const std::filesystem::path& store_directory, sync::Connection line, Instant now);

// The same of a terminal whose store is shut: why, what of it can still be read, and what was put away before.
[[nodiscard]] std::string status_report(const StoreTrouble& trouble, const std::filesystem::path& store_directory, Instant now);
// What could be saved, or was.
[[nodiscard]] std::string salvage_report(const storage::WreckReport& wreck);

// The same for people: one fact a line, its name and its value. What is no report comes back as it is.
[[nodiscard]] std::string in_lines(const std::string& report);

// Where a running terminal leaves its report, for a `status` that must not open the store beside it.
[[nodiscard]] std::filesystem::path status_file(const std::filesystem::path& store_directory);

}  // namespace xz::app
