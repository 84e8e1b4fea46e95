#include "terminal/core/domain/checkpoint.hpp"

#include "terminal/core/domain/payload.hpp"
#include "terminal/core/support/ids.hpp"
#include "terminal/core/support/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace xz::domain {

namespace {

using payload::Problems;

constexpr std::array<std::string_view, 4> ProgressNames{"open", "done", "late", "changed"};
constexpr std::size_t LongestKey = 60;

MeasureCheck read_measure(const json::Value& value, const std::string& path, Problems& problems) {
    json::ObjectReader reader{value, path, problems};
    MeasureCheck check{.progress = static_cast<MeasureProgress>(reader.choice("progress", {ProgressNames.begin(), ProgressNames.end()})),
                       .note = payload::text_or_empty(reader, "note")};
    reader.refuse_unknown();
    return check;
}

GoalCheck read_goal(const json::Value& value, const std::string& path, Problems& problems) {
    json::ObjectReader reader{value, path, problems};
    GoalCheck check;
    check.progress = static_cast<int>(reader.integer("progress", 0, 100));
    check.note = payload::text_or_empty(reader, "note");
    if (reader.optional_member("measures"))
        reader.each_member("measures", payload::MostCodes, [&](std::string_view code, const json::Value& measure, const std::string& where) {
            if (!payload::is_numbered(code, 'm')) problems.push_back({where, "the code of a measure, like m1"});
            check.measures.emplace(code, read_measure(measure, where, problems));
        });
    reader.refuse_unknown();
    return check;
}

json::Object written(const GoalCheck& check) {
    json::Object object{{"progress", check.progress}};
    payload::write_text(object, "note", check.note);
    json::Object measures;
    for (const auto& [code, measure] : check.measures) {
        json::Object entry{{"progress", name_of(measure.progress)}};
        payload::write_text(entry, "note", measure.note);
        measures[code] = std::move(entry);
    }
    if (!measures.empty()) object["measures"] = std::move(measures);
    return object;
}

void check_goal(const GoalCheck& check, const Goal& goal, const Instrument& instrument, const std::string& path, Problems& problems) {
    payload::check_step(check.progress, instrument, path + ".progress", problems);
    payload::check_text(check.note, instrument.limits.note, path + ".note", problems);
    for (const auto& [code, measure] : check.measures) {
        const auto where = fmt::format("{}.measures.{}", path, code);
        const auto known = std::any_of(goal.measures.begin(), goal.measures.end(), [&wanted = code](const Measure& each) { return each.code == wanted; });
        if (!known) problems.push_back({where, "the code of a measure of this goal"});
        payload::check_text(measure.note, instrument.limits.note, where + ".note", problems);
    }
}

}  // namespace

std::string_view name_of(MeasureProgress progress) {
    return ProgressNames[static_cast<std::size_t>(progress)];
}

json::Object payload::object_of(const Checkpoint& checkpoint) {
    json::Object goals;
    for (const auto& [code, check] : checkpoint.goals) goals[code] = written(check);
    json::Object object{{"goals", std::move(goals)}, {"revises", checkpoint.revises}};
    write_text(object, "plan", checkpoint.plan);
    if (!checkpoint.warnings.empty()) {
        json::Object warnings;
        for (const auto& [key, text] : checkpoint.warnings) warnings[key] = text;
        object["warnings"] = std::move(warnings);
    }
    write_text(object, "summary", checkpoint.summary);
    return object;
}

std::string to_json(const Checkpoint& checkpoint) {
    return json::canonical(payload::object_of(checkpoint));
}

Result<Checkpoint, Problems> checkpoint_from_json(std::string_view text) {
    const auto value = json::parse(text);
    if (!value) return failure(Problems{value.error()});
    return checkpoint_from_json(*value);
}

Result<Checkpoint, Problems> checkpoint_from_json(const json::Value& value, std::string path) {
    Problems problems;
    json::ObjectReader reader{value, std::move(path), problems};
    Checkpoint checkpoint;
    checkpoint.plan = payload::uuid_or_empty(reader, "plan");
    reader.each_member("goals", payload::MostCodes, [&](std::string_view code, const json::Value& goal, const std::string& where) {
        if (!payload::is_numbered(code, 'g')) problems.push_back({where, "the code of a goal, like g1"});
        checkpoint.goals.emplace(code, read_goal(goal, where, problems));
    });
    if (reader.optional_member("warnings"))
        reader.each_member("warnings", payload::MostCodes, [&](std::string_view key, const json::Value& text, const std::string& where) {
            const auto* words = text.if_string();
            if (words && count_code_points(*words) <= payload::LongestText && !key.empty() && key.size() <= LongestKey)
                checkpoint.warnings.emplace(key, std::string{*words});
            else problems.push_back({where, "a warning's key and a text"});
        });
    checkpoint.summary = payload::text_or_empty(reader, "summary");
    checkpoint.revises = reader.boolean("revises");
    reader.refuse_unknown();
    return payload::unless(std::move(problems), std::move(checkpoint));
}

std::vector<json::Problem> validate(const Checkpoint& checkpoint, const Plan& plan, const Instrument& instrument) {
    Problems problems;
    if (!is_uuid(checkpoint.plan)) problems.push_back({"$.plan", "the id of the plan's record"});
    for (const auto& [code, check] : checkpoint.goals) {
        const auto path = fmt::format("$.goals.{}", code);
        if (const auto* goal = plan.goal(code)) check_goal(check, *goal, instrument, path, problems);
        else problems.push_back({path, "the code of a goal of the plan"});
    }
    for (const auto& [key, text] : checkpoint.warnings) payload::check_text(text, instrument.limits.note, fmt::format("$.warnings.{}", key), problems);
    payload::check_text(checkpoint.summary, instrument.limits.plan, "$.summary", problems);
    return problems;
}

std::vector<std::string> unchecked_goals(const Checkpoint& checkpoint, const Plan& plan) {
    std::vector<std::string> goals;
    for (const auto& [code, dimension] : plan.dimensions)
        for (const auto& goal : dimension.goals)
            if (!checkpoint.goals.contains(goal.code)) goals.push_back(goal.code);
    return goals;
}

}  // namespace xz::domain
