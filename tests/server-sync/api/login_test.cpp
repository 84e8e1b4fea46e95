#include "server-sync/api/login.hpp"

#include "terminal/core/protocol/pin.hpp"
#include "tests/server-sync/api/api_platform.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::server;
using namespace xz::server::api;
using namespace xz::server::api::testing;
using namespace std::chrono_literals;

namespace {

constexpr auto Login = "/sync/v1/login";

// One school with a kiosk and a student who has a PIN.
struct School : ApiPlatform {
    School() {
        static_cast<void>(add_terminal("T01"));
        static_cast<void>(add_terminal("T02"));
        add_students({"2024001", "2024002"});
    }
    protocol::LoginChallenge begin(const std::string& number, const std::string& terminal = "T01") {
        const auto response = post(Login, protocol::encode(protocol::LoginBegin{protocol::StudentNumber{number}}), as(terminal));
        REQUIRE(response.status == 200);
        return *protocol::decode_login_challenge(response.body);
    }
    Response finish(const protocol::Challenge& challenge, const crypto::SigningKey& key, const std::string& terminal = "T01") {
        return post(Login, protocol::encode(protocol::answer_challenge(challenge, key)), as(terminal));
    }
    Response log_in(const std::string& number, const crypto::SigningKey& key) { return finish(begin(number).challenge, key); }
    crypto::SigningKey stranger() { return crypto::SigningKey::generate(random_source); }
    std::string add_code(const std::string& number) {
        const auto code = protocol::make_activation_code(random_source);
        sync::wait_for<sync::PinVerdict>([&](auto done) {
            all_ports.students.reset_pin({number, sync::activation_hash(number, code), clock.now() + 24h}, clock.now(), {.actor = "test", .action = "pin.reset"}, std::move(done));
        });
        return code;
    }
};

}  // namespace

TEST_CASE("The right PIN's key opens a session with a statement that anybody can check, and brings the student's context") {
    School school;
    const auto response = school.log_in("2024001", school.pin_of("2024001"));
    REQUIRE(response.status == 200);
    const auto answer = protocol::decode_login_answer(response.body);
    REQUIRE(answer);
    CHECK(answer->statement.student_no == "2024001");
    CHECK(answer->statement.terminal == "T01");
    CHECK(protocol::is_signed_by(answer->statement, school.receipt_key.verify_key()));
    CHECK(answer->expires_at > school.clock.now());
    CHECK(answer->context.masked_name == "买*·阿*");
    CHECK(answer->context.academic_year == xz::testing::Year);
    CHECK(response.body.find("买买提") == std::string::npos);
}

TEST_CASE("An unknown student, one without a PIN and a wrong PIN look alike") {
    School school;
    const auto wrong = school.log_in("2024001", school.stranger());
    const auto unknown = school.log_in("9999999", school.stranger());
    static_cast<void>(school.add_code("2024002"));  // its PIN ends with that
    const auto without = school.log_in("2024002", school.pin_of("2024002"));
    CHECK(wrong.status == 401);
    CHECK(error_code(wrong) == "login_refused");
    CHECK(unknown.status == wrong.status);
    CHECK(unknown.body == wrong.body);
    CHECK(without.body == wrong.body);
}

TEST_CASE("An unknown student's salt is always the same and looks like any other") {
    School school;
    CHECK(school.begin("9999999").salt == school.begin("9999999").salt);
    CHECK(school.begin("9999999").salt != school.begin("9999998").salt);
    CHECK(school.begin("2024001").salt == crypto::pin_salt(Bytes(32, std::uint8_t{7}), "2024001"));
}

TEST_CASE("A challenge is good once, soon, and for the terminal that got it") {
    School school;
    const auto& key = school.pin_of("2024001");
    const auto once = school.begin("2024001").challenge;
    CHECK(school.finish(once, key).status == 200);
    CHECK(school.finish(once, key).status == 401);
    const auto overheard = school.begin("2024001").challenge;
    CHECK(school.finish(overheard, key, "T02").status == 401);
    CHECK(school.finish(overheard, key).status == 200);
    const auto late = school.begin("2024001").challenge;
    school.clock.advance(3min);
    CHECK(school.finish(late, key).status == 401);
    CHECK(school.finish(protocol::Challenge{}, key).status == 401);
}

TEST_CASE("Failures lock the terminal they come from, not the student") {
    School school;
    Response last;
    for (int i = 0; i < 40 && last.status != 429; ++i) last = school.log_in("2024001", school.stranger());
    REQUIRE(last.status == 429);
    CHECK(std::stoi(header_of(last, "retry-after")) > 0);
    const auto elsewhere = school.begin("2024001", "T02").challenge;
    CHECK(school.finish(elsewhere, school.pin_of("2024001"), "T02").status == 200);
}

TEST_CASE("A revoked, a locked and an unknown terminal log nobody in") {
    School school;
    const auto begin = protocol::encode(protocol::LoginBegin{protocol::StudentNumber{"2024001"}});
    CHECK(error_code(school.post(Login, begin, school.as("T99"))) == "unknown_terminal");
    CHECK(school.post(Login, begin).status == 401);
    const auto set = [&](sync::TerminalState state) {
        sync::wait_for<bool>([&](auto done) { school.all_ports.terminals.set_state("T01", state, school.clock.now(), std::move(done)); });
    };
    set(sync::TerminalState::Locked);
    CHECK(error_code(school.post(Login, begin, school.as("T01"))) == "terminal_locked");
    set(sync::TerminalState::Revoked);
    CHECK(error_code(school.post(Login, begin, school.as("T01"))) == "terminal_revoked");
}

TEST_CASE("An activation code sets the first PIN once, and sessions from before end") {
    School school;
    const auto session = school.log_in("2024001", school.pin_of("2024001"));
    const auto code = school.add_code("2024001");
    const auto fresh = school.stranger();
    const protocol::Identity who = protocol::StudentNumber{"2024001"};
    const auto request = protocol::encode(protocol::make_first_pin(who, code, fresh));
    CHECK(school.post("/sync/v1/pin", request, school.as("T01")).status == 204);
    CHECK(school.log_in("2024001", fresh).status == 200);
    CHECK(school.log_in("2024001", school.pin_of("2024001")).status == 401);
    const auto again = school.post("/sync/v1/pin", request, school.as("T01"));
    CHECK(again.status == 401);
    CHECK(error_code(again) == "pin_refused");
    const auto unknown = protocol::make_first_pin(protocol::StudentNumber{"9999999"}, code, fresh);
    CHECK(school.post("/sync/v1/pin", protocol::encode(unknown), school.as("T01")).body == again.body);
}

TEST_CASE("A PIN changes by the old one's proof and by nothing less") {
    School school;
    const auto& old = school.pin_of("2024001");
    const auto next = school.stranger();
    const auto wrong = protocol::make_pin_change(school.begin("2024001").challenge, school.stranger(), next);
    CHECK(school.post("/sync/v1/pin", protocol::encode(wrong), school.as("T01")).status == 401);
    const auto right = protocol::make_pin_change(school.begin("2024001").challenge, old, next);
    CHECK(school.post("/sync/v1/pin", protocol::encode(right), school.as("T01")).status == 204);
    CHECK(school.log_in("2024001", next).status == 200);
    CHECK(school.log_in("2024001", old).status == 401);
}

TEST_CASE("Logging in makes good what wrong proofs of that student had held up") {
    School school;
    auto kiosk = school.add_terminal("T03");
    for (int guess = 0; guess < 5; ++guess) {
        const auto key = school.stranger();
        static_cast<void>(school.receive(kiosk, {kiosk.seal(school.diagnosis("2024001"), &key, school.clock.now())}));
    }
    const auto record = school.diagnosis("2024001");
    static_cast<void>(school.receive(kiosk, {kiosk.seal(record, &school.pin_of("2024001"), school.clock.now())}));
    static_cast<void>(school.process());
    CHECK(school.all_ports.records.find(record.student_no, record.id)->status == protocol::SubmissionStatus::Opened);
    CHECK(school.log_in("2024001", school.stranger()).status == 401);
    static_cast<void>(school.process());
    CHECK(school.all_ports.records.find(record.student_no, record.id)->status == protocol::SubmissionStatus::Opened);
    CHECK(school.log_in("2024001", school.pin_of("2024001")).status == 200);
    static_cast<void>(school.process());
    CHECK(school.all_ports.records.find(record.student_no, record.id)->status == protocol::SubmissionStatus::Counted);
}

TEST_CASE("Without the platform's salt nobody is asked for a PIN that could not be right") {
    School school;
    sync::wait_for<sync::Done>([&](auto done) { school.all_ports.state.set_value("platform_salt", "", std::move(done)); });
    const auto begin = protocol::encode(protocol::LoginBegin{protocol::StudentNumber{"2024001"}});
    const auto response = school.post(Login, begin, school.as("T01"));
    CHECK(response.status == 500);
    CHECK(error_code(response) == "no_platform_salt");
}
