// One student's stay at the terminal: who it is, what was published when it began, the draft, and whether the draft is on disk.
#pragma once

#include "terminal/core/domain/published.hpp"
#include "terminal/core/domain/report.hpp"
#include "terminal/core/protocol/student_context.hpp"
#include "terminal/ui/flow/draft.hpp"
#include "terminal/ui/flow/event.hpp"

#include <memory>
#include <optional>
#include <string>

namespace xz::ui::flow {

// What was submitted in this session, with the report made of it. Never moved: the report points into its evidence.
struct HandedIn {
    domain::Diagnosis diagnosis;
    domain::Evidence evidence;
    std::optional<domain::LastYear> last_year;
    domain::Student student;
    std::shared_ptr<const domain::Published> published;  // shared with the session; keeps `instrument` alive
    const domain::Instrument* instrument = nullptr;
    domain::Report report;
};

enum class Arrival : std::uint8_t { OnThisTerminal, AtThePlatform };
struct Submission {
    std::string record_id;
    std::uint64_t seq = 0;
    Arrival arrival = Arrival::OnThisTerminal;
    std::shared_ptr<const HandedIn> handed_in;  // shared: states are copied, this is not
};

// Of the draft. `asked` is the newest SaveDraft, `done` the newest that is on disk.
struct Saving {
    Ticket asked = 0;
    Ticket done = 0;
    Instant at;
    std::optional<StoreProblem> failed;
};
enum class SaveState : std::uint8_t { Nothing, Saving, Saved, Failed };
[[nodiscard]] SaveState state_of(const Saving& saving);

struct Session {
    LoginMode mode = LoginMode::Offline;
    std::string student_no;
    std::shared_ptr<const domain::Published> published;          // shared with the machine; a newer bundle waits for the next student
    std::shared_ptr<const protocol::StudentContext> context;     // null offline
    Consents consents;                                           // empty: the notice is still to be read
    std::optional<Draft> draft;
    Saving saving;
    std::optional<Submission> submission;
};

// The form in use: the draft's, or the newest when nothing is begun or the draft's is no longer published.
[[nodiscard]] const domain::Instrument& instrument_of(const Session& session);
// What judging needs. Offline nothing is known, and nothing is left out for it.
[[nodiscard]] domain::Student student_of(const Session& session);
[[nodiscard]] const domain::Cycle& cycle_of(const Session& session, Instant now);
[[nodiscard]] domain::Cohort cohort_of(const Session& session);

// May the diagnosis be filled in now? A draft that was begun inside its window may always be finished.
[[nodiscard]] domain::WindowState diagnosis_window(const Session& session, Instant now);
[[nodiscard]] bool may_fill(const Session& session, Instant now);

[[nodiscard]] bool grants_sensitive(const Consents& consents, const domain::Notice& notice);
[[nodiscard]] Consents consents_to(const domain::Notice& notice, SensitiveConsent sensitive, Instant at);
// Given to this version of the notice, with everything that is required?
[[nodiscard]] bool covers(const Consents& consents, const domain::Notice& notice);

// Status data of this year, judged by the freeze; empty offline.
[[nodiscard]] domain::Evidence evidence_of(const Session& session, Instant now);

[[nodiscard]] std::shared_ptr<const HandedIn> hand_in(const Session& session, Instant now);

}  // namespace xz::ui::flow
