// One student's stay at the terminal: who it is, what was published when it began, the draft, and whether the draft is on disk.
#pragma once

#include "terminal/core/domain/published.hpp"
#include "terminal/core/domain/report.hpp"
#include "terminal/core/domain/goal_results.hpp"
#include "terminal/core/protocol/student_context.hpp"
#include "terminal/ui/flow/dossier.hpp"
#include "terminal/ui/flow/draft.hpp"
#include "terminal/ui/flow/event.hpp"

#include <memory>
#include <optional>
#include <set>
#include <string>

namespace xz::ui::flow {

// This year's diagnosis as it was handed in, with the report made of it. Never moved: the report points into its evidence.
struct HandedIn {
    domain::Diagnosis diagnosis;
    std::optional<domain::Plan> plan;  // the one that it looks back on
    domain::Evidence evidence;
    std::optional<domain::LastYear> last_year;
    domain::Evidence last_evidence;  // last_year's sheet points into it
    domain::Student student;
    std::shared_ptr<const domain::Published> published;  // shared with the session; keeps `instrument` alive
    const domain::Instrument* instrument = nullptr;
    domain::Report report;
    domain::GoalsTogether goals;
};

enum class Arrival : std::uint8_t { OnThisTerminal, AtThePlatform };
struct Submission {
    std::string record_id;
    std::uint64_t seq = 0;
    Arrival arrival = Arrival::OnThisTerminal;
};

// Of the draft. `asked` is the newest SaveDraft, `done` the newest that is on disk.
struct Saving {
    Ticket asked = 0;
    Ticket done = 0;
    std::set<Ticket> waiting;  // asked and neither done nor overtaken
    Instant at;
    std::optional<StoreProblem> failed;
};
enum class SaveState : std::uint8_t { Nothing, Saving, Saved, Failed };
[[nodiscard]] SaveState state_of(const Saving& saving);

// One kind of what is handed in: its draft, whether that is on disk, and what was handed in during this stay.
template <typename Draft>
struct Paper {
    std::optional<Draft> draft;
    Saving saving;
    std::optional<Submission> submission;
    std::optional<Draft> sent;  // what the submission holds
};

// An Act that the platform has not answered yet.
struct Asking {
    Ticket ticket = 0;
    protocol::ActionType type = protocol::ActionType::Refresh;
    std::string subject;
};

struct Session {
    LoginMode mode = LoginMode::Offline;
    std::string student_no;
    std::shared_ptr<const domain::Published> published;          // shared with the machine; a newer bundle waits for the next student
    std::shared_ptr<const protocol::StudentContext> context;     // null offline
    std::shared_ptr<const Dossier> dossier;                      // of the context; null offline
    Consents consents;                                           // empty: the notice is still to be read
    Paper<PlanDraft> plan;
    Paper<CheckpointDraft> checkpoint;
    Paper<DiagnosisDraft> diagnosis;
    Paper<FeedbackDraft> feedback;
    std::shared_ptr<const HandedIn> handed_in;                   // shared: states are copied, this is not. This year's, once there is one
    std::optional<Asking> asking;
};

[[nodiscard]] const Begun* begun_of(const Session& session, protocol::RecordKind kind);  // the draft; null: none
[[nodiscard]] Saving& saving_of(Session& session, protocol::RecordKind kind);
[[nodiscard]] const Saving& saving_of(const Session& session, protocol::RecordKind kind);
[[nodiscard]] const std::optional<Submission>& submission_of(const Session& session, protocol::RecordKind kind);
inline constexpr protocol::RecordKind drafted_kinds[] = {protocol::RecordKind::Plan, protocol::RecordKind::Checkpoint, protocol::RecordKind::Diagnosis,
                                                        protocol::RecordKind::Feedback};

// The platform's word, new: what it says of this year's diagnosis becomes the report, unless one was handed in during this stay.
void take_context(Session& session, std::shared_ptr<const protocol::StudentContext> context, Instant now);
// Null offline, and where the platform's word cannot be read.
[[nodiscard]] const domain::YearStanding* standing_of(const Session& session);
[[nodiscard]] const domain::Warnings* warnings_of(const Session& session);
[[nodiscard]] const domain::Replies* replies_of(const Session& session);
// As far as is known here: what was handed in during this stay waits, whatever the platform said before. Nothing: unknown.
[[nodiscard]] std::optional<domain::PlanState> plan_state_of(const Session& session);
[[nodiscard]] std::optional<domain::DiagnosisState> diagnosis_state_of(const Session& session);

// All of it so, for who judges the year as a whole; nothing where the platform's word is missing.
[[nodiscard]] std::optional<domain::YearStanding> standing_now(const Session& session);

// The form in use: the draft's, or the newest when nothing is begun or the draft's is no longer published.
[[nodiscard]] const domain::Instrument& instrument_of(const Session& session, protocol::RecordKind kind = protocol::RecordKind::Diagnosis);
// What judging needs. Offline nothing is known, and nothing is left out for it.
[[nodiscard]] domain::Student student_of(const Session& session);
[[nodiscard]] const domain::Cycle& cycle_of(const Session& session, Instant now);
[[nodiscard]] domain::Cohort cohort_of(const Session& session);

[[nodiscard]] protocol::RecordKind kind_of(domain::Activity activity);
[[nodiscard]] domain::Activity activity_of(protocol::RecordKind kind);
// May it be filled in now? A draft that was begun inside its window may always be finished.
[[nodiscard]] domain::WindowState window_of(const Session& session, domain::Activity activity, Instant now);
[[nodiscard]] bool may_fill(const Session& session, domain::Activity activity, Instant now);

[[nodiscard]] bool grants_sensitive(const Consents& consents, const domain::Notice& notice);
[[nodiscard]] Consents consents_to(const domain::Notice& notice, SensitiveConsent sensitive, Instant at);
// Given to this version of the notice, with everything that is required?
[[nodiscard]] bool covers(const Consents& consents, const domain::Notice& notice);

// Status data of this year, judged by the freeze; empty offline.
[[nodiscard]] domain::Evidence evidence_of(const Session& session, Instant now);

// Of the draft that is being handed in, or of what the platform has; null where there is neither.
[[nodiscard]] std::shared_ptr<const HandedIn> hand_in(const Session& session, Instant now);
[[nodiscard]] std::shared_ptr<const HandedIn> handed_in_before(const Session& session, Instant now);

}  // namespace xz::ui::flow
