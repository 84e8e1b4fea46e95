// The college as a tree for aggregates: which classes make up a department, which departments the college.
#pragma once

#include "server-sync/sync/student_directory.hpp"

#include <map>
#include <string>
#include <vector>

namespace xz::server::analytics {

inline constexpr const char* CollegeCode = "college";  // of the group of all departments

struct College {
    std::map<std::string, std::string> department_of;              // class → department; "" when it has none
    std::map<std::string, std::vector<std::string>> classes_of;    // department → its classes
    [[nodiscard]] static College read(const sync::StudentDirectory& students);
};

}  // namespace xz::server::analytics
