#include "terminal/core/domain/diagnosis.hpp"

#include "terminal/core/domain/payload.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace xz::domain {

namespace {

using payload::check_text;
using payload::Problems;

void check_codes(const std::vector<std::string>& codes, const std::vector<Term>& allowed, const std::string& path, Problems& problems) {
    std::set<std::string_view> seen;
    for (std::size_t index = 0; index < codes.size(); ++index) {
        const bool known = std::any_of(allowed.begin(), allowed.end(), [&](const Term& term) { return term.code == codes[index]; });
        if (!known) problems.push_back({fmt::format("{}[{}]", path, index), "a code that the instrument offers here"});
        else if (!seen.insert(codes[index]).second) problems.push_back({fmt::format("{}[{}]", path, index), "each code once"});
    }
}

void check_review(const DimensionReview& review, const Dimension& dimension, const Instrument& instrument, Problems& problems) {
    const auto path = fmt::format("$.dimensions.{}", dimension.code);
    payload::check_step(review.completion, instrument, path + ".completion", problems);
    check_text(review.completion_text, instrument.limits.completion, path + ".completion_text", problems);
    check_codes(review.problems, instrument.problems_of(dimension.code), path + ".problems", problems);
    check_text(review.gap_text, instrument.limits.gap, path + ".gap_text", problems);
    check_codes(review.causes, instrument.causes, path + ".causes", problems);
    if (review.improvements.size() > static_cast<std::size_t>(instrument.limits.improvements))
        problems.push_back({path + ".improvements", fmt::format("at most {} improvements", instrument.limits.improvements)});
    for (std::size_t index = 0; index < review.improvements.size(); ++index)
        check_text(review.improvements[index].text, instrument.limits.improvement, fmt::format("{}.improvements[{}].text", path, index), problems);
}

void check_answer(const std::string& code, const Answer& answer, const Instrument& instrument, Problems& problems) {
    const auto path = fmt::format("$.{}.{}", std::holds_alternative<Missing>(answer) ? "missing" : "answers", code);
    const auto* indicator = instrument.find(code);
    if (!indicator) problems.push_back({path, "the code of an indicator"});
    else if (!indicator->asked()) problems.push_back({path, "no answer: the data give this indicator's value"});
    else if (auto fault = fault_of(answer, *indicator, Strictness::Form)) problems.push_back({path, std::move(*fault)});
}

// Each code once in the whole diagnosis; one that is still empty is given at hand-in.
void check_improvements(const Diagnosis& diagnosis, Problems& problems) {
    std::set<std::string_view> seen;
    for (const auto& [code, review] : diagnosis.dimensions)
        for (std::size_t index = 0; index < review.improvements.size(); ++index) {
            const auto& own = review.improvements[index].code;
            if (!own.empty() && !seen.insert(own).second)
                problems.push_back({fmt::format("$.dimensions.{}.improvements[{}].code", code, index), "each code once"});
            if (!review.improvements[index].goal.empty() && diagnosis.plan.empty())
                problems.push_back({fmt::format("$.dimensions.{}.improvements[{}].goal", code, index), "no goal, there being no plan"});
        }
}

void check_goals(const Diagnosis& diagnosis, const Instrument& instrument, Problems& problems) {
    if (diagnosis.plan.empty() && !diagnosis.goals.empty()) problems.push_back({"$.goals", "no goals, there being no plan"});
    if (!diagnosis.plan.empty() && !diagnosis.without_plan.empty()) problems.push_back({"$.without_plan", "no reason, there being a plan"});
    for (const auto& [code, review] : diagnosis.goals) {
        const auto path = fmt::format("$.goals.{}", code);
        payload::check_step(review.completion, instrument, path + ".completion", problems);
        check_text(review.note, instrument.limits.note, path + ".note", problems);
    }
}

}  // namespace

Problems validate(const Diagnosis& diagnosis, const Instrument& instrument) {
    Problems problems;
    for (const auto& [code, answer] : diagnosis.answers.all()) check_answer(code, answer, instrument, problems);
    for (const auto& [code, review] : diagnosis.dimensions) {
        if (const auto* dimension = instrument.dimension(code)) check_review(review, *dimension, instrument, problems);
        else problems.push_back({fmt::format("$.dimensions.{}", code), "the code of a dimension"});
    }
    for (const auto& [code, text] : diagnosis.texts) {
        const auto path = fmt::format("$.texts.{}", code);
        const auto found = std::find_if(instrument.texts.begin(), instrument.texts.end(), [&wanted = code](const auto& item) { return item.code == wanted; });
        if (found == instrument.texts.end()) problems.push_back({path, "the code of a text item"});
        else check_text(text, found->max_characters, path, problems);
    }
    check_improvements(diagnosis, problems);
    check_goals(diagnosis, instrument, problems);
    check_text(diagnosis.without_plan, instrument.limits.exception, "$.without_plan", problems);
    return problems;
}

std::vector<Gap> gaps_of(const Diagnosis& diagnosis, const Instrument& instrument, const Sheet& sheet) {
    std::vector<Gap> gaps;
    for (const auto& dimension : instrument.dimensions) {
        const auto found = diagnosis.dimensions.find(dimension.code);
        const auto* review = found == diagnosis.dimensions.end() ? nullptr : &found->second;
        if (!review || !review->self_level)
            gaps.push_back({.kind = Gap::Kind::SelfLevel, .dimension = dimension.code, .indicator = {}, .required = true});
        for (const auto& indicator : dimension.indicators) {
            if (!indicator.asked()) continue;
            const auto answer = sheet.of(indicator);
            const bool chose_not_to = answer == Answer{Missing::Declined} || answer == Answer{Missing::NotApplicable};
            if (!chose_not_to && !is_answered(answer, indicator))
                gaps.push_back({.kind = Gap::Kind::Indicator, .dimension = dimension.code, .indicator = indicator.code});
        }
        if (!review || !review->completion) gaps.push_back({.kind = Gap::Kind::Completion, .dimension = dimension.code, .indicator = {}});
    }
    return gaps;
}

void give_codes(Diagnosis& diagnosis) {
    int last = 0;
    for (const auto& [code, review] : diagnosis.dimensions)
        for (const auto& improvement : review.improvements) last = std::max(last, payload::number_in(improvement.code, 'i'));
    for (auto& [code, review] : diagnosis.dimensions)
        for (auto& improvement : review.improvements)
            if (improvement.code.empty()) improvement.code = fmt::format("i{}", ++last);
}

void withhold_sensitive(Diagnosis& diagnosis, const Instrument& instrument) {
    for (const auto& dimension : instrument.dimensions)
        for (const auto& indicator : dimension.indicators)
            if (indicator.sensitive && indicator.asked()) diagnosis.answers.set(indicator.code, Missing::Declined);
}

void withhold_from_staff(Diagnosis& diagnosis, const Instrument& instrument) {
    withhold_sensitive(diagnosis, instrument);
    for (const auto& dimension : instrument.dimensions) {
        const auto asked = [](const Indicator& indicator) { return indicator.asked(); };
        const auto open = [](const Indicator& indicator) { return indicator.asked() && !indicator.sensitive; };
        const auto& all = dimension.indicators;
        if (std::any_of(all.begin(), all.end(), asked) && std::none_of(all.begin(), all.end(), open)) diagnosis.dimensions.erase(dimension.code);
    }
}

std::optional<Contact> wished_contact(const Diagnosis& diagnosis, const Instrument& instrument) {
    for (const auto& dimension : instrument.dimensions)
        for (const auto& indicator : dimension.indicators) {
            const auto answer = diagnosis.answers.of(indicator.code);
            const auto* chosen = std::get_if<Chosen>(&answer);
            if (!chosen) continue;
            for (const auto& choice : indicator.choices)
                if (choice.contact && choice.value == chosen->value) return choice.contact;
        }
    return std::nullopt;
}

}  // namespace xz::domain
