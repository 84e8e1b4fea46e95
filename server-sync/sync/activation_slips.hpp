// Activation codes (激活码) as they are handed out: fresh ones for a class or a department, on paper to be cut, or as a table.
#pragma once

#include "server-sync/sync/ports.hpp"
#include "terminal/core/support/clock.hpp"
#include "terminal/core/support/random.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::server::sync {

inline constexpr std::chrono::hours ActivationCodeLife{24 * 60};  // slips are handed out over the first weeks

struct ActivationSlip {
    std::string student_no;
    std::string name;
    std::string class_code;
    std::string class_name;
    std::string digits;  // kept nowhere else
};
struct ActivationSlips {
    std::string title;  // the unit's name
    Instant made_at;
    Instant until;      // codes end
    std::vector<ActivationSlip> slips;  // by class and number
};

// Fresh codes for the active students of a class, major or department who have no PIN; codes given out before end. Nothing: no such unit.
// `audit` is on record with the codes, unless there are none. Reads throw StoreUnavailable; the completion is the store's.
void issue_codes(const Ports& ports, std::string_view unit_code, Instant now, RandomSource& random, AuditEntry audit,
                 Completion<std::optional<ActivationSlips>> done);

// A page to print, out of the published template assets/print/activation-slips.html: {{title}} {{count}} {{date}} {{until}} and, for each slip
// between "<!-- slip -->" and "<!-- end -->", {{name}} {{number}} {{class}} {{code}}.
[[nodiscard]] std::string to_html(const ActivationSlips& slips, std::string_view page_template);
// XH,XM,BH,class_name,code,until with a byte order mark for spreadsheets; no field begins as a formula does.
[[nodiscard]] std::string to_csv(const ActivationSlips& slips);

}  // namespace xz::server::sync
