// What an invented student sets out to do, where it stands in the middle of the year, what came of it, and what the student tells the school.
#pragma once

#include "terminal/core/domain/checkpoint.hpp"
#include "terminal/core/domain/diagnosis.hpp"
#include "terminal/core/domain/feedback.hpp"
#include "terminal/core/domain/plan.hpp"
#include "terminal/core/domain/published.hpp"
#include "tests/support/sample/college.hpp"

#include <optional>
#include <string>

namespace xz::sample {

// A diagnosis as it was handed in, and the record that carries it.
struct HandedIn {
    std::string record;
    domain::Diagnosis diagnosis;
};

// Goals that indicators measure, one that none does, and what `last` carries on.
[[nodiscard]] domain::Plan plan_of(const College& college, const Person& person, int years_ago, const domain::Published& published,
                                   const HandedIn* last);

[[nodiscard]] domain::Checkpoint checkpoint_of(const College& college, const Person& person, const domain::Plan& plan, const std::string& plan_record,
                                               const domain::Instrument& instrument);

// The diagnosis looks back on the plan's goals, and carries something into the next year.
void look_back(domain::Diagnosis& diagnosis, const College& college, const Person& person, int years_ago, const domain::Plan& plan,
               const std::string& plan_record, const domain::Instrument& instrument);
// Where there was no plan, it says why.
void explain_no_plan(domain::Diagnosis& diagnosis, const College& college, const Person& person, int years_ago);

[[nodiscard]] domain::Feedback feedback_of(const College& college, const Person& person);

}  // namespace xz::sample
