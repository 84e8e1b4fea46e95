// What judging needs to know of a student, and nothing that says who it is.
#pragma once

#include "terminal/core/domain/indicator.hpp"

namespace xz::domain {

struct Student {
    int grade = 1;  // year of study, 1–3
    bool graduating = false;
    bool internship_started = false;
};

// 不适用 for this student whatever is given (JN02 in year 1, JN04 before the internship).
[[nodiscard]] bool is_exempt(const Indicator& indicator, const Student& student);

}  // namespace xz::domain
