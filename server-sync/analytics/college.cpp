#include "server-sync/analytics/college.hpp"

namespace xz::server::analytics {

College College::read(const sync::StudentDirectory& students) {
    College college;
    std::map<std::string, std::string> department_of_major;
    for (const sync::OrgUnit& department : students.units(sync::UnitKind::Department)) {
        college.classes_of[department.code];
    }
    for (const sync::OrgUnit& major : students.units(sync::UnitKind::Major)) {
        department_of_major[major.code] = major.parent;
    }
    for (const sync::OrgUnit& unit : students.units(sync::UnitKind::Class)) {
        const auto major = department_of_major.find(unit.parent);
        const std::string& above = major == department_of_major.end() ? unit.parent : major->second;
        const std::string department = college.classes_of.contains(above) ? above : "";
        college.department_of[unit.code] = department;
        if (!department.empty()) {
            college.classes_of[department].push_back(unit.code);
        }
    }
    return college;
}

}  // namespace xz::server::analytics
