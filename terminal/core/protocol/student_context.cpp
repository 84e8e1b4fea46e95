#include "terminal/core/protocol/student_context.hpp"

#include "terminal/core/protocol/readers.hpp"

namespace xz::protocol {
namespace {

using codec::Object;
using codec::ObjectReader;
using codec::Problems;
using codec::Value;

constexpr std::size_t MaxLabel = 200;
constexpr std::size_t MaxData = 1000;
constexpr std::size_t MaxSubmissions = 200;

Object write(const StatusDatum& datum) {
    return {{"indicator", datum.indicator},
            {"value", datum.value},
            {"source", datum.source},
            {"as_of", xz::to_text(datum.as_of)},
            {"year", datum.year}};
}

StatusDatum read_datum(const Value& value, const std::string& path, Problems& problems) {
    ObjectReader reader{value, path, problems};
    StatusDatum datum;
    datum.indicator = reader.text("indicator", 1, 32);
    datum.value = reader.text("value", 1, 32);
    datum.source = reader.text("source", 0, MaxLabel);
    datum.as_of = reader.day("as_of");
    datum.year = codec::academic_year(reader, "year");
    reader.refuse_unknown();
    return datum;
}

Object write(const LastDiagnosis& last) {
    Object dimensions;
    for (const auto& [code, score] : last.dimensions) dimensions[code] = codec::or_null(score);
    Object answers;
    for (const auto& [code, answer] : last.answers) answers[code] = codec::value_of(answer);
    Object object{{"academic_year", last.academic_year},
                  {"overall", codec::value_of(last.overall)},
                  {"dimensions", std::move(dimensions)},
                  {"answers", std::move(answers)}};
    if (!last.instrument.empty()) object["instrument"] = last.instrument;
    return object;
}

LastDiagnosis read_last(const Value& value, const std::string& path, Problems& problems) {
    ObjectReader reader{value, path, problems};
    LastDiagnosis last;
    last.academic_year = codec::academic_year(reader, "academic_year");
    if (reader.optional_member("instrument") != nullptr) last.instrument = codec::versioned_name(reader, "instrument");
    last.overall = codec::object_text(reader, "overall");
    reader.each_member("dimensions", MaxData, [&](std::string_view code, const Value& score, const std::string& at) {
        if (!score.is_null() && !score.is_string()) problems.push_back({at, "a score as text, or null"});
        last.dimensions[std::string{code}] =
            score.is_string() ? std::optional{std::string{score.get_string()}} : std::nullopt;
    });
    reader.each_member("answers", MaxData, [&](std::string_view code, const Value& answer, const std::string&) {
        last.answers[std::string{code}] = json::canonical(answer);
    });
    reader.refuse_unknown();
    return last;
}

Object write(const Submission& submission) {
    return {{"id", submission.id},
            {"kind", to_text(submission.kind)},
            {"academic_year", submission.academic_year},
            {"status", to_text(submission.status)},
            {"reason", submission.reason ? Value(to_text(*submission.reason)) : Value(nullptr)},
            {"terminal", submission.terminal},
            {"time", to_rfc3339(submission.time)}};
}

Submission read_submission(const Value& value, const std::string& path, Problems& problems) {
    ObjectReader reader{value, path, problems};
    Submission submission;
    submission.id = codec::id(reader, "id");
    submission.kind = codec::choice<RecordKind>(reader, "kind");
    submission.academic_year = codec::academic_year(reader, "academic_year");
    submission.status = codec::choice<SubmissionStatus>(reader, "status");
    if (codec::nullable(value, reader, "reason")) submission.reason = codec::choice<QuarantineReason>(reader, "reason");
    submission.terminal = codec::name(
        reader, "terminal", [](std::string_view text) { return text.empty() || is_terminal_name(text); },
        "a terminal's name or nothing");
    submission.time = reader.instant("time");
    reader.refuse_unknown();
    return submission;
}

template <typename Item>
Value write_all(const std::vector<Item>& items) {
    codec::Array array;
    for (const Item& item : items) array.push_back(write(item));
    return array;
}

std::string array_text(ObjectReader& reader, std::string_view key) {
    const Value* value = reader.member(key);
    if (value != nullptr && value->is_array()) return json::canonical(*value);
    if (value != nullptr) reader.problem(key, "an array");
    return {};
}

}  // namespace

codec::Object codec::write(const StudentContext& context) {
    return {{"student_no", context.student_no},
            {"masked_name", context.masked_name},
            {"department", context.department},
            {"class_name", context.class_name},
            {"grade", context.grade},
            {"graduating", context.graduating},
            {"internship_started", context.internship_started},
            {"academic_year", context.academic_year},
            {"status_data", write_all(context.status_data)},
            {"last_diagnosis", context.last_diagnosis ? Value(protocol::write(*context.last_diagnosis)) : Value(nullptr)},
            {"plan", value_of(context.plan)},
            {"warnings", value_of(context.warnings)},
            {"replies", value_of(context.replies)},
            {"submissions", write_all(context.submissions)}};
}

StudentContext codec::read_student_context(const Value& value, const std::string& path, Problems& problems) {
    ObjectReader reader{value, path, problems};
    StudentContext context;
    context.student_no = student_no(reader, "student_no");
    context.masked_name = reader.text("masked_name", 1, MaxLabel);
    context.department = reader.text("department", 0, MaxLabel);
    context.class_name = reader.text("class_name", 0, MaxLabel);
    context.grade = static_cast<int>(reader.integer("grade", 1, 3));
    context.graduating = reader.boolean("graduating");
    context.internship_started = reader.boolean("internship_started");
    context.academic_year = academic_year(reader, "academic_year");
    context.status_data = list(reader, "status_data", 0, MaxData, problems, read_datum);
    if (nullable(value, reader, "last_diagnosis"))
        context.last_diagnosis = nested(reader, "last_diagnosis", problems, read_last);
    if (nullable(value, reader, "plan")) context.plan = object_text(reader, "plan");
    context.warnings = array_text(reader, "warnings");
    context.replies = array_text(reader, "replies");
    context.submissions = list(reader, "submissions", 0, MaxSubmissions, problems, read_submission);
    reader.refuse_unknown();
    return context;
}

std::string encode(const StudentContext& context) {
    return json::canonical(codec::write(context));
}

Decoded<StudentContext> decode_student_context(std::string_view text) {
    return codec::decode(text, codec::Form::Any, MaxBody, codec::read_student_context);
}

}  // namespace xz::protocol
