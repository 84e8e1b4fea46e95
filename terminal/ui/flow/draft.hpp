// What a student has filled in so far, and its text: it survives a killed terminal, and goes on where it stopped.
#pragma once

#include "terminal/core/domain/diagnosis.hpp"
#include "terminal/ui/flow/effect.hpp"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace xz::ui::flow {

struct Draft {
    domain::Diagnosis diagnosis;
    std::string academic_year;
    std::string instrument;  // "name@version" that it was begun with
    Instant started_at;
    Consents consents;
    // Dimensions whose status data the student has seen: their own level is settled from then on.
    std::set<std::string, std::less<>> revealed;
    std::string place;  // a dimension's code, or one of the two below, or empty
    friend bool operator==(const Draft&, const Draft&) = default;
};

inline constexpr std::string_view texts_place = "texts";
inline constexpr std::string_view review_place = "review";

// Canonical JSON.
[[nodiscard]] std::string to_json(const Draft& draft);
// Nothing for a text that to_json did not write, or that a newer program wrote.
[[nodiscard]] std::optional<Draft> draft_from_json(std::string_view text);

}  // namespace xz::ui::flow
