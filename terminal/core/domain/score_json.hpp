// Scoring as other programs call it: JSON in, JSON out (`xuezhen-admin score FILE --json`).
#pragma once

#include "terminal/core/domain/instrument.hpp"
#include "terminal/core/support/result.hpp"

#include <string>
#include <string_view>

namespace xz::domain {

// Input {"grade","graduating","internship_started","answers","missing"}, output {"indicators","dimensions","overall","warning"} in one line.
// The error says in lines what was wrong where.
[[nodiscard]] Result<std::string, std::string> score_json(std::string_view text, const Instrument& instrument);

}  // namespace xz::domain
