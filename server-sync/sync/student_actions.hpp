// What a signed-in student does online besides handing in records (POST /sync/v1/actions), each action once.
#pragma once

#include "server-sync/sync/feedback_desk.hpp"
#include "server-sync/sync/proceedings.hpp"
#include "server-sync/sync/warning_desk.hpp"
#include "terminal/core/protocol/action.hpp"
#include "terminal/core/support/clock.hpp"

#include <functional>
#include <string>

namespace xz::server::sync {

class StudentActions {
public:
    StudentActions(Ports ports, const PublishedCache& published, const Proceedings& proceedings, const FeedbackDesk& feedback,
                   const WarningDesk& warnings)
        : ports_{ports}, published_{published}, proceedings_{proceedings}, feedback_{feedback}, warnings_{warnings} {}

    // `student_no`: of the session. Conflict: an id that came with other content before. The answer's context is assembled by the caller, after `done`. Throws StoreUnavailable.
    void perform(std::string student_no, protocol::Action action, Instant now, Completion<Verdict> done) const;

private:
    void take(const std::string& student_no, const protocol::Action& action, const ActionMark& mark, Instant now,
              Completion<Verdict> done) const;

    Ports ports_;
    const PublishedCache& published_;
    const Proceedings& proceedings_;
    const FeedbackDesk& feedback_;
    const WarningDesk& warnings_;
};

}  // namespace xz::server::sync
