// From a proven diagnosis to exact scores: the student's answers joined with imported status data (DOMAIN 5).
#pragma once

#include "server-sync/sync/proceedings_store.hpp"
#include "server-sync/sync/record_store.hpp"
#include "server-sync/sync/student_directory.hpp"
#include "terminal/core/domain/diagnosis.hpp"
#include "terminal/core/domain/published.hpp"
#include "terminal/core/domain/scoring.hpp"
#include "terminal/core/domain/status_data.hpp"
#include "terminal/core/domain/student.hpp"

namespace xz::server::sync {

// Year of study, and what the standard asks about, in that academic year as of `day`.
[[nodiscard]] domain::Student student_in(const Student& student, std::string_view academic_year, std::chrono::year_month_day day);
[[nodiscard]] domain::Cohort cohort_of(const domain::Student& student);

// The year as it is for that student: for who came back from leave in it, with the windows that wait.
[[nodiscard]] domain::Cycle cycle_for(const Student& student, const domain::Cycle& cycle, Instant now);

// The last day whose data the year's diagnosis takes.
[[nodiscard]] std::optional<std::chrono::year_month_day> freeze_of(const domain::Cycle& cycle, domain::Cohort cohort);
// Observations that count for the year's diagnosis: none after the freeze.
[[nodiscard]] domain::Evidence evidence_for(const StudentDirectory& students, std::string_view student_no,
                                            const domain::Cycle& cycle, domain::Cohort cohort);

// What staff made of V answers.
void add_verdicts(domain::Evidence& evidence, const std::vector<EvidenceVerdict>& verdicts);

struct Judged {
    domain::Scores scores;
    std::vector<DimensionScore> dimensions;
    std::vector<IndicatorScore> indicators;
};
[[nodiscard]] Judged judge(const domain::Instrument& instrument, const domain::Student& student,
                           const domain::Diagnosis& diagnosis, const domain::Evidence& evidence);

}  // namespace xz::server::sync
