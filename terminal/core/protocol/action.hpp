// POST /sync/v1/actions: what a signed-in student does besides handing in records (withdraw, acknowledge, object, claim, …).
#pragma once

#include "terminal/core/protocol/decoded.hpp"
#include "terminal/core/protocol/student_context.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace xz::protocol {

enum class ActionType {
    Refresh,             // nothing but a fresh context
    PlanWithdraw,        // subject: the plan record
    WarningAcknowledge,  // subject: the warning's key
    WarningAct,          // subject: the warning's key; text: the correction task
    DatumObject,         // subject: key of the warning that the datum raised, or an indicator (the datum that the diagnosis shows); text: why it is wrong
    RecordClaim,         // subject: record id: 是我
    RecordDisown,        // subject: record id: 不是我
    FeedbackClose,       // subject: thread
    FeedbackReopen,      // subject: thread; text: why
    RepliesRead,         // subject: thread or note
};
[[nodiscard]] std::string_view to_text(ActionType type);  // refresh plan.withdraw warning.acknowledge warning.act datum.object …

// `{"id","type","subject","text"}` with the session's token in X-Session. The same id again answers as the first time did.
struct Action {
    std::string id;  // UUIDv7
    ActionType type = ActionType::Refresh;
    std::string subject;
    std::string text;  // ≤ 1,000 code points
    friend bool operator==(const Action&, const Action&) = default;
};
[[nodiscard]] std::string encode(const Action& action);
[[nodiscard]] Decoded<Action> decode_action(std::string_view text);

// `{"outcome":"done"|"refused","reason"?,"context"}`: reason is wrong_state, wrong_actor, reason_missing, once_only or not_found.
struct ActionAnswer {
    enum class Outcome { Done, Refused } outcome = Outcome::Done;
    std::string reason;
    StudentContext context;  // as it is now
    friend bool operator==(const ActionAnswer&, const ActionAnswer&) = default;
};
[[nodiscard]] std::string encode(const ActionAnswer& answer);
[[nodiscard]] Decoded<ActionAnswer> decode_action_answer(std::string_view text);

}  // namespace xz::protocol
