#include "terminal/core/domain/diagnosis.hpp"

#include "terminal/core/domain/payload.hpp"

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <array>

namespace xz::domain {

namespace {

using payload::LongestCode;
using payload::LongestText;
using payload::MostCodes;
using payload::MostMembers;
using payload::Problems;

constexpr std::array<std::string_view, 5> TagNames{"goal", "mode", "content", "method", "means"};

json::Array array_of(const std::vector<std::string>& texts) {
    json::Array array;
    for (const auto& text : texts) array.emplace_back(text);
    return array;
}

json::Value written(const Answer& answer) {
    if (const auto* decimal = std::get_if<Decimal>(&answer)) return json::Value(decimal->text());
    if (const auto* chosen = std::get_if<Chosen>(&answer)) return chosen->value;
    json::Array items;
    for (const auto& item : std::get<LikertItems>(answer).items) {
        if (item) items.emplace_back(*item);
        else items.emplace_back(nullptr);
    }
    return items;
}

json::Object written(const Improvement& improvement) {
    json::Object object{{"text", improvement.text}, {"carry", improvement.carry}};
    payload::write_day(object, "due", improvement.due);
    payload::write_text(object, "code", improvement.code);
    if (improvement.tag) object["tag"] = name_of(*improvement.tag);
    payload::write_text(object, "goal", improvement.goal);
    return object;
}

json::Object written(const DimensionReview& review) {
    json::Object object;
    if (review.self_level) object["self_level"] = static_cast<int>(*review.self_level);
    if (review.completion) object["completion"] = *review.completion;
    payload::write_text(object, "completion_text", review.completion_text);
    if (!review.problems.empty()) object["problems"] = array_of(review.problems);
    payload::write_text(object, "gap_text", review.gap_text);
    if (!review.causes.empty()) object["causes"] = array_of(review.causes);
    if (!review.improvements.empty()) {
        json::Array improvements;
        for (const auto& improvement : review.improvements) improvements.push_back(written(improvement));
        object["improvements"] = std::move(improvements);
    }
    return object;
}

std::optional<Answer> read_items(const json::Array& array) {
    LikertItems answer;
    for (const auto& item : array) {
        const auto* number = item.if_int64();
        if (!item.is_null() && !(number && *number >= 1 && *number <= 5)) return std::nullopt;
        answer.items.push_back(number ? std::optional{static_cast<int>(*number)} : std::nullopt);
    }
    if (answer.items.empty() || answer.items.size() > MostCodes) return std::nullopt;
    return answer;
}

std::optional<Answer> read_answer(const json::Value& value) {
    if (const auto* text = value.if_string()) {
        const auto decimal = Decimal::parse(*text);
        if (!decimal || decimal->text() != std::string_view{*text}) return std::nullopt;
        return *decimal;
    }
    if (const auto* number = value.if_int64()) {
        if (*number < 0 || *number > 9999) return std::nullopt;
        return Chosen{static_cast<int>(*number)};
    }
    const auto* array = value.if_array();
    return array ? read_items(*array) : std::nullopt;
}

Answers read_answers(json::ObjectReader& reader, Problems& problems) {
    Answers answers;
    if (reader.optional_member("answers"))
        reader.each_member("answers", MostMembers, [&](std::string_view code, const json::Value& value, const std::string& path) {
            if (auto answer = read_answer(value)) answers.set(code, std::move(*answer));
            else problems.push_back({path, "a decimal as a string, a whole number, or a list of items from 1 to 5 or null"});
        });
    if (reader.optional_member("missing"))
        reader.each_member("missing", MostMembers, [&](std::string_view code, const json::Value& value, const std::string& path) {
            const auto* name = value.if_string();
            const auto reason = name ? missing_from(*name) : std::nullopt;
            if (!reason) problems.push_back({path, "unanswered, declined, not_arrived or not_applicable"});
            else if (answers.all().contains(code)) problems.push_back({path, "an answer or a reason, not both"});
            else answers.set(code, *reason);
        });
    return answers;
}

std::vector<std::string> read_codes(json::ObjectReader& reader, std::string_view key, Problems& problems) {
    std::vector<std::string> codes;
    if (!reader.optional_member(key)) return codes;
    reader.each(key, 0, MostCodes, [&](const json::Value& value, const std::string& path) {
        const auto* text = value.if_string();
        if (text && !text->empty() && text->size() <= LongestCode) codes.emplace_back(*text);
        else problems.push_back({path, fmt::format("a code of 1 to {} characters", LongestCode)});
    });
    return codes;
}

std::vector<Improvement> read_improvements(json::ObjectReader& reader, Problems& problems) {
    std::vector<Improvement> improvements;
    if (!reader.optional_member("improvements")) return improvements;
    reader.each("improvements", 0, MostCodes, [&](const json::Value& value, const std::string& path) {
        json::ObjectReader entry{value, path, problems};
        Improvement improvement{.text = entry.text("text", 0, LongestText), .due = payload::day_or_nothing(entry, "due"), .carry = entry.boolean("carry")};
        if (entry.optional_member("code")) improvement.code = payload::numbered(entry, "code", 'i');
        if (entry.optional_member("tag"))
            improvement.tag = static_cast<ImprovementTag>(entry.choice("tag", {TagNames.begin(), TagNames.end()}));
        if (entry.optional_member("goal")) improvement.goal = payload::numbered(entry, "goal", 'g');
        entry.refuse_unknown();
        improvements.push_back(std::move(improvement));
    });
    return improvements;
}

DimensionReview read_review(const json::Value& value, const std::string& path, Problems& problems) {
    json::ObjectReader reader{value, path, problems};
    DimensionReview review;
    if (const auto level = reader.optional_integer("self_level", 1, 4)) review.self_level = level_from(static_cast<int>(*level));
    if (const auto step = reader.optional_integer("completion", 0, 100)) review.completion = static_cast<int>(*step);
    review.completion_text = payload::text_or_empty(reader, "completion_text");
    review.problems = read_codes(reader, "problems", problems);
    review.gap_text = payload::text_or_empty(reader, "gap_text");
    review.causes = read_codes(reader, "causes", problems);
    review.improvements = read_improvements(reader, problems);
    reader.refuse_unknown();
    return review;
}

GoalReview read_goal(const json::Value& value, const std::string& path, Problems& problems) {
    json::ObjectReader reader{value, path, problems};
    GoalReview review;
    if (const auto step = reader.optional_integer("completion", 0, 100)) review.completion = static_cast<int>(*step);
    review.note = payload::text_or_empty(reader, "note");
    reader.refuse_unknown();
    return review;
}

json::Object written(const GoalReview& review) {
    json::Object object;
    if (review.completion) object["completion"] = *review.completion;
    payload::write_text(object, "note", review.note);
    return object;
}

}  // namespace

std::string_view name_of(ImprovementTag tag) {
    return TagNames[static_cast<std::size_t>(tag)];
}

json::Object payload::object_of(const Diagnosis& diagnosis) {
    json::Object answers;
    json::Object missing;
    for (const auto& [code, answer] : diagnosis.answers.all()) {
        if (const auto* reason = std::get_if<Missing>(&answer)) missing[code] = name_of(*reason);
        else answers[code] = written(answer);
    }
    json::Object dimensions;
    for (const auto& [code, review] : diagnosis.dimensions) dimensions[code] = written(review);
    json::Object texts;
    for (const auto& [code, text] : diagnosis.texts)
        if (!text.empty()) texts[code] = text;

    json::Object object{{"answers", std::move(answers)}, {"dimensions", std::move(dimensions)}};
    if (!missing.empty()) object["missing"] = std::move(missing);
    if (!texts.empty()) object["texts"] = std::move(texts);
    write_text(object, "plan", diagnosis.plan);
    if (!diagnosis.goals.empty()) {
        json::Object goals;
        for (const auto& [code, review] : diagnosis.goals) goals[code] = written(review);
        object["goals"] = std::move(goals);
    }
    write_text(object, "without_plan", diagnosis.without_plan);
    return object;
}

std::string to_json(const Diagnosis& diagnosis) {
    return json::canonical(payload::object_of(diagnosis));
}

Result<Diagnosis, Problems> diagnosis_from_json(std::string_view text) {
    const auto value = json::parse(text);
    if (!value) return failure(Problems{value.error()});
    return diagnosis_from_json(*value);
}

Result<Diagnosis, Problems> diagnosis_from_json(const json::Value& value, std::string path) {
    Problems problems;
    json::ObjectReader reader{value, std::move(path), problems};
    Diagnosis diagnosis;
    diagnosis.answers = read_answers(reader, problems);
    if (reader.optional_member("dimensions"))
        reader.each_member("dimensions", MostCodes, [&](std::string_view code, const json::Value& review, const std::string& where) {
            diagnosis.dimensions.emplace(code, read_review(review, where, problems));
        });
    if (reader.optional_member("texts"))
        reader.each_member("texts", MostCodes, [&](std::string_view code, const json::Value& text, const std::string& where) {
            const auto* string = text.if_string();
            if (string && string->size() <= 4 * LongestText) diagnosis.texts.emplace(code, std::string{*string});
            else problems.push_back({where, "a text"});
        });
    diagnosis.plan = payload::uuid_or_empty(reader, "plan");
    if (reader.optional_member("goals"))
        reader.each_member("goals", MostCodes, [&](std::string_view code, const json::Value& review, const std::string& where) {
            if (!payload::is_numbered(code, 'g')) problems.push_back({where, "the code of a goal, like g1"});
            diagnosis.goals.emplace(code, read_goal(review, where, problems));
        });
    diagnosis.without_plan = payload::text_or_empty(reader, "without_plan");
    reader.refuse_unknown();
    return payload::unless(std::move(problems), std::move(diagnosis));
}

}  // namespace xz::domain
