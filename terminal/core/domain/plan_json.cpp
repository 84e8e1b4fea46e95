#include "terminal/core/domain/payload.hpp"
#include "terminal/core/domain/plan.hpp"
#include "terminal/core/domain/reading.hpp"

#include <boost/json/array.hpp>
#include <fmt/format.h>

namespace xz::domain {

namespace {

using payload::Problems;

json::Object written(const Measure& measure) {
    json::Object object{{"code", measure.code}, {"text", measure.text}};
    payload::write_day(object, "due", measure.due);
    return object;
}

json::Object written(const Goal& goal) {
    json::Object object{{"code", goal.code}, {"text", goal.text}, {"priority", goal.priority}};
    payload::write_text(object, "indicator", goal.indicator);
    if (goal.baseline) object["baseline"] = goal.baseline->text();
    if (goal.baseline_source) object["baseline_source"] = name_of(*goal.baseline_source);
    if (goal.target) object["target"] = goal.target->text();
    if (!goal.measures.empty()) {
        json::Array measures;
        for (const auto& measure : goal.measures) measures.push_back(written(measure));
        object["measures"] = std::move(measures);
    }
    payload::write_text(object, "expected", goal.expected);
    payload::write_day(object, "due", goal.due);
    payload::write_text(object, "support", goal.support);
    payload::write_text(object, "node", goal.node);
    if (goal.from) object["from"] = payload::object_of(*goal.from);
    return object;
}

json::Object written(const DimensionPlan& plan) {
    json::Object object;
    if (plan.target_level) object["target_level"] = static_cast<int>(*plan.target_level);
    if (!plan.goals.empty()) {
        json::Array goals;
        for (const auto& goal : plan.goals) goals.push_back(written(goal));
        object["goals"] = std::move(goals);
    }
    return object;
}

Measure read_measure(const json::Value& value, const std::string& path, Problems& problems) {
    json::ObjectReader reader{value, path, problems};
    Measure measure{.code = payload::numbered(reader, "code", 'm'), .text = reader.text("text", 0, payload::LongestText),
                    .due = payload::day_or_nothing(reader, "due")};
    reader.refuse_unknown();
    return measure;
}

Goal read_goal(const json::Value& value, const std::string& path, Problems& problems) {
    json::ObjectReader reader{value, path, problems};
    Goal goal;
    goal.code = payload::numbered(reader, "code", 'g');
    goal.text = reader.text("text", 0, payload::LongestText);
    goal.indicator = payload::code_or_empty(reader, "indicator");
    if (reader.optional_member("baseline")) goal.baseline = reading::decimal(reader, "baseline", problems);
    if (reader.optional_member("baseline_source"))
        goal.baseline_source = reader.choice("baseline_source", {"data", "self"}) == 0 ? BaselineSource::Data : BaselineSource::Self;
    if (reader.optional_member("target")) goal.target = reading::decimal(reader, "target", problems);
    goal.priority = static_cast<int>(reader.integer("priority", 1, 3));
    if (reader.optional_member("measures"))
        reader.each("measures", 0, payload::MostCodes, [&](const json::Value& measure, const std::string& where) {
            goal.measures.push_back(read_measure(measure, where, problems));
        });
    goal.expected = payload::text_or_empty(reader, "expected");
    goal.due = payload::day_or_nothing(reader, "due");
    goal.support = payload::text_or_empty(reader, "support");
    goal.node = payload::code_or_empty(reader, "node");
    if (const auto* from = reader.optional_member("from")) goal.from = payload::read_carried_from(*from, reader.path_of("from"), problems);
    reader.refuse_unknown();
    return goal;
}

DimensionPlan read_dimension(const json::Value& value, const std::string& path, Problems& problems) {
    json::ObjectReader reader{value, path, problems};
    DimensionPlan plan;
    if (const auto level = reader.optional_integer("target_level", 1, 4)) plan.target_level = level_from(static_cast<int>(*level));
    if (reader.optional_member("goals"))
        reader.each("goals", 0, payload::MostCodes, [&](const json::Value& goal, const std::string& where) {
            plan.goals.push_back(read_goal(goal, where, problems));
        });
    reader.refuse_unknown();
    return plan;
}

}  // namespace

json::Object payload::object_of(const Plan& plan) {
    json::Object dimensions;
    for (const auto& [code, of_dimension] : plan.dimensions) dimensions[code] = written(of_dimension);
    json::Object object{{"dimensions", std::move(dimensions)}, {"occasion", name_of(plan.occasion)}};
    write_text(object, "strengths", plan.strengths);
    write_text(object, "weaknesses", plan.weaknesses);
    write_text(object, "opportunities", plan.opportunities);
    write_text(object, "threats", plan.threats);
    write_text(object, "three_year_goal", plan.three_year_goal);
    write_text(object, "year_goal", plan.year_goal);
    return object;
}

std::string to_json(const Plan& plan) {
    return json::canonical(payload::object_of(plan));
}

Result<Plan, Problems> plan_from_json(std::string_view text) {
    const auto value = json::parse(text);
    if (!value) return failure(Problems{value.error()});
    return plan_from_json(*value);
}

Result<Plan, Problems> plan_from_json(const json::Value& value, std::string path) {
    Problems problems;
    json::ObjectReader reader{value, std::move(path), problems};
    Plan plan;
    plan.strengths = payload::text_or_empty(reader, "strengths");
    plan.weaknesses = payload::text_or_empty(reader, "weaknesses");
    plan.opportunities = payload::text_or_empty(reader, "opportunities");
    plan.threats = payload::text_or_empty(reader, "threats");
    plan.three_year_goal = payload::text_or_empty(reader, "three_year_goal");
    plan.year_goal = payload::text_or_empty(reader, "year_goal");
    if (reader.optional_member("dimensions"))
        reader.each_member("dimensions", payload::MostCodes, [&](std::string_view code, const json::Value& dimension, const std::string& where) {
            plan.dimensions.emplace(code, read_dimension(dimension, where, problems));
        });
    plan.occasion = static_cast<PlanOccasion>(reader.choice("occasion", {"year", "checkpoint", "warning"}));
    reader.refuse_unknown();
    return payload::unless(std::move(problems), std::move(plan));
}

}  // namespace xz::domain
