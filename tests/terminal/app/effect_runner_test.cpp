#include "terminal/app/effect_runner.hpp"

#include "terminal/core/domain/dossier.hpp"
#include "terminal/core/protocol/proof.hpp"
#include "terminal/core/protocol/seal.hpp"
#include "tests/terminal/app/kiosk.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

namespace xz::app {
namespace {

using namespace std::chrono_literals;
namespace flow = ui::flow;
using test::Kiosk;

constexpr auto student = "20260001";
constexpr auto pin = "283746";
constexpr auto year = "2026-2027";
constexpr auto body = R"({"answers":{"A":1}})";

flow::StartLogin login(flow::Ticket ticket, std::string_view typed = pin, std::string number = student) {
    return {ticket, std::move(number), flow::SecretText{typed}};
}
flow::SaveDraft save(flow::Ticket ticket, std::string text = body) { return {ticket, protocol::RecordKind::Diagnosis, year, std::move(text)}; }
flow::OpenDraft open(flow::Ticket ticket) { return {ticket, protocol::RecordKind::Diagnosis, year}; }
flow::Submit submit(flow::Ticket ticket, Instant at) {
    return {ticket, protocol::RecordKind::Diagnosis, year, "self-diagnosis@1", R"({"answers":{}})", {{"notice", "notice@1", true, at}}, at - 10min, at, "zh_CN"};
}

// What the platform can read of the only envelope that waits.
struct Arrived {
    protocol::Envelope envelope;
    protocol::Record record;
};
Arrived only_envelope(Kiosk& kiosk) {
    const auto waiting = kiosk.sync_store.waiting(10, 1 << 20);
    REQUIRE(waiting.size() == 1);
    auto envelope = protocol::decode_envelope(waiting[0].bytes).value();
    auto record = protocol::open(envelope, kiosk.platform.box).value();
    return {std::move(envelope), std::move(record)};
}

}  // namespace

TEST_CASE("A wipe hangs up on the platform, and what the panel asks for goes to its desk") {
    Kiosk kiosk;
    std::ignore = kiosk.expect<flow::SessionWiped>(flow::WipeSession{1});
    kiosk.runner.run({flow::StaffTask{flow::SyncAll{}}});
    CHECK(kiosk.staff_tasks.size() == 1);
    kiosk.runner.finish();
    CHECK(kiosk.platform.hung_up == 1);
}

TEST_CASE("A kiosk without an open store forgets whoever stood at its panel, and has nothing new to say of its store") {
    const SystemClock clock;
    SystemRandom random;
    EventQueue events{[] {}};
    StorageThread storage{[](std::exception_ptr) {}};
    EffectRunner runner{storage, events, clock, random, [] {}, [](const flow::StaffTask&) {}};
    runner.run({flow::WipeSession{7}});
    runner.finish();
    storage.finish();
    const auto said = events.drain();
    REQUIRE(said.size() == 1);
    CHECK(std::get<flow::SessionWiped>(said.front()).ticket == 7);
}

TEST_CASE("The right PIN signs a student in, with what the platform knows of them") {
    Kiosk kiosk;
    kiosk.register_student(student, pin);
    const auto answer = kiosk.expect<flow::LoginSucceeded>(login(1));
    CHECK(answer.ticket == 1);
    CHECK(answer.mode == flow::LoginMode::Online);
    REQUIRE(answer.context);
    CHECK(answer.context->masked_name == "张*");
}

TEST_CASE("A wrong PIN and an unknown number are refused alike") {
    Kiosk kiosk;
    kiosk.register_student(student, pin);
    CHECK(kiosk.expect<flow::LoginRefused>(login(1, "111112")).wait == 0s);
    CHECK(kiosk.expect<flow::LoginRefused>(login(2, pin, "99999999")).wait == 0s);
}

TEST_CASE("A platform that locks the source tells how long to wait") {
    Kiosk kiosk;
    kiosk.platform.say = sync::test::error(429, "locked");
    kiosk.platform.say->headers.emplace_back("retry-after", "40");
    CHECK(kiosk.expect<flow::LoginRefused>(login(1)).wait == 40s);
}

TEST_CASE("What is said of the terminal and not of the student is no wrong PIN: the student goes on offline") {
    Kiosk kiosk;
    kiosk.register_student(student, pin);
    SECTION("locked") { kiosk.platform.say = sync::test::error(403, "terminal_locked"); }
    SECTION("unknown") { kiosk.platform.say = sync::test::error(403, "unknown_terminal"); }
    SECTION("no certificate came through") { kiosk.platform.say = sync::test::error(401, "certificate_required"); }
    SECTION("the certificate has expired") { kiosk.platform.say = sync::test::error(403, "certificate_expired"); }
    SECTION("a proxy that knows no such page") { kiosk.platform.say = sync::test::error(404, "not_found"); }
    SECTION("a request that the platform does not read") { kiosk.platform.say = sync::test::error(400, "bad_shape"); }
    CHECK(kiosk.expect<flow::PlatformUnreachable>(login(1)).ticket == 1);
    CHECK(kiosk.expect<flow::PlatformUnreachable>(flow::SetPin{2, student, flow::SecretText{"1234567890"}, flow::SecretText{pin}}).ticket == 2);
}

TEST_CASE("A platform that cannot prove itself is no platform") {
    Kiosk kiosk;
    kiosk.register_student(student, pin);
    SECTION("away") { kiosk.platform.silence = sync::NoAnswer::Unreachable; }
    SECTION("another's certificate") { kiosk.platform.silence = sync::NoAnswer::UntrustedServer; }
    SECTION("a captive portal") { kiosk.platform.say = sync::HttpAnswer{200, "<html>", {}}; }
    SECTION("a statement that does not verify") {
        kiosk.platform.tamper_login = [](auto& answer) { answer.statement.sig[0] ^= 1; };
    }
    SECTION("a statement for another terminal") {
        kiosk.platform.tamper_login = [&](auto& answer) {
            answer.statement.terminal = "kiosk-02";
            answer.statement = protocol::sign(answer.statement, kiosk.platform.receipt);
        };
    }
    SECTION("somebody else's context") {
        kiosk.platform.tamper_login = [](auto& answer) { answer.context.student_no = "20260002"; };
    }
    CHECK(kiosk.expect<flow::PlatformUnreachable>(login(1)).drafts == flow::LocalDrafts::None);
}

TEST_CASE("The first PIN comes from an activation code, and signs in afterwards") {
    Kiosk kiosk;
    kiosk.platform.activations[student] = "1234567890";
    CHECK(kiosk.expect<flow::PinRefused>(flow::SetPin{1, student, flow::SecretText{"0000000000"}, flow::SecretText{pin}}).ticket == 1);
    CHECK(kiosk.expect<flow::PinSet>(flow::SetPin{2, student, flow::SecretText{"12345 67890"}, flow::SecretText{pin}}).ticket == 2);
    CHECK(kiosk.expect<flow::LoginSucceeded>(login(3)).mode == flow::LoginMode::Online);
}

TEST_CASE("A PIN that is too easy never becomes one") {
    Kiosk kiosk;
    kiosk.platform.activations[student] = "1234567890";
    CHECK(kiosk.expect<flow::PinRefused>(flow::SetPin{1, student, flow::SecretText{"1234567890"}, flow::SecretText{"123456"}}).ticket == 1);
    CHECK(kiosk.platform.students.empty());
}

TEST_CASE("A draft that was saved is there after the student left, for the PIN that made it only") {
    Kiosk kiosk;
    kiosk.register_student(student, pin);
    std::ignore = kiosk.expect<flow::LoginSucceeded>(login(1));
    CHECK_FALSE(kiosk.expect<flow::DraftLoaded>(open(2)).body);
    CHECK(kiosk.expect<flow::DraftSaved>(save(3)).ticket == 3);
    std::ignore = kiosk.expect<flow::SessionWiped>(flow::WipeSession{4});

    SECTION("online") {
        std::ignore = kiosk.expect<flow::LoginSucceeded>(login(5));
        CHECK(kiosk.expect<flow::DraftLoaded>(open(6)).body == body);
    }
    SECTION("offline, where opening it is the check of the PIN") {
        kiosk.platform.silence = sync::NoAnswer::Unreachable;
        CHECK(kiosk.expect<flow::PlatformUnreachable>(login(5, "918273")).drafts == flow::LocalDrafts::OtherPin);
        kiosk.platform.silence.reset();
        std::ignore = kiosk.expect<flow::LoginSucceeded>(login(6));
        std::ignore = kiosk.expect<flow::SessionWiped>(flow::WipeSession{7});
        kiosk.platform.silence = sync::NoAnswer::Unreachable;
        const auto answer = kiosk.expect<flow::LoginSucceeded>(login(8));
        CHECK(answer.mode == flow::LoginMode::Offline);
        CHECK_FALSE(answer.context);
        CHECK(kiosk.expect<flow::DraftLoaded>(open(9)).body == body);
    }
}

TEST_CASE("Of drafts that wait to be saved only the newest need be, and it is the one kept") {
    Kiosk kiosk;
    kiosk.register_student(student, pin);
    std::ignore = kiosk.expect<flow::LoginSucceeded>(login(1));
    kiosk.runner.run({save(2, R"({"n":1})"), save(3, R"({"n":2})"), save(4, R"({"n":3})")});
    flow::Ticket last = 0;
    while (last != 4) {
        last = kiosk.next<flow::DraftSaved>().ticket;
    }
    CHECK(kiosk.expect<flow::DraftLoaded>(open(5)).body == R"({"n":3})");
}

TEST_CASE("A submission online is one sealed envelope with the session's proof; its draft is gone and the sync is woken") {
    Kiosk kiosk;
    kiosk.register_student(student, pin);
    std::ignore = kiosk.expect<flow::LoginSucceeded>(login(1));
    std::ignore = kiosk.expect<flow::DraftSaved>(save(2));
    const auto answer = kiosk.expect<flow::Submitted>(submit(3, kiosk.clock.now()));
    CHECK(answer.seq == 1);
    kiosk.settle();
    CHECK(kiosk.wakes == 1);

    const Arrived arrived = only_envelope(kiosk);
    CHECK(arrived.record.content.id == answer.record_id);
    CHECK(arrived.record.content.student_no == student);
    CHECK(arrived.record.content.revision == 1);
    const auto& proof = std::get<protocol::SessionProof>(arrived.record.proof);
    CHECK(protocol::check_session_proof(proof, arrived.envelope.header, arrived.record.content,
                                        [&](std::string_view kid) { return kiosk.platform.key_set().receipt_key(kid); }, 5min) == protocol::ProofVerdict::Holds);
    CHECK_FALSE(kiosk.expect<flow::DraftLoaded>(open(4)).body);
    CHECK(kiosk.storage.ask([](storage::Store& store) { return store.drafts().count(); }) == 0);
}

TEST_CASE("A submission offline carries the proof of the PIN that was typed") {
    Kiosk kiosk;
    kiosk.platform.silence = sync::NoAnswer::Unreachable;
    const auto answer = kiosk.expect<flow::LoginSucceeded>(flow::StartOffline{1, student, flow::SecretText{pin}});
    CHECK(answer.mode == flow::LoginMode::Offline);
    std::ignore = kiosk.expect<flow::DraftSaved>(save(2));
    std::ignore = kiosk.expect<flow::Submitted>(submit(3, kiosk.clock.now()));

    const Arrived arrived = only_envelope(kiosk);
    const auto key = crypto::proof_key(crypto::stretch_pin(pin, crypto::pin_salt(kiosk.platform.salt, student))).verify_key();
    CHECK(protocol::check_pin_proof(std::get<protocol::PinProof>(arrived.record.proof), arrived.envelope.header, arrived.record.content, {&key, 1}) ==
          protocol::ProofVerdict::Holds);
}

TEST_CASE("A kiosk whose clock is wrong proves a submission online by the PIN, which holds at any time") {
    Kiosk kiosk;
    SECTION("behind") { kiosk.platform.now = kiosk.clock.now() + 11min; }
    SECTION("ahead") { kiosk.platform.now = kiosk.clock.now() - 3h; }
    kiosk.register_student(student, pin);
    CHECK(kiosk.expect<flow::LoginSucceeded>(login(1)).mode == flow::LoginMode::Online);
    std::ignore = kiosk.expect<flow::Submitted>(submit(2, kiosk.clock.now()));

    const Arrived arrived = only_envelope(kiosk);
    REQUIRE(std::holds_alternative<protocol::PinProof>(arrived.record.proof));
    CHECK(protocol::check_pin_proof(std::get<protocol::PinProof>(arrived.record.proof), arrived.envelope.header, arrived.record.content,
                                    {&kiosk.platform.students.at(student), 1}) == protocol::ProofVerdict::Holds);
}

TEST_CASE("A second submission names the first as the one it replaces") {
    Kiosk kiosk;
    kiosk.register_student(student, pin);
    std::ignore = kiosk.expect<flow::LoginSucceeded>(login(1));
    const auto first = kiosk.expect<flow::Submitted>(submit(2, kiosk.clock.now()));
    const auto second = kiosk.expect<flow::Submitted>(submit(3, kiosk.clock.now()));
    CHECK(second.seq == 2);
    const auto waiting = kiosk.sync_store.waiting(10, 1 << 20);
    REQUIRE(waiting.size() == 2);
    const auto record = protocol::open(protocol::decode_envelope(waiting[1].bytes).value(), kiosk.platform.box).value();
    CHECK(record.content.base == first.record_id);
    CHECK(record.content.revision == 2);
}

TEST_CASE("A plan's revision names the record that stands on the platform, though this kiosk never saw it") {
    Kiosk kiosk;
    kiosk.register_student(student, pin);
    const std::string standing_record = "01990000-0000-7000-8000-000000000007";
    const std::string set_aside = "01990000-0000-7000-8000-000000000009";
    kiosk.platform.furnish = [&](protocol::StudentContext& context) {
        domain::YearStanding standing;
        standing.plan.state = domain::plan_state::Returned{standing_record, "更具体些"};
        standing.plan.revision = 4;
        context.plan = domain::to_json(standing);
        context.submissions = {{.id = standing_record, .kind = protocol::RecordKind::Plan, .academic_year = year, .status = protocol::SubmissionStatus::Counted},
                               {.id = set_aside, .kind = protocol::RecordKind::Plan, .academic_year = year, .status = protocol::SubmissionStatus::Quarantined}};
    };
    std::ignore = kiosk.expect<flow::LoginSucceeded>(login(1));
    flow::Submit plan = submit(2, kiosk.clock.now());
    plan.kind = protocol::RecordKind::Plan;
    std::ignore = kiosk.expect<flow::Submitted>(plan);
    const Arrived arrived = only_envelope(kiosk);
    CHECK(arrived.record.content.base == standing_record);
    CHECK(arrived.record.content.revision == 5);
}

TEST_CASE("Each feedback says something of its own: it replaces nothing, and needs no draft") {
    Kiosk kiosk;
    kiosk.platform.silence = sync::NoAnswer::Unreachable;
    std::ignore = kiosk.expect<flow::LoginSucceeded>(flow::StartOffline{1, student, flow::SecretText{pin}});
    for (const flow::Ticket ticket : {2, 3}) {
        flow::Submit feedback = submit(ticket, kiosk.clock.now());
        feedback.kind = protocol::RecordKind::Feedback;
        CHECK(kiosk.expect<flow::Submitted>(feedback).ticket == ticket);
    }
    for (const auto& waiting : kiosk.sync_store.waiting(10, 1 << 20)) {
        const auto record = protocol::open(protocol::decode_envelope(waiting.bytes).value(), kiosk.platform.box).value();
        CHECK(record.content.revision == 1);
        CHECK_FALSE(record.content.base);
    }
}

TEST_CASE("A plan's draft and a diagnosis's are both saved, though they wait together") {
    Kiosk kiosk;
    kiosk.register_student(student, pin);
    std::ignore = kiosk.expect<flow::LoginSucceeded>(login(1));
    flow::SaveDraft plan = save(2, R"({"plan":1})");
    plan.kind = protocol::RecordKind::Plan;
    kiosk.runner.run({plan, save(3)});
    CHECK(kiosk.next<flow::DraftSaved>().ticket == 2);
    CHECK(kiosk.next<flow::DraftSaved>().ticket == 3);
    std::ignore = kiosk.expect<flow::SessionWiped>(flow::WipeSession{4});

    std::ignore = kiosk.expect<flow::LoginSucceeded>(login(5));
    const auto open_plan = [](flow::Ticket ticket) { return flow::OpenDraft{ticket, protocol::RecordKind::Plan, year}; };
    CHECK(kiosk.expect<flow::DraftLoaded>(open_plan(6)).body == R"({"plan":1})");
    CHECK(kiosk.expect<flow::DraftLoaded>(open(9)).body == body);
}

TEST_CASE("An action is done in the session's name and brings what the platform now knows") {
    Kiosk kiosk;
    kiosk.register_student(student, pin);
    std::ignore = kiosk.expect<flow::LoginSucceeded>(login(1));
    kiosk.platform.furnish = [](protocol::StudentContext& context) { context.masked_name = "李*"; };
    const flow::Act acknowledge{2, protocol::ActionType::WarningAcknowledge, "XY01/2026-2027/1", ""};

    SECTION("done") {
        const auto acted = kiosk.expect<flow::Acted>(acknowledge);
        CHECK(acted.ticket == 2);
        CHECK(acted.outcome == protocol::ActionAnswer::Outcome::Done);
        REQUIRE(acted.context);
        CHECK(acted.context->masked_name == "李*");
        REQUIRE(kiosk.platform.actions.size() == 1);
        CHECK(kiosk.platform.actions[0].subject == "XY01/2026-2027/1");
    }
    SECTION("refused") {
        kiosk.platform.refuse_actions = "wrong_state";
        const auto acted = kiosk.expect<flow::Acted>(acknowledge);
        CHECK(acted.outcome == protocol::ActionAnswer::Outcome::Refused);
        CHECK(acted.reason == "wrong_state");
    }
    SECTION("an answer about somebody else") {
        kiosk.platform.furnish = [](protocol::StudentContext& context) { context.student_no = "20260002"; };
        CHECK(kiosk.expect<flow::PlatformUnreachable>(acknowledge).ticket == 2);
    }
}

TEST_CASE("An action whose answer was lost is the same one when it is tried again, and another one when its words changed") {
    Kiosk kiosk;
    kiosk.register_student(student, pin);
    std::ignore = kiosk.expect<flow::LoginSucceeded>(login(1));
    kiosk.platform.lose_next_answer = sync::NoAnswer::Interrupted;
    flow::Act act{2, protocol::ActionType::WarningAct, "XY01/2026-2027/1", "每天复习一小时"};
    CHECK(kiosk.expect<flow::PlatformUnreachable>(act).ticket == 2);
    act.ticket = 3;
    CHECK(kiosk.expect<flow::Acted>(act).ticket == 3);
    CHECK(kiosk.platform.actions.size() == 1);
    act.ticket = 4;
    CHECK(kiosk.expect<flow::Acted>(act).ticket == 4);
    CHECK(kiosk.platform.actions.size() == 2);
}

TEST_CASE("Offline nobody acts") {
    Kiosk kiosk;
    std::ignore = kiosk.expect<flow::LoginSucceeded>(flow::StartOffline{1, student, flow::SecretText{pin}});
    CHECK(kiosk.expect<flow::PlatformUnreachable>(flow::Act{2, protocol::ActionType::Refresh, "", ""}).ticket == 2);
    CHECK(kiosk.platform.actions.empty());
}

TEST_CASE("A changed PIN signs in, opens the drafts made under the old one, and goes on in the same session") {
    constexpr auto next_pin = "628194";
    Kiosk kiosk;
    kiosk.register_student(student, pin);
    std::ignore = kiosk.expect<flow::LoginSucceeded>(login(1));
    std::ignore = kiosk.expect<flow::DraftSaved>(save(2));
    const auto change = [&](flow::Ticket ticket, std::string_view from, std::string_view to) {
        return flow::ChangePin{ticket, flow::SecretText{from}, flow::SecretText{to}};
    };

    SECTION("done") {
        CHECK(kiosk.expect<flow::PinSet>(change(3, pin, next_pin)).ticket == 3);
        CHECK(kiosk.expect<flow::Acted>(flow::Act{4, protocol::ActionType::Refresh, "", ""}).ticket == 4);
        CHECK(kiosk.expect<flow::DraftSaved>(save(5, R"({"n":5})")).ticket == 5);
        std::ignore = kiosk.expect<flow::SessionWiped>(flow::WipeSession{6});
        CHECK(kiosk.expect<flow::LoginRefused>(login(7)).ticket == 7);
        kiosk.platform.silence = sync::NoAnswer::Unreachable;
        CHECK(kiosk.expect<flow::LoginSucceeded>(login(8, next_pin)).mode == flow::LoginMode::Offline);
        CHECK(kiosk.expect<flow::DraftLoaded>(open(9)).body == R"({"n":5})");
    }
    SECTION("done, and the answer lost") {
        kiosk.platform.instead.emplace("/sync/v1/pin", failure(sync::Silence{sync::NoAnswer::Interrupted, "lost"}));
        kiosk.register_student(student, next_pin);  // as the platform understood it
        CHECK(kiosk.expect<flow::PinSet>(change(3, pin, next_pin)).ticket == 3);
    }
    SECTION("nobody knows whether it is done: either PIN opens the draft") {
        kiosk.platform.instead.emplace("/sync/v1/pin", failure(sync::Silence{sync::NoAnswer::Interrupted, "lost"}));
        kiosk.platform.students.clear();
        CHECK(kiosk.expect<flow::LoginRefused>(login(30)).ticket == 30);  // what the test made of the platform
        CHECK(kiosk.expect<flow::PlatformUnreachable>(change(3, pin, next_pin)).ticket == 3);
        std::ignore = kiosk.expect<flow::SessionWiped>(flow::WipeSession{4});
        kiosk.platform.silence = sync::NoAnswer::Unreachable;
        for (const auto* either : {pin, next_pin}) {
            CHECK(kiosk.expect<flow::LoginSucceeded>(login(5, either)).mode == flow::LoginMode::Offline);
            CHECK(kiosk.expect<flow::DraftLoaded>(open(6)).body == body);
            std::ignore = kiosk.expect<flow::SessionWiped>(flow::WipeSession{7});
        }
    }
    SECTION("the old PIN is wrong, or the new one too easy") {
        CHECK(kiosk.expect<flow::PinRefused>(change(3, "918273", next_pin)).ticket == 3);
        CHECK(kiosk.expect<flow::PinRefused>(change(4, pin, "123456")).ticket == 4);
        CHECK(kiosk.storage.ask([](storage::Store& store) { return store.drafts().count(); }) == 1);
        CHECK(kiosk.expect<flow::DraftSaved>(save(5)).ticket == 5);
    }
    SECTION("the platform is away") {
        kiosk.platform.silence = sync::NoAnswer::Unreachable;
        CHECK(kiosk.expect<flow::PlatformUnreachable>(change(3, pin, next_pin)).ticket == 3);
        CHECK(kiosk.storage.ask([](storage::Store& store) { return store.drafts().count(); }) == 1);
    }
}

TEST_CASE("What is no record is not submitted, and the draft stays") {
    Kiosk kiosk;
    kiosk.register_student(student, pin);
    std::ignore = kiosk.expect<flow::LoginSucceeded>(login(1));
    std::ignore = kiosk.expect<flow::DraftSaved>(save(2));
    flow::Submit broken = submit(3, kiosk.clock.now());
    broken.payload = "no object";
    CHECK(kiosk.expect<flow::StoreFailed>(broken).ticket == 3);
    CHECK(kiosk.sync_store.waiting(10, 1 << 20).empty());
    CHECK(kiosk.expect<flow::DraftLoaded>(open(4)).body == body);
}

TEST_CASE("A login that ends after its student left signs nobody in") {
    Kiosk kiosk;
    kiosk.register_student(student, pin);
    kiosk.runner.run({login(1), flow::WipeSession{2}});
    std::ignore = kiosk.next<flow::SessionWiped>();
    std::ignore = kiosk.expect<flow::LoginRefused>(login(3, "111112"));  // the sign-in thread has done the first
    kiosk.settle();
    for (auto& event : kiosk.events.drain()) {
        kiosk.seen.push_back(std::move(event));
    }
    CHECK(std::ranges::none_of(kiosk.seen, [](const auto& event) { return std::holds_alternative<flow::LoginSucceeded>(event); }));
    CHECK(kiosk.expect<flow::StoreFailed>(open(4)).ticket == 4);
}

TEST_CASE("What a student agreed to is known at the next login") {
    Kiosk kiosk;
    kiosk.register_student(student, pin);
    CHECK(kiosk.expect<flow::LoginSucceeded>(login(1)).consents.empty());
    const protocol::Consent consent{"notice", "notice@1", true, Instant{std::chrono::milliseconds{1'781'000'000'000}}};
    kiosk.runner.run({flow::RecordNotice{2, {consent}}});
    std::ignore = kiosk.expect<flow::SessionWiped>(flow::WipeSession{3});
    CHECK(kiosk.expect<flow::LoginSucceeded>(login(4)).consents == flow::Consents{consent});
}

TEST_CASE("Room on the disk heals a full store and no broken one, whichever thread met the damage") {
    Kiosk kiosk;
    const auto meet = [&](sqlite::Fault fault) {
        kiosk.runner.on_sign_in_thread([fault] { throw sqlite::Error{fault, 0, "as the test wants it"}; });
        const auto problem = kiosk.next<flow::StoreFailed>().problem;
        kiosk.runner.disk_has_room();
        return problem;
    };
    CHECK(meet(sqlite::Fault::DiskFull) == flow::StoreProblem::DiskFull);
    CHECK_NOTHROW(kiosk.next<flow::StoreHealthy>());
    CHECK(meet(sqlite::Fault::Corrupt) == flow::StoreProblem::Broken);
    for (auto& event : kiosk.events.drain()) {
        kiosk.seen.push_back(std::move(event));
    }
    CHECK(std::ranges::none_of(kiosk.seen, [](const auto& event) { return std::holds_alternative<flow::StoreHealthy>(event); }));
}

TEST_CASE("Before a terminal has a line every login is unreachable, not stuck") {
    Kiosk kiosk;
    EffectRunner fresh{kiosk.storage, kiosk.events, kiosk.clock, kiosk.random, [] {}, [](const flow::StaffTask&) {}};
    fresh.run({login(1)});
    CHECK(kiosk.next<flow::PlatformUnreachable>().ticket == 1);
}

}  // namespace xz::app
