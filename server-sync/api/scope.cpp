#include "server-sync/api/scope.hpp"

#include <algorithm>

namespace xz::server::api {

namespace {

constexpr int DeepestUnit = 8;

bool lies_under(sync::OrgUnit unit, std::string_view ancestor, const sync::StudentDirectory& students) {
    for (int depth = 0; depth < DeepestUnit; ++depth) {
        if (unit.code == ancestor) return true;
        if (unit.parent.empty()) return false;
        auto parent = students.unit(unit.parent);
        if (!parent) return false;
        unit = std::move(*parent);
    }
    return false;
}

}  // namespace

std::vector<std::string> classes_in_scope(const sync::StaffAccount& account, const sync::Ports& ports, Instant now) {
    std::vector<std::string> codes;
    switch (account.role) {
        case sync::Role::Counselor:
        case sync::Role::Teacher: codes = ports.staff.classes_of(account.user, day_in_china(now)); break;
        case sync::Role::DepartmentLead:
            for (auto& unit : ports.students.units(sync::UnitKind::Class)) {
                if (lies_under(unit, account.scope, ports.students)) codes.push_back(std::move(unit.code));
            }
            break;
        case sync::Role::QualityOffice:
            for (auto& unit : ports.students.units(sync::UnitKind::Class)) codes.push_back(std::move(unit.code));
            break;
        case sync::Role::PsychologyCentre:
        case sync::Role::It:
        case sync::Role::Auditor: break;
    }
    std::ranges::sort(codes);
    return codes;
}

bool in_scope(const sync::StaffAccount& account, std::string_view class_code, const sync::Ports& ports, Instant now) {
    return std::ranges::binary_search(classes_in_scope(account, ports, now), class_code);
}

}  // namespace xz::server::api
