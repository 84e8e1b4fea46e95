#include "server-sync/sync/student_actions.hpp"

#include "terminal/core/crypto/hash.hpp"

namespace xz::server::sync {

namespace {

using protocol::ActionType;

// What a store answers with yes or no.
Completion<bool> found_or_not(Completion<Verdict> done) {
    return [done = std::move(done)](Outcome<bool> outcome) {
        done(outcome.map([](bool found) { return found ? Verdict::Done : Verdict::NotFound; }));
    };
}

// What it says, whatever its id.
ActionMark mark_of(const protocol::Action& action) {
    protocol::Action said = action;
    said.id.clear();
    const auto digest = crypto::sha256(protocol::encode(said));
    return {.id = action.id, .content = Bytes{digest.begin(), digest.end()}};
}

}  // namespace

void StudentActions::perform(std::string student_no, protocol::Action action, Instant now, Completion<Verdict> done) const {
    if (action.type == ActionType::Refresh) {
        done(Verdict::Done);
        return;
    }
    const ActionMark mark = mark_of(action);
    if (const auto answered = ports_.actions.answered(student_no, mark)) {
        done(*answered);
        return;
    }
    // Kept with the step where it was done by it, else now; what the same action was answered meanwhile wins.
    auto keep = [ports = ports_, student_no, mark, now, done = std::move(done)](Outcome<Verdict> outcome) {
        if (!outcome) {
            done(failure(outcome.error()));
            return;
        }
        ports.actions.keep(student_no, mark, *outcome, now, done);
    };
    take(student_no, action, mark, now, std::move(keep));
}

void StudentActions::take(const std::string& student_no, const protocol::Action& action, const ActionMark& mark, Instant now,
                          Completion<Verdict> done) const {
    const auto published = published_.newest();
    const auto warning = domain::warning_key_from(action.subject);
    switch (action.type) {
        case ActionType::Refresh: done(Verdict::Done); return;
        case ActionType::PlanWithdraw:
            proceedings_.withdraw_plan(student_no, action.subject, mark, now, std::move(done));
            return;
        case ActionType::WarningAcknowledge:
        case ActionType::WarningAct:
            if (!warning) {
                done(Verdict::NotFound);
            } else if (action.type == ActionType::WarningAct) {
                warnings_.act(student_no, *warning, action.text, {}, mark, now, std::move(done));
            } else {
                warnings_.acknowledge(student_no, *warning, mark, now, std::move(done));
            }
            return;
        case ActionType::DatumObject:
            if (!published) {
                done(Verdict::NotFound);
            } else {
                warnings_.object(student_no, published->cycle_at(now).academic_year, action.subject, action.text, mark, now,
                                 std::move(done));
            }
            return;
        case ActionType::RecordClaim:
            ports_.records.claim(student_no, action.subject, mark, now, found_or_not(std::move(done)));
            return;
        case ActionType::RecordDisown:
            ports_.records.disown(student_no, action.subject, mark, now, std::move(done));
            return;
        case ActionType::FeedbackClose: feedback_.close({student_no, action.subject}, mark, now, std::move(done)); return;
        case ActionType::FeedbackReopen:
            feedback_.reopen({student_no, action.subject}, action.text, mark, now, std::move(done));
            return;
        case ActionType::RepliesRead: feedback_.mark_read(student_no, action.subject, now, std::move(done)); return;
    }
}

}  // namespace xz::server::sync
