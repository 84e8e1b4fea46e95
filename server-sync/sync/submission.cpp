#include "server-sync/sync/submission.hpp"

#include "server-sync/sync/revisions.hpp"
#include "server-sync/sync/student_words.hpp"

#include <algorithm>

namespace xz::server::sync {

namespace {

constexpr std::string_view kDisown = "disown";

bool is_among(std::span<const RecordHead> counted, std::string_view id) {
    return std::any_of(counted.begin(), counted.end(), [&](const RecordHead& each) { return each.id == id; });
}

ProceedingChange change_of(const std::string& from, const Proceeding& next, std::string_view action, const std::string& record,
                           Instant at) {
    const Stepper student;
    return {.verdict = Verdict::Done,
            .next = next,
            .step = {.from = from,
                     .to = next.state,
                     .action = std::string{action},
                     .actor = student.actor,
                     .by = student.name,
                     .record = record,
                     .words = {},
                     .at = at},
            .others = Others::Stay};
}

// The state without records that are gone.
domain::PlanState left_of(const domain::PlanState& state, std::span<const RecordHead> counted) {
    const std::string active = domain::active_record(state);
    const std::string latest = domain::latest_record(state);
    const bool latest_stays = is_among(counted, latest);
    const bool active_stays = is_among(counted, active);
    if (latest_stays && (active.empty() || active_stays)) {
        return state;
    }
    if (active_stays) {
        return domain::plan_state::Active{active};
    }
    return latest_stays ? domain::PlanState{domain::plan_state::Submitted{latest}} : domain::PlanState{domain::plan_state::Draft{}};
}

}  // namespace

domain::PlanState plan_state_of(const Proceeding& stored, std::string reason) {
    return domain::plan_state_from(stored.state, stored.active, stored.record, std::move(reason)).value_or(domain::plan_state::Draft{});
}

domain::DiagnosisState diagnosis_state_of(const Proceeding& stored, std::string reason) {
    return domain::diagnosis_state_from(stored.state, stored.record, std::move(reason)).value_or(domain::diagnosis_state::Draft{});
}

void put_state(Proceeding& into, const domain::PlanState& state) {
    into.state = domain::name_of(state);
    into.active = domain::active_record(state);
    into.record = domain::latest_record(state);
}

void put_state(Proceeding& into, const domain::DiagnosisState& state) {
    into.state = domain::name_of(state);
    into.record = domain::latest_record(state);
}

std::optional<std::size_t> standing_record(const Proceeding& now, std::span<const RecordHead> counted) {
    const auto state = now.key.kind == protocol::RecordKind::Diagnosis ? diagnosis_state_of(now, unread(now.words))
                                                                       : domain::DiagnosisState{domain::diagnosis_state::Draft{}};
    const bool decided = std::holds_alternative<domain::diagnosis_state::Confirmed>(state) ||
                         std::holds_alternative<domain::diagnosis_state::Reopened>(state) ||
                         std::holds_alternative<domain::diagnosis_state::Archived>(state);
    const auto found = std::find_if(counted.begin(), counted.end(), [&](const RecordHead& each) { return each.id == now.record; });
    if (decided && found != counted.end() && !found->withdrawn) {
        return static_cast<std::size_t>(found - counted.begin());
    }
    return current_revision(counted);
}

bool answers_return(const Proceeding& now, const RecordHead& record) {
    return !now.words.empty() && record.id != now.record && record.submitted_at >= now.since;
}

bool is_with_staff(const Proceeding& now, std::string_view record) {
    if (record != now.record) {
        return !record.empty() && record == now.active;
    }
    if (now.key.kind == protocol::RecordKind::Plan) {
        const auto state = plan_state_of(now, unread(now.words));
        return !std::holds_alternative<domain::plan_state::Submitted>(state) && !std::holds_alternative<domain::plan_state::RevisionSubmitted>(state);
    }
    return !std::holds_alternative<domain::diagnosis_state::Submitted>(diagnosis_state_of(now, unread(now.words)));
}

std::vector<ProceedingChange> steps_to(const Proceeding& now, const RecordHead* standing, std::span<const RecordHead> counted,
                                       std::optional<WithoutPlan> without_plan, Instant at) {
    std::vector<ProceedingChange> changes;
    Proceeding next = now;
    const auto take = [&](const auto& state, std::string_view action, const std::string& record) {
        const std::string from = next.state;
        put_state(next, state);
        next.words.clear();
        changes.push_back(change_of(from, next, action, record, at));
    };
    const auto hand_in = [&](const auto& state, const auto& submit) {
        const auto stepped = domain::step(state, domain::Actor::Student, submit);
        if (stepped) {
            next.revision = standing->revision;
            next.without_plan = without_plan.value_or(next.without_plan);
            take(*stepped, domain::name_of(submit), standing->id);
        }
    };
    if (now.key.kind == protocol::RecordKind::Plan) {
        domain::PlanState state = plan_state_of(now, unread(now.words));
        if (!now.record.empty() && !(left_of(state, counted) == state)) {
            const std::string gone = is_among(counted, now.record) ? now.active : now.record;
            state = left_of(state, counted);
            take(state, kDisown, gone);
        }
        if (standing != nullptr && standing->id != next.record && standing->id != next.active) {
            const domain::PlanAction submit = domain::plan_action::Submit{standing->id};
            hand_in(state, submit);
        }
        return changes;
    }
    domain::DiagnosisState state = diagnosis_state_of(now, unread(now.words));
    if (!now.record.empty() && !is_among(counted, now.record)) {
        state = domain::diagnosis_state::Draft{};
        take(state, kDisown, now.record);
    }
    if (standing != nullptr && standing->id != next.record) {
        const domain::DiagnosisAction submit = domain::diagnosis_action::Submit{standing->id};
        hand_in(state, submit);
    }
    return changes;
}

std::optional<FeedbackThread> continued(const std::optional<FeedbackThread>& former, const FeedbackArrival& arrival) {
    if (!former || std::holds_alternative<domain::feedback_state::Closed>(former->state)) {
        return std::nullopt;
    }
    FeedbackThread thread = *former;
    if (!std::holds_alternative<domain::feedback_state::Answered>(thread.state)) {
        return thread;  // it waits anyway: one more post
    }
    const auto reopened = domain::step(thread.state, domain::Actor::Student, domain::feedback_action::Reopen{});
    if (!reopened) {
        return std::nullopt;
    }
    thread.state = *reopened;
    thread.due = arrival.due;
    return thread;
}

}  // namespace xz::server::sync
