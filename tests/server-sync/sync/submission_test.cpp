#include "server-sync/sync/submission.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::server::sync;
using domain::feedback_state::Reopening;
using protocol::RecordKind;

namespace {

constexpr Instant kNow{std::chrono::milliseconds{1000}};

RecordHead counted(const std::string& id, const std::string& base = {}, int at = 1) {
    RecordHead head;
    head.id = id;
    head.base = base;
    head.status = protocol::SubmissionStatus::Counted;
    head.submitted_at = Instant{std::chrono::milliseconds{at}};
    head.received_at = head.submitted_at;
    return head;
}

Proceeding in_state(RecordKind kind, const std::string& state, const std::string& record, const std::string& active = {}) {
    Proceeding now;
    now.key.kind = kind;
    now.state = state;
    now.record = record;
    now.active = active;
    now.steps = 1;
    if (state.find("returned") != std::string::npos || state == "reopened") now.words = {1};
    return now;
}

// The states that the steps lead through.
std::vector<std::string> led_through(const Proceeding& now, const std::vector<RecordHead>& records) {
    const auto stands = standing_record(now, records);
    std::vector<std::string> states;
    for (const auto& change : steps_to(now, stands ? &records[*stands] : nullptr, records, std::nullopt, kNow)) {
        states.push_back(change.step.action + " " + change.next.state + " " + change.next.active + "/" + change.next.record);
    }
    return states;
}
using Steps = std::vector<std::string>;

}  // namespace

TEST_CASE("A record that stands is handed in once, whatever the state of its plan") {
    const std::vector<RecordHead> records{counted("a"), counted("b", "a", 2)};
    for (const auto* state : {"draft", "submitted", "under_review", "returned"}) {
        const std::string record = std::string{state} == "draft" ? "" : "a";
        CHECK(led_through(in_state(RecordKind::Plan, state, record), records) == Steps{"submit submitted /b"});
    }
    for (const auto* state : {"revision_submitted", "revision_under_review", "revision_returned"}) {
        const std::vector<RecordHead> more{counted("a"), counted("b", "a", 2), counted("c", "b", 3)};
        CHECK(led_through(in_state(RecordKind::Plan, state, "b", "a"), more) == Steps{"submit revision_submitted a/c"});
    }
    CHECK(led_through(in_state(RecordKind::Plan, "active", "a", "a"), records) == Steps{"submit revision_submitted a/b"});
    CHECK(led_through(in_state(RecordKind::Plan, "submitted", "b"), records).empty());
    CHECK(led_through(in_state(RecordKind::Plan, "draft", ""), {}).empty());
}

TEST_CASE("A record that is gone leaves the state that stands without it") {
    CHECK(led_through(in_state(RecordKind::Plan, "submitted", "a"), {}) == Steps{"disown draft /"});
    CHECK(led_through(in_state(RecordKind::Plan, "active", "a", "a"), {}) == Steps{"disown draft /"});
    CHECK(led_through(in_state(RecordKind::Plan, "revision_returned", "b", "a"), {counted("a")}) == Steps{"disown active a/a"});
    CHECK(led_through(in_state(RecordKind::Plan, "revision_submitted", "b", "a"), {counted("b")}) == Steps{"disown submitted /b"});
    CHECK(led_through(in_state(RecordKind::Plan, "revision_submitted", "b", "a"), {}) == Steps{"disown draft /"});
    CHECK(led_through(in_state(RecordKind::Plan, "submitted", "a"), {counted("b")}) == Steps{"disown draft /", "submit submitted /b"});
    CHECK(led_through(in_state(RecordKind::Diagnosis, "confirmed", "a"), {counted("b")}) ==
          Steps{"disown draft /", "submit submitted /b"});
}

TEST_CASE("What staff has opened or decided is not disowned, what waits unopened is") {
    for (const char* state : {"under_review", "returned", "revision_under_review", "revision_returned", "active"}) {
        const bool revised = std::string_view{state}.starts_with("revision");
        const auto plan = in_state(RecordKind::Plan, state, "b", revised ? "a" : std::string_view{state} == "active" ? "b" : "");
        CHECK(is_with_staff(plan, "b"));
        CHECK(is_with_staff(plan, "a") == revised);
        CHECK_FALSE(is_with_staff(plan, "c"));
    }
    CHECK_FALSE(is_with_staff(in_state(RecordKind::Plan, "submitted", "a"), "a"));
    CHECK_FALSE(is_with_staff(in_state(RecordKind::Plan, "revision_submitted", "b", "a"), "b"));
    CHECK(is_with_staff(in_state(RecordKind::Plan, "revision_submitted", "b", "a"), "a"));
    for (const char* state : {"confirmed", "returned", "reopened", "archived"}) CHECK(is_with_staff(in_state(RecordKind::Diagnosis, state, "a"), "a"));
    CHECK_FALSE(is_with_staff(in_state(RecordKind::Diagnosis, "submitted", "a"), "a"));
    CHECK_FALSE(is_with_staff(in_state(RecordKind::Diagnosis, "draft", ""), "a"));
}

TEST_CASE("A diagnosis that was confirmed stays in place of what would win") {
    const std::vector<RecordHead> records{counted("a"), counted("b", "a", 2)};
    for (const auto* state : {"confirmed", "reopened", "archived"}) {
        CHECK(standing_record(in_state(RecordKind::Diagnosis, state, "a"), records) == std::optional<std::size_t>{0});
        CHECK(led_through(in_state(RecordKind::Diagnosis, state, "a"), records).empty());
    }
    auto answered = records;
    answered[0].withdrawn = true;
    CHECK(led_through(in_state(RecordKind::Diagnosis, "reopened", "a"), answered) == Steps{"submit submitted /b"});
    CHECK(led_through(in_state(RecordKind::Diagnosis, "returned", "a"), records) == Steps{"submit submitted /b"});
}

TEST_CASE("Only what was handed in after a return answers it") {
    auto now = in_state(RecordKind::Plan, "returned", "a");
    now.since = Instant{std::chrono::milliseconds{10}};
    CHECK(answers_return(now, counted("b", "", 10)));
    CHECK_FALSE(answers_return(now, counted("b", "", 9)));
    CHECK_FALSE(answers_return(now, counted("a", "", 11)));
    CHECK_FALSE(answers_return(in_state(RecordKind::Plan, "submitted", "a"), counted("b", "", 11)));
}

TEST_CASE("A post to an answered thread reopens it once; then, and once it is closed, it opens one of its own") {
    FeedbackThread thread;
    const FeedbackArrival arrival{.thread = "t", .to = {}, .about = {}, .department_code = {}, .due = *day_from_text("2026-06-24")};
    CHECK_FALSE(continued(std::nullopt, arrival));
    thread.state = domain::feedback_state::Assigned{.to = "ls", .reopening = Reopening::Used};
    CHECK(continued(thread, arrival)->state == thread.state);
    thread.state = domain::feedback_state::Answered{Reopening::Possible};
    CHECK(continued(thread, arrival)->state == domain::FeedbackState{domain::feedback_state::Reopened{}});
    CHECK(continued(thread, arrival)->due == arrival.due);
    thread.state = domain::feedback_state::Answered{Reopening::Used};
    CHECK_FALSE(continued(thread, arrival));
    thread.state = domain::feedback_state::Closed{};
    CHECK_FALSE(continued(thread, arrival));
}
