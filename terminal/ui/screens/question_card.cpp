#include "terminal/ui/screens/question_card.hpp"

#include "terminal/ui/screens/wording.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace xz::ui::screens {
namespace {

using domain::Indicator;

domain::Answer answer_of(const flow::Session& session, const Indicator& indicator) {
    return session.diagnosis.draft ? session.diagnosis.draft->diagnosis.answers.of(indicator.code) : domain::Answer{domain::Missing::Unanswered};
}

Wishes likert_rows(const Frame& frame, const flow::Session& session, const Indicator& indicator, const domain::Answer& answer) {
    auto& ui = frame.ui;
    Wishes wanted;
    const auto& steps = flow::instrument_of(session).likert;
    std::array<std::string, 5> labels;
    for (std::size_t i = 0; i < labels.size(); ++i) labels[i] = frame.say(steps[i]);
    const auto* rows = std::get_if<domain::LikertItems>(&answer);
    for (std::size_t i = 0; i < indicator.items.size(); ++i) {
        std::optional<int> chosen;
        if (rows != nullptr && i < rows->items.size()) chosen = rows->items[i];
        text(ui, frame.say(indicator.items[i]), {.type = Type::Body, .weight = Weight::Regular, .color = ui.palette().ink});
        if (likert(ui, "item." + indicator.code + "." + std::to_string(i + 1), chosen, labels) && chosen)
            wanted.add(flow::AnswerRow{indicator.code, i, *chosen});
    }
    return wanted;
}

Wishes choices(const Frame& frame, const Indicator& indicator, const domain::Answer& answer) {
    std::vector<std::string> codes;
    std::vector<Choice> options;
    codes.reserve(indicator.choices.size());
    for (const auto& choice : indicator.choices) {
        codes.push_back(std::to_string(choice.value));
        options.push_back({codes.back(), frame.say(choice.label)});
    }
    std::string chosen;
    if (const auto* value = std::get_if<domain::Chosen>(&answer)) chosen = std::to_string(value->value);
    if (choice_list(frame.ui, "choice." + indicator.code, chosen, options) && !chosen.empty()) return flow::AnswerChoice{indicator.code, std::stoi(chosen)};
    return {};
}

// The slider reaches twice as far as where the score saturates; more is typed.
std::int64_t slider_end(const Indicator& indicator, std::int64_t most) {
    double saturates = 0;
    if (!indicator.anchors.empty()) saturates = indicator.anchors.back().value.approximate();
    if (!indicator.scores.empty()) saturates = static_cast<double>(indicator.scores.size());
    if (saturates <= 0) return most;
    const auto scale = std::pow(10.0, indicator.limits.places);
    return std::min(most, static_cast<std::int64_t>(std::ceil(saturates * 2 * scale)));
}

Wishes number_row(const Frame& frame, const Indicator& indicator, const domain::Answer& answer) {
    const int places = std::min(indicator.limits.places, 1);  // a tenth is as fine as a finger is asked to be
    std::optional<std::int64_t> value;
    if (const auto* number = std::get_if<domain::Decimal>(&answer)) value = scaled(*number, places);
    const auto most = scaled(indicator.limits.high, places).value_or(0);
    const NumberRange range{.least = scaled(indicator.limits.low, places).value_or(0),
                            .most = most,
                            .step = places == 0 ? 1 : 5,
                            .decimals = places,
                            .unit = frame.say(indicator.unit),
                            .slider_most = slider_end(indicator, most)};
    if (number(frame.ui, "number." + indicator.code, value, range) && value) return flow::AnswerNumber{indicator.code, number_text(*value, places)};
    return {};
}

// A small pill in a finger's target.
struct ReasonPill {
    std::string_view id;
    std::string_view label;
    bool chosen = false;
};
bool reason_pill(Ui& ui, const ReasonPill& reason, const Rect& target) {
    const auto& [id, label, chosen] = reason;
    const auto touch = ui.touch(id, Role::Checkbox, label, target, Enabled::Yes, chosen ? "chosen" : "");
    const float height = ui.theme().line_height(Type::Caption) + ui.px(20);
    const Rect pill{target.x, target.center().y - height / 2, target.w, height};
    const auto& palette = ui.palette();
    if (chosen || touch.pressed)
        ui.canvas().fill(pill, !chosen ? palette.track : touch.pressed ? palette.primary_pressed : palette.primary, height / 2);
    else
        ui.canvas().stroke(pill, palette.outline, ui.px(2), height / 2);
    ui.canvas().label(pill, label,
                      {.type = Type::Caption, .weight = chosen ? Weight::Bold : Weight::Regular, .color = chosen ? palette.on_primary : palette.muted, .align = Align::Center});
    return touch.tapped;
}

// The references, and at the right 不适用 and 不愿回答; tapped again they are taken back.
Wishes foot(const Frame& frame, const flow::Question& question, const domain::Answer& answer) {
    auto& ui = frame.ui;
    Wishes wanted;
    const auto& code = question.indicator->code;
    const auto* missing = std::get_if<domain::Missing>(&answer);
    const std::array<std::string_view, 2> labels{frame.words("item.not_applicable"_t), frame.words("item.declined"_t)};
    const auto wide = [&](std::string_view label) { return std::max(ui.theme().target(), ui.canvas().text_width(label, Type::Caption, Weight::Bold) + ui.px(44)); };
    const float gap = ui.px(16);
    const float pills = wide(labels[0]) + gap + wide(labels[1]);
    const auto references = references_text(frame, question);
    const float room = ui.area().w;
    const bool beside = ui.canvas().text_width(references, Type::Caption) + gap + pills <= room;
    if (!references.empty() && !beside) caption(ui, references);
    const auto row = ui.take(ui.theme().target());
    if (beside) {
        const Rect place{row.x, row.y, row.w - pills - gap, row.h};
        ui.canvas().label(place, references, {.type = Type::Caption, .color = ui.palette().muted});
        ui.show("references." + code, Role::Text, references, place);
    }
    const auto reason = [&](std::string_view id, std::string_view label, domain::Missing value, float x) {
        const bool chosen = missing != nullptr && *missing == value;
        if (reason_pill(ui, {id, label, chosen}, {x, row.y, wide(label), row.h})) wanted.add(flow::ChooseMissing{code, chosen ? domain::Missing::Unanswered : value});
    };
    const float start = std::max(row.x, row.right() - pills);
    reason("missing." + code + ".not_applicable", labels[0], domain::Missing::NotApplicable, start);
    reason("missing." + code + ".declined", labels[1], domain::Missing::Declined, start + wide(labels[0]) + gap);
    return wanted;
}

Wishes asked(const Frame& frame, const flow::Session& session, const flow::Question& question) {
    const auto& indicator = *question.indicator;
    const auto answer = answer_of(session, indicator);
    Wishes wanted;
    if (!frame.say(indicator.hint).empty()) caption(frame.ui, frame.say(indicator.hint));
    switch (indicator.type) {
        case domain::IndicatorType::Likert: wanted.add(likert_rows(frame, session, indicator, answer)); break;
        case domain::IndicatorType::Choice: wanted.add(choices(frame, indicator, answer)); break;
        case domain::IndicatorType::Number:
        case domain::IndicatorType::Count: wanted.add(number_row(frame, indicator, answer)); break;
    }
    wanted.add(foot(frame, question, answer));
    return wanted;
}

// Where an imported value comes from, and at the right the way to object to it.
Wishes source(const Frame& frame, const flow::Question& question) {
    auto& ui = frame.ui;
    const auto& observation = *question.observation;
    const auto said = frame.words("item.source"_t, {{"source", observation.source}, {"day", day(frame, observation.as_of)}});
    const auto object = frame.words("item.object"_t);
    const float link = std::max(ui.theme().target(), ui.canvas().text_width(object, Type::Label) + ui.px(24));
    const bool beside = ui.canvas().text_width(said, Type::Caption) + ui.px(24) + link <= ui.area().w;
    if (!beside) caption(ui, said);
    const auto row = ui.take(ui.theme().target());
    if (beside) {
        const Rect place{row.x, row.y, row.w - link - ui.px(24), row.h};
        ui.canvas().label(place, said, {.type = Type::Caption, .color = ui.palette().muted});
        ui.show(said, Role::Text, said, place);
    }
    const auto& code = question.indicator->code;
    if (link_at(ui, "object." + code, object, {row.right() - link, row.y, link, row.h}, ui.palette().primary, Align::Right)) return flow::OpenObject{code};
    return {};
}

// An imported value with its source, day and standard, and the warning it raises.
Wishes shown(const Frame& frame, const flow::Session& session, const flow::Question& question) {
    auto& ui = frame.ui;
    const auto& indicator = *question.indicator;
    const auto& observation = *question.observation;
    domain::Answer answer{observation.value};
    if (indicator.type == domain::IndicatorType::Choice)
        if (const auto whole = observation.value.as_int()) answer = domain::Chosen{*whole};
    const auto warning = domain::warning_of(indicator, answer, flow::student_of(session));
    const auto level = domain::level_of(indicator, answer);
    std::string said;
    Tone tone = Tone::Neutral;
    if (warning) {
        said = colour_text(frame, *warning);
        tone = tone_of(*warning);
    } else if (level) {
        said = frame.say(flow::instrument_of(session).label_of(*level));
        tone = tone_of(*level);
    }
    const bool chosen = indicator.type == domain::IndicatorType::Choice;
    figure(ui, chosen ? value_text(frame, indicator, answer) : observation.value.text(), chosen ? std::string{} : frame.say(indicator.unit), said, tone);
    const auto references = references_text(frame, question);
    if (!references.empty()) caption(ui, references);
    return source(frame, question);
}

struct Kind {
    std::string_view text;
    Tone tone;
};

Kind kind_of(const Frame& frame, const flow::Question& question) {
    switch (question.place) {
        case flow::Place::Shown: return {frame.words("item.data"_t), Tone::Primary};
        case flow::Place::NotArrived: return {frame.words("item.not_arrived"_t), Tone::Attention};
        case flow::Place::Exempt: return {frame.words("item.not_applicable"_t), Tone::Neutral};
        case flow::Place::Withheld: return {frame.words("item.withheld"_t), Tone::Neutral};
        case flow::Place::Asked: break;
    }
    if (question.indicator->optional) return {frame.words("item.optional"_t), Tone::Neutral};
    if (question.indicator->source != domain::Source::SelfReported) return {frame.words("item.verified"_t), Tone::Neutral};
    return {frame.words("item.self"_t), Tone::Neutral};
}

}  // namespace

Wishes question_card(const Frame& frame, const flow::Session& session, const flow::Question& question) {
    auto& ui = frame.ui;
    Card card{ui};
    const auto kind = kind_of(frame, question);
    heading_with_chip(ui, frame.say(question.indicator->name), kind.text, kind.tone);
    switch (question.place) {
        case flow::Place::Asked: return asked(frame, session, question);
        case flow::Place::Shown: return shown(frame, session, question);
        case flow::Place::NotArrived: caption(ui, frame.words("item.not_arrived_text"_t)); break;
        case flow::Place::Exempt: caption(ui, frame.words("item.exempt_text"_t)); break;
        case flow::Place::Withheld: caption(ui, frame.words("item.withheld_text"_t)); break;
    }
    return {};
}

}  // namespace xz::ui::screens
