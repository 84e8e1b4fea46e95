// What the endpoints of staff share: reading a body, naming who acts, answering a verdict, and leaving a trace of every look.
#pragma once

#include "server-sync/api/staff_gate.hpp"
#include "server-sync/sync/proceedings.hpp"
#include "server-sync/sync/steps.hpp"
#include "terminal/core/support/json.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace xz::server::api {

inline constexpr std::size_t LargestStaffBody = 16 * 1024;
inline constexpr std::size_t LongestWords = 1000;  // code points of a reason, comment, task or answer

// The object that the body holds, read by `read(json::ObjectReader&)`; else 400 with code, path and what was expected.
template <typename Read>
[[nodiscard]] auto read_body(const Request& request, Read&& read) -> Result<decltype(read(std::declval<json::ObjectReader&>())), Response> {
    const auto value = json::parse(request.body, {.bytes = LargestStaffBody, .depth = 8});
    if (!value) return failure(error_response(400, "not_json", "expected " + value.error().expected, value.error().path));
    std::vector<json::Problem> problems;
    json::ObjectReader reader{*value, "$", problems};
    auto result = read(reader);
    reader.refuse_unknown();
    if (!problems.empty()) return failure(error_response(400, "bad_shape", "expected " + problems.front().expected, problems.front().path));
    return result;
}

// The academic year that the path names; 404 for text that is none.
[[nodiscard]] Result<std::string, Response> path_year(const Request& request);

[[nodiscard]] sync::Stepper stepper_of(const SignedIn& who);

// 204; 404 `not_found`; 400 `reason_missing`; 403 `wrong_actor`; 409 `wrong_state`, `once_only`, `too_early`.
[[nodiscard]] Response to_response(sync::Verdict verdict);
// Answers a step with its verdict and counts it; `step` is the audit log's word for it.
[[nodiscard]] sync::Completion<sync::Verdict> answering(const WebServices& services, std::string step, Respond respond);

// One look at what a student wrote, or at a list of names.
struct Look {
    std::string action;   // "plan.look"
    std::string subject;  // student number or class
    boost::json::object detail;
};
// For a step that puts it on record itself.
[[nodiscard]] sync::AuditEntry entry_of(const WebServices& services, const SignedIn& who, const Look& look);
// Answers once the look is in the audit log, and not before.
void answer_look(const WebServices& services, const SignedIn& who, Look look, Response answer, Respond respond);

// The revision that a decision is about: `action` is the look's, `member` of its detail names the revision.
struct Revision {
    std::string_view action;   // "plan.look"
    std::string_view subject;  // student number
    std::string_view member;   // "record"
    std::string_view name;
};
// Who decides has looked at this very revision, on record; else 409 `not_looked_at`, which says what to do first.
[[nodiscard]] std::optional<Response> refused_unseen(const WebServices& services, const SignedIn& who, const Revision& revision);

// {"student_no","name","class"}
[[nodiscard]] boost::json::object described(const sync::PlacedStudent& student);

// Whose words somebody asks to see, and why.
struct AskedLook {
    sync::PlacedStudent student;
    std::string reason;
};
// Of the student in the path, with the body's `reason`. A minor's words are shown for a stated reason only (DOMAIN 7), and who is not known to be
// of age is taken for one: 400 `reason_missing`.
[[nodiscard]] Result<AskedLook, Response> asked_look(const WebServices& services, const Request& request);

// What was decided about the record of the path's student and year.
struct Decision {
    enum class Outcome { Accepted, Returned } outcome = Outcome::Accepted;
    sync::Reviewed what;
    std::string comment;
    std::string reason;
};
// `accept`: the word for Accepted; Returned is "return".
[[nodiscard]] Result<Decision, Response> read_decision(const Request& request, std::string_view accept);

}  // namespace xz::server::api
