#include "terminal/ui/screens/report_goals.hpp"

#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/goal_review_cards.hpp"
#include "terminal/ui/screens/goal_words.hpp"
#include "terminal/ui/screens/warning_words.hpp"
#include "terminal/ui/screens/wording.hpp"

#include <algorithm>
#include <cmath>

namespace xz::ui::screens {
namespace {

std::string_view attainment_word(const Frame& frame, domain::Attainment attainment) {
    switch (attainment) {
        case domain::Attainment::None: return frame.words("report.attained_none"_t);
        case domain::Attainment::Partial: return frame.words("report.attained_partial"_t);
        case domain::Attainment::Mostly: return frame.words("report.attained_mostly"_t);
        case domain::Attainment::Full: break;
    }
    return frame.words("report.attained_full"_t);
}

Tone tone_of(domain::Attainment attainment) {
    return attainment == domain::Attainment::Full ? Tone::Good : attainment == domain::Attainment::Mostly ? Tone::Primary : Tone::Attention;
}

// One year of a goal's thread: a dot on the line that leads to the next, year, words, what was attained.
void thread_step(const Frame& frame, const domain::ThreadStep& step, const domain::Rules& rules, bool last) {
    auto& ui = frame.ui;
    const auto& palette = ui.palette();
    const auto& theme = ui.theme();
    const float indent = ui.px(64);
    const float width = ui.area().w - indent;
    std::string over = year_span(step.academic_year);
    Tone tone = Tone::Neutral;
    if (step.attained) {
        if (const auto share = domain::Decimal::parse(*step.attained)) {
            over += "  ·  " + frame.words("report.thread_attained"_t, {{"share", percent(domain::Ratio{*share})}});
            tone = tone_of(domain::attainment_of(domain::Ratio{*share}, rules));
        }
    } else {
        over += "  ·  " + std::string{frame.words(step.goal.empty() ? "report.thread_no_goal"_t : "report.thread_open"_t)};
    }
    const float small = ui.canvas().paragraph_height(over, width, Type::Caption);
    const float high = ui.canvas().paragraph_height(step.text, width, Type::Body);
    const float below = last ? 0 : ui.px(28);
    const Rect place = ui.take(std::round(small + high + below));
    const Point dot{place.x + ui.px(20), place.y + theme.line_height(Type::Caption) / 2};
    const auto tint = colors_of(palette, tone == Tone::Neutral ? Tone::Primary : tone);
    if (!last) ui.canvas().line({dot.x, dot.y}, {dot.x, place.bottom() + theme.line_height(Type::Caption) / 2 + ui.gap()}, palette.line, ui.px(5));
    ui.canvas().circle(dot, ui.px(13), tint.ink);
    if (!step.attained) ui.canvas().circle(dot, ui.px(7), palette.surface);
    ui.canvas().paragraph({place.x + indent, place.y, width, small}, over, {.type = Type::Caption, .color = palette.muted});
    ui.canvas().paragraph({place.x + indent, place.y + small, width, high}, step.text, {.type = Type::Body, .weight = last ? Weight::Bold : Weight::Regular, .color = palette.ink});
    ui.show(step.academic_year + "." + step.goal, Role::Text, step.text, place, over);
}

}  // namespace

Wishes report_goals(const Frame& frame, const flow::HandedIn& handed_in) {
    if (!handed_in.plan) return {};
    auto& ui = frame.ui;
    const auto& words = frame.words;
    const auto& goals = handed_in.goals;
    Wishes wanted;
    Card card{ui};
    if (goals.attained && goals.attainment)
        heading_with_chip(ui, words("report.goals"_t),
                          words("report.together"_t, {{"word", attainment_word(frame, *goals.attainment)}, {"share", percent(*goals.attained)}}), tone_of(*goals.attainment));
    else
        heading(ui, words("report.goals"_t));
    bool first = true;
    for (const auto& placed : flow::goals_of(*handed_in.plan, *handed_in.instrument)) {
        const auto* goal = placed.goal;
        const auto found = std::find_if(goals.goals.begin(), goals.goals.end(), [&](const domain::GoalResult& one) { return one.goal == goal->code; });
        const auto result = found == goals.goals.end() ? domain::GoalResult{} : *found;
        if (!first) divider(ui);
        first = false;
        auto detail = aim_of(frame, *handed_in.instrument, *goal);
        const auto attained = attained_text(frame, result);
        detail += (detail.empty() ? "" : "\n") + attained;
        const auto chip = result.attained ? percent(*result.attained) : std::string{};
        const auto tone = result.attained ? tone_of(domain::attainment_of(*result.attained, handed_in.instrument->rules)) : Tone::Neutral;
        if (list_row(ui, "report.goal." + goal->code, title_of(frame, *goal), {.detail = detail, .chip = chip, .chip_tone = tone})) wanted.add(flow::OpenComputed{goal->code});
        if (result.attained) progress(ui, "report.goal." + goal->code + ".bar", static_cast<float>(result.attained->approximate()));
        if (const auto review = handed_in.diagnosis.goals.find(goal->code); review != handed_in.diagnosis.goals.end() && !review->second.note.empty())
            caption(ui, review->second.note);
    }
    return wanted;
}

void report_threads(const Frame& frame, const flow::Session& session) {
    const auto* standing = flow::standing_of(session);
    if (standing == nullptr || standing->threads.empty()) return;
    auto& ui = frame.ui;
    const auto& rules = flow::instrument_of(session).rules;
    Card card{ui};
    heading(ui, frame.words("report.threads"_t));
    caption(ui, frame.words("report.threads_text"_t));
    for (std::size_t i = 0; i < standing->threads.size(); ++i) {
        if (i > 0) divider(ui);
        const auto& steps = standing->threads[i].steps;
        // Forward: what the last year's goal led to goes on in the improvement that this year's diagnosis carries.
        for (std::size_t j = 0; j < steps.size(); ++j) thread_step(frame, steps[j], rules, j + 1 == steps.size());
        if (!steps.empty() && !steps.back().improvement.empty()) chip(ui, frame.words("report.thread_goes_on"_t), Tone::Good, Icon::Forward);
    }
}

Wishes report_warnings(const Frame& frame, const flow::Session& session, const domain::Instrument& instrument) {
    const auto* warnings = flow::warnings_of(session);
    if (warnings == nullptr || warnings->cards.empty()) return {};
    auto& ui = frame.ui;
    Wishes wanted;
    Card card{ui};
    heading(ui, frame.words("report.warnings"_t));
    for (const auto& warning : warnings->cards) {
        const auto key = domain::to_text(warning.raised.key);
        auto detail = warning_detail(frame, instrument, warning.raised);
        detail += (detail.empty() ? "" : "\n") + std::string{warning_state(frame, warning.state)};
        if (const auto said = domain::text_of(warning.state); !said.empty()) detail += frame.words("report.colon"_t, {{"text", said}});
        if (list_row(ui, "report.warning." + key, warning_title(frame, instrument, warning.raised),
                     {.icon = domain::is_over(warning.state) ? Icon::Done : Icon::Warning,
                      .detail = detail,
                      .chip = colour_text(frame, warning.raised.colour),
                      .chip_tone = domain::is_over(warning.state) ? Tone::Neutral : tone_of(warning.raised.colour)}))
            wanted.add(flow::OpenWarning{key});
    }
    return wanted;
}

void report_comment(const Frame& frame, const flow::Session& session) {
    const auto* standing = flow::standing_of(session);
    if (standing == nullptr || standing->diagnosis.comment.empty()) return;
    Card card{frame.ui, {.tone = Tone::Primary}};
    heading(frame.ui, frame.words("report.comment"_t));
    text(frame.ui, standing->diagnosis.comment);
}

Wishes report_feedback(const Frame& frame, const flow::Session& session) {
    const auto* replies = flow::replies_of(session);
    if (replies == nullptr || replies->threads.empty()) return {};
    const auto answered = std::count_if(replies->threads.begin(), replies->threads.end(), [](const domain::Thread& thread) {
        return std::any_of(thread.posts.begin(), thread.posts.end(), [](const domain::Post& post) { return post.by == domain::Post::By::Staff; });
    });
    const auto detail = frame.words("report.feedback_text"_t, {{"all", std::to_string(replies->threads.size())}, {"answered", std::to_string(answered)}});
    Card card{frame.ui};
    if (list_row(frame.ui, "report.feedback", frame.words("report.feedback"_t), {.icon = Icon::Feedback, .detail = detail})) return flow::OpenFeedback{};
    return {};
}

}  // namespace xz::ui::screens
