#include "terminal/core/domain/reading.hpp"

#include <boost/json/value.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace xz::domain::reading {

namespace {

constexpr std::size_t MostDimensions = 12;
constexpr std::size_t MostIndicators = 60;  // of one dimension
constexpr std::size_t MostTerms = 200;

std::vector<Choice> read_choices(json::ObjectReader& reader, Problems& problems) {
    std::vector<Choice> choices;
    reader.each("choices", 2, 12, [&](const json::Value& value, const std::string& path) {
        json::ObjectReader entry{value, path, problems};
        const auto number = static_cast<int>(entry.integer("value", 0, 99));
        if (!choices.empty() && number <= choices.back().value) entry.problem("value", "a value above the one before");
        Choice choice{.value = number, .label = label(entry, "label", problems), .score = {}};
        if (entry.has("contact")) choice.contact = entry.choice("contact", {name_of(Contact::Counselor), name_of(Contact::PsychologyCentre)}) == 0 ? Contact::Counselor : Contact::PsychologyCentre;
        choices.push_back(std::move(choice));
        entry.refuse_unknown();
    });
    return choices;
}

std::vector<Label> read_items(json::ObjectReader& reader, Problems& problems) {
    std::vector<Label> items;
    reader.each("items", 1, 12, [&](const json::Value& value, const std::string& path) {
        items.push_back(label_at({value, path, problems}));
    });
    return items;
}

InputLimits read_limits(json::ObjectReader& reader, IndicatorType type, Problems& problems) {
    auto entry = reader.object("limits");
    InputLimits limits{.low = decimal(entry, "low", problems),
                       .high = decimal(entry, "high", problems),
                       .places = static_cast<int>(entry.integer("places", 0, 4))};
    if (limits.high <= limits.low) entry.problem("high", "more than low");
    if (type == IndicatorType::Count && limits.places != 0) entry.problem("places", "0, a count being whole");
    entry.refuse_unknown();
    return limits;
}

Exemption read_exemption(json::ObjectReader& reader, Problems& problems) {
    Exemption exemption;
    const auto* value = reader.optional_member("exempt");
    if (!value) return exemption;
    json::ObjectReader entry{*value, reader.path_of("exempt"), problems};
    if (entry.has("grades"))
        entry.each("grades", 1, 3, [&](const json::Value& grade, const std::string& path) {
            const auto* number = grade.if_int64();
            if (number && *number >= 1 && *number <= 3) exemption.grades.push_back(static_cast<int>(*number));
            else problems.push_back({path, "a year of study from 1 to 3"});
        });
    exemption.before_internship = flag(entry, "before_internship");
    entry.refuse_unknown();
    return exemption;
}

constexpr std::size_t MostFormer = 8;

constexpr std::size_t MostRetired = 500;

// Only the form's own list says which codes earlier versions gave up. What is in it is never asked again, so that followers make no ring.
std::vector<std::string> read_retired(json::ObjectReader& reader, Problems& problems) {
    std::vector<std::string> codes;
    if (!reader.optional_member("retired")) return codes;
    reader.each("retired", 0, MostRetired, [&](const json::Value& value, const std::string& path) {
        auto retired = code_at({value, path, problems});
        if (retired.empty()) return;
        if (std::find(codes.begin(), codes.end(), retired) != codes.end()) problems.push_back({path, "each code once"});
        codes.push_back(std::move(retired));
    });
    return codes;
}

std::vector<std::string> read_succeeds(json::ObjectReader& reader, const std::string& own, Problems& problems) {
    std::vector<std::string> codes;
    if (!reader.optional_member("succeeds")) return codes;
    reader.each("succeeds", 1, MostFormer, [&](const json::Value& value, const std::string& path) {
        const auto former = code_at({value, path, problems});
        if (former.empty()) return;
        if (former == own) problems.push_back({path, "another code than its own"});
        else if (std::find(codes.begin(), codes.end(), former) != codes.end()) problems.push_back({path, "each code once"});
        else codes.push_back(former);
    });
    return codes;
}

Indicator read_indicator(const Place& place, const std::string& dimension) {
    constexpr std::array sources{Source::Imported, Source::SelfReported, Source::Verified, Source::ImportedOrVerified};
    auto reader = place.object();
    Indicator indicator;
    indicator.code = code(reader, "code");
    indicator.dimension = dimension;
    indicator.succeeds = read_succeeds(reader, indicator.code, place.problems);
    indicator.name = label(reader, "name", place.problems);
    indicator.hint = optional_label(reader, "hint", place.problems);
    indicator.unit = optional_label(reader, "unit", place.problems);
    indicator.type = static_cast<IndicatorType>(reader.choice("type", {"number", "choice", "likert", "count"}));
    indicator.direction = reader.choice("direction", {"up", "down"}) == 0 ? Direction::Up : Direction::Down;
    indicator.source = sources[reader.choice("source", {"I", "S", "V", "I/V"})];
    indicator.optional = flag(reader, "optional");
    indicator.sensitive = flag(reader, "sensitive");
    indicator.exemption = read_exemption(reader, place.problems);
    switch (indicator.type) {
        case IndicatorType::Number:
        case IndicatorType::Count: indicator.limits = read_limits(reader, indicator.type, place.problems); break;
        case IndicatorType::Choice: indicator.choices = read_choices(reader, place.problems); break;
        case IndicatorType::Likert: indicator.items = read_items(reader, place.problems); break;
    }
    if (indicator.type == IndicatorType::Likert && indicator.source != Source::SelfReported)
        reader.problem("source", "S, Likert items being self-reported");
    if (indicator.type == IndicatorType::Likert && indicator.direction != Direction::Up)
        reader.problem("direction", "up, as all Likert items are");
    reader.refuse_unknown();
    return indicator;
}

// A code is stable: what is still asked under it is followed by nobody, and what was given up is not asked again.
void check_lineage(const Instrument& form, const json::ObjectReader& reader, Problems& problems) {
    const auto& retired = form.retired;
    for (std::size_t at = 0; at < retired.size(); ++at)
        if (form.find(retired[at])) problems.push_back({fmt::format("{}[{}]", reader.path_of("retired"), at), fmt::format("a code that is asked no more, which {} is", retired[at])});
    for (std::size_t of = 0; of < form.dimensions.size(); ++of)
        for (std::size_t at = 0; at < form.dimensions[of].indicators.size(); ++at) {
            const auto& former = form.dimensions[of].indicators[at].succeeds;
            for (std::size_t one = 0; one < former.size(); ++one)
                if (std::find(retired.begin(), retired.end(), former[one]) == retired.end())
                    problems.push_back({fmt::format("{}[{}].indicators[{}].succeeds[{}]", reader.path_of("dimensions"), of, at, one),
                                        fmt::format("a code that the form gave up (retired), which {} is not", former[one])});
        }
}

// One answer cannot ask for what another declines.
void refuse_second_contact(const std::vector<Dimension>& dimensions, const std::string& path, Problems& problems) {
    const Indicator* asking = nullptr;
    for (std::size_t of = 0; of < dimensions.size(); ++of)
        for (std::size_t at = 0; at < dimensions[of].indicators.size(); ++at) {
            const auto& indicator = dimensions[of].indicators[at];
            if (std::none_of(indicator.choices.begin(), indicator.choices.end(), [](const Choice& choice) { return choice.contact.has_value(); })) continue;
            if (asking) problems.push_back({fmt::format("{}[{}].indicators[{}].choices", path, of, at), fmt::format("no second question about contact, {} being one", asking->code)});
            else asking = &indicator;
        }
}

std::vector<Dimension> read_dimensions(json::ObjectReader& reader, Problems& problems) {
    std::vector<Dimension> dimensions;
    Unique dimension_codes;
    Unique indicator_codes;
    reader.each("dimensions", 1, MostDimensions, [&](const json::Value& value, const std::string& path) {
        json::ObjectReader entry{value, path, problems};
        Dimension dimension{.code = code(entry, "code"),
                            .name = label(entry, "name", problems),
                            .short_name = label(entry, "short_name", problems),
                            .about = label(entry, "about", problems)};
        dimension_codes.add(entry, "code", dimension.code);
        entry.each("indicators", 1, MostIndicators, [&](const json::Value& inner, const std::string& inner_path) {
            dimension.indicators.push_back(read_indicator({inner, inner_path, problems}, dimension.code));
            json::ObjectReader named{inner, inner_path, problems};
            indicator_codes.add(named, "code", dimension.indicators.back().code);
        });
        entry.refuse_unknown();
        dimensions.push_back(std::move(dimension));
    });
    refuse_second_contact(dimensions, reader.path_of("dimensions"), problems);
    return dimensions;
}

template <std::size_t Count>
std::array<Label, Count> read_scale(json::ObjectReader& reader, std::string_view key, Problems& problems) {
    std::array<Label, Count> scale;
    std::size_t next = 0;
    reader.each(key, Count, Count, [&](const json::Value& value, const std::string& path) {
        scale[next++] = label_at({value, path, problems});
    });
    return scale;
}

std::vector<int> read_steps(json::ObjectReader& reader, Problems& problems) {
    std::vector<int> steps;
    const auto problems_before = problems.size();
    reader.each("completion_steps", 2, 11, [&](const json::Value& value, const std::string& path) {
        const auto* number = value.if_int64();
        const bool fits = number && *number >= 0 && *number <= 100 && (steps.empty() || *number > steps.back());
        if (fits) steps.push_back(static_cast<int>(*number));
        else problems.push_back({path, "a percentage above the one before"});
    });
    const bool whole = !steps.empty() && steps.front() == 0 && steps.back() == 100;
    if (!whole && problems.size() == problems_before) reader.problem("completion_steps", "steps from 0 to 100");
    return steps;
}

// `dimensions` is empty for terms that belong to none.
std::vector<Term> read_terms(json::ObjectReader& reader, std::string_view key, const std::vector<Dimension>& dimensions,
                             Problems& problems) {
    std::vector<Term> terms;
    Unique codes;
    std::vector<std::string_view> allowed;
    for (const auto& dimension : dimensions) allowed.push_back(dimension.code);
    reader.each(key, 1, MostTerms, [&](const json::Value& value, const std::string& path) {
        json::ObjectReader entry{value, path, problems};
        Term term{.code = code(entry, "code"), .label = label(entry, "label", problems), .dimension = {}};
        codes.add(entry, "code", term.code);
        if (!allowed.empty() && entry.has("dimension")) term.dimension = allowed[entry.choice("dimension", allowed)];
        entry.refuse_unknown();
        terms.push_back(std::move(term));
    });
    return terms;
}

std::vector<TextItem> read_texts(json::ObjectReader& reader, Problems& problems) {
    std::vector<TextItem> texts;
    Unique codes;
    reader.each("texts", 0, 12, [&](const json::Value& value, const std::string& path) {
        json::ObjectReader entry{value, path, problems};
        TextItem text{.code = code(entry, "code"),
                      .label = label(entry, "label", problems),
                      .placeholder = optional_label(entry, "placeholder", problems),
                      .max_characters = static_cast<int>(entry.integer("max_characters", 1, 5000)),
                      .opens_feedback = flag(entry, "opens_feedback")};
        codes.add(entry, "code", text.code);
        entry.refuse_unknown();
        texts.push_back(std::move(text));
    });
    return texts;
}

TextLimits read_text_limits(json::ObjectReader& reader) {
    auto entry = reader.object("limits");
    const auto characters = [&](std::string_view key) { return static_cast<int>(entry.integer(key, 1, 5000)); };
    TextLimits limits{.completion = characters("completion"),
                      .gap = characters("gap"),
                      .improvement = characters("improvement"),
                      .improvements = static_cast<int>(entry.integer("improvements", 1, 10)),
                      .exception = characters("exception"),
                      .plan = characters("plan"),
                      .goal = characters("goal"),
                      .goals = static_cast<int>(entry.integer("goals", 1, 10)),
                      .measure = characters("measure"),
                      .measures = static_cast<int>(entry.integer("measures", 1, 10)),
                      .expected = characters("expected"),
                      .support = characters("support"),
                      .note = characters("note")};
    entry.refuse_unknown();
    return limits;
}

}  // namespace

Instrument read_form(const Place& place) {
    auto& problems = place.problems;
    auto reader = place.object();
    Instrument form;
    form.name = code(reader, "name");
    form.version = static_cast<int>(reader.integer("version", 1, 9999));
    form.title = label(reader, "title", problems);
    form.book_title = label(reader, "book_title", problems);
    form.introduction = label(reader, "introduction", problems, LongText);
    form.dimensions = read_dimensions(reader, problems);
    form.retired = read_retired(reader, problems);
    check_lineage(form, reader, problems);
    form.likert = read_scale<5>(reader, "likert", problems);
    form.levels = read_scale<4>(reader, "levels", problems);
    form.completion_steps = read_steps(reader, problems);
    form.limits = read_text_limits(reader);
    form.problems = read_terms(reader, "problems", form.dimensions, problems);
    form.causes = read_terms(reader, "causes", {}, problems);
    form.texts = read_texts(reader, problems);
    reader.refuse_unknown();
    return form;
}

}  // namespace xz::domain::reading
