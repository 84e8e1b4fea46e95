#include "server-sync/sync/processor.hpp"
#include "tests/support/bundle_folder.hpp"
#include "tests/support/platform/test_platform.hpp"

#include <boost/json.hpp>

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::testing;
using namespace xz::server;
using protocol::QuarantineReason;
using protocol::SubmissionStatus;
using server::sync::Completion;
using server::sync::wait_for;

namespace {

// As somebody who guesses: a PIN proof made with another key.
std::string forged(TestPlatform& platform, TestTerminal& kiosk, const std::string& student_no) {
    const auto key = crypto::SigningKey::generate(platform.random);
    return kiosk.seal(platform.diagnosis(student_no), &key, platform.clock.now());
}

// The next bundle, without this year's windows.
void publish_without_year(TestPlatform& platform) {
    auto files = bundle_folder(XUEZHEN_ASSETS "/instruments");
    json::Array later;
    const auto windows = boost::json::parse(files.at("windows.json"));
    for (const auto& cycle : windows.as_array()) {
        if (cycle.at("academic_year") != Year) {
            later.push_back(cycle);
        }
    }
    files.insert_or_assign("windows.json", boost::json::serialize(later));
    const auto members = domain::bundle_members(files);
    REQUIRE(members);
    const sync::PublishedBundle bundle{
        .version = 2, .wire = "{}", .payload = *members, .sha256 = "", .published_at = platform.clock.now(), .actor = "test"};
    wait_for<sync::PublishVerdict>([&](Completion<sync::PublishVerdict> done) {
        platform.ports().bundles.publish(bundle, {platform.published.current().id()}, std::move(done));
    });
}

}  // namespace

TEST_CASE("A diagnosis with a session's statement is opened, proven, scored and counted") {
    TestPlatform platform;
    platform.add_students({"2024001"});
    platform.add_status("2024001", "XY01", "88");
    TestTerminal kiosk = platform.add_terminal("kiosk-01");
    (void)platform.receive(kiosk, {platform.envelope(kiosk, "2024001")});
    CHECK(platform.ports().envelopes.counts().pending == 1);

    CHECK(platform.process().counted == 1);
    CHECK(platform.ports().envelopes.counts().pending == 0);
    const auto heads = platform.ports().records.of_student("2024001", 10);
    REQUIRE(heads.size() == 1);
    CHECK(heads[0].status == SubmissionStatus::Counted);
    CHECK(heads[0].proof == sync::ProofKind::Session);
    CHECK_FALSE(heads[0].superseded);
    const auto result = platform.ports().results.find("2024001", Year);
    REQUIRE(result);
    CHECK(result->class_code == "C1");
    CHECK(result->department_code == "D1");
    CHECK(result->dimensions.size() == platform.published.current().dimensions.size());
    CHECK(std::any_of(result->indicators.begin(), result->indicators.end(),
                      [](const sync::IndicatorScore& score) { return score.code == "XY01"; }));
    CHECK(platform.moved() == std::set<sync::ClassAndYear>{{"C1", Year}});
}

TEST_CASE("The student's words rest under the student's own key, and are gone with it") {
    TestPlatform platform;
    platform.add_students({"2024001"});
    TestTerminal kiosk = platform.add_terminal("kiosk-01");
    (void)platform.receive(kiosk, {platform.envelope(kiosk, "2024001")});
    (void)platform.process();
    const std::string id = platform.ports().records.of_student("2024001", 1).at(0).id;
    const sync::RecordVault vault{platform.ports().records, platform.ports().student_keys, platform.random};

    REQUIRE(vault.content("2024001", id));
    CHECK(vault.content("2024001", id)->content.student_no == "2024001");
    platform.ports().student_keys.destroy("2024001");
    CHECK_FALSE(vault.content("2024001", id));
}

TEST_CASE("An offline record is proven by the PIN's key, also by the one that was in force when it was made") {
    TestPlatform platform;
    platform.add_students({"2024001"});
    TestTerminal kiosk = platform.add_terminal("kiosk-01");
    platform.clock.advance(std::chrono::minutes{1});
    const auto& pin = platform.pin_of("2024001");
    const std::string before = kiosk.seal(platform.diagnosis("2024001"), &pin, platform.clock.now());
    platform.clock.advance(std::chrono::hours{1});
    const auto next = crypto::SigningKey::generate(platform.random);
    const ByteView key = next.verify_key().bytes();
    wait_for<sync::PinVerdict>([&](Completion<sync::PinVerdict> done) {
        platform.ports().students.change_pin("2024001", {key.begin(), key.end()}, platform.clock.now(), std::move(done));
    });
    platform.clock.advance(std::chrono::hours{1});
    const std::string late = kiosk.seal(platform.diagnosis("2024001"), &pin, platform.clock.now());

    (void)platform.receive(kiosk, {before, late});
    const auto numbers = platform.process();
    CHECK(numbers.counted == 1);
    CHECK(numbers.quarantined == 1);
    const auto heads = platform.ports().records.of_student("2024001", 10);
    REQUIRE(heads.size() == 2);
    CHECK(heads[0].reason == QuarantineReason::Proof);
    CHECK(heads[1].proof == sync::ProofKind::Pin);
}

TEST_CASE("After five wrong proofs from a terminal further ones wait unchecked until the student confirms") {
    TestPlatform platform;
    platform.add_students({"2024001", "2024002"});
    TestTerminal kiosk = platform.add_terminal("kiosk-01");
    TestTerminal honest = platform.add_terminal("kiosk-02");
    std::vector<std::string> envelopes;
    for (int guess = 0; guess < 8; ++guess) {
        envelopes.push_back(forged(platform, kiosk, "2024001"));
    }
    (void)platform.receive(kiosk, envelopes);
    const auto numbers = platform.process();
    CHECK(numbers.quarantined == 5);
    CHECK(numbers.waiting == 3);

    // Others, and the student elsewhere, are served.
    (void)platform.receive(honest, {honest.seal(platform.diagnosis("2024001"), &platform.pin_of("2024001"), platform.clock.now()),
                                    platform.envelope(honest, "2024002")});
    CHECK(platform.process().counted == 2);

    // Even the right PIN waits at that terminal, and goes on with the student's word.
    (void)platform.receive(kiosk, {kiosk.seal(platform.diagnosis("2024001"), &platform.pin_of("2024001"), platform.clock.now())});
    CHECK(platform.process().waiting == 1);
    const std::string id = platform.ports().records.of_student("2024001", 1).at(0).id;
    CHECK(wait_for<bool>([&](Completion<bool> done) {
        platform.ports().records.claim("2024001", id, {}, platform.clock.now(), std::move(done));
    }));
    CHECK(platform.process().counted == 1);
    CHECK(platform.ports().records.find("2024001", id)->status == SubmissionStatus::Counted);
    CHECK(platform.ports().records.find("2024001", id)->proof == sync::ProofKind::Session);
}

TEST_CASE("Once the student has proved the PIN online, what waited unchecked is proved by its own proof") {
    TestPlatform platform;
    platform.add_students({"2024001"});
    TestTerminal kiosk = platform.add_terminal("kiosk-01");
    std::vector<std::string> envelopes;
    for (int guess = 0; guess < 5; ++guess) {
        envelopes.push_back(forged(platform, kiosk, "2024001"));
    }
    const auto honest = platform.diagnosis("2024001");
    envelopes.push_back(kiosk.seal(honest, &platform.pin_of("2024001"), platform.clock.now()));
    const auto guessed = platform.diagnosis("2024001");
    const auto stranger = crypto::SigningKey::generate(platform.random);
    envelopes.push_back(kiosk.seal(guessed, &stranger, platform.clock.now()));
    (void)platform.receive(kiosk, envelopes);
    CHECK(platform.process().waiting == 2);

    wait_for<server::sync::Done>([&](Completion<server::sync::Done> done) {
        platform.ports().processing.forgive_proofs("2024001", std::move(done));
    });
    (void)platform.process();
    CHECK(platform.ports().records.find(honest.student_no, honest.id)->status == SubmissionStatus::Counted);
    CHECK(platform.ports().records.find(honest.student_no, honest.id)->proof == sync::ProofKind::Pin);
    CHECK(platform.ports().records.find(guessed.student_no, guessed.id)->reason == QuarantineReason::Proof);
    CHECK(platform.ports().processing.proof_failures("2024001", "kiosk-01").in_all == 1);
}

TEST_CASE("Twenty wrong proofs over many terminals make further ones wait at every terminal") {
    TestPlatform platform;
    platform.add_students({"2024001"});
    for (int number = 0; number < 5; ++number) {
        TestTerminal kiosk = platform.add_terminal("rogue-" + std::to_string(number));
        for (int guess = 0; guess < 4; ++guess) {
            (void)platform.receive(kiosk, {forged(platform, kiosk, "2024001")});
        }
    }
    CHECK(platform.process({.batch = 7}).quarantined == 20);
    TestTerminal kiosk = platform.add_terminal("kiosk-01");
    (void)platform.receive(kiosk, {forged(platform, kiosk, "2024001")});
    CHECK(platform.process().waiting == 1);
}

TEST_CASE("What cannot be a record of a known student stays sealed in quarantine with its reason") {
    TestPlatform platform;
    platform.add_students({"2024001"});
    TestTerminal kiosk = platform.add_terminal("kiosk-01");
    const auto other_key = crypto::BoxKey::generate(platform.random);
    TestTerminal lost{"kiosk-02", other_key.public_key(), platform.recovery_key.public_key()};
    const TestTerminal enrolled = platform.add_terminal("kiosk-02");
    lost.key = crypto::SigningKey{enrolled.key.seed().clone()};

    (void)platform.receive(lost, {platform.envelope(lost, "2024001")});
    (void)platform.receive(kiosk, {platform.envelope(kiosk, "9999999")});
    CHECK(platform.process().quarantined == 2);
    const auto cases = platform.ports().quarantine.open_cases(0, 10);
    REQUIRE(cases.size() == 2);
    CHECK(cases[0].reason == QuarantineReason::Key);
    CHECK(cases[1].reason == QuarantineReason::Student);
    CHECK(cases[1].size > 0);

    // The roster comes later: a person releases it, and it counts.
    platform.add_students({"9999999"});
    CHECK(wait_for<bool>([&](Completion<bool> done) {
        platform.ports().quarantine.resolve(cases[1].number, sync::Resolution::Released, "admin", platform.clock.now(), std::move(done));
    }));
    CHECK(platform.process().counted == 1);
    CHECK(platform.ports().quarantine.open_cases(0, 10).size() == 1);
}

TEST_CASE("A record begun inside its window is accepted whenever it arrives, one begun outside is not") {
    TestPlatform platform;
    platform.add_students({"2024001", "2024002"});
    TestTerminal kiosk = platform.add_terminal("kiosk-01");
    auto inside = platform.diagnosis("2024001");
    platform.clock.advance(std::chrono::hours{24 * 60});
    inside.submitted_at = platform.clock.now();
    const auto outside = platform.diagnosis("2024002");
    (void)platform.receive(kiosk, {kiosk.seal(inside, platform.statement("2024001", kiosk.id), platform.clock.now()),
                                   kiosk.seal(outside, platform.statement("2024002", kiosk.id), platform.clock.now())});
    (void)platform.process();
    CHECK(platform.ports().records.find(inside.student_no, inside.id)->status == SubmissionStatus::Counted);
    CHECK(platform.ports().records.find(outside.student_no, outside.id)->reason == QuarantineReason::Window);
}

TEST_CASE("Of two revisions with one base both are kept and the same one stands in either order") {
    for (const bool swapped : {false, true}) {
        TestPlatform platform;
        platform.add_students({"2024001"});
        TestTerminal kiosk = platform.add_terminal("kiosk-01");
        auto first = platform.diagnosis("2024001", 2);
        const auto& pin = platform.pin_of("2024001");
        platform.clock.advance(std::chrono::minutes{5});
        auto by_pin = platform.diagnosis("2024001", 3);
        by_pin.revision = 2;
        by_pin.base = first.id;
        auto online = platform.diagnosis("2024001", 4);
        online.revision = 2;
        online.base = first.id;
        const auto now = platform.clock.now();
        std::vector<std::string> envelopes{kiosk.seal(by_pin, &pin, now),
                                           kiosk.seal(online, platform.statement("2024001", kiosk.id), now),
                                           kiosk.seal(first, &pin, now)};
        if (swapped) {
            std::swap(envelopes[0], envelopes[1]);
        }
        for (const std::string& envelope : envelopes) {
            (void)platform.receive(kiosk, {envelope});
            (void)platform.process();
        }
        CHECK(platform.ports().results.find("2024001", Year)->record_id == online.id);
        CHECK(platform.ports().results.count("C1", Year).counted == 1);
        CHECK(platform.ports().results.of_class("C1", Year).size() == 1);
        const auto heads = platform.ports().records.of_student("2024001", 10);
        CHECK(std::count_if(heads.begin(), heads.end(), [](const auto& head) { return head.superseded; }) == 2);

        // 不是我: the other one stands.
        CHECK(wait_for<server::sync::Verdict>([&](Completion<server::sync::Verdict> done) {
                  platform.ports().records.disown("2024001", online.id, {}, platform.clock.now(), std::move(done));
              }) == server::sync::Verdict::Done);
        CHECK(platform.ports().results.find("2024001", Year)->record_id == by_pin.id);
    }
}

TEST_CASE("What a kill left half done is finished after the restart, once") {
    TestPlatform platform;
    platform.add_students({"2024001", "2024002", "2024003"});
    TestTerminal kiosk = platform.add_terminal("kiosk-01");
    (void)platform.receive(kiosk, {platform.envelope(kiosk, "2024001"), platform.envelope(kiosk, "2024002"),
                                   platform.envelope(kiosk, "2024003")});
    const auto epoch = platform.ports().state.epoch();
    platform.restart();
    CHECK(platform.ports().state.epoch() == epoch);
    CHECK(platform.ports().envelopes.counts().pending == 3);
    CHECK(platform.process({.batch = 1}).counted == 3);
    platform.restart();
    CHECK(platform.process().counted == 0);
    CHECK(platform.ports().results.count("C1", Year).counted == 3);
}

TEST_CASE("A running worker counts what arrives and stops when told") {
    TestPlatform platform;
    platform.add_students({"2024001"});
    TestTerminal kiosk = platform.add_terminal("kiosk-01");
    const auto worker = platform.processor();
    worker->start();
    (void)platform.receive(kiosk, {platform.envelope(kiosk, "2024001")});
    worker->wake();
    for (int look = 0; look < 200 && worker->numbers().counted == 0; ++look) {
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
    worker->stop();
    CHECK(worker->numbers().counted == 1);
}

TEST_CASE("Sensitive answers without the separate consent are not scored") {
    TestPlatform platform;
    platform.add_students({"2024001"});
    TestTerminal kiosk = platform.add_terminal("kiosk-01");
    auto content = platform.diagnosis("2024001");
    content.consents.clear();
    (void)platform.receive(kiosk, {kiosk.seal(content, platform.statement("2024001", kiosk.id), platform.clock.now())});
    CHECK(platform.process().counted == 1);
    const auto result = platform.ports().results.find("2024001", Year);
    for (const sync::IndicatorScore& score : result->indicators) {
        CHECK_FALSE(platform.published.current().find(score.code)->sensitive);
    }
}

TEST_CASE("Status data that arrive after a diagnosis was counted score it again") {
    TestPlatform platform;
    platform.add_students({"2024001"});
    TestTerminal kiosk = platform.add_terminal("kiosk-01");
    (void)platform.receive(kiosk, {platform.envelope(kiosk, "2024001")});
    CHECK(platform.process().counted == 1);
    const auto score = [&] {
        const auto result = platform.ports().results.find("2024001", Year);
        for (const sync::IndicatorScore& each : result->indicators) {
            if (each.code == "XY01") {
                return each.score.rounded(1);
            }
        }
        return std::string{"none"};
    };
    CHECK(score() == "none");
    platform.add_status("2024001", "XY01", "75");
    CHECK(platform.process().counted == 0);
    CHECK(score() == "80.0");
    CHECK(platform.ports().results.count("C1", Year).counted == 1);
}

TEST_CASE("A counted diagnosis stays counted, with its result, when the newest bundle does not know its year any more") {
    TestPlatform platform;
    platform.add_students({"2024001"});
    TestTerminal kiosk = platform.add_terminal("kiosk-01");
    (void)platform.receive(kiosk, {platform.envelope(kiosk, "2024001")});
    (void)platform.process();
    const auto before = platform.ports().results.find("2024001", Year);
    REQUIRE(before);
    publish_without_year(platform);
    platform.add_status("2024001", "XY01", "75");
    CHECK(platform.process().quarantined == 0);
    CHECK(platform.ports().processing.waiting(10).empty());
    CHECK(platform.ports().records.find("2024001", before->record_id)->status == SubmissionStatus::Counted);
    const auto after = platform.ports().results.find("2024001", Year);
    REQUIRE(after);
    CHECK(after->overall == before->overall);
    CHECK(after->counted_at == before->counted_at);
}

TEST_CASE("An envelope that nobody can take is set aside with a word about it, and those after it are counted") {
    TestPlatform platform;
    platform.add_students({"2024001", "2024002"});
    TestTerminal kiosk = platform.add_terminal("kiosk-01");
    (void)platform.receive(kiosk, {platform.envelope(kiosk, "2024001"), platform.envelope(kiosk, "2024002")});
    auto keys = platform.processing_keys();
    keys.box = [held = keys.box, asked = 0](std::string_view kid) mutable {
        if (asked++ == 0) {
            throw std::runtime_error{"poison"};
        }
        return held(kid);
    };
    std::vector<std::string> troubles;
    server::sync::ProcessingEvents events;
    events.troubled = [&](const std::string& what) { troubles.push_back(what); };
    server::sync::Processor processor{platform.ports(), keys, platform.clock, platform.random, {}, events};
    const auto numbers = processor.drain();
    CHECK(numbers.counted == 1);
    CHECK(numbers.quarantined == 1);
    CHECK(troubles == std::vector<std::string>{"poison"});
    CHECK(platform.ports().quarantine.open_cases(0, 10).size() == 1);
    CHECK(platform.ports().envelopes.counts().pending == 0);
}

TEST_CASE("One that cannot be written is set aside, and the others of its batch are counted") {
    TestPlatform platform;
    platform.add_students({"2024001", "2024002", "2024003"});
    TestTerminal kiosk = platform.add_terminal("kiosk-01");
    (void)platform.receive(kiosk, {platform.envelope(kiosk, "2024001"), platform.envelope(kiosk, "2024002"),
                                   platform.envelope(kiosk, "2024003")});
    platform.execute("CREATE TRIGGER no_such_student BEFORE INSERT ON record WHEN NEW.student_no = '2024002' "
                     "BEGIN SELECT RAISE (ABORT, 'a rule of the schema'); END");
    std::vector<std::string> troubles;
    server::sync::ProcessingEvents events;
    events.troubled = [&](const std::string& what) { troubles.push_back(what); };
    server::sync::Processor processor{platform.ports(), platform.processing_keys(), platform.clock, platform.random, {}, events};
    const auto numbers = processor.drain();
    CHECK(numbers.counted == 2);
    CHECK(numbers.quarantined == 1);
    CHECK(troubles.size() == 1);
    const auto cases = platform.ports().quarantine.open_cases(0, 10);
    REQUIRE(cases.size() == 1);
    CHECK(cases[0].reason == QuarantineReason::Record);
    CHECK(platform.ports().envelopes.counts().pending == 0);
}

TEST_CASE("A worker outlives what goes wrong after a batch and tells of it") {
    TestPlatform platform;
    platform.add_students({"2024001", "2024002"});
    TestTerminal kiosk = platform.add_terminal("kiosk-01");
    std::atomic<int> told{0};
    server::sync::ProcessingEvents events;
    events.counted = [](const auto&) { throw std::runtime_error{"no board today"}; };
    events.troubled = [&](const std::string&) { ++told; };
    server::sync::Processor worker{platform.ports(), platform.processing_keys(), platform.clock, platform.random, {}, events};
    worker.start();
    for (const auto* student : {"2024001", "2024002"}) {
        const int wanted = told + 1;
        (void)platform.receive(kiosk, {platform.envelope(kiosk, student)});
        worker.wake();
        for (int look = 0; look < 200 && told < wanted; ++look) {
            std::this_thread::sleep_for(std::chrono::milliseconds{10});
        }
    }
    worker.stop();
    CHECK(told == 2);
    CHECK(worker.numbers().counted == 2);
}
