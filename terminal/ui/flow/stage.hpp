// Where the terminal stands: each stage carries what it needs and nothing that it must not know.
#pragma once

#include "terminal/ui/flow/errand_pages.hpp"
#include "terminal/ui/flow/plan_wish.hpp"
#include "terminal/ui/flow/refusal.hpp"
#include "terminal/ui/flow/session.hpp"
#include "terminal/ui/flow/staff_pages.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace xz::ui::flow {

// --- nobody is signed in

struct Starting {};

enum class Reason : std::uint8_t { StoreBroken, WrongKey, KeyringBroken, StoreForeign, StoreTooNew, StoreUnreachable, DiskFull, NotEnrolled, NoBundle };
struct Unavailable {
    Reason reason;
};

// By the platform's word; its message is the machine's.
struct Locked {};

struct Attract {};
struct ReadNotice {};

struct Login {
    enum class Step : std::uint8_t { StudentNo, Pin, Asking } step = Step::StudentNo;
    std::string student_no;
    SecretText pin;
    Ticket asking = 0;
    std::optional<Refusal> refusal;
    Consents consents;
    std::string card;  // read instead of the number; empty: none
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
    std::map<Ticket, protocol::RecordKind> waiting;  // for the drafts of these kinds
};
struct NoticePage {};
struct Home {};
struct SelfLevelPage {
    std::string dimension;
};
struct DimensionPage {
    std::string dimension;
    std::string focus;  // an indicator to be brought into view, or improvements_focus; may be empty
};
inline constexpr std::string_view improvements_focus = "improvements";
struct TextsPage {};
struct ReviewPage {};
struct Submitting {
    Ticket ticket;
    protocol::RecordKind kind;
};
struct Done {
    protocol::RecordKind kind;
};
struct ReportPage {};
struct ClosedWindow {
    domain::Activity activity;
};

// The plan book as it stands, and the pages of its draft.
struct PlanPage {};
struct PlanHeaderPage {};
struct PlanDimensionPage {
    std::string dimension;
};
enum class GoalPart : std::uint8_t { Top, Indicator, Measures, Due, Node };
struct GoalPage {
    std::string goal;
    GoalPart focus = GoalPart::Top;  // to be brought into view
    std::string measure;             // for Measures
};
struct IndicatorPage {
    std::string goal;
};
struct NodePage {
    std::string goal;
};
struct DayPage {
    DaySubject subject;
    std::chrono::year_month month;  // shown
};
struct PlanReviewPage {};

// The mid-year check as it was handed in, and the pages of its draft.
struct CheckpointPage {};
struct CheckGoalPage {
    std::string goal;
};
struct CheckWarningsPage {};
struct CheckReviewPage {};

using Page = std::variant<Opening, NoticePage, Home, SelfLevelPage, DimensionPage, TextsPage, ReviewPage, Submitting, Done, ReportPage, ClosedWindow,
                          PlanPage, PlanHeaderPage, PlanDimensionPage, GoalPage, IndicatorPage, NodePage, DayPage, PlanReviewPage,
                          CheckpointPage, CheckGoalPage, CheckWarningsPage, CheckReviewPage,
                          WarningsPage, WarningPage, ComputedPage, ObjectPage, FeedbackPage, ThreadPage, NewFeedbackPage, RecordsPage, ChangePinPage>;

// A goal or a measure that was just taken away, until the next change.
struct Removed {
    std::string dimension;
    std::size_t index = 0;  // where it stood
    domain::Goal goal;      // whole; of a measure the goal that it was taken from, as it was
    std::string measure;    // its code; empty when the goal itself was removed
};

// Told over the page until it is dismissed.
enum class Message : std::uint8_t {
    NotSaved,
    NotSubmitted,
    DiskFull,
    DraftUnreadable,
    DossierUnreadable,  // the platform's word of plan, warnings or replies
    ActRefused,         // the platform refused what was asked of it: something has changed meanwhile
    ActUnreachable      // the platform is away, nothing has changed
};

struct SignedIn {
    Session session;
    Page page;
    std::vector<Page> behind;  // pages that this one lies over, where Back leads
    std::optional<Message> message;
    std::optional<Removed> removed;
    std::string asks_to_drop;  // a carried goal's code, until the student says whether it goes
    Steady since;                     // the stay's longest counts from here
    std::optional<Steady> locked_at;  // the platform locked the terminal during this stay
    bool heard_of_end = false;
};

using Stage = std::variant<Starting, Unavailable, Locked, Attract, ReadNotice, Login, Activation, OfflineConfirm, SignedIn, MaintenancePin, Maintenance>;

}  // namespace xz::ui::flow
