// 首页: where the student stands on the year's eight, what is open and due, and what became of what was handed in.
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/screens.hpp"
#include "terminal/ui/screens/wording.hpp"

#include <algorithm>
#include <chrono>

namespace xz::ui::screens {
namespace {

using Days = std::chrono::sys_days;

std::uint64_t days_until(std::chrono::year_month_day last, Instant now) {
    return static_cast<std::uint64_t>(std::max<std::int64_t>(0, (Days{last} - Days{day_in_china(now)}).count()));
}

// Steps done on the eight by what is open now: planning 3, the year's work 4½, diagnosis 5, afterwards 6.
enum class YearStep : std::uint8_t { Goal, Design, Implement, Diagnose, Improve };

YearStep step_of(const flow::Session& session, Instant now) {
    if (flow::may_fill(session, now)) return YearStep::Diagnose;
    const auto& cycle = flow::cycle_of(session, now);
    const auto cohort = flow::cohort_of(session);
    const auto state = [&](domain::Activity activity) { return cycle.state(activity, cohort, now); };
    if (state(domain::Activity::Diagnosis) == domain::WindowState::Closed) return YearStep::Improve;
    switch (state(domain::Activity::Plan)) {
        case domain::WindowState::NotYet: return YearStep::Goal;
        case domain::WindowState::Open: return YearStep::Design;
        case domain::WindowState::Closed: break;
    }
    return YearStep::Implement;
}

float position_of(YearStep step) {
    switch (step) {
        case YearStep::Goal: return 0;
        case YearStep::Design: return 2;
        case YearStep::Implement: return 4;
        case YearStep::Diagnose: return 5;
        case YearStep::Improve: break;
    }
    return 9;
}

std::string_view name_of(const Frame& frame, YearStep step) {
    switch (step) {
        case YearStep::Goal: return frame.words("year.goal"_t);
        case YearStep::Design: return frame.words("year.design"_t);
        case YearStep::Implement: return frame.words("year.implement"_t);
        case YearStep::Diagnose: return frame.words("year.diagnose"_t);
        case YearStep::Improve: break;
    }
    return frame.words("year.improve"_t);
}

void year(const Frame& frame, const flow::Session& session) {
    auto& ui = frame.ui;
    const auto steps = year_words(frame);
    std::string due;
    const auto now = frame.state.wall;
    if (const auto* window = flow::cycle_of(session, now).window(domain::Activity::Diagnosis, flow::cohort_of(session));
        window != nullptr && domain::contains(*window, now))
        due = frame.words.count("home.days_left"_t, days_until(window->closes, now));
    Card card{ui};
    year_figure(ui, "home.year", {.left = steps.left, .right = steps.right, .left_center = frame.words("year.planning"_t), .right_center = due, .position = position_of(step_of(session, now))});
}

// What the one primary action of the page is called and says.
struct DiagnosisCard {
    std::string detail;
    std::string_view action;
    float share = 0;
};

DiagnosisCard diagnosis_card(const Frame& frame, const flow::Session& session) {
    const auto& words = frame.words;
    const auto now = frame.state.wall;
    if (!flow::may_fill(session, now)) return {std::string{words("home.closed"_t)}, words("home.when"_t)};
    if (session.draft) {
        const auto progress = flow::progress_of(session, now);
        const auto filled = std::to_string(progress.filled);
        const auto all = std::to_string(progress.asked);
        auto detail = words("home.progress"_t, {{"filled", filled}, {"all", all}});
        if (session.saving.at != Instant{}) detail += "  ·  " + words("home.saved_at"_t, {{"time", clock_time(session.saving.at)}});
        return {std::move(detail), words("home.continue"_t), static_cast<float>(progress.filled) / static_cast<float>(progress.asked)};
    }
    if (session.submission) return {std::string{words("home.handed_in"_t)}, words("home.again"_t), 1.0F};
    return {std::string{words("home.about_ten_minutes"_t)}, words("home.begin"_t)};
}

Wish diagnosis(const Frame& frame, const flow::Session& session) {
    auto& ui = frame.ui;
    const auto shown = diagnosis_card(frame, session);
    Card card{ui, {.outlined = true}};
    heading(ui, frame.words("home.diagnosis"_t));
    text(ui, shown.detail, {.type = Type::Body, .color = ui.palette().muted});
    if (shown.share > 0) progress(ui, "home.progress", shown.share);
    ui.space(ui.px(12));
    if (button(ui, "home.diagnosis", shown.action)) return flow::OpenDiagnosis{};
    return std::nullopt;
}

Wish report(const Frame& frame, const flow::Session& session) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    std::string detail{words("home.no_report"_t)};
    Enabled enabled = Enabled::No;
    if (session.submission) {
        detail = words("home.report_now"_t);
        enabled = Enabled::Yes;
    } else if (session.context != nullptr && session.context->last_diagnosis) {
        detail = words("home.report_last"_t, {{"year", year_span(session.context->last_diagnosis->academic_year)}});
        enabled = Enabled::Yes;
    }
    Card card{ui};
    if (list_row(ui, "home.report", words("home.report"_t), {.icon = Icon::Report, .detail = detail, .enabled = enabled})) return flow::OpenReport{};
    return std::nullopt;
}

// The last record that was handed in, here or elsewhere; one that was set aside says why and what to do.
void submission(const Frame& frame, const flow::Session& session) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    if (session.submission) {
        const bool there = session.submission->arrival == flow::Arrival::AtThePlatform;
        (void)banner(ui, "home.submission", there ? Tone::Good : Tone::Primary, words("home.submission"_t), words(there ? "done.arrived"_t : "done.waiting"_t));
        return;
    }
    if (session.context == nullptr || session.context->submissions.empty()) return;
    const auto& all = session.context->submissions;
    const auto& last = *std::max_element(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.time < b.time; });
    const bool aside = last.status == protocol::SubmissionStatus::Quarantined;
    std::string said = words("home.submission_line"_t, {{"year", year_span(last.academic_year)},
                                                        {"day", day(frame, day_in_china(last.time))},
                                                        {"status", submission_text(frame, last.status)}});
    if (aside && last.reason) said += "\n" + std::string{reason_text(frame, *last.reason)};
    (void)banner(ui, "home.submission", aside ? Tone::Attention : Tone::Good, words("home.submission"_t), said);
}

void calendar(const Frame& frame, const flow::Session& session) {
    auto& ui = frame.ui;
    const auto now = frame.state.wall;
    const auto& cycle = flow::cycle_of(session, now);
    const auto cohort = flow::cohort_of(session);
    Card card{ui};
    heading(ui, frame.words("home.calendar"_t));
    const auto line = [&](locale::Key key, domain::Activity activity) {
        const auto* window = cycle.window(activity, cohort);
        if (window == nullptr) return;
        const auto span = frame.words("home.span"_t, {{"from", day_of_year(frame, window->opens)}, {"to", day_of_year(frame, window->closes)}});
        const bool open = domain::state_of(*window, now) == domain::WindowState::Open;
        pair(ui, frame.words(key), span, open ? Tone::Primary : Tone::Neutral);
    };
    line("home.plan"_t, domain::Activity::Plan);
    line("home.checkpoint"_t, domain::Activity::Checkpoint);
    line("home.diagnosis"_t, domain::Activity::Diagnosis);
}

}  // namespace

Wish draw(const Frame& frame, const flow::Session& session, const flow::Home&) {
    auto& ui = frame.ui;
    auto wanted = session_header(frame, session);
    const auto take = [&](Wish other) {
        if (other) wish(wanted, std::move(*other));
    };
    Scroll body{ui, "body"};
    const auto now = frame.state.wall;
    const auto over = frame.words("attract.year"_t, {{"year", year_span(flow::cycle_of(session, now).academic_year)}});
    page_heading(ui, over, frame.words("home.where"_t, {{"step", name_of(frame, step_of(session, now))}}));
    if (session.mode == flow::LoginMode::Offline)
        (void)banner(ui, "home.offline", Tone::Attention, frame.words("home.offline_title"_t), frame.words("home.offline_text"_t));
    two_columns(
        ui, 5, [&] { year(frame, session); },
        [&] {
            take(diagnosis(frame, session));
            submission(frame, session);
            take(report(frame, session));
        });
    calendar(frame, session);
    take(access_bar(frame));
    return wanted;
}

}  // namespace xz::ui::screens
