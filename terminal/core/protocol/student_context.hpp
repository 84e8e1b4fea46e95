// What a terminal learns of a student who has logged in online (part of the login's answer).
#pragma once

#include "terminal/core/protocol/decoded.hpp"
#include "terminal/core/protocol/names.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::protocol {

// One imported observation (状态数据), shown with its source and date.
struct StatusDatum {
    std::string indicator;  // "XY01"
    std::string value;      // a decimal as text
    std::string source;
    std::chrono::year_month_day as_of;
    std::string year;  // academic year
    friend bool operator==(const StatusDatum&, const StatusDatum&) = default;
};

struct LastDiagnosis {
    std::string academic_year;
    std::string instrument;                                          // that judged it; empty: an older platform does not say
    std::string overall;                                             // a JSON object's canonical text
    std::map<std::string, std::optional<std::string>> dimensions;    // code → score as text, nothing when not computed
    std::map<std::string, std::string> answers;                      // code → canonical JSON text of the answer
    friend bool operator==(const LastDiagnosis&, const LastDiagnosis&) = default;
};

struct Submission {
    std::string id;  // the record's
    RecordKind kind = RecordKind::Diagnosis;
    std::string academic_year;
    SubmissionStatus status = SubmissionStatus::Received;
    std::optional<QuarantineReason> reason;
    std::string terminal;  // "" for the phone
    Instant time;
    friend bool operator==(const Submission&, const Submission&) = default;
};

struct StudentContext {
    std::string student_no;
    std::string masked_name;
    std::string department;
    std::string class_name;
    int grade = 1;  // 1–3
    bool graduating = false;
    bool internship_started = false;
    std::string academic_year;
    std::vector<StatusDatum> status_data;  // of this year and of last_diagnosis' year, each as its own freeze has left it
    std::optional<LastDiagnosis> last_diagnosis;
    std::string plan = "null";    // canonical JSON text, as are the next two
    std::string warnings = "[]";
    std::string replies = "[]";
    std::vector<Submission> submissions;
    friend bool operator==(const StudentContext&, const StudentContext&) = default;
};

[[nodiscard]] std::string encode(const StudentContext& context);
[[nodiscard]] Decoded<StudentContext> decode_student_context(std::string_view text);

}  // namespace xz::protocol
