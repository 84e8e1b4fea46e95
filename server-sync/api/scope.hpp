// Which classes a member of staff may see aggregates of, today (DOMAIN 3, Staff and CounselorAssignment).
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

}  // namespace xz::server::api
