#include "terminal/core/domain/spiral.hpp"

#include <algorithm>

namespace xz::domain {

namespace {

bool passed(const Day& day, Instant now) {
    return std::chrono::sys_days{day_in_china(now)} > std::chrono::sys_days{day};
}

bool reached(const Day& day, Instant now) {
    return std::chrono::sys_days{day_in_china(now)} >= std::chrono::sys_days{day};
}

template <typename... States, typename Variant>
bool is_any(const Variant& state) {
    return (std::holds_alternative<States>(state) || ...);
}

class Standing {
public:
    Standing(const StandBasis& basis, Instant now) : basis_{basis}, now_{now} {}

    Stand stand() {
        Stand stand{.step = step(), .loop = loop(), .due = {}};
        due_of_plan(stand.due);
        due_of_diagnosis(stand.due);
        due_of_channels(stand.due);
        std::stable_sort(stand.due.begin(), stand.due.end(), [](const DueItem& left, const DueItem& right) {
            if (!left.day || !right.day) return left.day.has_value() && !right.day.has_value();
            return std::chrono::sys_days{*left.day} < std::chrono::sys_days{*right.day};
        });
        return stand;
    }

private:
    [[nodiscard]] const PlanState* plan() const { return basis_.standing ? &basis_.standing->plan.state : nullptr; }
    [[nodiscard]] const DiagnosisState* diagnosis() const { return basis_.standing ? &basis_.standing->diagnosis.state : nullptr; }
    [[nodiscard]] const Window& diagnosis_window() const { return *basis_.cycle.window(Activity::Diagnosis, basis_.cohort); }

    [[nodiscard]] bool plan_waits() const {
        using namespace plan_state;
        return plan() && is_any<Submitted, UnderReview>(*plan());
    }
    [[nodiscard]] bool plan_in_force() const { return plan() && !active_record(*plan()).empty(); }
    [[nodiscard]] bool diagnosis_handed_in() const {
        using namespace diagnosis_state;
        return diagnosis() && is_any<Submitted, Confirmed, Archived>(*diagnosis());
    }

    // What is known of the student decides, and where it does not, the calendar.
    [[nodiscard]] SpiralStep step() const {
        const auto& cycle = basis_.cycle;
        if (diagnosis_handed_in() || passed(diagnosis_window().closes, now_)) return after_diagnosis();
        if (state_of(diagnosis_window(), now_) == WindowState::Open) return SpiralStep::Diagnose;
        if (plan_in_force()) return SpiralStep::Implement;
        if (plan_waits()) return SpiralStep::Organise;
        if (plan()) return before_hand_in();
        if (reached(cycle.monitoring.opens, now_)) return SpiralStep::Implement;
        if (passed(cycle.plan.closes, now_)) return SpiralStep::Organise;
        return before_hand_in();
    }

    // Until the plan is handed in: the goals are looked at while the standard is new, then measures are designed.
    [[nodiscard]] SpiralStep before_hand_in() const {
        const auto& cycle = basis_.cycle;
        if (plan() && is_any<plan_state::Returned>(*plan())) return SpiralStep::Design;
        if (!reached(cycle.plan.opens, now_)) return reached(cycle.publish.opens, now_) ? SpiralStep::Standard : SpiralStep::Goal;
        return passed(cycle.plan.closes, now_) ? SpiralStep::Implement : SpiralStep::Design;
    }

    // Recognition while it is reviewed, learning once it is confirmed, new ways while the report is out, then the improvements.
    [[nodiscard]] SpiralStep after_diagnosis() const {
        const auto& cycle = basis_.cycle;
        if (basis_.cohort == Cohort::Continuing && reached(cycle.carry_over, now_)) return SpiralStep::Improve;
        if (passed(cycle.report.closes, now_)) return SpiralStep::Improve;
        if (reached(cycle.report.opens, now_)) return SpiralStep::Innovate;
        const bool confirmed = diagnosis() && is_any<diagnosis_state::Confirmed, diagnosis_state::Archived>(*diagnosis());
        return confirmed ? SpiralStep::Learn : SpiralStep::Motivate;
    }

    [[nodiscard]] SmallLoop loop() const {
        using namespace plan_state;
        if (plan() && is_any<RevisionSubmitted, RevisionUnderReview, RevisionReturned>(*plan())) return SmallLoop::Revising;
        if (!basis_.warnings) return SmallLoop::Watching;
        auto loop = SmallLoop::Watching;
        for (const auto& card : basis_.warnings->cards) {
            if (is_over(card.state)) continue;
            const bool acted = is_any<warning_state::InAction>(card.state);
            if (!acted) return SmallLoop::Warned;
            loop = SmallLoop::Correcting;
        }
        return loop;
    }

    void due_of_plan(std::vector<DueItem>& due) const {
        using namespace plan_state;
        const auto& window = basis_.cycle.plan;
        const bool returned = plan() && is_any<Returned, RevisionReturned>(*plan());
        if (returned) due.push_back({.kind = DueItem::Kind::PlanReturned, .day = last_day(window, is_any<Returned>(*plan())), .subject = {}});
        else if ((!plan() || is_any<Draft>(*plan())) && state_of(window, now_) == WindowState::Open)
            due.push_back({.kind = DueItem::Kind::Plan, .day = window.closes, .subject = {}});

        const bool checked = basis_.standing && !basis_.standing->checkpoint_record.empty();
        const bool nothing_to_check = plan() && !plan_in_force();
        if (state_of(basis_.cycle.checkpoint, now_) == WindowState::Open && !checked && !nothing_to_check)
            due.push_back({.kind = DueItem::Kind::Checkpoint, .day = basis_.cycle.checkpoint.closes, .subject = {}});
    }

    // A returned one may be handed in again while its window or its review lasts; later it has no day that could still be kept.
    [[nodiscard]] std::optional<Day> last_day(const Window& window, bool has_window) const {
        if (!has_window) return std::nullopt;
        const Day last = window.review_by.value_or(window.closes);
        return passed(last, now_) ? std::nullopt : std::optional{last};
    }

    void due_of_diagnosis(std::vector<DueItem>& due) const {
        using namespace diagnosis_state;
        const auto& window = diagnosis_window();
        if (diagnosis() && is_any<Returned, Reopened>(*diagnosis()))
            due.push_back({.kind = DueItem::Kind::DiagnosisReturned, .day = last_day(window, true), .subject = {}});
        else if ((!diagnosis() || is_any<Locked, diagnosis_state::Draft>(*diagnosis())) && state_of(window, now_) == WindowState::Open)
            due.push_back({.kind = DueItem::Kind::Diagnosis, .day = window.closes, .subject = {}});
    }

    void due_of_channels(std::vector<DueItem>& due) const {
        if (basis_.warnings)
            for (const auto& card : basis_.warnings->cards)
                if (is_any<warning_state::Triggered, warning_state::Notified, warning_state::Acknowledged>(card.state))
                    due.push_back({.kind = DueItem::Kind::Warning, .day = card.due, .subject = to_text(card.raised.key)});
        if (!basis_.replies) return;
        for (const auto& thread : basis_.replies->threads)
            if (thread.unread) due.push_back({.kind = DueItem::Kind::Reply, .day = {}, .subject = thread.id});
        for (const auto& note : basis_.replies->notes)
            if (note.unread) due.push_back({.kind = DueItem::Kind::Note, .day = {}, .subject = note.id});
    }

    const StandBasis& basis_;
    Instant now_;
};

constexpr std::array<std::string_view, 10> StepNames{"goal",     "standard", "design", "organise", "implement",
                                                     "diagnose", "motivate", "learn",  "innovate", "improve"};

}  // namespace

std::string_view name_of(SpiralStep step) {
    return StepNames[static_cast<std::size_t>(step)];
}

Stand stand_of(const StandBasis& basis, Instant now) {
    return Standing{basis, now}.stand();
}

}  // namespace xz::domain
