// What an invented student's years look like: status data as the college's systems would hand it in, and the student's own diagnosis.
#pragma once

#include "terminal/core/domain/diagnosis.hpp"
#include "terminal/core/domain/instrument.hpp"
#include "tests/support/sample/college.hpp"

#include <string>

namespace xz::sample {

// The value that scores about `score`, as the indicator's form or import would take it.
[[nodiscard]] std::string value_scoring(const domain::Indicator& indicator, double score, Dice& dice);

// As `xuezhen-admin import status` reads it: every imported indicator of every student for this year and the two before.
[[nodiscard]] std::string status_csv(const College& college, const domain::Instrument& instrument, std::chrono::year_month_day today);

[[nodiscard]] domain::Diagnosis diagnosis_of(const College& college, const Person& person, int years_ago, const domain::Instrument& instrument);

}  // namespace xz::sample
