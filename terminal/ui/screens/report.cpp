// 学生诊改报告: overall, radar, goals against results, levels with coverage, strengths, gaps, warnings, and what goes into next year's plan.
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/report_closing.hpp"
#include "terminal/ui/screens/report_goals.hpp"
#include "terminal/ui/screens/report_radar.hpp"
#include "terminal/ui/screens/screens.hpp"
#include "terminal/ui/screens/wording.hpp"

namespace xz::ui::screens {
namespace {

void change_line(const Frame& frame, const domain::Change& change) {
    if (!change.delta) return;
    const auto points = change.delta->rounded(1);
    switch (change.trend) {
        case domain::Trend::Progress: chip(frame.ui, frame.words("report.progress"_t, {{"points", points}}), Tone::Good, Icon::TrendUp); break;
        case domain::Trend::Decline: chip(frame.ui, frame.words("report.decline"_t, {{"points", points}}), Tone::Attention, Icon::TrendDown); break;
        case domain::Trend::Steady: chip(frame.ui, frame.words("report.steady"_t), Tone::Neutral, Icon::Forward); break;
        case domain::Trend::Incomparable: break;
    }
}

Wishes overall(const Frame& frame, const flow::Session& session, const flow::HandedIn& handed_in) {
    auto& ui = frame.ui;
    const auto& report = handed_in.report;
    Card card{ui};
    caption(ui, frame.words("report.overall"_t));
    if (report.scores.level)
        figure(ui, frame.say(handed_in.instrument->label_of(*report.scores.level)), report.scores.overall ? report.scores.overall->rounded(1) : std::string{}, {}, tone_of(*report.scores.level));
    else
        heading(ui, frame.words("report.not_enough"_t));
    change_line(frame, report.change);
    const auto complete = std::to_string(report.dimensions_complete);
    const auto partial = std::to_string(report.dimensions_partial);
    const auto open = std::to_string(report.dimensions_insufficient);
    caption(ui, frame.words("report.coverage"_t, {{"complete", complete}, {"partial", partial}, {"open", open}}));
    if (!report.data_arrived) chip(ui, frame.words("item.not_arrived"_t), Tone::Attention, Icon::CloudOff);
    caption(ui, frame.words("report.versions"_t, {{"instrument", handed_in.instrument->id()}, {"standard", handed_in.instrument->standard}}));
    if (const auto state = flow::diagnosis_state_of(session)) {
        if (std::holds_alternative<domain::diagnosis_state::Confirmed>(*state)) chip(ui, frame.words("home.diagnosis_confirmed"_t), Tone::Good, Icon::Done);
        if (std::holds_alternative<domain::diagnosis_state::Submitted>(*state)) chip(ui, frame.words("home.diagnosis_submitted"_t), Tone::Primary, Icon::Time);
    }
    if (button(ui, "report.computed", frame.words("report.computed"_t), {.emphasis = Emphasis::Secondary, .icon = Icon::Help})) return flow::OpenComputed{};
    return {};
}

// One line a dimension: own level, what the data say, score and coverage; each leads to how it was computed.
Wishes levels(const Frame& frame, const flow::HandedIn& handed_in) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    Wishes wanted;
    Card card{ui};
    heading(ui, words("report.levels"_t));
    for (const auto& line : handed_in.report.dimensions) {
        const auto* dimension = handed_in.instrument->dimension(line.code);
        const auto named = [&](std::optional<domain::Level> level, locale::Key none) {
            return level ? frame.say(handed_in.instrument->label_of(*level)) : std::string{words(none)};
        };
        std::string detail = words("report.self_and_data"_t, {{"self", named(line.self_level, "report.no_level"_t)}, {"data", named(line.data_level, "item.not_arrived"_t)}});
        detail += "  ·  " + words("report.covered"_t, {{"share", (line.result.coverage * domain::Ratio{100}).rounded(0)}});
        if (line.asks_reflection) detail += "\n" + std::string{words("report.reflect"_t)};
        const auto score = line.result.score ? line.result.score->rounded(1) : std::string{words("report.no_score"_t)};
        const auto tone = line.result.level ? tone_of(*line.result.level) : Tone::Neutral;
        if (list_row(ui, "report." + line.code, frame.say(dimension->name), {.detail = detail, .chip = score, .chip_tone = tone})) wanted.add(flow::OpenComputed{line.code});
    }
    return wanted;
}

void strengths(const Frame& frame, const flow::HandedIn& handed_in) {
    auto& ui = frame.ui;
    Card card{ui, {.tone = Tone::Good}};
    heading(ui, frame.words("report.strengths"_t));
    if (handed_in.report.strengths.empty()) text(ui, frame.words("report.no_strengths"_t));
    for (const auto& code : handed_in.report.strengths) {
        const auto* result = handed_in.report.scores.dimension(code);
        const auto score = result != nullptr && result->score ? result->score->rounded(1) : std::string{};
        bullet(ui, Icon::Star, frame.say(handed_in.instrument->dimension(code)->name) + " " + score, Tone::Good);
    }
}

Wishes gaps(const Frame& frame, const flow::HandedIn& handed_in) {
    auto& ui = frame.ui;
    Wishes wanted;
    Card card{ui, {.tone = Tone::Attention}};
    heading(ui, frame.words("report.gaps"_t));
    if (handed_in.report.gaps.empty()) text(ui, frame.words("report.no_gaps"_t));
    for (const auto& code : handed_in.report.gaps)
        if (const auto* indicator = handed_in.instrument->find(code))
            if (list_row(ui, "report.gap." + code, frame.say(indicator->name), {.icon = Icon::TrendUp})) wanted.add(flow::OpenComputed{code});
    return wanted;
}

void carried(const Frame& frame, const flow::HandedIn& handed_in) {
    auto& ui = frame.ui;
    Card card{ui};
    heading(ui, frame.words("report.carried"_t));
    if (handed_in.report.carried.empty()) text(ui, frame.words("report.nothing_carried"_t), {.type = Type::Body, .color = ui.palette().muted});
    for (const auto& item : handed_in.report.carried) {
        bullet(ui, Icon::Check, item.item.text);
        if (item.item.due) caption(ui, frame.words("plan.due_by"_t, {{"day", day(frame, *item.item.due)}}));
    }
}

// Before this year's is handed in: what last year's said.
void last_year(const Frame& frame, const protocol::LastDiagnosis& last, const domain::Instrument& instrument) {
    auto& ui = frame.ui;
    Card card{ui};
    heading(ui, frame.words("report.of_year"_t, {{"year", year_span(last.academic_year)}}));
    for (const auto& dimension : instrument.dimensions) {
        const auto found = last.dimensions.find(dimension.code);
        const auto score = found != last.dimensions.end() && found->second ? *found->second : std::string{frame.words("report.no_level"_t)};
        pair(ui, frame.say(dimension.name), score);
    }
}

}  // namespace

Wishes draw(const Frame& frame, const flow::Session& session, const flow::ReportPage&) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    Wishes wanted;
    const auto year = year_span(session.handed_in != nullptr ? session.handed_in->evidence.year : flow::cycle_of(session, frame.state.wall).academic_year);
    if (header(ui, "nav", {.back = words("nav.home"_t), .title = words("report.title"_t), .status = year, .status_tone = Tone::Neutral, .status_icon = Icon::Calendar}) ==
        HeaderTap::Back)
        wanted.add(flow::GoHome{});
    wanted.add(footer(ui, {"report.sign_out", words("done.sign_out"_t), flow::SignOut{}}, FooterAction{"report.home", words("nav.home"_t), flow::GoHome{}}));
    Scroll body{ui, "body"};
    const auto radar_card = [&] {
        Card card{ui};
        report_radar(frame, session);
    };
    if (session.handed_in == nullptr) {
        radar_card();
        if (session.context != nullptr && session.context->last_diagnosis) last_year(frame, *session.context->last_diagnosis, flow::instrument_of(session));
        report_threads(frame, session);
        return wanted;
    }
    const auto& handed_in = *session.handed_in;
    two_columns(
        ui, 5,
        [&] {
            wanted.add(overall(frame, session, handed_in));
            radar_card();
            wanted.add(levels(frame, handed_in));
            report_seal(frame, session);
        },
        [&] {
            wanted.add(report_goals(frame, handed_in));
            report_recognition(frame, handed_in);
            strengths(frame, handed_in);
            wanted.add(gaps(frame, handed_in));
            report_comment(frame, session);
            wanted.add(report_warnings(frame, session, *handed_in.instrument));
            report_threads(frame, session);
            carried(frame, handed_in);
            wanted.add(report_feedback(frame, session));
        });
    caption(ui, words("report.how"_t));
    return wanted;
}

}  // namespace xz::ui::screens
