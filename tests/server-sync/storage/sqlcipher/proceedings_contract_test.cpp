// What every storage promises of proceedings, feedback, notes and actions.
#include "tests/support/platform/test_platform.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::testing;
using namespace xz::server::sync;
using protocol::RecordKind;

namespace {

template <typename T, typename Start>
T durable(Start&& start) {
    return wait_for<T>(std::forward<Start>(start));
}

const ProceedingKey kPlan{"2024001", RecordKind::Plan, Year};

// A step that leads there, whatever was before.
DecideProceeding to_state(const std::string& state, const std::string& record, Instant at) {
    return [=](const Proceeding& now) {
        ProceedingChange change;
        change.next = now;
        change.next.state = state;
        change.next.record = record;
        change.step = {.from = now.state, .to = state, .action = "open", .actor = domain::Actor::Counselor, .by = "staff:fdy",
                       .record = record, .words = {7}, .at = at};
        return change;
    };
}

void add_feedback_record(TestPlatform& platform, const std::string& id) {
    platform.execute("INSERT INTO record (id, student_no, kind, academic_year, class_code, revision, base, instrument, terminal, status, proof, "
                     "submitted_at, received_at) VALUES ('" + id + "', '2024001', 'feedback', '2025-2026', 'C1', 1, '', 'self@1', 'kiosk-01', "
                     "'counted', 'pin', 1, 1)");
}

AuditEntry audit_entry(Instant at) {
    AuditEntry entry;
    entry.at = at;
    entry.actor = "staff:fdy";
    entry.action = "plan.open";
    entry.subject = "2024001";
    return entry;
}

}  // namespace

TEST_CASE("A proceeding begins as a draft without steps; each step is kept, numbered and audited with it") {
    TestPlatform platform;
    platform.add_students({"2024001"});
    auto& store = platform.ports().proceedings;
    const Instant now = platform.clock.now();
    CHECK(store.find(kPlan).state == "draft");
    CHECK(store.find(kPlan).steps == 0);
    CHECK(store.of_student("2024001").empty());

    const StepTrace trace{.audit = audit_entry(now), .action = {"a1"}};
    // The record that it speaks of is not there: the store sees to that in the same transaction.
    CHECK(durable<Verdict>([&](auto done) { store.change(kPlan, to_state("submitted", "r1", now), trace, done); }) == Verdict::Done);
    CHECK(store.find(kPlan).state == "draft");
    const auto steps = store.steps_of(kPlan);
    REQUIRE(steps.size() == 2);
    CHECK(steps[0].to == "submitted");
    CHECK(steps[0].words == Bytes{7});
    CHECK(steps[0].actor == domain::Actor::Counselor);
    CHECK(steps[0].by == "staff:fdy");
    CHECK(steps[0].at == now);
    CHECK(steps[1].action == "disown");
    CHECK(store.find(kPlan).steps == 2);
    CHECK(platform.ports().audit.entries(0, 10).size() == 1);
    CHECK(platform.ports().actions.answered("2024001", {"a1"}) == Verdict::Done);
}

TEST_CASE("A refused step leaves no trace at all") {
    TestPlatform platform;
    auto& store = platform.ports().proceedings;
    const auto refuse = [](const Proceeding&) {
        ProceedingChange change;
        change.verdict = Verdict::WrongActor;
        return change;
    };
    const StepTrace trace{.audit = audit_entry(platform.clock.now()), .action = {"a1"}};
    CHECK(durable<Verdict>([&](auto done) { store.change(kPlan, refuse, trace, done); }) == Verdict::WrongActor);
    CHECK(store.steps_of(kPlan).empty());
    CHECK(platform.ports().audit.entries(0, 10).empty());
    CHECK_FALSE(platform.ports().actions.answered("2024001", {"a1"}));
}

TEST_CASE("A counted plan and its step are one: both are there after a restart, or neither") {
    TestPlatform platform;
    platform.add_students({"2024001"});
    TestTerminal kiosk = platform.add_terminal("kiosk-01");
    (void)platform.receive(kiosk, {platform.envelope(kiosk, "2024001")});
    platform.execute("CREATE TRIGGER no_steps BEFORE INSERT ON proceeding_step BEGIN SELECT RAISE (ABORT, 'no'); END");
    CHECK(platform.process().quarantined == 1);
    CHECK(platform.ports().records.of_student("2024001", 10).empty());
    CHECK_FALSE(platform.ports().results.find("2024001", Year));
    const ProceedingKey key{"2024001", RecordKind::Diagnosis, Year};
    CHECK(platform.ports().proceedings.find(key).steps == 0);

    platform.execute("DROP TRIGGER no_steps");
    const auto cases = platform.ports().quarantine.open_cases(0, 10);
    CHECK(durable<bool>([&](auto done) {
        platform.ports().quarantine.resolve(cases.at(0).number, Resolution::Released, "admin", platform.clock.now(), done);
    }));
    CHECK(platform.process().counted == 1);
    platform.restart();
    CHECK(platform.ports().proceedings.find(key).state == "submitted");
    CHECK(platform.ports().proceedings.steps_of(key).size() == 1);
}

TEST_CASE("A class lists its active students with what they handed in, and how many versions compete") {
    TestPlatform platform;
    platform.add_students({"2024002", "2024001"});
    platform.add_students({"2024003"}, "C2");
    TestTerminal kiosk = platform.add_terminal("kiosk-01");
    (void)platform.receive(kiosk, {platform.envelope(kiosk, "2024001"), platform.envelope(kiosk, "2024001")});
    (void)platform.process();
    const auto list = platform.ports().proceedings.of_class("C1", RecordKind::Diagnosis, Year);
    REQUIRE(list.size() == 2);
    CHECK(list[0].student_no == "2024001");
    CHECK(list[0].proceeding.state == "submitted");
    CHECK(list[0].versions == 2);
    CHECK(list[1].proceeding.steps == 0);
    CHECK(list[1].versions == 0);
    CHECK(platform.ports().proceedings.in_state(RecordKind::Diagnosis, "submitted", "2026-2027", 10).size() == 1);
    CHECK(platform.ports().proceedings.in_state(RecordKind::Diagnosis, "submitted", Year, 10).empty());
}

TEST_CASE("A verdict of evidence replaces the one before and has the record scored again") {
    TestPlatform platform;
    platform.add_students({"2024001"});
    TestTerminal kiosk = platform.add_terminal("kiosk-01");
    (void)platform.receive(kiosk, {platform.envelope(kiosk, "2024001")});
    (void)platform.process();
    auto& store = platform.ports().proceedings;
    const std::string record = platform.ports().records.of_student("2024001", 1).at(0).id;
    const auto verify = [&](const std::string& id, domain::Verification verification) {
        return durable<Verdict>([&](auto done) {
            store.verify("2024001", id, {.indicator = "LD03", .verification = verification, .by = "staff:fdy", .at = platform.clock.now()},
                         audit_entry(platform.clock.now()), done);
        });
    };
    CHECK(verify("nothing", domain::Verification::Confirmed) == Verdict::NotFound);
    CHECK(platform.ports().audit.entries(0, 10).empty());
    CHECK(verify(record, domain::Verification::Confirmed) == Verdict::Done);
    CHECK(verify(record, domain::Verification::Rejected) == Verdict::Done);
    const auto verdicts = store.verdicts_of("2024001", record);
    REQUIRE(verdicts.size() == 1);
    CHECK(verdicts[0].verification == domain::Verification::Rejected);
    CHECK(verdicts[0].by == "staff:fdy");
    CHECK(platform.ports().processing.waiting(10).size() == 1);
    CHECK(platform.ports().audit.entries(0, 10).size() == 2);
}

TEST_CASE("Threads are found by duty, the most urgent first, page by page; only those that wait are overdue") {
    TestPlatform platform;
    platform.add_students({"2024001"});
    add_feedback_record(platform, "t1");
    platform.execute("INSERT INTO feedback_thread (student_no, id, academic_year, class_code, department_code, addressee, about, state, "
                     "assigned, reopening, opened_at, due) VALUES ('2024001', 't1', '2025-2026', 'C1', 'D1', 'teacher', '', 'open', '', "
                     "'possible', 1, '2026-06-24')");
    CHECK_FALSE(platform.ports().feedback.find({"2024001", "t2"}));
    const auto change = [&](const domain::FeedbackState& state, std::optional<FeedbackPost> post = std::nullopt,
                            const std::string& id = "t1") {
        return durable<Verdict>([&](auto done) {
            platform.ports().feedback.change({"2024001", id},
                         [=](const FeedbackThread& now) {
                             FeedbackChange made;
                             made.next = now;
                             made.next.state = state;
                             made.post = post;
                             return made;
                         },
                         {}, done);
        });
    };
    CHECK(change(domain::feedback_state::Closed{}, std::nullopt, "t2") == Verdict::NotFound);
    const auto found = [&](const FeedbackDuty& duty, std::string_view in = "") { return platform.ports().feedback.in_duty(duty, in, std::nullopt, 10).size(); };
    CHECK(found({.counselled_classes = {"C1"}}) == 0);  // it is not addressed to the counselor
    CHECK(found({.led_departments = {"D0", "D1"}}) == 1);
    CHECK(found({.led_departments = {"D0", "D1"}}, "open") == 1);
    CHECK(found({.led_departments = {"D1"}}, "closed") == 0);
    CHECK(found({.led_departments = {"D2"}}) == 0);
    CHECK(found({.quality_office = true}) == 0);
    CHECK(found({.user = ""}) == 0);
    CHECK(platform.ports().feedback.overdue(*day_from_text("2026-06-24"), 10).empty());
    CHECK(platform.ports().feedback.overdue(*day_from_text("2026-06-25"), 10).size() == 1);

    const domain::FeedbackState assigned = domain::feedback_state::Assigned{"ls", domain::feedback_state::Reopening::Used};
    CHECK(change(assigned) == Verdict::Done);
    CHECK(platform.ports().feedback.find({"2024001", "t1"})->state == assigned);
    CHECK(found({.user = "ls"}) == 1);
    for (const auto& [id, to, state, due] : std::vector<std::array<std::string, 4>>{{"t3", "school", "open", "2026-07-02"},
                                                                                    {"t4", "school", "open", "2026-07-01"},
                                                                                    {"t5", "school", "closed", "2026-01-01"},
                                                                                    {"t6", "counselor", "escalated", "2026-08-01"},
                                                                                    {"t7", "psychology-centre", "escalated", "2026-08-02"}}) {
        add_feedback_record(platform, id);
        platform.execute("INSERT INTO feedback_thread (student_no, id, academic_year, class_code, department_code, addressee, about, state, assigned, "
                         "reopening, opened_at, due) VALUES ('2024001', '" + id + "', '2025-2026', 'C1', 'D1', '" + to + "', '', '" + state +
                         "', '', 'possible', 1, '" + due + "')");
    }
    const auto listed = [&](const FeedbackDuty& duty, const std::optional<FeedbackPlace>& after, std::size_t limit) {
        std::string ids;
        for (const auto& thread : platform.ports().feedback.in_duty(duty, "", after, limit)) ids += thread.key.id + ' ';
        return ids;
    };
    const FeedbackDuty office{.quality_office = true};
    CHECK(listed(office, std::nullopt, 10) == "t6 t7 t4 t3 t5 ");
    CHECK(listed(office, std::nullopt, 2) == "t6 t7 ");
    CHECK(listed(office, FeedbackPlace{.urgency = 0, .due = *day_from_text("2026-08-02"), .key = {"2024001", "t7"}}, 2) == "t4 t3 ");
    CHECK(listed({.psychology_centre = true}, std::nullopt, 10) == "t7 ");
    CHECK(listed({.led_departments = {"D1"}}, std::nullopt, 10) == "t6 t1 ");
    CHECK(listed({.counselled_classes = {"C1"}}, std::nullopt, 10) == "t6 ");
    const FeedbackPost answer{.by = {domain::Actor::Teacher, "staff:ls"}, .office = "软件工程系", .record = {}, .words = {1, 2},
                              .at = platform.clock.now()};
    const domain::FeedbackState answered = domain::feedback_state::Answered{domain::feedback_state::Reopening::Used};
    CHECK(change(answered, answer) == Verdict::Done);
    CHECK(platform.ports().feedback.find({"2024001", "t1"})->state == answered);
    CHECK(platform.ports().feedback.find({"2024001", "t1"})->unread);
    CHECK(platform.ports().feedback.posts_of({"2024001", "t1"}).at(0).words == Bytes{1, 2});
    CHECK(platform.ports().feedback.overdue(*day_from_text("2026-06-25"), 10).empty());
    CHECK(durable<Verdict>([&](auto done) { platform.ports().feedback.mark_read({"2024001", "t1"}, platform.clock.now(), done); }) == Verdict::Done);
    CHECK(durable<Verdict>([&](auto done) { platform.ports().feedback.mark_read({"2024002", "t1"}, platform.clock.now(), done); }) == Verdict::NotFound);
    CHECK_FALSE(platform.ports().feedback.find({"2024001", "t1"})->unread);
}

TEST_CASE("An action's first answer is the one that stays, for its student only") {
    TestPlatform platform;
    auto& actions = platform.ports().actions;
    const Instant now = platform.clock.now();
    const auto keep = [&](const std::string& student, Verdict verdict) {
        return durable<Verdict>([&](auto done) { actions.keep(student, {"a1"}, verdict, now, done); });
    };
    CHECK_FALSE(actions.answered("2024001", {"a1"}));
    CHECK(keep("2024001", Verdict::OnceOnly) == Verdict::OnceOnly);
    CHECK(keep("2024001", Verdict::Done) == Verdict::OnceOnly);
    CHECK(keep("2024002", Verdict::Done) == Verdict::Done);
    CHECK(actions.answered("2024001", {"a1"}) == Verdict::OnceOnly);
}

TEST_CASE("Steps and posts are only added") {
    TestPlatform platform;
    platform.add_students({"2024001"});
    TestTerminal kiosk = platform.add_terminal("kiosk-01");
    (void)platform.receive(kiosk, {platform.envelope(kiosk, "2024001")});
    (void)platform.process();
    CHECK_THROWS(platform.execute("UPDATE proceeding_step SET action = 'approve'"));
    platform.reopen();
    CHECK_THROWS(platform.execute("DELETE FROM proceeding_step"));
}

TEST_CASE("The bundle in force at a time is the newest one published until then") {
    TestPlatform platform;
    auto& bundles = platform.ports().bundles;
    const Instant first = platform.clock.now();
    platform.clock.advance(std::chrono::hours{1});
    const PublishedBundle next{.version = 2, .wire = "{2}", .payload = "{}", .sha256 = "", .published_at = platform.clock.now(), .actor = "test"};
    durable<PublishVerdict>([&](auto done) { bundles.publish(next, {}, done); });
    CHECK_FALSE(bundles.in_force(first - std::chrono::hours{1}));
    CHECK(bundles.in_force(first)->version == 1);
    CHECK(bundles.in_force(platform.clock.now())->version == 2);
}
