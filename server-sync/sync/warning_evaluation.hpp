// What a student's newest data make of the warnings of their year: new ones, worse ones, those that are raised no more (DOMAIN 5, Warnings).
#pragma once

#include "server-sync/sync/warning_store.hpp"
#include "terminal/core/domain/published.hpp"
#include "terminal/core/support/clock.hpp"

namespace xz::server::sync {

// Pure. Nothing changes for a year that is over or not published, nor for a student who is not there (on leave, gone). Data that have only aged
// lower nothing. What was resolved is raised again when its data were clear meanwhile, or are worse.
[[nodiscard]] Evaluated evaluate(const EvaluationBasis& basis, const domain::Published& published, Instant now);

}  // namespace xz::server::sync
