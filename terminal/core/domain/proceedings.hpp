// How a plan, a diagnosis, a warning and a feedback thread go on (DOMAIN 3, State machines): states as types, steps that are allowed or refused.
#pragma once

#include "terminal/core/support/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace xz::domain {

enum class Actor { Student, Counselor, Teacher, DepartmentLead, QualityOffice, PsychologyCentre, Platform };
[[nodiscard]] std::string_view name_of(Actor actor);  // student counselor teacher department-lead quality-office psychology-centre platform
[[nodiscard]] std::optional<Actor> actor_from(std::string_view name);

enum class StepRefused {
    WrongState,     // this cannot happen now
    WrongActor,     // not by this one
    ReasonMissing,  // it needs a reason
    OnceOnly,       // it was done already, and may be done once
};
[[nodiscard]] std::string_view name_of(StepRefused refused);  // wrong_state wrong_actor reason_missing once_only
// Who may never do it is told so first, then what cannot be now, then what is missing.

template <typename State>
using Stepped = Result<State, StepRefused>;

// --- plan: draft → submitted → active | returned → v+1; active → revision_submitted → active v+1. Withdrawn until a counselor opened it.
namespace plan_state {
struct Draft { friend bool operator==(const Draft&, const Draft&) = default; };  // nothing handed in, or withdrawn
struct Submitted { std::string record; friend bool operator==(const Submitted&, const Submitted&) = default; };
struct UnderReview { std::string record; friend bool operator==(const UnderReview&, const UnderReview&) = default; };  // a counselor has opened it
struct Active { std::string record; friend bool operator==(const Active&, const Active&) = default; };
struct Returned { std::string record, reason; friend bool operator==(const Returned&, const Returned&) = default; };
struct RevisionSubmitted { std::string active, record; friend bool operator==(const RevisionSubmitted&, const RevisionSubmitted&) = default; };
struct RevisionUnderReview { std::string active, record; friend bool operator==(const RevisionUnderReview&, const RevisionUnderReview&) = default; };
struct RevisionReturned { std::string active, record, reason; friend bool operator==(const RevisionReturned&, const RevisionReturned&) = default; };
}  // namespace plan_state
using PlanState = std::variant<plan_state::Draft, plan_state::Submitted, plan_state::UnderReview, plan_state::Active, plan_state::Returned,
                               plan_state::RevisionSubmitted, plan_state::RevisionUnderReview, plan_state::RevisionReturned>;
namespace plan_action {
struct Submit { std::string record; };
struct Withdraw {};
struct Open {};
struct Approve {};
struct Return { std::string reason; };
}  // namespace plan_action
using PlanAction = std::variant<plan_action::Submit, plan_action::Withdraw, plan_action::Open, plan_action::Approve, plan_action::Return>;
[[nodiscard]] Stepped<PlanState> step(const PlanState& state, Actor actor, const PlanAction& action);
[[nodiscard]] std::string_view name_of(const PlanState& state);  // draft submitted under_review active returned revision_submitted …
[[nodiscard]] std::string_view name_of(const PlanAction& action);  // submit withdraw open approve return
// The record that is in force, and the one that waits for somebody; empty: none.
[[nodiscard]] std::string active_record(const PlanState& state);
[[nodiscard]] std::string latest_record(const PlanState& state);
[[nodiscard]] std::string reason_of(const PlanState& state);
// The state of that name; nothing for a name or an empty record that it does not allow.
[[nodiscard]] std::optional<PlanState> plan_state_from(std::string_view name, std::string active, std::string record, std::string reason);

// --- diagnosis: locked → draft → submitted → confirmed | returned; confirmed → reopened (department lead, reason, before the archive)
namespace diagnosis_state {
struct Locked { friend bool operator==(const Locked&, const Locked&) = default; };
struct Draft { friend bool operator==(const Draft&, const Draft&) = default; };
struct Submitted { std::string record; friend bool operator==(const Submitted&, const Submitted&) = default; };
struct Confirmed { std::string record; friend bool operator==(const Confirmed&, const Confirmed&) = default; };
struct Returned { std::string record, reason; friend bool operator==(const Returned&, const Returned&) = default; };
struct Reopened { std::string record, reason; friend bool operator==(const Reopened&, const Reopened&) = default; };
struct Archived { std::string record; friend bool operator==(const Archived&, const Archived&) = default; };
}  // namespace diagnosis_state
using DiagnosisState = std::variant<diagnosis_state::Locked, diagnosis_state::Draft, diagnosis_state::Submitted, diagnosis_state::Confirmed,
                                    diagnosis_state::Returned, diagnosis_state::Reopened, diagnosis_state::Archived>;
namespace diagnosis_action {
struct Unlock {};  // the window opens
struct Submit { std::string record; };
struct Confirm {};
struct Return { std::string reason; };
struct Reopen { std::string reason; };
struct Archive {};
}  // namespace diagnosis_action
using DiagnosisAction = std::variant<diagnosis_action::Unlock, diagnosis_action::Submit, diagnosis_action::Confirm, diagnosis_action::Return,
                                     diagnosis_action::Reopen, diagnosis_action::Archive>;
// A record that was begun offline inside its window is taken from Locked too: submitting unlocks.
[[nodiscard]] Stepped<DiagnosisState> step(const DiagnosisState& state, Actor actor, const DiagnosisAction& action);
[[nodiscard]] std::string_view name_of(const DiagnosisState& state);
[[nodiscard]] std::string_view name_of(const DiagnosisAction& action);
[[nodiscard]] std::string latest_record(const DiagnosisState& state);
[[nodiscard]] std::string reason_of(const DiagnosisState& state);
[[nodiscard]] std::optional<DiagnosisState> diagnosis_state_from(std::string_view name, std::string record, std::string reason);

// --- warning: triggered → notified → acknowledged → in_action → resolved | expired | data_error
namespace warning_state {
struct Triggered { friend bool operator==(const Triggered&, const Triggered&) = default; };
struct Notified { friend bool operator==(const Notified&, const Notified&) = default; };
struct Acknowledged { friend bool operator==(const Acknowledged&, const Acknowledged&) = default; };
struct InAction { std::string task; friend bool operator==(const InAction&, const InAction&) = default; };  // the correction task (整改任务), which may become a measure of the plan
struct Resolved { friend bool operator==(const Resolved&, const Resolved&) = default; };
struct Expired { friend bool operator==(const Expired&, const Expired&) = default; };
struct DataError { std::string reason; friend bool operator==(const DataError&, const DataError&) = default; };
}  // namespace warning_state
using WarningState = std::variant<warning_state::Triggered, warning_state::Notified, warning_state::Acknowledged, warning_state::InAction,
                                  warning_state::Resolved, warning_state::Expired, warning_state::DataError>;
namespace warning_action {
struct Notify {};                       // platform: the student's login brought it
struct Acknowledge {};                  // student
struct Vouch { std::string reason; };   // counselor, once the response is overdue: acknowledged in the student's stead (代为确认), and why
struct Act { std::string task; };       // student or counselor
struct Resolve { std::string reason; }; // counselor, with how; or the platform when newer data no longer raise it
struct Expire {};                       // platform, at the year's end
struct Uphold { std::string reason; };  // counselor or quality office: the student's objection is right
struct Worsen {};                       // platform: newer data raise a worse colour; begins anew
}  // namespace warning_action
using WarningAction = std::variant<warning_action::Notify, warning_action::Acknowledge, warning_action::Vouch, warning_action::Act, warning_action::Resolve,
                                   warning_action::Expire, warning_action::Uphold, warning_action::Worsen>;
// Whether the response is overdue is the caller's to know: states carry no days.
[[nodiscard]] Stepped<WarningState> step(const WarningState& state, Actor actor, const WarningAction& action);
[[nodiscard]] std::string_view name_of(const WarningState& state);
[[nodiscard]] std::string_view name_of(const WarningAction& action);
[[nodiscard]] bool is_over(const WarningState& state);
[[nodiscard]] std::string text_of(const WarningState& state);  // the task or the reason
[[nodiscard]] std::optional<WarningState> warning_state_from(std::string_view name, std::string text);

// --- feedback: open → assigned → answered → closed | reopened once → escalated; ten working days
namespace feedback_state {
enum class Reopening { Possible, Used };
struct Open { friend bool operator==(const Open&, const Open&) = default; };
struct Assigned { std::string to; Reopening reopening = Reopening::Possible; friend bool operator==(const Assigned&, const Assigned&) = default; };
struct Answered { Reopening reopening = Reopening::Possible; friend bool operator==(const Answered&, const Answered&) = default; };
struct Reopened { friend bool operator==(const Reopened&, const Reopened&) = default; };
struct Escalated { Reopening reopening = Reopening::Possible; friend bool operator==(const Escalated&, const Escalated&) = default; };
struct Closed { friend bool operator==(const Closed&, const Closed&) = default; };
}  // namespace feedback_state
using FeedbackState = std::variant<feedback_state::Open, feedback_state::Assigned, feedback_state::Answered, feedback_state::Reopened,
                                   feedback_state::Escalated, feedback_state::Closed>;
namespace feedback_action {
struct Assign { std::string to; };
struct Answer {};
struct Close {};     // student
struct Reopen {};    // student, once
struct Escalate {};  // platform, when the working days are over
}  // namespace feedback_action
using FeedbackAction = std::variant<feedback_action::Assign, feedback_action::Answer, feedback_action::Close, feedback_action::Reopen,
                                    feedback_action::Escalate>;
[[nodiscard]] Stepped<FeedbackState> step(const FeedbackState& state, Actor actor, const FeedbackAction& action);
[[nodiscard]] std::string_view name_of(const FeedbackState& state);
[[nodiscard]] std::string_view name_of(const FeedbackAction& action);
[[nodiscard]] std::string assigned_to(const FeedbackState& state);
[[nodiscard]] bool may_reopen(const FeedbackState& state);
[[nodiscard]] feedback_state::Reopening reopening_of(const FeedbackState& state);
[[nodiscard]] std::optional<FeedbackState> feedback_state_from(std::string_view name, std::string assigned, feedback_state::Reopening reopening);

}  // namespace xz::domain
