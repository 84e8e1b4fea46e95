// What the flow wants done in the world: plain data that the app's runner executes on worker threads and answers with events.
#pragma once

#include "terminal/core/protocol/action.hpp"
#include "terminal/core/protocol/names.hpp"
#include "terminal/core/protocol/record.hpp"
#include "terminal/core/support/clock.hpp"
#include "terminal/ui/flow/secret_text.hpp"
#include "terminal/ui/flow/staff_task.hpp"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace xz::ui::flow {

// Names one effect; its answer carries the same number, so that an answer that comes after its student left changes nothing.
using Ticket = std::uint64_t;

// What a student agreed to or declined, a line for each purpose that the notice names. Sensitive purposes (SX self-reports, PIPL 29)
// are separate and never a condition of the rest.
using Consents = std::vector<protocol::Consent>;

// Effects of one list run in its order; those that touch the store run in the order of all lists.

// Online login: challenge, Argon2id, answer. → LoginSucceeded | LoginRefused | PlatformUnreachable.
// Without a platform the runner tries the drafts kept here under that number: one that the PIN unwraps → LoginSucceeded (offline, no context).
// With a card there is no number, and without a platform nobody knows whose card it is.
struct StartLogin {
    Ticket ticket = 0;
    std::string student_no;
    SecretText pin;
    std::string card;  // empty: none was read
};

// Number and PIN were given twice alike while the platform is away; nothing checks them before 联网后核对. → LoginSucceeded (offline).
struct StartOffline {
    Ticket ticket = 0;
    std::string student_no;
    SecretText pin;
};

// First login: activation code and new PIN (six digits, no common one). → PinSet | PinRefused | PlatformUnreachable.
struct SetPin {
    Ticket ticket = 0;
    std::string student_no;
    SecretText activation_code;  // ten digits
    SecretText pin;
};

// The signed-in student's draft of that kind and year. → DraftLoaded (with nothing where there is none) | StoreFailed.
struct OpenDraft {
    Ticket ticket = 0;
    protocol::RecordKind kind = protocol::RecordKind::Diagnosis;
    std::string academic_year;  // "2026-2027"
};

// The whole draft as it now is; a newer one of its kind makes older ones still waiting unnecessary. → DraftSaved once on disk | StoreFailed.
struct SaveDraft {
    Ticket ticket = 0;
    protocol::RecordKind kind = protocol::RecordKind::Diagnosis;
    std::string academic_year;
    std::string body;  // JSON text of flow/draft.hpp
};

// Make the record, prove it, seal it, and in one transaction put it into the outbox and delete the draft.
// → Submitted once durable | StoreFailed (the draft is as it was).
struct Submit {
    Ticket ticket = 0;
    protocol::RecordKind kind = protocol::RecordKind::Diagnosis;
    std::string academic_year;
    std::string instrument;  // "name@version"
    std::string payload;     // JSON text of the record's payload
    Consents consents;
    Instant started_at;
    Instant submitted_at;
    std::string locale;  // "zh_CN", "en"
};

// The signed-in student read that notice. No answer; a failure comes as StoreFailed.
struct RecordNotice {
    Ticket ticket = 0;
    Consents consents;
};

// What the signed-in student does online besides handing in records. → Acted | PlatformUnreachable.
struct Act {
    Ticket ticket = 0;
    protocol::ActionType type = protocol::ActionType::Refresh;
    std::string subject;
    std::string text;
};

// The signed-in student's old PIN proves, the new one is set. → PinSet | PinRefused | PlatformUnreachable.
struct ChangePin {
    Ticket ticket = 0;
    SecretText old_pin, new_pin;
};

// Forget the student: keys, token, context, widgets' memory. Comes after the last SaveDraft. → SessionWiped.
struct WipeSession {
    Ticket ticket = 0;
    int draft_days = 7;  // of the published policy: drafts older than that go with the session
};

// Ask the platform now instead of at the next turn (a student waits and wants to know). → SyncChanged.
struct SyncNow {};

using Effect = std::variant<StartLogin, StartOffline, SetPin, OpenDraft, SaveDraft, Submit, RecordNotice, Act, ChangePin, WipeSession, SyncNow, StaffTask>;
using Effects = std::vector<Effect>;

}  // namespace xz::ui::flow
