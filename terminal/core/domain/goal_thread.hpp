// A goal's thread over the years (目标脉络): which improvement of one year became which goal of the next, followed forward and back.
#pragma once

#include "terminal/core/domain/dossier.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace xz::domain {

// One year of a student as the thread needs it.
struct YearOfGoals {
    std::string academic_year;
    std::optional<Plan> plan;                 // in force
    std::string diagnosis_record;             // id; empty: none
    std::optional<Diagnosis> diagnosis;       // the one that counts
    std::map<std::string, std::string, std::less<>> attained;  // by Goal::code, rounded to two places; goals that are open are not in it
};

// Every path along carried improvements, oldest year first, `years` being in order. A thread begins at a goal that came from nowhere, or at an
// improvement that belongs to no goal; it goes on in each goal that was carried from it, and ends with the improvement that became no
// goal yet. A goal that nothing was carried from, and that came from nowhere, makes no thread.
[[nodiscard]] std::vector<GoalThread> threads_of(const std::vector<YearOfGoals>& years);

// Those of the threads that a goal of `academic_year` is part of.
[[nodiscard]] std::vector<GoalThread> threads_through(const std::vector<GoalThread>& threads, const std::string& academic_year);

// What a year's diagnosis carries into the next plan: the improvements marked so.
[[nodiscard]] std::vector<CarriedItem> carried_from(const YearOfGoals& year);

}  // namespace xz::domain
