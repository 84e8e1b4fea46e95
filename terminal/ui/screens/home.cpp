// 首页: where the student stands on the year's eight, what is due, what is open, and what became of what was handed in.
#include "terminal/core/domain/spiral.hpp"
#include "terminal/core/support/clock.hpp"
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/home_papers.hpp"
#include "terminal/ui/screens/screens.hpp"
#include "terminal/ui/screens/warning_words.hpp"
#include "terminal/ui/screens/wording.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <vector>

namespace xz::ui::screens {
namespace {

using Days = std::chrono::sys_days;

domain::Stand stand_of(const Frame& frame, const flow::Session& session) {
    const auto now = frame.state.wall;
    const auto standing = flow::standing_now(session);
    return domain::stand_of({.cycle = flow::cycle_of(session, now),
                             .cohort = flow::cohort_of(session),
                             .standing = standing ? &*standing : nullptr,
                             .warnings = flow::warnings_of(session),
                             .replies = flow::replies_of(session)},
                            now);
}

// 监测 → 预警 → 改进 → 设计, with where the student is.
void small_loop(const Frame& frame, domain::SmallLoop loop, Point from) {
    const auto word = [&](locale::Key key) { return std::string{frame.words(key)}; };
    const std::array<std::string, 4> steps{word("year.watch"_t), word("year.warn"_t), word("year.correct"_t), word("year.redesign"_t)};
    ui::small_loop(frame.ui, "home.loop", steps, static_cast<std::size_t>(loop), from);
}

// What stands in the two loops: the plan's state at the left; days left of the diagnosis, or its state, at the right.
std::string right_center(const Frame& frame, const flow::Session& session) {
    const auto now = frame.state.wall;
    const auto* window = flow::cycle_of(session, now).window(domain::Activity::Diagnosis, flow::cohort_of(session));
    const auto diagnosis = diagnosis_card(frame, session);
    if (!diagnosis.chip.empty() && !session.diagnosis.draft) return std::string{diagnosis.chip};
    if (window == nullptr || !domain::contains(*window, now)) return {};
    return frame.words.count("home.days_left"_t, static_cast<std::uint64_t>(std::max<std::int64_t>(0, (Days{window->closes} - Days{day_in_china(now)}).count())));
}

void year(const Frame& frame, const flow::Session& session, const domain::Stand& stand) {
    auto& ui = frame.ui;
    const auto steps = year_words(frame);
    const auto plan = plan_card(frame, session);
    const auto left = plan.chip.empty() ? std::string{frame.words("year.planning"_t)} : std::string{plan.chip};
    const auto right = right_center(frame, session);
    Card card{ui};
    const Point inside = year_figure(ui, "home.year", {.left = steps.left, .right = steps.right, .left_center = left, .right_center = right, .position = static_cast<float>(stand.step)});
    small_loop(frame, stand.loop, inside);
}

// The one card of the page that asks for something now.
Wishes primary(const Frame& frame, const PaperCard& shown) {
    auto& ui = frame.ui;
    Card card{ui, {.outlined = true}};
    if (shown.chip.empty())
        heading(ui, shown.title);
    else
        heading_with_chip(ui, shown.title, shown.chip, shown.tone);
    text(ui, shown.detail, {.type = Type::Body, .color = ui.palette().muted});
    if (shown.share > 0) progress(ui, std::string{shown.id} + ".progress", shown.share);
    ui.space(ui.px(12));
    if (button(ui, shown.id, shown.action)) return shown.intent;
    return {};
}

// A card that leads somewhere: title, words under it, a chip.
struct Tile {
    std::string_view id;
    std::string title;
    std::string detail;
    std::string chip;
    Tone tone;
    flow::Intent intent;
};

Wishes tile(const Frame& frame, const Tile& shown) {
    auto& ui = frame.ui;
    Card card{ui, {.tap_id = shown.id, .tap_label = shown.title}};
    heading(ui, shown.title);
    if (!shown.chip.empty()) chip(ui, shown.chip, shown.tone);
    if (!shown.detail.empty()) caption(ui, shown.detail);
    return card.tapped() ? Wishes{shown.intent} : Wishes{};
}

// Two in a row where words stay readable.
Wishes tiles(const Frame& frame, const std::vector<Tile>& shown) {
    constexpr float widest_scale = 1.4F;
    auto& ui = frame.ui;
    Wishes wanted;
    const auto draw_one = [&](const Tile& one) {
        wanted.add(tile(frame, one));
    };
    if (ui.choice().text_scale > widest_scale) {
        for (const auto& one : shown) draw_one(one);
        return wanted;
    }
    for (std::size_t i = 0; i < shown.size(); i += 2) {
        Row row{ui, {1, 1}};
        {
            auto cell = row.cell();
            draw_one(shown[i]);
        }
        auto cell = row.cell();
        if (i + 1 < shown.size()) draw_one(shown[i + 1]);
    }
    return wanted;
}

Tile tile_of(const PaperCard& paper) { return {paper.id, paper.title, paper.detail, std::string{paper.chip}, paper.tone, paper.intent}; }

Tile report_tile(const Frame& frame, const flow::Session& session) {
    const auto& words = frame.words;
    Tile shown{"home.report", std::string{words("home.report"_t)}, {}, {}, Tone::Neutral, flow::OpenReport{}};
    if (session.handed_in != nullptr) {
        const auto& report = session.handed_in->report;
        shown.detail = words("home.report_year"_t, {{"year", year_span(session.handed_in->evidence.year)}});
        if (report.scores.level) {
            shown.chip = frame.say(session.handed_in->instrument->label_of(*report.scores.level));
            shown.tone = tone_of(*report.scores.level);
        }
    } else if (session.context != nullptr && session.context->last_diagnosis) {
        shown.detail = words("home.report_last"_t, {{"year", year_span(session.context->last_diagnosis->academic_year)}});
    }
    return shown;
}

Tile feedback_tile(const Frame& frame, const flow::Session& session) {
    const auto& words = frame.words;
    Tile shown{"home.feedback", std::string{words("home.feedback"_t)}, std::string{words("home.feedback_text"_t)}, {}, Tone::Attention, flow::OpenFeedback{}};
    const auto* replies = flow::replies_of(session);
    if (replies == nullptr) {
        shown.detail = words("home.unknown_offline"_t);
        return shown;
    }
    const auto unread = [](const auto& all) { return static_cast<std::uint64_t>(std::count_if(all.begin(), all.end(), [](const auto& one) { return one.unread; })); };
    const auto news = unread(replies->threads) + unread(replies->notes);
    if (news > 0) shown.chip = words.count("home.new_replies"_t, news);
    return shown;
}

Tile warnings_tile(const Frame& frame, const flow::Session& session) {
    const auto& words = frame.words;
    Tile shown{"home.warnings", std::string{words("home.warnings"_t)}, std::string{words("home.no_warnings"_t)}, {}, Tone::Attention, flow::OpenWarnings{}};
    const auto* warnings = flow::warnings_of(session);
    if (warnings == nullptr) {
        shown.detail = words("home.unknown_offline"_t);
        return shown;
    }
    const auto open = static_cast<std::uint64_t>(std::count_if(warnings->cards.begin(), warnings->cards.end(), [](const auto& card) { return !domain::is_over(card.state); }));
    if (open > 0) {
        shown.chip = words.count("home.open_warnings"_t, open);
        shown.detail.clear();
    }
    return shown;
}

Tile records_tile(const Frame& frame, const flow::Session& session) {
    const auto& words = frame.words;
    Tile shown{"home.records", std::string{words("home.records"_t)}, std::string{words("home.records_text"_t)}, {}, Tone::Attention, flow::OpenRecords{}};
    if (session.context == nullptr) return shown;
    const auto& all = session.context->submissions;
    const auto aside = std::count_if(all.begin(), all.end(), [](const auto& one) { return one.status == protocol::SubmissionStatus::Quarantined; });
    if (aside > 0) shown.chip = words.count("home.set_aside"_t, static_cast<std::uint64_t>(aside));
    return shown;
}

// The worst warning that is not over yet, over everything else.
Wishes worst_warning(const Frame& frame, const flow::Session& session) {
    const auto* warnings = flow::warnings_of(session);
    if (warnings == nullptr) return {};
    const auto found = std::find_if(warnings->cards.begin(), warnings->cards.end(), [](const auto& card) { return !domain::is_over(card.state); });
    if (found == warnings->cards.end()) return {};
    const auto& instrument = flow::instrument_of(session);
    const auto title = frame.words("home.warning"_t, {{"colour", colour_text(frame, found->raised.colour)}, {"name", warning_title(frame, instrument, found->raised)}});
    if (banner(frame.ui, "home.warning", tone_of(found->raised.colour), title, warning_detail(frame, instrument, found->raised), frame.words("home.look"_t)))
        return flow::OpenWarning{domain::to_text(found->raised.key)};
    return {};
}

// One line of what is due, with where it leads.
struct DueLine {
    std::string title;
    Icon icon;
    flow::Intent intent;
};

DueLine line_of(const Frame& frame, const domain::DueItem& item) {
    const auto word = [&](locale::Key key) { return std::string{frame.words(key)}; };
    switch (item.kind) {
        case domain::DueItem::Kind::Plan: return {word("home.due_plan"_t), Icon::Plan, flow::OpenPlan{}};
        case domain::DueItem::Kind::PlanReturned: return {word("home.due_plan_returned"_t), Icon::Plan, flow::OpenPlan{}};
        case domain::DueItem::Kind::Checkpoint: return {word("home.due_checkpoint"_t), Icon::List, flow::OpenCheckpoint{}};
        case domain::DueItem::Kind::Diagnosis: return {word("home.due_diagnosis"_t), Icon::Edit, flow::OpenDiagnosis{}};
        case domain::DueItem::Kind::DiagnosisReturned: return {word("home.due_diagnosis_returned"_t), Icon::Edit, flow::OpenDiagnosis{}};
        case domain::DueItem::Kind::Warning: return {word("home.due_warning"_t), Icon::Warning, flow::OpenWarning{item.subject}};
        case domain::DueItem::Kind::Reply: return {word("home.due_reply"_t), Icon::Feedback, flow::OpenThread{item.subject}};
        case domain::DueItem::Kind::Note: break;
    }
    return {word("home.due_note"_t), Icon::Info, flow::OpenFeedback{}};
}

Wishes due(const Frame& frame, const domain::Stand& stand) {
    constexpr std::size_t most = 5;  // the rest is one tap further
    if (stand.due.empty()) return {};
    auto& ui = frame.ui;
    Wishes wanted;
    const auto today = day_in_china(frame.state.wall);
    Card card{ui};
    heading(ui, frame.words("home.due"_t));
    for (std::size_t i = 0; i < std::min(most, stand.due.size()); ++i) {
        const auto& item = stand.due[i];
        const auto line = line_of(frame, item);
        const auto when = item.day ? frame.words("plan.due_by"_t, {{"day", day_of_year(frame, *item.day)}}) : std::string{};
        const bool late = item.day && *item.day < today;
        if (list_row(ui, "home.due." + std::to_string(i + 1), line.title, {.icon = line.icon, .chip = when, .chip_tone = late ? Tone::Danger : Tone::Neutral}))
            wanted.add(line.intent);
    }
    return wanted;
}

// What was handed in during this stay, or the last record where it was set aside: why, and what to do.
void submission(const Frame& frame, const flow::Session& session) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    for (const auto kind : flow::drafted_kinds) {
        const auto& here = flow::submission_of(session, kind);
        if (!here) continue;
        const bool there = here->arrival == flow::Arrival::AtThePlatform;
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

Wishes draw(const Frame& frame, const flow::Session& session, const flow::Home&) {
    auto& ui = frame.ui;
    auto wanted = session_header(frame, session);
    Scroll body{ui, "body"};
    const auto now = frame.state.wall;
    const auto stand = stand_of(frame, session);
    const auto step = year_words(frame).at(stand.step);
    page_heading(ui, frame.words("attract.year"_t, {{"year", year_span(flow::cycle_of(session, now).academic_year)}}), frame.words("home.where"_t, {{"step", step}}));
    if (session.mode == flow::LoginMode::Offline)
        (void)banner(ui, "home.offline", Tone::Attention, frame.words("home.offline_title"_t), frame.words("home.offline_text"_t));
    // The latest part of the year that asks for something stands first; the others are cards among the rest.
    std::array papers{diagnosis_card(frame, session), checkpoint_card(frame, session), plan_card(frame, session)};
    const auto asks = std::find_if(papers.begin(), papers.end(), [](const PaperCard& paper) { return paper.due == PaperCard::Due::Yes; });
    std::vector<Tile> rest;
    for (auto paper = papers.rbegin(); paper != papers.rend(); ++paper)
        if (asks == papers.end() || paper->id != asks->id) rest.push_back(tile_of(*paper));
    const bool has_report = session.handed_in != nullptr || (session.context != nullptr && session.context->last_diagnosis);
    if (has_report) rest.push_back(report_tile(frame, session));
    rest.push_back(warnings_tile(frame, session));
    rest.push_back(feedback_tile(frame, session));
    rest.push_back(records_tile(frame, session));
    rest.push_back({"home.pin", std::string{frame.words("home.pin"_t)}, std::string{frame.words("home.pin_text"_t)}, {}, Tone::Neutral, flow::OpenChangePin{}});
    const auto asked = [&] {
        if (asks != papers.end()) wanted.add(primary(frame, *asks));
    };
    if (has_two_columns(ui, 5)) {
        two_columns(
            ui, 5,
            [&] {
                year(frame, session, stand);
                wanted.add(worst_warning(frame, session));
                wanted.add(due(frame, stand));
            },
            [&] {
                asked();
                submission(frame, session);
                wanted.add(tiles(frame, rest));
            });
    } else {
        // On a low window the figure would push the one thing to do out of sight.
        const bool low = ui.window().h < ui.window().w;
        if (low) asked();
        year(frame, session, stand);
        if (!low) asked();
        wanted.add(worst_warning(frame, session));
        wanted.add(due(frame, stand));
        submission(frame, session);
        wanted.add(tiles(frame, rest));
    }
    calendar(frame, session);
    wanted.add(access_bar(frame));
    return wanted;
}

}  // namespace xz::ui::screens
