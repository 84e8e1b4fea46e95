// 检查: each dimension with what is missing, a tap away; then the one button that hands it in.
#include "terminal/ui/screens/chrome.hpp"
#include "terminal/ui/screens/screens.hpp"
#include "terminal/ui/screens/wording.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace xz::ui::screens {
namespace {

// The points of one dimension, named: 自评等级、课上能专注…
struct Missing {
    std::string names;
    int count = 0;
    bool required = false;
    std::string first_indicator;
};

Missing missing_of(const Frame& frame, const flow::Session& session, const std::vector<domain::Gap>& points, const std::string& dimension) {
    const auto& instrument = flow::instrument_of(session);
    Missing missing;
    for (const auto& point : points) {
        if (point.dimension != dimension || point.kind == domain::Gap::Kind::Completion) continue;
        if (!missing.names.empty()) missing.names += frame.words("review.separator"_t);
        if (point.kind == domain::Gap::Kind::SelfLevel)
            missing.names += frame.words("review.self_level"_t);
        else if (const auto* indicator = instrument.find(point.indicator)) {
            missing.names += frame.say(indicator->name);
            if (missing.first_indicator.empty()) missing.first_indicator = point.indicator;
        }
        missing.required = missing.required || point.required;
        ++missing.count;
    }
    return missing;
}

Wishes dimension_row(const Frame& frame, const domain::Dimension& dimension, const Missing& missing) {
    const auto detail = missing.count == 0 ? std::string{frame.words("review.complete"_t)} : frame.words("review.missing"_t, {{"names", missing.names}});
    const auto state = missing.required ? std::string{frame.words("review.required"_t)}
                       : missing.count > 0 ? frame.words.count("review.open"_t, static_cast<std::uint64_t>(missing.count))
                                           : std::string{frame.words("review.done"_t)};
    const auto tone = missing.required ? Tone::Danger : missing.count > 0 ? Tone::Attention : Tone::Good;
    const auto icon = missing.required ? Icon::Error : missing.count > 0 ? Icon::Edit : Icon::Done;
    Card card{frame.ui};
    if (list_row(frame.ui, "review." + dimension.code, frame.say(dimension.name), {.icon = icon, .detail = detail, .chip = state, .chip_tone = tone}))
        return flow::OpenDimension{dimension.code, missing.first_indicator};
    return {};
}

// Nothing but the self levels: it may be handed in so, once that has been said.
bool answers_nothing(const domain::Diagnosis& diagnosis) {
    const auto is_open = [](const auto& goal) { return !goal.second.completion; };
    return diagnosis.answers.all().empty() && std::all_of(diagnosis.goals.begin(), diagnosis.goals.end(), is_open);
}

Wishes texts_row(const Frame& frame, const flow::Session& session) {
    if (flow::lacks_plan(session) && session.diagnosis.draft->diagnosis.without_plan.empty()) {
        Card card{frame.ui};
        if (list_row(frame.ui, "review.texts", frame.words("texts.title"_t),
                     {.icon = Icon::Error, .detail = frame.words("review.without_plan"_t), .chip = frame.words("review.required"_t), .chip_tone = Tone::Danger}))
            return flow::OpenTexts{};
        return {};
    }
    const auto written = session.diagnosis.draft->diagnosis.texts.size();
    const auto detail = written == 0 ? std::string{frame.words("review.texts_none"_t)} : frame.words.count("review.texts_written"_t, written);
    Card card{frame.ui};
    if (list_row(frame.ui, "review.texts", frame.words("texts.title"_t),
                 {.icon = Icon::Feedback, .detail = detail, .chip = frame.words("item.optional"_t), .chip_tone = Tone::Neutral}))
        return flow::OpenTexts{};
    return {};
}

}  // namespace

Wishes draw(const Frame& frame, const flow::Session& session, const flow::ReviewPage&) {
    auto& ui = frame.ui;
    const auto& words = frame.words;
    auto wanted = form_header(frame, session.diagnosis.saving, words("review.title"_t), 1.0F);
    const auto now = frame.state.wall;
    const bool ready = flow::may_submit(session, now);
    const auto points = flow::open_points(session, now);
    wanted.add(footer(ui, {"review.submit", words("review.submit"_t), flow::SubmitNow{}, ready ? Enabled::Yes : Enabled::No}));
    Scroll body{ui, "body"};
    page_heading(ui, words("review.over"_t), words(ready ? "review.ready"_t : "review.not_ready"_t));
    if (session.diagnosis.draft && answers_nothing(session.diagnosis.draft->diagnosis)) {
        Card card{ui, {.outlined = true}};
        heading_with_chip(ui, words("review.nothing"_t), words("review.open_chip"_t), Tone::Attention);
        caption(ui, words("review.nothing_text"_t));
    }
    // What keeps it from being handed in comes first.
    const bool lacks_reason = flow::lacks_plan(session) && session.diagnosis.draft->diagnosis.without_plan.empty();
    if (lacks_reason) wanted.add(texts_row(frame, session));
    std::vector<std::pair<const domain::Dimension*, Missing>> rows;
    for (const auto& dimension : flow::instrument_of(session).dimensions) rows.emplace_back(&dimension, missing_of(frame, session, points, dimension.code));
    std::stable_partition(rows.begin(), rows.end(), [](const auto& row) { return row.second.required; });
    for (const auto& [dimension, missing] : rows) wanted.add(dimension_row(frame, *dimension, missing));
    if (!lacks_reason) wanted.add(texts_row(frame, session));
    bullet(ui, Icon::Lock, words("review.sealed"_t));
    bullet(ui, Icon::Info, words("review.open_is_fine"_t));
    return wanted;
}

}  // namespace xz::ui::screens
