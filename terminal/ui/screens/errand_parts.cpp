#include "terminal/ui/screens/errand_parts.hpp"

#include "terminal/ui/flow/errands.hpp"
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/goal_words.hpp"
#include "terminal/ui/screens/wording.hpp"

#include <algorithm>
#include <chrono>

namespace xz::ui::screens {
namespace {

std::string shown_value(const Frame& frame, const domain::Indicator& indicator, const std::string& value) {
    const auto decimal = domain::Decimal::parse(value);
    return decimal ? value_of(frame, indicator, *decimal) : value;
}

// 低于 60 分, 达到 5 学时, 等于 0: as the rule that raised it reads.
std::string line_text(const Frame& frame, const domain::Indicator& indicator, const domain::Raised& raised) {
    auto comparison = indicator.direction == domain::Direction::Down ? domain::Comparison::AtLeast : domain::Comparison::Below;
    for (const auto& rule : indicator.warnings)
        if (rule.colour == raised.colour && rule.value == raised.threshold) comparison = rule.comparison;
    const auto value = value_of(frame, indicator, raised.threshold);
    switch (comparison) {
        case domain::Comparison::Below: return frame.words("warnings.below"_t, {{"value", value}});
        case domain::Comparison::AtLeast: return frame.words("warnings.at_least"_t, {{"value", value}});
        case domain::Comparison::Equal: break;
    }
    return frame.words("warnings.equal"_t, {{"value", value}});
}

}  // namespace

Wishes errand_header(const Frame& frame, const flow::Session& session, std::string_view title) {
    const auto& saving = session.feedback.saving;
    const bool writes = session.feedback.draft && flow::state_of(saving) != flow::SaveState::Nothing;
    return writes ? form_header(frame, saving, title) : plain_header(frame, title);
}

void needs_platform(const Frame& frame, const flow::Session& session) {
    auto& ui = frame.ui;
    space_above_lone(ui);
    if (session.context == nullptr)
        empty_state(ui, Icon::CloudOff, Tone::Attention, frame.words("errand.offline"_t), frame.words("errand.offline_text"_t));
    else
        empty_state(ui, Icon::Error, Tone::Attention, frame.words("errand.unreadable"_t), frame.words("errand.unreadable_text"_t));
}

Wishes errand_writing(const Frame& frame, const flow::Session& session, flow::ErrandText kind, const std::string& subject, std::string_view label,
                    std::string_view placeholder) {
    auto text = flow::errand_text(session, kind, subject);
    const auto id = kind == flow::ErrandText::Feedback    ? "text.feedback"
                    : kind == flow::ErrandText::Task      ? "text.task"
                    : kind == flow::ErrandText::Objection ? "text.objection"
                                                          : "text.reopening";
    const FieldLook look{.label = label,
                         .placeholder = placeholder,
                         .most = flow::most_characters(kind),
                         .lines = kind == flow::ErrandText::Feedback ? 6 : 3,
                         .enabled = flow::is_on_its_way(session, kind, subject) ? Enabled::No : Enabled::Yes};
    if (text_field(frame.ui, id, text, look))
        return flow::WriteErrand{kind, subject, std::move(text)};
    return {};
}

ShownWarning shown(const Frame& frame, const flow::Session& session, const domain::Raised& raised) {
    ShownWarning shown;
    const auto* indicator = session.published->current().find(raised.key.rule);
    if (indicator != nullptr) {
        shown.value = shown_value(frame, *indicator, raised.value);
        shown.line = line_text(frame, *indicator, raised);
    }
    if (raised.as_of) shown.source = frame.words("warnings.source"_t, {{"source", raised.source}, {"day", day(frame, *raised.as_of)}});
    shown.term = raised.key.term.empty() ? frame.words("report.of_year"_t, {{"year", year_span(raised.key.year)}})
                                         : frame.words("warnings.term"_t, {{"year", year_span(raised.key.year)}, {"term", raised.key.term}});
    return shown;
}

Tone tone_of(const domain::WarningState& state) {
    using namespace domain::warning_state;
    if (std::holds_alternative<Resolved>(state) || std::holds_alternative<DataError>(state)) return Tone::Good;
    if (std::holds_alternative<InAction>(state) || std::holds_alternative<Acknowledged>(state)) return Tone::Primary;
    return std::holds_alternative<Expired>(state) ? Tone::Neutral : Tone::Attention;
}

Icon icon_of(domain::Colour colour) {
    switch (colour) {
        case domain::Colour::Yellow: return Icon::Info;
        case domain::Colour::Orange: return Icon::Warning;
        case domain::Colour::Red: break;
    }
    return Icon::Error;
}

DueWords due_words(const Frame& frame, std::chrono::year_month_day due) {
    const auto today = std::chrono::sys_days{day_in_china(frame.state.wall)};
    const auto days = (std::chrono::sys_days{due} - today).count();
    const auto on = day_of_year(frame, due);
    if (days < 0) return {frame.words("warnings.due_over"_t, {{"day", on}}), Tone::Danger};
    if (days == 0) return {frame.words("warnings.due_today"_t, {{"day", on}}), Tone::Danger};
    return {frame.words.count("warnings.due_in"_t, static_cast<std::uint64_t>(days), {{"day", on}}), days <= 3 ? Tone::Attention : Tone::Neutral};
}

void objection_banner(const Frame& frame, const flow::Session& session, std::string_view subject) {
    const auto standing = flow::objection_of(session, subject);
    const auto& words = frame.words;
    switch (standing.state) {
        case domain::ObjectionState::None: return;
        case domain::ObjectionState::Open:
            (void)banner(frame.ui, "objection.open", Tone::Primary, words("object.open"_t), words("object.open_text"_t));
            return;
        case domain::ObjectionState::Upheld:
            (void)banner(frame.ui, "objection.upheld", Tone::Good, words("object.upheld"_t), standing.answer.empty() ? words("object.upheld_text"_t) : standing.answer);
            return;
        case domain::ObjectionState::Dismissed:
            (void)banner(frame.ui, "objection.dismissed", Tone::Neutral, words("object.dismissed"_t), standing.answer.empty() ? words("object.dismissed_text"_t) : standing.answer);
            return;
    }
}

std::string_view addressee_text(const Frame& frame, domain::Addressee to) {
    const auto& words = frame.words;
    switch (to) {
        case domain::Addressee::Counselor: return words("feedback.to_counselor"_t);
        case domain::Addressee::Teacher: return words("feedback.to_teacher"_t);
        case domain::Addressee::Department: return words("feedback.to_department"_t);
        case domain::Addressee::School: return words("feedback.to_school"_t);
        case domain::Addressee::PsychologyCentre: break;
    }
    return words("feedback.to_psychology"_t);
}

std::string about_text(const Frame& frame, const domain::Instrument& instrument, std::string_view code) {
    if (const auto* dimension = instrument.dimension(code)) return frame.say(dimension->name);
    if (const auto* indicator = instrument.find(code)) return frame.say(indicator->name);
    return {};
}

}  // namespace xz::ui::screens
