#include "server-sync/sync/judging.hpp"

#include "terminal/core/domain/leave.hpp"

#include <algorithm>
#include <charconv>

namespace xz::server::sync {

namespace {

constexpr int kYearsOfStudy = 3;
constexpr unsigned kFirstMonthOfYear = 9;  // an academic year begins on 1 September

int number_in(std::string_view text) {
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

}  // namespace

domain::Student student_in(const Student& student, std::string_view academic_year, std::chrono::year_month_day day) {
    using namespace std::chrono;
    const int first_year = number_in(academic_year.substr(0, 4));
    const int entered = number_in(std::string_view{student.entered}.substr(0, 4));
    domain::Student judged;
    judged.grade = student.grade_override.value_or(std::clamp(first_year - entered + 1, 1, kYearsOfStudy));
    const year_month_day begin{year{first_year}, month{kFirstMonthOfYear}, 1d};
    const year_month_day end{year{first_year + 1}, month{kFirstMonthOfYear}, 1d};
    judged.graduating = student.graduates_on ? *student.graduates_on >= begin && *student.graduates_on < end
                                             : judged.grade == kYearsOfStudy;
    judged.internship_started = student.internship_from && *student.internship_from <= day;
    return judged;
}

domain::Cohort cohort_of(const domain::Student& student) {
    return student.graduating ? domain::Cohort::Graduating : domain::Cohort::Continuing;
}

domain::Cycle cycle_for(const Student& student, const domain::Cycle& cycle, Instant now) {
    if (!student.returned_on) {
        return cycle;
    }
    const domain::Cohort cohort = cohort_of(student_in(student, cycle.academic_year, day_in_china(now)));
    return domain::after_leave(cycle, cohort, *student.returned_on);
}

std::optional<std::chrono::year_month_day> freeze_of(const domain::Cycle& cycle, domain::Cohort cohort) {
    const domain::Window* window = cycle.window(domain::Activity::Diagnosis, cohort);
    return window != nullptr ? window->freeze : std::nullopt;
}

domain::Evidence evidence_for(const StudentDirectory& students, std::string_view student_no, const domain::Cycle& cycle,
                              domain::Cohort cohort) {
    using namespace std::chrono;
    const auto freeze = freeze_of(cycle, cohort);
    domain::Evidence evidence{.year = cycle.academic_year, .freeze = freeze, .observations = {}, .verified = {}};
    const year_month_day until = freeze.value_or(year_month_day{year{9999}, December, 31d});
    for (const Observation& seen : students.observations(student_no, cycle.academic_year, until)) {
        if (const auto value = domain::Decimal::parse(seen.value)) {
            evidence.observations.push_back({.indicator = seen.indicator,
                                             .value = *value,
                                             .source = seen.source,
                                             .as_of = seen.as_of,
                                             .year = seen.academic_year,
                                             .superseded = false});
        }
    }
    return evidence;
}

void add_verdicts(domain::Evidence& evidence, const std::vector<EvidenceVerdict>& verdicts) {
    for (const EvidenceVerdict& verdict : verdicts) {
        evidence.verified.insert_or_assign(verdict.indicator, verdict.verification);
    }
}

Judged judge(const domain::Instrument& instrument, const domain::Student& student, const domain::Diagnosis& diagnosis,
             const domain::Evidence& evidence) {
    const domain::Sheet sheet = domain::merge(instrument, student, diagnosis.answers, evidence);
    Judged judged{.scores = domain::score(instrument, sheet), .dimensions = {}, .indicators = {}};
    for (const domain::Dimension& dimension : instrument.dimensions) {
        const domain::DimensionResult* result = judged.scores.dimension(dimension.code);
        if (result != nullptr) {
            judged.dimensions.push_back({.code = dimension.code,
                                         .score = result->score,
                                         .data_score = domain::data_result(dimension, sheet, instrument.rules).score,
                                         .level = result->level});
        }
    }
    for (const domain::IndicatorResult& indicator : judged.scores.indicators) {
        if (indicator.score) {
            judged.indicators.push_back({indicator.code, *indicator.score});
        }
    }
    return judged;
}

}  // namespace xz::server::sync
