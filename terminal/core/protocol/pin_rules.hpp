// Which PINs are refused because a stranger would try them first (DESIGN 4).
#pragma once

#include <optional>
#include <string_view>

namespace xz::protocol {

enum class PinFault {
    NotSixDigits,
    TooCommon,        // a run, a repeated or mirrored group, doubles, two digits only, or a known favourite
    InStudentNumber,  // six digits in a row of the student's own number
};

// Nothing when the PIN may be chosen. A terminal asks before it derives a key; the platform never sees the PIN.
[[nodiscard]] std::optional<PinFault> check_new_pin(std::string_view pin, std::string_view student_no);

}  // namespace xz::protocol
