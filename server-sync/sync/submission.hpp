// What a plan or diagnosis that was counted, or taken out again, does to its proceeding (DOMAIN 3): pure, so that every storage moves alike.
#pragma once

#include "server-sync/sync/feedback_store.hpp"
#include "server-sync/sync/proceedings_store.hpp"
#include "server-sync/sync/record_store.hpp"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace xz::server::sync {

// Of the counted records the one that stands: what current_revision() names, but a diagnosis that was confirmed stays, reopened until its
// reopening is answered.
[[nodiscard]] std::optional<std::size_t> standing_record(const Proceeding& now, std::span<const RecordHead> counted);

// Whether that newly counted record answers a return: then all that came before it, but the one in force, stand back.
[[nodiscard]] bool answers_return(const Proceeding& now, const RecordHead& record);

// Whether staff has opened or decided that record: then its student does not disown it, but turns to the counselor.
[[nodiscard]] bool is_with_staff(const Proceeding& now, std::string_view record);

// The steps that bring the proceeding to the record that stands now (null: none). Usually none or one; two when a record that was disowned
// leaves another behind. `counted`: all that are left, withdrawn ones too. `without_plan`: nothing leaves it as it is.
[[nodiscard]] std::vector<ProceedingChange> steps_to(const Proceeding& now, const RecordHead* standing, std::span<const RecordHead> counted,
                                                     std::optional<WithoutPlan> without_plan, Instant at);

// What a counted feedback record does to the thread it names (`former`), or without one: the thread as it is to be. Nothing: it opens a
// thread of its own, because it names none or the one it names is closed and may not be reopened.
[[nodiscard]] std::optional<FeedbackThread> continued(const std::optional<FeedbackThread>& former, const FeedbackArrival& arrival);

// The parts of a stored proceeding that the domain's states speak of. A stored state is one that was written by name_of.
[[nodiscard]] domain::PlanState plan_state_of(const Proceeding& stored, std::string reason);
[[nodiscard]] domain::DiagnosisState diagnosis_state_of(const Proceeding& stored, std::string reason);
void put_state(Proceeding& into, const domain::PlanState& state);
void put_state(Proceeding& into, const domain::DiagnosisState& state);

}  // namespace xz::server::sync
