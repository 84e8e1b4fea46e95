// What a wish does to the plan's draft: each change is checked against the instrument and the goal chain before it is taken.
#pragma once

#include "terminal/ui/flow/editing.hpp"
#include "terminal/ui/flow/stage.hpp"

namespace xz::ui::flow {

[[nodiscard]] int limit_of(const domain::TextLimits& limits, PlanTextKind kind);  // code points
[[nodiscard]] const std::string& text_in(const domain::Plan& plan, const PlanText& place);  // empty where there is no such place

// No: the wish is no edit, or it is not allowed; the draft is as it was. The session must have a plan's draft.
[[nodiscard]] Edited edit(SignedIn& signed_in, const PlanWish& wish, Instant at);

// The improvements that earlier years carry and that are no goal of this plan.
[[nodiscard]] std::vector<domain::CarriedItem> offered(const Session& session, const domain::Plan& plan);
// As a draft goal, if its dimension has room.
[[nodiscard]] Edited adopt(Session& session, const domain::CarriedItem& item, Instant at);
// A task that a warning led to, as a measure of the goal that its indicator measures; of a new one where there is none. The goal's code.
[[nodiscard]] std::string take_task(Session& session, const domain::WarningCard& card, Instant at);

}  // namespace xz::ui::flow
