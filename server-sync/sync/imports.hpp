// Rows that the college hands in (CSV with a header line): checked whole, refused with every place that is wrong, or taken whole; or, when
// asked to, taken but for the rows that are wrong.
#pragma once

#include "server-sync/sync/csv.hpp"
#include "server-sync/sync/published_cache.hpp"
#include "server-sync/sync/staff_accounts.hpp"
#include "server-sync/sync/student_directory.hpp"
#include "terminal/core/support/clock.hpp"
#include "terminal/core/support/random.hpp"
#include "terminal/core/support/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace xz::server::sync {

enum class ImportKind { Students, Status, Staff };
[[nodiscard]] std::string_view to_text(ImportKind kind);  // students status staff

// Of a batch: all its rows or none of them, or those that are right.
enum class Extent { Whole, Part };

struct ImportColumns {
    std::vector<std::string_view> required;
    std::vector<std::string_view> optional;
};
// As our files spell them; a college's configuration may give each another header.
[[nodiscard]] const ImportColumns& columns_of(ImportKind kind);

// A file as it was handed in.
struct ImportFile {
    std::string_view bytes;
    ColumnNames names = {};
    std::string_view actor;
    Instant now;
    CsvLimits limits = {};
    CsvTable::Progress progress = {};
};

// Each: the rows that are right, and a report of those that are not; the caller takes the batch when the report is flawless, or when a part is
// wanted. An error is a file that is no such table at all.
template <typename Import>
struct ReadFile {
    Import import;
    ImportReport report;
};

struct IssuedCode {
    std::string student_no;
    std::string name;
    std::string class_code;
    std::string digits;  // to be printed and handed over, kept nowhere
};
struct Roster {
    RosterImport import;
    std::vector<IssuedCode> codes;  // give out only those that RosterOutcome::activated names
};
// Units come out of the rows, and are held against the directory: a code stays what it is. One activation code a student is drawn.
[[nodiscard]] Result<ReadFile<Roster>, ImportReport> read_roster(const ImportFile& file, const StudentDirectory& students,
                                                                 std::chrono::hours code_life, RandomSource& random);

// How far a datum's day may lie from its year and from today: a college's own, for registers that date by term or by plan.
struct DatumDays {
    int before_year = 60;  // before the year's standards are published
    int ahead = 0;         // after today
};
// Values are held against the instrument that their year is or was diagnosed with, years against the published cycles, numbers against the
// directory, days against year and today. Something is published.
[[nodiscard]] Result<ReadFile<StatusImport>, ImportReport> read_status(const ImportFile& file, const PublishedCache& published,
                                                                       const StudentDirectory& students, DatumDays days = {});

struct StaffImport {
    ImportBatch batch;
    std::vector<StaffAccount> accounts;       // without password: `user reset` gives one
    std::vector<ClassAssignment> assignments;
};
// Classes are separated by blanks.
[[nodiscard]] Result<ReadFile<StaffImport>, ImportReport> read_staff(const ImportFile& file, const StudentDirectory& students);

}  // namespace xz::server::sync
