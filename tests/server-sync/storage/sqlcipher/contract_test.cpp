// What every storage promises through its ports; each storage makes the same platform for it.
#include "tests/support/platform/test_platform.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::testing;
using namespace xz::server::sync;

namespace {

template <typename T, typename Start>
T durable(Start&& start) {
    return wait_for<T>(std::forward<Start>(start));
}

}  // namespace

TEST_CASE("A code enrols one terminal once, and repeats its answer to the same keys only") {
    TestPlatform platform;
    auto& terminals = platform.ports().terminals;
    const Instant now = platform.clock.now();
    Terminal terminal;
    terminal.id = "kiosk-01";
    CHECK(durable<bool>([&](auto done) { terminals.add(terminal, done); }));
    CHECK_FALSE(durable<bool>([&](auto done) { terminals.add(terminal, done); }));
    durable<Done>([&](auto done) { terminals.add_code({{1}, "kiosk-01", now + std::chrono::minutes{15}}, done); });
    durable<Done>([&](auto done) { terminals.add_code({{2}, "kiosk-01", now}, done); });
    const auto enrol = [&](Bytes code, Bytes key, Bytes csr, std::string serial) {
        return durable<EnrolOutcome>([&](auto done) {
            terminals.enrol({.code_hash = code,
                             .sign_key = key,
                             .csr_hash = csr,
                             .certificate = {serial, "kiosk-01", "PEM", now, now},
                             .answer = "answer " + serial,
                             .at = now},
                            done);
        });
    };
    CHECK(enrol({9}, {1}, {1}, "a").verdict == EnrolVerdict::CodeUnknown);
    CHECK(enrol({2}, {1}, {1}, "a").verdict == EnrolVerdict::CodeExpired);
    CHECK(enrol({1}, {1}, {1}, "a").verdict == EnrolVerdict::Enrolled);
    CHECK(enrol({1}, {1}, {1}, "b").answer == "answer a");
    CHECK(enrol({1}, {1}, {2}, "b").verdict == EnrolVerdict::CodeUsed);
    CHECK(terminals.find("kiosk-01")->state == TerminalState::Active);
    CHECK(terminals.certificates("kiosk-01").size() == 1);

    // One signing key for ever.
    durable<Done>([&](auto done) { terminals.add_code({{3}, "kiosk-01", now + std::chrono::minutes{15}}, done); });
    CHECK(enrol({3}, {7}, {1}, "c").verdict == EnrolVerdict::OtherKey);
    CHECK(enrol({3}, {1}, {3}, "c").verdict == EnrolVerdict::Enrolled);
}

TEST_CASE("A revoked terminal stays revoked and its last reported head stays what it was") {
    TestPlatform platform;
    auto& terminals = platform.ports().terminals;
    const TestTerminal kiosk = platform.add_terminal("kiosk-01");
    const auto set = [&](TerminalState state) {
        return durable<bool>([&](auto done) { terminals.set_state("kiosk-01", state, platform.clock.now(), done); });
    };
    const auto beat = [&](std::uint64_t seq) {
        durable<Done>([&](auto done) { terminals.heartbeat({"kiosk-01", platform.clock.now(), "{}", "c", seq}, done); });
    };
    beat(5);
    CHECK(set(TerminalState::Locked));
    CHECK(set(TerminalState::Active));
    CHECK(set(TerminalState::Revoked));
    CHECK_FALSE(set(TerminalState::Active));
    beat(50);
    CHECK(terminals.find("kiosk-01")->reported_seq == 5);
    CHECK(terminals.find("kiosk-01")->state == TerminalState::Revoked);
    CHECK_FALSE(durable<bool>([&](auto done) { terminals.set_state("none", TerminalState::Active, platform.clock.now(), done); }));
}

TEST_CASE("An enrolled terminal is locked and given back by the newest command, and by no other state's") {
    TestPlatform platform;
    auto& terminals = platform.ports().terminals;
    const TestTerminal kiosk = platform.add_terminal("kiosk-01");
    const auto order = [&](std::string id, TerminalState state, std::string command) {
        return durable<bool>([&](auto done) { terminals.lock(id, state, {command, "name", "{}", platform.clock.now()}, done); });
    };
    CHECK_FALSE(terminals.command("kiosk-01"));
    CHECK(order("kiosk-01", TerminalState::Locked, "first"));
    CHECK(terminals.find("kiosk-01")->state == TerminalState::Locked);
    CHECK(order("kiosk-01", TerminalState::Active, "second"));
    CHECK(terminals.find("kiosk-01")->state == TerminalState::Active);
    CHECK(terminals.command("kiosk-01")->id == "second");
    durable<bool>([&](auto done) { terminals.add({.id = "kiosk-02", .added_at = platform.clock.now()}, done); });
    durable<bool>([&](auto done) { terminals.set_state("kiosk-01", TerminalState::Revoked, platform.clock.now(), done); });
    for (const std::string id : {"kiosk-01", "kiosk-02", "kiosk-03"}) CHECK_FALSE(order(id, TerminalState::Active, "third"));
    CHECK(terminals.command("kiosk-01")->id == "second");
}

TEST_CASE("A published bundle never changes and versions only rise") {
    TestPlatform platform;  // publishes version 1
    auto& bundles = platform.ports().bundles;
    const auto publish = [&](std::uint64_t version, std::string wire) {
        PublishedBundle bundle;
        bundle.version = version;
        bundle.wire = std::move(wire);
        return durable<PublishVerdict>([&](auto done) { bundles.publish(bundle, {"x@1"}, done); });
    };
    CHECK(publish(1, "{}") == PublishVerdict::Repeated);
    CHECK(publish(1, "{other}") == PublishVerdict::NotAbove);
    CHECK(publish(7, "seven") == PublishVerdict::Published);
    CHECK(publish(6, "six") == PublishVerdict::NotAbove);
    CHECK(bundles.newest()->version == 7);
    CHECK(bundles.version(1)->wire == "{}");
    CHECK(bundles.version(2) == nullptr);
    CHECK(bundles.with_instrument("x@1")->version == 7);
    CHECK(bundles.with_instrument("y@1") == nullptr);
}

TEST_CASE("Attempts under way count as failures until their end is told, so that many at once get no more tries") {
    TestPlatform platform;
    auto& throttle = platform.ports().throttle;
    const ThrottleRules rules{.failures_per_source = 3, .span = std::chrono::minutes{15}, .strange_failures_per_subject = 4};
    const Instant now = platform.clock.now();
    const auto begin = [&](const char* source, const char* subject) { return throttle.begin(source, subject, now, rules).attempt; };
    CHECK(begin("terminal:a", "student:1") == Attempt::Allowed);
    CHECK(begin("terminal:a", "student:2") == Attempt::Allowed);
    CHECK(begin("terminal:a", "student:3") == Attempt::Allowed);
    CHECK(begin("terminal:a", "student:4") == Attempt::SourceWaits);
    throttle.withdrawn("terminal:a", "student:1");
    CHECK(begin("terminal:a", "student:4") == Attempt::Allowed);
    durable<Done>([&](auto done) { throttle.failed("terminal:a", "student:2", now, done); });
    CHECK(begin("terminal:a", "student:4") == Attempt::SourceWaits);
    durable<Done>([&](auto done) { throttle.succeeded("terminal:a", "student:3", now, done); });
    CHECK(begin("terminal:a", "student:5") == Attempt::Allowed);

    for (const auto* source : {"address:1", "address:2", "address:3", "address:4"}) {
        CHECK(begin(source, "staff:w") == Attempt::Allowed);
    }
    CHECK(begin("address:5", "staff:w") == Attempt::SubjectWaits);
    // One that was never told of ends by itself.
    CHECK(throttle.begin("address:5", "staff:w", now + rules.span, rules).attempt == Attempt::Allowed);
}

TEST_CASE("Failures lock their source; a student is capped only for sources that never succeeded") {
    TestPlatform platform;
    auto& throttle = platform.ports().throttle;
    const ThrottleRules rules{.failures_per_source = 3, .span = std::chrono::minutes{15}, .strange_failures_per_subject = 4};
    Instant now = platform.clock.now();
    const auto fail = [&](const std::string& source) {
        durable<Done>([&](auto done) { throttle.failed(source, "student:1", now, done); });
    };
    const auto may = [&](const std::string& source, const std::string& subject) {
        const auto answer = throttle.begin(source, subject, now, rules).attempt;
        throttle.withdrawn(source, subject);
        return answer;
    };
    durable<Done>([&](auto done) { throttle.succeeded("terminal:home", "student:1", now, done); });
    for (int time = 0; time < 3; ++time) {
        fail("terminal:a");
    }
    CHECK(may("terminal:a", "student:2") == Attempt::SourceWaits);
    CHECK(throttle.begin("terminal:a", "student:2", now, rules).wait.count() > 0);
    CHECK(may("terminal:b", "student:1") == Attempt::Allowed);
    fail("terminal:b");
    CHECK(may("terminal:c", "student:1") == Attempt::SubjectWaits);
    CHECK(may("terminal:home", "student:1") == Attempt::Allowed);
    CHECK(may("terminal:c", "student:2") == Attempt::Allowed);
    // Somebody's success there does not wash off what was tried against others.
    durable<Done>([&](auto done) { throttle.succeeded("terminal:a", "student:3", now, done); });
    CHECK(may("terminal:a", "student:3") == Attempt::SourceWaits);
    now += std::chrono::minutes{16};
    CHECK(may("terminal:a", "student:2") == Attempt::Allowed);
    now += std::chrono::hours{24};
    CHECK(may("terminal:c", "student:1") == Attempt::Allowed);
}

TEST_CASE("Sessions are found by their token's hash until they expire or are closed") {
    TestPlatform platform;
    auto& sessions = platform.ports().sessions;
    const Instant now = platform.clock.now();
    const auto open = [&](const std::string& hash) {
        durable<Done>([&](auto done) {
            sessions.open({hash, "li", "staff", "", "csrf", now, now + std::chrono::hours{1}}, done);
        });
    };
    open("a");
    open("b");
    open("c");
    CHECK(sessions.find("a", now)->subject == "li");
    CHECK_FALSE(sessions.find("a", now + std::chrono::hours{2}));
    durable<Done>([&](auto done) { sessions.close("a", done); });
    CHECK_FALSE(sessions.find("a", now));
    durable<Done>([&](auto done) { sessions.close_all("student", "li", done); });
    CHECK(sessions.find("b", now));
    durable<Done>([&](auto done) { sessions.close_all("staff", "li", done); });
    CHECK_FALSE(sessions.find("b", now));
}

TEST_CASE("The log is one chain of hashes that only grows") {
    TestPlatform platform;
    auto& audit = platform.ports().audit;
    CHECK(audit.head() == std::string(64, '0'));
    for (int index = 0; index < 3; ++index) {
        AuditEntry entry;
        entry.at = platform.clock.now();
        entry.actor = "admin";
        entry.action = "terminal.add";
        entry.subject = std::to_string(index);
        CHECK(durable<std::uint64_t>([&](auto done) { audit.append(entry, done); }) == static_cast<std::uint64_t>(index) + 1);
    }
    CHECK_FALSE(audit.first_broken());
    const auto entries = audit.entries(1, 10);
    REQUIRE(entries.size() == 2);
    CHECK(entries.back().hash == audit.head());
    CHECK(audit_hash(entries[0].hash, entries[1]) == entries[1].hash);
}

TEST_CASE("A PIN's former keys stay with their dates, and a reset ends the one in force") {
    TestPlatform platform;
    platform.add_students({"2024001"});
    platform.clock.advance(std::chrono::hours{1});
    const Instant changed = platform.clock.now();
    CHECK(durable<PinVerdict>([&](auto done) { platform.ports().students.change_pin("2024001", Bytes(32, 2), changed, done); }) == PinVerdict::Set);
    CHECK(durable<PinVerdict>([&](auto done) { platform.ports().students.change_pin("nobody", Bytes(32, 2), changed, done); }) ==
          PinVerdict::UnknownStudent);
    auto keys = platform.ports().students.pin_keys("2024001");
    REQUIRE(keys.size() == 2);
    CHECK_FALSE(keys[0].valid_until);
    CHECK(keys[1].valid_until == changed);

    platform.clock.advance(std::chrono::hours{1});
    const Instant reset = platform.clock.now();
    const Session open{.token_hash = "t", .subject = "2024001", .kind = "student", .bound_to = "kiosk-01", .csrf = "", .issued_at = reset, .expires_at = reset + std::chrono::hours{1}};
    durable<Done>([&](auto done) { platform.ports().sessions.open(open, done); });
    REQUIRE(platform.ports().sessions.find("t", reset));
    durable<PinVerdict>([&](auto done) {
        platform.ports().students.reset_pin({"2024001", activation_hash("2024001", "1234567890"), reset + std::chrono::hours{1}}, reset,
                           {.at = reset, .actor = "staff:li", .action = "pin.reset", .subject = "2024001"}, done);
    });
    CHECK(platform.ports().students.pin_keys("2024001").at(0).valid_until == reset);
    CHECK_FALSE(platform.ports().sessions.find(open.token_hash, reset));
    const auto entries = platform.ports().audit.entries(0, 10);
    REQUIRE(entries.size() == 1);
    CHECK(entries[0].action == "pin.reset");
    // What cannot be on record does not happen.
    platform.execute("CREATE TRIGGER no_audit BEFORE INSERT ON audit BEGIN SELECT RAISE (ABORT, 'no'); END");
    CHECK_THROWS_AS(wait_for<PinVerdict>([&](auto done) { platform.ports().students.reset_pin({"2024001", {}, reset}, reset, {}, done); }), WriteRejected);
    platform.execute("DROP TRIGGER no_audit");
    const auto activate = [&](Instant at) {
        return durable<PinVerdict>([&](auto done) {
            platform.ports().students.activate("2024001", activation_hash("2024001", "1234567890"), Bytes(32, 3), at, done);
        });
    };
    CHECK(activate(reset + std::chrono::hours{2}) == PinVerdict::CodeExpired);
    CHECK(activate(reset + std::chrono::minutes{1}) == PinVerdict::Set);
}

TEST_CASE("Snapshots stay; the newest of a group is the one that answers") {
    TestPlatform platform;
    auto& snapshots = platform.ports().snapshots;
    const auto put = [&](std::uint64_t number) {
        StoredSnapshot snapshot{.group_kind = "class", .group_code = "C1", .academic_year = Year, .number = number,
                                .made_at = platform.clock.now(), .students = 10 * number, .sums = "{}", .shown = "{}"};
        durable<Done>([&](auto done) { snapshots.put({snapshot}, done); });
    };
    CHECK_FALSE(snapshots.newest("class", "C1", Year));
    put(1);
    put(2);
    CHECK(snapshots.newest("class", "C1", Year)->students == 20);
    CHECK_FALSE(snapshots.newest("class", "C1", "2024-2025"));
}
