// The pages of a student's errands: warnings, how a number was computed, objections, feedback, records, the PIN.
#pragma once

#include "terminal/ui/flow/effect.hpp"
#include "terminal/ui/flow/refusal.hpp"
#include "terminal/ui/flow/secret_text.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace xz::ui::flow {

struct WarningsPage {};
struct WarningPage {
    std::string key;
};
struct ComputedPage {
    std::string code;  // an indicator's, a dimension's, or empty for the whole
};
struct ObjectPage {
    std::string subject;  // a warning's key: its datum; or an indicator: the datum that the diagnosis shows
};
struct FeedbackPage {};
struct ThreadPage {
    std::string id;
};
struct NewFeedbackPage {};  // what is written stands in the session's draft
struct RecordsPage {
    std::string disowning;  // the record of which it is asked whether it really is not the student's; empty: none
};
struct ChangePinPage {
    enum class Step : std::uint8_t { Old, New, Again, Asking, Done } step = Step::Old;
    SecretText old_pin, new_pin, again;
    Ticket asking = 0;
    std::optional<Refusal> refusal;
};

}  // namespace xz::ui::flow
