#include "terminal/core/domain/student.hpp"

#include <algorithm>

namespace xz::domain {

bool is_exempt(const Indicator& indicator, const Student& student) {
    const auto& [grades, before_internship] = indicator.exemption;
    return std::find(grades.begin(), grades.end(), student.grade) != grades.end() ||
           (before_internship && !student.internship_started);
}

}  // namespace xz::domain
