// One file handed in: known by its hash, so that handing it in twice changes nothing.
#pragma once

#include "server-sync/sync/audit_log.hpp"
#include "server-sync/sync/import_report.hpp"
#include "terminal/core/support/clock.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace xz::server::sync {

struct ImportBatch {
    std::string hash;  // SHA-256 hex of the file's bytes
    std::string kind;  // "students", "status", "staff"
    std::string actor;
    Instant at;
    std::uint64_t accepted = 0;  // rows
    std::uint64_t rejected = 0;  // rows that a partial import left out
    std::vector<RowProblem> problems = {};  // of those; the first ImportReport::Shown
    std::optional<AuditEntry> audit = {};   // of a file: on record in the batch's own transaction
};

}  // namespace xz::server::sync
