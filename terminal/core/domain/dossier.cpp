#include "terminal/core/domain/dossier.hpp"

#include "terminal/core/domain/payload.hpp"
#include "terminal/core/domain/reading.hpp"

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace xz::domain {

namespace {

using payload::Problems;
using payload::write_day;
using payload::write_text;

constexpr std::size_t MostEntries = 500;
constexpr std::size_t ShortText = 200;
constexpr std::array<std::string_view, 4> ObjectionNames{"none", "open", "upheld", "dismissed"};
constexpr std::array<std::string_view, 3> ColourNames{"yellow", "orange", "red"};

template <typename T>
std::optional<T> taken(Result<T, Problems> read, Problems& problems) {
    if (read) return std::move(*read);
    problems.insert(problems.end(), read.error().begin(), read.error().end());
    return std::nullopt;
}

std::string academic_year(json::ObjectReader& reader, std::string_view key) {
    auto year = reader.text(key, 9, 9);
    if (!is_academic_year(year)) reader.problem(key, "two years in a row, like 2026-2027");
    return year;
}

// --- plan

json::Object written(const PlanStanding& standing) {
    json::Object object{{"state", name_of(standing.state)}, {"revision", standing.revision}};
    write_text(object, "active_record", active_record(standing.state));
    write_text(object, "record", latest_record(standing.state));
    write_text(object, "reason", reason_of(standing.state));
    if (standing.active) object["active"] = payload::object_of(*standing.active);
    if (standing.latest) object["latest"] = payload::object_of(*standing.latest);
    write_text(object, "comment", standing.comment);
    if (!standing.used.empty()) object["used"] = payload::object_of(standing.used);
    return object;
}

PlanStanding read_plan_standing(const json::Value& value, const std::string& path, Problems& problems) {
    json::ObjectReader reader{value, path, problems};
    PlanStanding standing;
    const auto name = reader.text("state", 1, ShortText);
    auto active = payload::uuid_or_empty(reader, "active_record");
    auto record = payload::uuid_or_empty(reader, "record");
    auto reason = payload::text_or_empty(reader, "reason");
    if (auto state = plan_state_from(name, std::move(active), std::move(record), std::move(reason))) standing.state = std::move(*state);
    else reader.problem("state", "the state of a plan with the records and the reason that it needs");
    standing.revision = static_cast<std::uint32_t>(reader.integer("revision", 1, 9999));
    if (const auto* plan = reader.optional_member("active")) standing.active = taken(plan_from_json(*plan, reader.path_of("active")), problems);
    if (const auto* plan = reader.optional_member("latest")) standing.latest = taken(plan_from_json(*plan, reader.path_of("latest")), problems);
    standing.comment = payload::text_or_empty(reader, "comment");
    standing.used = payload::used_codes_or_none(reader, "used", problems);
    reader.refuse_unknown();
    return standing;
}

json::Object written(const DiagnosisStanding& standing) {
    json::Object object{{"state", name_of(standing.state)}, {"revision", standing.revision}};
    write_text(object, "record", latest_record(standing.state));
    write_text(object, "reason", reason_of(standing.state));
    write_text(object, "comment", standing.comment);
    if (standing.handed_in) object["handed_in"] = payload::object_of(*standing.handed_in);
    write_text(object, "seal", standing.seal);
    if (!standing.verified.empty()) {
        json::Object verified;
        for (const auto& [code, verdict] : standing.verified) verified[code] = name_of(verdict);
        object["verified"] = std::move(verified);
    }
    return object;
}

DiagnosisStanding read_diagnosis_standing(const json::Value& value, const std::string& path, Problems& problems) {
    json::ObjectReader reader{value, path, problems};
    DiagnosisStanding standing;
    const auto name = reader.text("state", 1, ShortText);
    auto record = payload::uuid_or_empty(reader, "record");
    auto reason = payload::text_or_empty(reader, "reason");
    if (auto state = diagnosis_state_from(name, std::move(record), std::move(reason))) standing.state = std::move(*state);
    else reader.problem("state", "the state of a diagnosis with the record and the reason that it needs");
    standing.revision = static_cast<std::uint32_t>(reader.integer("revision", 1, 9999));
    standing.comment = payload::text_or_empty(reader, "comment");
    if (const auto* handed_in = reader.optional_member("handed_in"))
        standing.handed_in = taken(diagnosis_from_json(*handed_in, reader.path_of("handed_in")), problems);
    standing.seal = payload::text_or_empty(reader, "seal");
    if (reader.optional_member("verified") != nullptr)
        reader.each_member("verified", MostEntries, [&](std::string_view code, const json::Value& verdict, const std::string& at) {
            const auto said = verdict.is_string() ? std::string_view{verdict.get_string()} : std::string_view{};
            if (said == name_of(Verification::Confirmed)) standing.verified.emplace(code, Verification::Confirmed);
            else if (said == name_of(Verification::Rejected)) standing.verified.emplace(code, Verification::Rejected);
            else problems.push_back({at, "confirmed or rejected"});
        });
    reader.refuse_unknown();
    return standing;
}

json::Object written(const CarriedItem& item) {
    json::Object object{{"from", payload::object_of(item.from)}, {"academic_year", item.academic_year}, {"dimension", item.dimension}, {"text", item.text}};
    write_day(object, "due", item.due);
    return object;
}

CarriedItem read_carried(const json::Value& value, const std::string& path, Problems& problems) {
    json::ObjectReader reader{value, path, problems};
    CarriedItem item;
    if (const auto* from = reader.member("from")) item.from = payload::read_carried_from(*from, reader.path_of("from"), problems);
    item.academic_year = academic_year(reader, "academic_year");
    item.dimension = reader.text("dimension", 1, payload::LongestCode);
    item.text = reader.text("text", 0, payload::LongestText);
    item.due = payload::day_or_nothing(reader, "due");
    reader.refuse_unknown();
    return item;
}

json::Object written(const ThreadStep& step) {
    json::Object object{{"academic_year", step.academic_year}, {"text", step.text}};
    write_text(object, "goal", step.goal);
    if (step.attained) object["attained"] = *step.attained;
    write_text(object, "improvement", step.improvement);
    return object;
}

ThreadStep read_step(const json::Value& value, const std::string& path, Problems& problems) {
    json::ObjectReader reader{value, path, problems};
    ThreadStep step;
    step.academic_year = academic_year(reader, "academic_year");
    step.text = reader.text("text", 0, payload::LongestText);
    if (reader.optional_member("goal")) step.goal = payload::numbered(reader, "goal", 'g');
    if (reader.optional_member("attained")) step.attained = reader.text("attained", 1, payload::LongestCode);
    if (reader.optional_member("improvement")) step.improvement = payload::numbered(reader, "improvement", 'i');
    reader.refuse_unknown();
    return step;
}

json::Array written(const std::vector<GoalThread>& threads) {
    json::Array array;
    for (const auto& thread : threads) {
        json::Array steps;
        for (const auto& step : thread.steps) steps.push_back(written(step));
        array.push_back(std::move(steps));
    }
    return array;
}

std::vector<GoalThread> read_threads(json::ObjectReader& reader, Problems& problems) {
    std::vector<GoalThread> threads;
    if (!reader.optional_member("threads")) return threads;
    reader.each("threads", 0, MostEntries, [&](const json::Value& value, const std::string& path) {
        const auto* steps = value.if_array();
        if (!steps || steps->empty() || steps->size() > MostEntries) {
            problems.push_back({path, "an array of at least one step"});
            return;
        }
        auto& thread = threads.emplace_back();
        for (std::size_t index = 0; index < steps->size(); ++index)
            thread.steps.push_back(read_step((*steps)[index], fmt::format("{}[{}]", path, index), problems));
    });
    return threads;
}

YearStanding read_standing(const json::Value& value, Problems& problems) {
    json::ObjectReader reader{value, "$", problems};
    YearStanding standing;
    if (const auto* plan = reader.member("plan")) standing.plan = read_plan_standing(*plan, "$.plan", problems);
    standing.checkpoint_record = payload::uuid_or_empty(reader, "checkpoint_record");
    if (const auto* checkpoint = reader.optional_member("checkpoint"))
        standing.checkpoint = taken(checkpoint_from_json(*checkpoint, "$.checkpoint"), problems);
    if (const auto* diagnosis = reader.member("diagnosis")) standing.diagnosis = read_diagnosis_standing(*diagnosis, "$.diagnosis", problems);
    if (reader.optional_member("carried"))
        reader.each("carried", 0, MostEntries, [&](const json::Value& item, const std::string& path) {
            standing.carried.push_back(read_carried(item, path, problems));
        });
    standing.threads = read_threads(reader, problems);
    standing.returned_on = payload::day_or_nothing(reader, "returned_on");
    reader.refuse_unknown();
    return standing;
}

// --- warnings

json::Object written(const WarningCard& card) {
    const auto& raised = card.raised;
    json::Object object{{"type", "warning"},
                        {"key", to_text(raised.key)},
                        {"colour", name_of(raised.colour)},
                        {"threshold", raised.threshold.text()},
                        {"state", name_of(card.state)},
                        {"due", xz::to_text(card.due)},
                        {"objection", name_of(card.objection)}};
    write_text(object, "value", raised.value);
    write_text(object, "source", raised.source);
    write_day(object, "as_of", raised.as_of);
    write_text(object, "text", text_of(card.state));
    write_text(object, "objection_answer", card.objection_answer);
    return object;
}

WarningCard read_card(json::ObjectReader& reader, Problems& problems) {
    WarningCard card;
    if (auto key = warning_key_from(reader.text("key", 1, ShortText))) card.raised.key = std::move(*key);
    else reader.problem("key", "a warning's key, like XY01/2026-2027/1");
    card.raised.colour = static_cast<Colour>(reader.choice("colour", {ColourNames.begin(), ColourNames.end()}));
    card.raised.threshold = reading::decimal(reader, "threshold", problems);
    card.raised.value = payload::text_or_empty(reader, "value");
    card.raised.source = payload::text_or_empty(reader, "source");
    card.raised.as_of = payload::day_or_nothing(reader, "as_of");
    const auto name = reader.text("state", 1, ShortText);
    if (auto state = warning_state_from(name, payload::text_or_empty(reader, "text"))) card.state = std::move(*state);
    else reader.problem("state", "the state of a warning with the text that it needs");
    card.due = reader.day("due");
    card.objection = static_cast<ObjectionState>(reader.choice("objection", {ObjectionNames.begin(), ObjectionNames.end()}));
    card.objection_answer = payload::text_or_empty(reader, "objection_answer");
    return card;
}

json::Object written(const DatumObjection& objection) {
    json::Object object{{"type", "objection"}, {"indicator", objection.indicator}, {"value", objection.value}, {"state", name_of(objection.state)}};
    write_text(object, "answer", objection.answer);
    return object;
}

DatumObjection read_objection(json::ObjectReader& reader) {
    return {.indicator = reader.text("indicator", 1, payload::LongestCode),
            .value = reader.text("value", 0, Decimal::MaxDigits),
            .state = static_cast<ObjectionState>(reader.choice("state", {ObjectionNames.begin(), ObjectionNames.end()})),
            .answer = payload::text_or_empty(reader, "answer")};
}

// --- replies

json::Object written(const Post& post) {
    json::Object object{{"by", post.by == Post::By::Student ? "student" : "staff"}, {"at", to_rfc3339(post.at)}, {"text", post.text}};
    write_text(object, "name", post.name);
    return object;
}

Post read_post(const json::Value& value, const std::string& path, Problems& problems) {
    json::ObjectReader reader{value, path, problems};
    Post post;
    post.by = reader.choice("by", {"student", "staff"}) == 0 ? Post::By::Student : Post::By::Staff;
    post.name = payload::text_or_empty(reader, "name", ShortText);
    post.at = reader.instant("at");
    post.text = reader.text("text", 0, payload::LongestText);
    reader.refuse_unknown();
    return post;
}

json::Object written(const Thread& thread) {
    json::Object object{{"type", "thread"},
                        {"id", thread.id},
                        {"to", name_of(thread.to)},
                        {"state", name_of(thread.state)},
                        {"reopening_used", reopening_of(thread.state) == feedback_state::Reopening::Used},
                        {"unread", thread.unread}};
    write_text(object, "about", thread.about);
    write_text(object, "assigned_to", assigned_to(thread.state));
    json::Array posts;
    for (const auto& post : thread.posts) posts.push_back(written(post));
    object["posts"] = std::move(posts);
    return object;
}

Thread read_thread(json::ObjectReader& reader, Problems& problems) {
    using feedback_state::Reopening;
    Thread thread;
    thread.id = reader.uuid("id");
    if (const auto to = addressee_from(reader.text("to", 1, ShortText))) thread.to = *to;
    else reader.problem("to", "counselor, teacher, department, school or psychology-centre");
    thread.about = payload::code_or_empty(reader, "about");
    const auto name = reader.text("state", 1, ShortText);
    auto assigned = payload::text_or_empty(reader, "assigned_to", ShortText);
    const auto reopening = reader.boolean("reopening_used") ? Reopening::Used : Reopening::Possible;
    if (auto state = feedback_state_from(name, std::move(assigned), reopening)) thread.state = std::move(*state);
    else reader.problem("state", "the state of a thread with the person that it needs");
    reader.each("posts", 0, MostEntries, [&](const json::Value& post, const std::string& path) { thread.posts.push_back(read_post(post, path, problems)); });
    thread.unread = reader.boolean("unread");
    return thread;
}

json::Object written(const TeachingNote& note) {
    json::Object object{{"type", "note"}, {"id", note.id}, {"what", note.what}, {"why", note.why}, {"from_when", xz::to_text(note.from_when)}, {"unread", note.unread}};
    write_text(object, "thread", note.thread);
    return object;
}

TeachingNote read_note(json::ObjectReader& reader) {
    return {.id = reader.uuid("id"),
            .what = reader.text("what", 0, payload::LongestText),
            .why = reader.text("why", 0, payload::LongestText),
            .from_when = reader.day("from_when"),
            .thread = payload::uuid_or_empty(reader, "thread"),
            .unread = reader.boolean("unread")};
}

template <typename First, typename Second>
std::string written(const std::vector<First>& first, const std::vector<Second>& second) {
    json::Array array;
    for (const auto& entry : first) array.push_back(written(entry));
    for (const auto& entry : second) array.push_back(written(entry));
    return json::canonical(json::Value(std::move(array)));
}

// Reads an array of objects, each by its `type`, the index of which among `types` says what it is.
template <typename Read>
Problems read_typed(std::string_view text, const std::vector<std::string_view>& types, Read read) {
    const auto value = json::parse(text);
    if (!value) return {value.error()};
    const auto* array = value->if_array();
    if (!array || array->size() > MostEntries) return {{"$", fmt::format("an array of at most {} elements", MostEntries)}};
    Problems problems;
    for (std::size_t index = 0; index < array->size(); ++index) {
        json::ObjectReader reader{(*array)[index], fmt::format("$[{}]", index), problems};
        read(reader, reader.choice("type", types), problems);
        reader.refuse_unknown();
    }
    return problems;
}

}  // namespace

std::string_view name_of(ObjectionState state) {
    return ObjectionNames[static_cast<std::size_t>(state)];
}

std::optional<ObjectionState> objection_state_from(std::string_view name) {
    const auto found = std::find(ObjectionNames.begin(), ObjectionNames.end(), name);
    if (found == ObjectionNames.end()) return std::nullopt;
    return static_cast<ObjectionState>(found - ObjectionNames.begin());
}

std::string to_json(const YearStanding& standing) {
    json::Object object{{"plan", written(standing.plan)}, {"diagnosis", written(standing.diagnosis)}};
    write_text(object, "checkpoint_record", standing.checkpoint_record);
    if (standing.checkpoint) object["checkpoint"] = payload::object_of(*standing.checkpoint);
    if (!standing.carried.empty()) {
        json::Array carried;
        for (const auto& item : standing.carried) carried.push_back(written(item));
        object["carried"] = std::move(carried);
    }
    if (!standing.threads.empty()) object["threads"] = written(standing.threads);
    write_day(object, "returned_on", standing.returned_on);
    return json::canonical(object);
}

Result<std::optional<YearStanding>, Problems> year_standing_from_json(std::string_view text) {
    const auto value = json::parse(text);
    if (!value) return failure(Problems{value.error()});
    if (value->is_null()) return std::optional<YearStanding>{};
    Problems problems;
    auto standing = read_standing(*value, problems);
    return payload::unless(std::move(problems), std::optional{std::move(standing)});
}

std::string to_json(const Warnings& warnings) {
    return written(warnings.cards, warnings.objections);
}

Result<Warnings, Problems> warnings_from_json(std::string_view text) {
    Warnings warnings;
    auto problems = read_typed(text, {"warning", "objection"}, [&](json::ObjectReader& reader, std::size_t type, Problems& found) {
        if (type == 0) warnings.cards.push_back(read_card(reader, found));
        else warnings.objections.push_back(read_objection(reader));
    });
    return payload::unless(std::move(problems), std::move(warnings));
}

std::string to_json(const Replies& replies) {
    return written(replies.threads, replies.notes);
}

Result<Replies, Problems> replies_from_json(std::string_view text) {
    Replies replies;
    auto problems = read_typed(text, {"thread", "note"}, [&](json::ObjectReader& reader, std::size_t type, Problems& found) {
        if (type == 0) replies.threads.push_back(read_thread(reader, found));
        else replies.notes.push_back(read_note(reader));
    });
    return payload::unless(std::move(problems), std::move(replies));
}

}  // namespace xz::domain
