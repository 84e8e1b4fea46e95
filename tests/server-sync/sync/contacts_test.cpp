#include "server-sync/sync/contact_tasks.hpp"
#include "tests/server-sync/sync/spiral_platform.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::testing;
using server::sync::ContactState;
using server::sync::ContactTask;
using server::sync::Verdict;

namespace {

enum Wish { Nobody, ByCounselor, ByCentre };  // as the published instrument numbers them

class Wishing : public SpiralPlatform {
public:
    Wishing() { at("2026-06-15"); }
    protocol::RecordContent wish(Wish whom) {
        return diagnosis_with([whom](domain::Diagnosis& diagnosis) { diagnosis.answers.set("SX06", domain::Chosen{whom}); });
    }
    std::vector<ContactTask> counselors() { return ports().contacts.of_class(ports().students.find(Student)->student.class_code, 10); }
    std::vector<ContactTask> centres() { return ports().contacts.of_centre(10); }
    Verdict finish(std::int64_t number) {
        server::sync::AuditEntry audit;
        audit.at = clock.now();
        audit.actor = "staff:fdy";
        audit.action = "contact.done";
        return taken([&](auto done) { ports().contacts.finish(number, "staff:fdy", Bytes{7}, audit, done); });
    }
    Verdict disown(const protocol::RecordContent& content) {
        return taken([&](auto done) { ports().records.disown(Student, content.id, {}, clock.now(), done); });
    }
};

}  // namespace

TEST_CASE("Who wishes to be contacted becomes a task for whom they named, and nobody else does") {
    Wishing platform;
    (void)platform.hand_in(platform.wish(Nobody));
    CHECK(platform.counselors().empty());
    CHECK(platform.centres().empty());
    Wishing other;
    (void)other.hand_in(other.wish(ByCounselor));
    REQUIRE(other.counselors().size() == 1);
    CHECK(other.centres().empty());
    const auto task = other.counselors().front();
    CHECK(task.student_no == Wishing::Student);
    CHECK(task.academic_year == Year);
    CHECK(task.made_at == other.clock.now());
    CHECK(task.state == ContactState::Open);
    CHECK(task.to == domain::Contact::Counselor);
}

TEST_CASE("Without the separate consent there is no wish") {
    Wishing platform;
    auto content = platform.wish(ByCentre);
    content.consents.clear();
    CHECK(platform.head(platform.hand_in(content)).status == protocol::SubmissionStatus::Counted);
    CHECK(platform.centres().empty());
}

TEST_CASE("An open task follows the record that stands, and closes with it") {
    Wishing platform;
    const auto first = platform.hand_in(platform.wish(ByCounselor));
    const auto number = platform.counselors().front().number;
    const auto revised = platform.hand_in(Wishing::revision_of(first, platform.wish(ByCentre)));
    CHECK(platform.counselors().empty());
    CHECK(platform.ports().contacts.find(number)->state == ContactState::Closed);
    CHECK(platform.finish(number) == Verdict::WrongState);
    CHECK(platform.centres().size() == 1);
    CHECK(platform.disown(revised) == Verdict::Done);
    CHECK(platform.centres().empty());
    CHECK(platform.counselors().size() == 1);
    CHECK(platform.disown(first) == Verdict::Done);
    CHECK(platform.counselors().empty());
}

TEST_CASE("What was done is done once, stays on record, and is not asked for again by a revision that says the same") {
    Wishing platform;
    const auto first = platform.hand_in(platform.wish(ByCounselor));
    const auto number = platform.counselors().front().number;
    CHECK(platform.finish(number) == Verdict::Done);
    CHECK(platform.finish(number) == Verdict::WrongState);
    CHECK(platform.finish(number + 1) == Verdict::NotFound);
    (void)platform.hand_in(Wishing::revision_of(first, platform.wish(ByCounselor)));
    const auto tasks = platform.counselors();
    REQUIRE(tasks.size() == 1);
    CHECK(tasks.front().state == ContactState::Done);
    CHECK(tasks.front().done_by == "staff:fdy");
    CHECK(tasks.front().done_at == platform.clock.now());
    CHECK(tasks.front().note == Bytes{7});
    CHECK(platform.ports().audit.entries(0, 10).size() == 1);
}
