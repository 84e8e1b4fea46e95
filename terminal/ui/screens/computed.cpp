// 这些数怎么来的: of the whole, of a dimension, of an indicator or a goal: value, source, date, threshold, and the formula with the real
// numbers; from each one step deeper, to the datum that can be objected to.
#include "terminal/ui/flow/errands.hpp"
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/computed_words.hpp"
#include "terminal/ui/screens/errand_parts.hpp"
#include "terminal/ui/screens/goal_words.hpp"
#include "terminal/ui/screens/screens.hpp"
#include "terminal/ui/screens/wording.hpp"

namespace xz::ui::screens {
namespace {

// What everything is computed from: this year's diagnosis where one was handed in, else the data alone. Never moved: the sheet points
// into the evidence.
struct Sources {
    Sources(const flow::Session& session, Instant now)
        : instrument{session.handed_in ? *session.handed_in->instrument : session.published->current()},
          evidence{session.handed_in ? session.handed_in->evidence : flow::evidence_of(session, now)},
          sheet{domain::merge(instrument, session.handed_in ? session.handed_in->student : flow::student_of(session),
                              session.handed_in ? session.handed_in->diagnosis.answers : domain::Answers{}, evidence)},
          scores{domain::score(instrument, sheet)} {}
    Sources(const Sources&) = delete;
    Sources& operator=(const Sources&) = delete;

    const domain::Instrument& instrument;
    domain::Evidence evidence;
    domain::Sheet sheet;
    domain::Scores scores;
};

std::string names_of(const Frame& frame, const domain::Instrument& instrument, const std::vector<std::string>& codes) {
    std::string names;
    for (const auto& code : codes) {
        if (!names.empty()) names += frame.words("review.separator"_t);
        names += about_text(frame, instrument, code);
    }
    return names;
}

std::string dimension_name(const Frame& frame, const domain::Instrument& instrument, std::string_view code) {
    const auto* dimension = instrument.dimension(code);
    return dimension == nullptr ? std::string{} : frame.say(dimension->name);
}

void formula(const Frame& frame, locale::Key words, const std::string& numbers) {
    text(frame.ui, frame.words(words), {.type = Type::Body, .color = frame.ui.palette().muted});
    if (!numbers.empty()) text(frame.ui, numbers);
}

Wishes overall(const Frame& frame, const flow::Session& session, const Sources& sources) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    const auto& instrument = sources.instrument;
    const auto how = domain::computed_overall(instrument, sources.scores.indicators, sources.scores.dimensions);
    Wishes wanted;
    {
        Card card{ui};
        caption(ui, words("report.overall"_t));
        if (how.score)
            figure(ui, how.score->rounded(1), {}, how.level ? std::string_view{frame.say(instrument.label_of(*how.level))} : std::string_view{}, how.level ? tone_of(*how.level) : Tone::Neutral);
        else
            heading(ui, words("report.not_enough"_t));
        formula(frame, "computed.overall_words"_t, how.score ? mean_formula(how.counted, how.weight, *how.score) : std::string{});
        const auto least = std::to_string(instrument.rules.overall_dimensions);
        const auto weight = std::to_string(instrument.rules.overall_weight);
        bullet(ui, Icon::Info, words("computed.overall_needs"_t, {{"dimensions", least}, {"weight", weight}}));
        if (!how.left_out.empty()) bullet(ui, Icon::Info, words("computed.left_out"_t, {{"names", names_of(frame, instrument, how.left_out)}}));
        if (!how.low.empty())
            bullet(ui, Icon::Warning, words("computed.capped_low"_t, {{"names", names_of(frame, instrument, how.low)}, {"least", instrument.rules.cap_below.text()}}), Tone::Attention);
        if (!how.red.empty()) bullet(ui, Icon::Error, words("computed.capped_red"_t, {{"names", names_of(frame, instrument, how.red)}}), Tone::Danger);
    }
    {
        Card card{ui};
        heading(ui, words("report.levels"_t));
        for (const auto& dimension : instrument.dimensions) {
            const auto* result = sources.scores.dimension(dimension.code);
            const auto score = result != nullptr && result->score ? result->score->rounded(1) : std::string{words("computed.no_score"_t)};
            const auto weight = std::to_string(dimension.weight);
            if (list_row(ui, "computed." + dimension.code, frame.say(dimension.name),
                         {.detail = words("computed.weight"_t, {{"weight", weight}}), .chip = score, .chip_tone = result != nullptr && result->level ? tone_of(*result->level) : Tone::Neutral}))
                wanted.add(flow::OpenComputed{dimension.code});
        }
    }
    if (session.handed_in && session.handed_in->plan) {
        Card card{ui};
        heading(ui, words("report.goals"_t));
        text(ui, words("computed.goals_words"_t), {.type = Type::Body, .color = ui.palette().muted});
        for (const auto& result : session.handed_in->goals.goals)
            if (const auto* goal = session.handed_in->plan->goal(result.goal))
                if (list_row(ui, "computed." + goal->code, title_of(frame, *goal), {.detail = goal_formula(frame, *goal, result), .chip = result.attained ? percent(*result.attained) : std::string{}}))
                    wanted.add(flow::OpenComputed{goal->code});
    }
    if (session.handed_in && session.handed_in->report.change.delta) {
        const auto& change = session.handed_in->report.change;
        Card card{ui};
        heading(ui, words("computed.change"_t));
        if (change.now && change.then) text(ui, change.now->rounded(1) + " − " + change.then->rounded(1) + " = " + change.delta->rounded(1));
        caption(ui, words("computed.change_words"_t, {{"trend", instrument.rules.trend.text()}}));
    }
    return wanted;
}

Wishes dimension_page(const Frame& frame, const Sources& sources, const domain::Dimension& dimension) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    const auto how = domain::computed(dimension, sources.sheet, sources.instrument.rules);
    Wishes wanted;
    {
        Card card{ui};
        const auto& result = how.result;
        if (result.score)
            figure(ui, result.score->rounded(1), {}, result.level ? std::string_view{frame.say(sources.instrument.label_of(*result.level))} : std::string_view{},
                   result.level ? tone_of(*result.level) : Tone::Neutral);
        else
            heading(ui, words("report.no_score"_t));
        formula(frame, "computed.dimension_words"_t, result.score ? mean_formula(how.counted, how.answered, *result.score) : std::string{});
        const auto answered = std::to_string(how.answered);
        const auto applicable = std::to_string(how.applicable);
        if (how.applicable > 0)
            pair(ui, words("computed.coverage"_t),
                 answered + " ÷ " + applicable + " = " + (result.coverage * domain::Ratio{100}).rounded(0) + "%");
        caption(ui, words("computed.coverage_words"_t, {{"least", (domain::Ratio{sources.instrument.rules.coverage} * domain::Ratio{100}).rounded(0)}}));
    }
    Card card{ui};
    heading(ui, words("computed.parts"_t));
    for (const auto& indicator : dimension.indicators) {
        if (indicator.weight == 0) continue;
        const auto part = domain::computed(indicator, sources.sheet);
        const auto weight = std::to_string(indicator.weight);
        std::string detail = words("computed.weight"_t, {{"weight", weight}});
        if (part.number) detail = value_text(frame, indicator, part.value.answer) + "  ·  " + detail;
        const auto* missing = std::get_if<domain::Missing>(&part.value.answer);
        const auto chip = part.score ? part.score->rounded(1) : std::string{missing_text(frame, missing != nullptr ? *missing : domain::Missing::Unanswered)};
        if (list_row(ui, "computed." + indicator.code, frame.say(indicator.name), {.detail = detail, .chip = chip, .chip_tone = part.level ? tone_of(*part.level) : Tone::Neutral}))
            wanted.add(flow::OpenComputed{indicator.code});
    }
    return wanted;
}

void value_card(const Frame& frame, const Sources& sources, const domain::ComputedIndicator& how) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    const auto& indicator = *how.indicator;
    Card card{ui};
    if (how.number)
        figure(ui, value_text(frame, indicator, how.value.answer), {}, how.level ? std::string_view{frame.say(sources.instrument.label_of(*how.level))} : std::string_view{},
               how.level ? tone_of(*how.level) : Tone::Neutral);
    else if (const auto* missing = std::get_if<domain::Missing>(&how.value.answer))
        heading(ui, missing_text(frame, *missing));
    if (how.value.from != nullptr) {
        pair(ui, words("warnings.source_label"_t), how.value.from->source);
        pair(ui, words("computed.as_of"_t), day(frame, how.value.from->as_of));
    } else if (how.number) {
        pair(ui, words("warnings.source_label"_t), words(how.value.pending ? "computed.own_pending"_t : "computed.own"_t));
    }
    if (const auto standard = standard_text(frame, indicator); !standard.empty()) caption(ui, standard);
    if (how.raised != nullptr) chip(ui, colour_text(frame, how.raised->colour), tone_of(how.raised->colour), icon_of(how.raised->colour));
}

Wishes indicator_page(const Frame& frame, const flow::Session& session, const Sources& sources, const domain::Indicator& indicator) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    const auto how = domain::computed(indicator, sources.sheet);
    Wishes wanted;
    two_columns(
        ui, 4, [&] { value_card(frame, sources, how); },
        [&] {
            Card card{ui};
            heading(ui, words("computed.formula"_t));
            if (how.score) {
                formula(frame, how.segment ? "computed.segment_words"_t : "computed.list_words"_t, score_formula(frame, how));
                caption(ui, words("computed.weight_in"_t, {{"weight", std::to_string(indicator.weight)}}));
            } else {
                text(ui, words("item.not_arrived_text"_t));
            }
        });
    objection_banner(frame, session, indicator.code);
    if (how.value.from == nullptr || flow::objection_of(session, indicator.code).state == domain::ObjectionState::Open) return wanted;
    if (session.context == nullptr)
        bullet(ui, Icon::CloudOff, words("object.offline"_t), Tone::Attention);
    else if (button(ui, "computed.object", words("object.begin"_t), {.emphasis = Emphasis::Secondary, .icon = Icon::Feedback}))
        wanted.add(flow::OpenObject{indicator.code});
    return wanted;
}

Wishes goal_page(const Frame& frame, const flow::HandedIn& handed_in, const domain::Goal& goal) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    Wishes wanted;
    Card card{ui};
    for (const auto& result : handed_in.goals.goals) {
        if (result.goal != goal.code) continue;
        if (result.attained) figure(ui, percent(*result.attained), {});
        if (const auto aim = aim_of(frame, *handed_in.instrument, goal); !aim.empty()) {
            pair(ui, words("computed.aim"_t), aim);
            if (!goal.baseline || goal.baseline_source) caption(ui, baseline_source_text(frame, goal));
        }
        text(ui, goal_formula(frame, goal, result));
        caption(ui, words("computed.goals_words"_t));
    }
    if (!goal.indicator.empty() && button(ui, "computed.indicator", words("computed.its_value"_t), {.emphasis = Emphasis::Secondary})) wanted.add(flow::OpenComputed{goal.indicator});
    return wanted;
}

}  // namespace

Wishes draw(const Frame& frame, const flow::Session& session, const flow::ComputedPage& page) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    auto wanted = plain_header(frame, words("computed.title"_t));
    Scroll body{ui, "body." + page.code};
    const Sources sources{session, frame.state.wall};
    const auto versions = words("report.versions"_t, {{"instrument", sources.instrument.id()}, {"standard", sources.instrument.standard}});
    const auto* goal = session.handed_in && session.handed_in->plan ? session.handed_in->plan->goal(page.code) : nullptr;
    if (const auto* dimension = sources.instrument.dimension(page.code)) {
        page_heading(ui, words("report.title"_t), frame.say(dimension->name));
        wanted.add(dimension_page(frame, sources, *dimension));
    } else if (const auto* indicator = sources.instrument.find(page.code)) {
        page_heading(ui, dimension_name(frame, sources.instrument, indicator->dimension), frame.say(indicator->name));
        wanted.add(indicator_page(frame, session, sources, *indicator));
    } else if (goal != nullptr) {
        page_heading(ui, dimension_name(frame, sources.instrument, flow::dimension_of(*session.handed_in->plan, goal->code)), title_of(frame, *goal));
        wanted.add(goal_page(frame, *session.handed_in, *goal));
    } else {
        page_heading(ui, words("report.title"_t), words("computed.heading"_t));
        if (session.context == nullptr) (void)banner(ui, "computed.offline", Tone::Attention, words("errand.offline"_t), words("computed.offline_text"_t));
        wanted.add(overall(frame, session, sources));
    }
    caption(ui, versions);
    caption(ui, words("computed.exact"_t));
    return wanted;
}

}  // namespace xz::ui::screens
