// Where the terminal stands: each stage carries what it needs and nothing that it must not know.
#pragma once

#include "terminal/ui/flow/session.hpp"

#include <optional>
#include <string>
#include <variant>

namespace xz::ui::flow {

// --- nobody is signed in

struct Starting {};

enum class Reason : std::uint8_t { StoreBroken, WrongKey, DiskFull, NotEnrolled, NoBundle };
struct Unavailable {
    Reason reason;
};

struct Attract {};
struct ReadNotice {};

// Why the last try came to nothing. WrongLogin says the same of an unknown number and a wrong PIN.
enum class Refused : std::uint8_t { WrongLogin, WrongActivation, NeedsPlatform, WeakPin, PinsDiffer, EntriesDiffer };
struct Refusal {
    Refused why;
    Steady until;  // before this no other try is taken
};

struct Login {
    enum class Step : std::uint8_t { StudentNo, Pin, Asking } step = Step::StudentNo;
    std::string student_no;
    SecretText pin;
    Ticket asking = 0;
    std::optional<Refusal> refusal;
    Consents consents;
};

// First login: number, activation code, PIN twice.
struct Activation {
    enum class Step : std::uint8_t { StudentNo, Code, Pin, PinAgain, Asking } step = Step::StudentNo;
    std::string student_no;
    SecretText code, pin, pin_again;
    Ticket asking = 0;
    std::optional<Refusal> refusal;
    Consents consents;
};

// The platform is away: number and PIN a second time, checked by nobody before 联网后核对.
struct OfflineConfirm {
    enum class Step : std::uint8_t { Explain, StudentNo, Pin, Asking } step = Step::Explain;
    std::string first_no, student_no;
    SecretText first_pin, pin;
    LocalDrafts drafts = LocalDrafts::None;
    Ticket asking = 0;
    std::optional<Refusal> refusal;
    Consents consents;
};

// --- a student is signed in

struct Opening {
    Ticket ticket;
};
struct NoticePage {};
struct Home {};
struct SelfLevelPage {
    std::string dimension;
};
struct DimensionPage {
    std::string dimension;
    std::string focus;  // an indicator to be brought into view; may be empty
};
struct TextsPage {};
struct ReviewPage {};
struct Submitting {
    Ticket ticket;
};
struct Done {};
struct ReportPage {};
struct ClosedWindow {};
using Page = std::variant<Opening, NoticePage, Home, SelfLevelPage, DimensionPage, TextsPage, ReviewPage, Submitting, Done, ReportPage, ClosedWindow>;

// Told over the page until it is dismissed.
enum class Message : std::uint8_t { NotSaved, NotSubmitted, DiskFull, DraftUnreadable };

struct SignedIn {
    Session session;
    Page page;
    std::optional<Message> message;
};

using Stage = std::variant<Starting, Unavailable, Attract, ReadNotice, Login, Activation, OfflineConfirm, SignedIn>;

}  // namespace xz::ui::flow
