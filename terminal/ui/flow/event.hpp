// What can happen to the terminal: time, hands, and what the runner has to tell. Posted from any thread, applied by the drawing one.
#pragma once

#include "terminal/core/protocol/names.hpp"
#include "terminal/core/support/clock.hpp"
#include "terminal/ui/flow/effect.hpp"
#include "terminal/ui/flow/intent.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>

namespace xz::domain {
struct Published;  // terminal/core/domain
}
namespace xz::protocol {
struct StudentContext;
}

namespace xz::ui::flow {

// --- time and hands

// Comes before the other events of a frame, and when next_wake() says so; all other events happen at the last tick's time.
struct Tick {
    Steady steady;
    Instant wall;
};

// Any touch or key, wherever it was.
struct Touched {};

// A student's card was read. Whoever has not logged in yet means to by it; anybody else is told nothing.
struct CardRead {
    std::string number;
};

// --- the machine

// Why no student can be served.
enum class StoreProblem : std::uint8_t {
    Broken,         // damaged: IT is called, no new store is made
    WrongKey,       // the key provider's key does not open it
    KeyringBroken,  // missing or half-written: nothing opens it
    Foreign,        // what stands in its place is no store of this terminal, or nothing does
    TooNew,         // a newer program made it
    Unreachable,    // the disk fails, or may not be written
    DiskFull,  // also when little space is left: what waits must still fit
};

// The store is open. `published` is null before the first bundle arrived; `enrolled` without a bundle waits for one.
enum class Enrolment : std::uint8_t { Missing, Present };
struct Ready {
    std::string terminal_name;  // "图书馆一楼 01"
    Enrolment enrolment = Enrolment::Missing;
    std::shared_ptr<const domain::Published> published;  // shared: read by the drawing thread while workers take a newer one
    std::optional<std::string> lock = {};                // as LockChanged's
};

// A newer bundle was verified and stored. A session in progress keeps the one it began with.
struct BundleChanged {
    std::shared_ptr<const domain::Published> published;
};

// The platform has taken the terminal out of service, with words for whoever stands there, or has given it back. Who is there may finish.
struct LockChanged {
    std::optional<std::string> message;  // nothing: not locked
};

// `ticket` names the effect that failed, 0 when none did. Ready or StoreHealthy ends it.
struct StoreFailed {
    Ticket ticket = 0;
    StoreProblem problem = StoreProblem::Broken;
};
struct StoreHealthy {};

// The connection as the last call found it, and what waits in the outbox.
enum class Connection : std::uint8_t { Unknown, Connected, Away };
struct SyncChanged {
    Connection connection = Connection::Unknown;
    std::uint32_t queued = 0;  // envelopes without a receipt
};

// A receipt for this record's envelope was verified. Of what it says, only stored and duplicate are an arrival: a conflict or a
// quarantine is for IT to look at.
struct ReceiptArrived {
    std::string record_id;
    protocol::ReceiptStatus status = protocol::ReceiptStatus::Stored;
};

// --- answers

enum class LoginMode : std::uint8_t { Online, Offline };
struct LoginSucceeded {
    Ticket ticket = 0;
    LoginMode mode = LoginMode::Offline;
    std::shared_ptr<const protocol::StudentContext> context;  // null offline; shared with the runner, gone with the session
    Consents consents;                                        // the newest this kiosk knows of; empty if none
};

// Unknown number and wrong PIN alike. `wait` > 0: the next try is not looked at before.
struct LoginRefused {
    Ticket ticket = 0;
    std::chrono::seconds wait{0};
};

// `drafts`: whether drafts under that number lie here that this PIN did not open. `wait`: before another try at them.
enum class LocalDrafts : std::uint8_t { None, OtherPin };
struct PlatformUnreachable {
    Ticket ticket = 0;
    LocalDrafts drafts = LocalDrafts::None;
    std::chrono::seconds wait{0};
};

struct PinSet {
    Ticket ticket = 0;
};
// `Refused`: number or code unknown, used or expired, all alike.
struct PinRefused {
    Ticket ticket = 0;
    std::chrono::seconds wait{0};
};

struct DraftLoaded {
    Ticket ticket = 0;
    std::optional<std::string> body;  // JSON text of flow/draft.hpp; null: there is none
};
struct DraftSaved {
    Ticket ticket = 0;
};

// Durable on this kiosk's disk. `seq`: its place in the chain.
struct Submitted {
    Ticket ticket = 0;
    std::string record_id;
    std::uint64_t seq = 0;
};

// The platform's answer to an Act, with what it now knows of the student.
struct Acted {
    Ticket ticket = 0;
    protocol::ActionAnswer::Outcome outcome = protocol::ActionAnswer::Outcome::Done;
    std::string reason;                                       // of a refusal, as protocol/action.hpp names them
    std::shared_ptr<const protocol::StudentContext> context;  // shared with the runner; null: the one in hand stands
};

struct SessionWiped {
    Ticket ticket = 0;
};

using Event = std::variant<Tick, Touched, CardRead, Intent, Ready, BundleChanged, StoreFailed, StoreHealthy, SyncChanged, ReceiptArrived, LoginSucceeded,
                           LoginRefused, PlatformUnreachable, PinSet, PinRefused, DraftLoaded, DraftSaved, Submitted, Acted, SessionWiped, LockChanged, StaffAnswer>;

}  // namespace xz::ui::flow
