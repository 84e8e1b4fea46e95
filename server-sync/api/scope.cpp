#include "server-sync/api/scope.hpp"

#include <algorithm>

namespace xz::server::api {

namespace {

constexpr int DeepestUnit = 8;

bool lies_under_unit(sync::OrgUnit unit, std::string_view ancestor, const sync::StudentDirectory& students) {
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
                if (lies_under_unit(unit, account.scope, ports.students)) codes.push_back(std::move(unit.code));
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

bool answers_for(const sync::StaffAccount& account, std::string_view unit, const sync::Ports& ports) {
    if (account.role == sync::Role::QualityOffice) return true;
    return account.role == sync::Role::DepartmentLead && lies_under(unit, account.scope, ports.students);
}

bool lies_under(std::string_view unit, std::string_view ancestor, const sync::StudentDirectory& students) {
    auto found = students.unit(unit);
    return found && lies_under_unit(std::move(*found), ancestor, students);
}

sync::FeedbackDuty feedback_duty(const sync::StaffAccount& account, const sync::Ports& ports, Instant now) {
    sync::FeedbackDuty duty{.user = account.user,
                            .counselled_classes = {},
                            .led_departments = {},
                            .quality_office = account.role == sync::Role::QualityOffice,
                            .psychology_centre = account.role == sync::Role::PsychologyCentre};
    if (account.role == sync::Role::Counselor) duty.counselled_classes = classes_in_scope(account, ports, now);
    if (account.role == sync::Role::DepartmentLead) {
        for (auto& unit : ports.students.units(sync::UnitKind::Department)) {
            if (lies_under_unit(unit, account.scope, ports.students)) duty.led_departments.push_back(std::move(unit.code));
        }
    }
    return duty;
}

bool may_read(const sync::StaffAccount& account, const sync::FeedbackThread& thread, const sync::Ports& ports, Instant now) {
    if (domain::assigned_to(thread.state) == account.user) return true;
    const bool is_confidential = thread.to == domain::Addressee::PsychologyCentre;
    const bool is_escalated = std::holds_alternative<domain::feedback_state::Escalated>(thread.state);
    switch (account.role) {
        case sync::Role::Counselor: {
            const auto placed = ports.students.find(thread.key.student_no);
            return thread.to == domain::Addressee::Counselor && placed && in_scope(account, placed->student.class_code, ports, now);
        }
        case sync::Role::DepartmentLead: {
            const bool is_theirs = thread.to == domain::Addressee::Department || thread.to == domain::Addressee::Teacher;
            return !is_confidential && (is_theirs || is_escalated) && lies_under(thread.department_code, account.scope, ports.students);
        }
        case sync::Role::QualityOffice: return !is_confidential && (thread.to == domain::Addressee::School || is_escalated);
        case sync::Role::PsychologyCentre: return is_confidential;
        case sync::Role::Teacher:
        case sync::Role::It:
        case sync::Role::Auditor: break;
    }
    return false;
}

bool may_assign(const sync::StaffAccount& account, const sync::FeedbackThread& thread, const sync::Ports& ports, Instant now) {
    const bool is_escalated = std::holds_alternative<domain::feedback_state::Escalated>(thread.state);
    return may_read(account, thread, ports, now) || (account.role == sync::Role::QualityOffice && is_escalated);
}

bool may_contact(const sync::StaffAccount& account, const sync::ContactTask& task, const sync::Ports& ports, Instant now) {
    if (task.to == domain::Contact::PsychologyCentre) return account.role == sync::Role::PsychologyCentre;
    const auto placed = ports.students.find(task.student_no);
    return account.role == sync::Role::Counselor && placed && in_scope(account, placed->student.class_code, ports, now);
}

}  // namespace xz::server::api
