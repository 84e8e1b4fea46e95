#include "terminal/ui/flow/draft.hpp"

#include <boost/json.hpp>

namespace xz::ui::flow {
namespace {

constexpr std::int64_t form_version = 1;
constexpr std::size_t longest_code = 64;
constexpr std::size_t longest_id = 100;
constexpr std::size_t most_texts = 256;
constexpr std::size_t longest_payload = std::size_t{1} << 20;

json::Object object_of(const Begun& begun) {
    json::Array consents;
    for (const auto& consent : begun.consents)
        consents.push_back(json::Object{{"purpose", consent.purpose}, {"notice", consent.notice}, {"given", consent.given}, {"at", to_rfc3339(consent.at)}});
    return {{"v", form_version},
            {"academic_year", begun.academic_year},
            {"instrument", begun.instrument},
            {"started_at", to_rfc3339(begun.started_at)},
            {"place", begun.place},
            {"consents", std::move(consents)}};
}

void read(json::ObjectReader& reader, std::vector<json::Problem>& problems, Begun& begun) {
    (void)reader.integer("v", form_version, form_version);
    begun.academic_year = reader.text("academic_year", 1, longest_code);
    begun.instrument = reader.text("instrument", 1, longest_id);
    begun.started_at = reader.instant("started_at");
    begun.place = reader.text("place", 0, longest_code);
    reader.each("consents", 0, 32, [&](const json::Value& value, const std::string& path) {
        json::ObjectReader item{value, path, problems};
        protocol::Consent consent;
        consent.purpose = item.text("purpose", 1, longest_code);
        consent.notice = item.text("notice", 1, longest_id);
        consent.given = item.boolean("given");
        consent.at = item.instant("at");
        item.refuse_unknown();
        begun.consents.push_back(std::move(consent));
    });
}

// A payload stands in a draft as text: it has its own codec, with decimals of its own.
auto plan_in(json::ObjectReader& reader, std::string_view member) { return domain::plan_from_json(reader.text(member, 2, longest_payload)); }

// False where it could not be read.
template <typename Parsed, typename Place>
bool take(Parsed parsed, Place& place) {
    if (!parsed) return false;
    place = std::move(*parsed);
    return true;
}

bool take_if_there(json::ObjectReader& reader, std::string_view member, std::optional<domain::Plan>& plan) {
    return !reader.has(member) || take(plan_in(reader, member), plan);
}

// What every draft begins with, then its own members; `read_own` says whether the payloads in it could be read.
template <typename Draft, typename ReadOwn>
std::optional<Draft> read_draft(std::string_view text, ReadOwn&& read_own) {
    const auto parsed = json::parse(text);
    if (!parsed) return std::nullopt;
    std::vector<json::Problem> problems;
    json::ObjectReader reader{*parsed, "$", problems};
    Draft draft;
    read(reader, problems, draft);
    const bool readable = read_own(reader, problems, draft);
    reader.refuse_unknown();
    return readable && problems.empty() ? std::optional{std::move(draft)} : std::nullopt;
}

}  // namespace

std::string to_json(const DiagnosisDraft& draft) {
    auto object = object_of(draft);
    json::Array revealed;
    for (const auto& dimension : draft.revealed) revealed.push_back(json::Value(dimension));
    object["revealed"] = std::move(revealed);
    object["diagnosis"] = domain::to_json(draft.diagnosis);
    if (draft.plan) object["plan"] = domain::to_json(*draft.plan);
    return json::canonical(object);
}

std::string to_json(const PlanDraft& draft) {
    auto object = object_of(draft);
    object["plan"] = domain::to_json(draft.plan);
    if (draft.former) object["former"] = domain::to_json(*draft.former);
    json::Object used;
    for (const auto& [goal, measures] : draft.used) used.emplace(goal, measures);
    object["used"] = std::move(used);
    return json::canonical(object);
}

std::string to_json(const CheckpointDraft& draft) {
    auto object = object_of(draft);
    object["checkpoint"] = domain::to_json(draft.checkpoint);
    object["plan"] = domain::to_json(draft.plan);
    return json::canonical(object);
}

std::string to_json(const FeedbackDraft& draft) {
    auto object = object_of(draft);
    object["feedback"] = domain::to_json(draft.feedback);
    json::Object texts;
    for (const auto& [key, text] : draft.texts) texts.emplace(key, text);
    object["texts"] = std::move(texts);
    return json::canonical(object);
}

std::optional<DiagnosisDraft> diagnosis_draft_from_json(std::string_view text) {
    return read_draft<DiagnosisDraft>(text, [](json::ObjectReader& reader, std::vector<json::Problem>& problems, DiagnosisDraft& draft) {
        reader.each("revealed", 0, 64, [&](const json::Value& value, const std::string& path) {
            if (const auto* code = value.if_string())
                draft.revealed.emplace(code->c_str());
            else
                problems.push_back({path, "a dimension's code"});
        });
        return take(domain::diagnosis_from_json(reader.text("diagnosis", 2, longest_payload)), draft.diagnosis) &&
               take_if_there(reader, "plan", draft.plan);
    });
}

std::optional<PlanDraft> plan_draft_from_json(std::string_view text) {
    return read_draft<PlanDraft>(text, [](json::ObjectReader& reader, std::vector<json::Problem>& problems, PlanDraft& draft) {
        if (reader.has("used")) reader.each_member("used", most_texts, [&](std::string_view goal, const json::Value& value, const std::string& path) {
            if (const auto* measures = value.if_int64()) draft.used.emplace(goal, static_cast<int>(*measures));
            else problems.push_back({path, "the highest number of a measure"});
        });
        return take(plan_in(reader, "plan"), draft.plan) && take_if_there(reader, "former", draft.former);
    });
}

std::optional<CheckpointDraft> checkpoint_draft_from_json(std::string_view text) {
    return read_draft<CheckpointDraft>(text, [](json::ObjectReader& reader, std::vector<json::Problem>&, CheckpointDraft& draft) {
        return take(domain::checkpoint_from_json(reader.text("checkpoint", 2, longest_payload)), draft.checkpoint) &&
               take(plan_in(reader, "plan"), draft.plan);
    });
}

std::optional<FeedbackDraft> feedback_draft_from_json(std::string_view text) {
    return read_draft<FeedbackDraft>(text, [](json::ObjectReader& reader, std::vector<json::Problem>& problems, FeedbackDraft& draft) {
        reader.each_member("texts", most_texts, [&](std::string_view key, const json::Value& value, const std::string& path) {
            if (const auto* words = value.if_string())
                draft.texts.emplace(key, words->c_str());
            else
                problems.push_back({path, "a text"});
        });
        return take(domain::feedback_from_json(reader.text("feedback", 2, longest_payload)), draft.feedback);
    });
}

}  // namespace xz::ui::flow
