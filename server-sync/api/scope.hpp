// What lies in a member of staff's duty today: classes and what belongs to them, and feedback by whom it is addressed to (DOMAIN 3).
#pragma once

#include "server-sync/sync/ports.hpp"
#include "terminal/core/support/clock.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace xz::server::api {

// Ascending codes. Counselors and teachers: their assignments of the day; department leads: the classes under their unit;
// the quality office: all; everyone else: none.
[[nodiscard]] std::vector<std::string> classes_in_scope(const sync::StaffAccount& account, const sync::Ports& ports, Instant now);
[[nodiscard]] bool in_scope(const sync::StaffAccount& account, std::string_view class_code, const sync::Ports& ports, Instant now);

// The numbers of a whole unit: a department lead those under their unit, the quality office all.
[[nodiscard]] bool answers_for(const sync::StaffAccount& account, std::string_view unit, const sync::Ports& ports);

// The unit itself, or one below it.
[[nodiscard]] bool lies_under(std::string_view unit, std::string_view ancestor, const sync::StudentDirectory& students);

// What may_assign() holds for, as the store looks for it.
[[nodiscard]] sync::FeedbackDuty feedback_duty(const sync::StaffAccount& account, const sync::Ports& ports, Instant now);

// Reading: whom it is assigned to; else the counselor of the class, the lead of the department, the quality office for the school and the
// psychology centre for its own; what was escalated goes to department lead and quality office as well.
[[nodiscard]] bool may_read(const sync::StaffAccount& account, const sync::FeedbackThread& thread, const sync::Ports& ports, Instant now);
// Giving it to somebody: who may read it, and the quality office for what was escalated from the psychology centre, which it may not read.
[[nodiscard]] bool may_assign(const sync::StaffAccount& account, const sync::FeedbackThread& thread, const sync::Ports& ports, Instant now);

// Getting in touch: whom the student named.
[[nodiscard]] bool may_contact(const sync::StaffAccount& account, const sync::ContactTask& task, const sync::Ports& ports, Instant now);

}  // namespace xz::server::api
