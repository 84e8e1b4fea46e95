// Rows that the college hands in (UTF-8 CSV with a header line): checked whole, refused with every place that is wrong, or taken whole.
#pragma once

#include "server-sync/sync/csv.hpp"
#include "server-sync/sync/staff_accounts.hpp"
#include "server-sync/sync/student_directory.hpp"
#include "terminal/core/domain/published.hpp"
#include "terminal/core/support/clock.hpp"
#include "terminal/core/support/random.hpp"
#include "terminal/core/support/result.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::server::sync {

struct IssuedCode {
    std::string student_no;
    std::string name;
    std::string class_code;
    std::string digits;  // to be printed and handed over, kept nowhere
};

struct ReadRoster {
    RosterImport import;
    std::vector<IssuedCode> codes;  // give out only those that RosterOutcome::activated names
};

// Columns: XH,XM,XBM,BH,RXNY,class_name,department_code,department_name and optionally major_code,major_name,status,card_no,
// grade_override,graduates_on,internship_from,adult_on. Units come out of the rows. One activation code a student is drawn.
[[nodiscard]] Result<ReadRoster, RowProblems> read_roster(std::string_view csv, std::string_view actor, Instant now,
                                                          std::chrono::hours code_life, RandomSource& random);

// Columns: XH,indicator,academic_year,term,value,source,as_of. Values are held against the instrument, numbers against the
// directory.
[[nodiscard]] Result<StatusImport, RowProblems> read_status(std::string_view csv, std::string_view actor, Instant now,
                                                            const domain::Instrument& instrument,
                                                            const StudentDirectory& students);

struct ReadStaff {
    ImportBatch batch;
    std::vector<StaffAccount> accounts;       // without password: `user reset` gives one
    std::vector<ClassAssignment> assignments;
};
// Columns: user,name,role,scope,classes,from,until; classes separated by blanks.
[[nodiscard]] Result<ReadStaff, RowProblems> read_staff(std::string_view csv, std::string_view actor, Instant now,
                                                        const StudentDirectory& students);

}  // namespace xz::server::sync
