// What falls due with time alone: data that wait for their warnings, warnings of a year that is over, threads that nobody answered, diagnoses to
// be archived.
#pragma once

#include "server-sync/sync/feedback_desk.hpp"
#include "server-sync/sync/proceedings.hpp"
#include "server-sync/sync/warning_desk.hpp"

namespace xz::server::sync {

struct DutiesDone {
    Evaluation evaluated;
    std::uint64_t expired = 0;
    std::uint64_t escalated = 0;
    std::uint64_t archived = 0;
};

class DailyDuties {
public:
    DailyDuties(const WarningDesk& warnings, const FeedbackDesk& feedback, const Proceedings& proceedings)
        : warnings_{warnings}, feedback_{feedback}, proceedings_{proceedings} {}

    // Blocking; call it at the start and every hour: what is not due costs a look. Throws StoreUnavailable, and begins again with what is left.
    DutiesDone run(Instant now) const {
        DutiesDone done;
        done.evaluated = warnings_.evaluate_marked(now);
        done.expired = warnings_.expire(now);
        done.escalated = feedback_.escalate_overdue(now);
        done.archived = proceedings_.archive(now);
        return done;
    }

private:
    const WarningDesk& warnings_;
    const FeedbackDesk& feedback_;
    const Proceedings& proceedings_;
};

}  // namespace xz::server::sync
