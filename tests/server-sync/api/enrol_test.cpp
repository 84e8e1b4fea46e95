#include "server-sync/api/enrol.hpp"

#include "terminal/core/protocol/enrol.hpp"
#include "terminal/core/protocol/renew.hpp"
#include "tests/server-sync/api/api_platform.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::server;
using namespace xz::server::api;
using namespace xz::server::api::testing;
using namespace std::chrono_literals;

namespace {

// A machine that has been told a code.
struct Machine {
    explicit Machine(ApiPlatform& platform)
        : certificate_key{crypto::CertificateKey::generate()}, sign_key{crypto::SigningKey::generate(platform.random_source)} {}

    [[nodiscard]] std::string request(const protocol::EnrolCode& code) const {
        const auto csr = crypto::CertificateRequest::make(certificate_key, "xuezhen-terminal");
        return protocol::encode(protocol::make_enrol_request(code, csr.to_pem(), sign_key));
    }
    [[nodiscard]] std::string csr() const { return crypto::CertificateRequest::make(certificate_key, "x").to_pem(); }

    crypto::CertificateKey certificate_key;
    crypto::SigningKey sign_key;
};

protocol::EnrolCode add_code(ApiPlatform& platform, const std::string& id) {
    sync::wait_for<bool>([&](auto done) { platform.all_ports.terminals.add({.id = id, .place = "", .added_at = platform.clock.now()}, std::move(done)); });
    const auto code = protocol::EnrolCode::make(platform.authority.certificate(), platform.random_source);
    sync::wait_for<sync::Done>([&](auto done) {
        platform.all_ports.terminals.add_code({enrol_code_hash(protocol::to_text(code)), id, platform.clock.now() + 15min}, std::move(done));
    });
    return code;
}

}  // namespace

TEST_CASE("A code and a new machine's keys give its name, a certificate of ours and the signed key set") {
    ApiPlatform platform;
    const auto code = add_code(platform, "T01");
    const Machine machine{platform};
    const auto response = platform.post("/sync/v1/enrol", machine.request(code));
    REQUIRE(response.status == 200);
    const auto answer = protocol::decode_enrol_answer(response.body);
    REQUIRE(answer);
    CHECK(answer->terminal == "T01");
    const auto certificate = crypto::Certificate::from_pem(answer->cert);
    REQUIRE(certificate);
    CHECK(certificate->common_name() == "T01");
    CHECK(certificate->belongs_to(machine.certificate_key));
    CHECK(certificate->is_issued_by(platform.authority.certificate()));
    CHECK(protocol::is_signed_by(answer->keys, platform.root_key.verify_key()));
    CHECK(platform.all_ports.terminals.find("T01")->state == sync::TerminalState::Active);
}

TEST_CASE("The same machine may ask again and gets the same answer; another one gets nothing for that code") {
    ApiPlatform platform;
    const auto code = add_code(platform, "T01");
    const Machine machine{platform};
    const auto first = platform.post("/sync/v1/enrol", machine.request(code));
    const auto again = platform.post("/sync/v1/enrol", machine.request(code));
    CHECK(again.status == 200);
    CHECK(again.body == first.body);
    const Machine other{platform};
    const auto refused = platform.post("/sync/v1/enrol", other.request(code));
    CHECK(refused.status == 403);
    CHECK(error_code(refused) == "code_refused");
}

TEST_CASE("A code that is late, unknown or another platform's is refused alike") {
    ApiPlatform platform;
    const Machine machine{platform};
    const auto late = add_code(platform, "T01");
    platform.clock.advance(16min);
    const auto unknown = protocol::EnrolCode::make(platform.authority.certificate(), platform.random_source);
    ApiPlatform elsewhere;
    const auto foreign = add_code(elsewhere, "T01");
    for (const auto& code : {late, unknown, foreign}) {
        const auto refused = platform.post("/sync/v1/enrol", machine.request(code));
        CHECK(refused.status == 403);
        CHECK(error_code(refused) == "code_refused");
    }
    CHECK(platform.all_ports.terminals.find("T01")->state == sync::TerminalState::Expected);
}

TEST_CASE("Guessing codes from one address ends in a wait, whatever the next code is") {
    ApiPlatform platform;
    const Machine machine{platform};
    Response last;
    for (int i = 0; i < 40 && last.status != 429; ++i) {
        last = platform.post("/sync/v1/enrol", machine.request(protocol::EnrolCode::make(platform.authority.certificate(), platform.random_source)));
    }
    CHECK(last.status == 429);
    CHECK(std::stoi(header_of(last, "retry-after")) > 0);
    const auto good = add_code(platform, "T01");
    CHECK(platform.post("/sync/v1/enrol", machine.request(good)).status == 429);
    CHECK(platform.post("/sync/v1/enrol", machine.request(good), {.certificate = {}, .headers = {}, .source = "192.0.2.77"}).status == 200);
}

TEST_CASE("Guesses from many addresses keep no other machine from enrolling") {
    ApiPlatform platform;
    const Machine machine{platform};
    for (int i = 0; i < 40; ++i) {
        const auto guess = protocol::EnrolCode::make(platform.authority.certificate(), platform.random_source);
        const Caller caller{.certificate = {}, .headers = {}, .source = "192.0.2." + std::to_string(100 + i)};
        CHECK(platform.post("/sync/v1/enrol", machine.request(guess), caller).status == 403);
    }
    CHECK(platform.post("/sync/v1/enrol", machine.request(add_code(platform, "T01"))).status == 200);
}

TEST_CASE("Codes that are used up count as guesses too") {
    ApiPlatform platform;
    const Machine machine{platform};
    const auto code = add_code(platform, "T01");
    platform.clock.advance(16min);
    Response last;
    for (int i = 0; i < 40 && last.status != 429; ++i) last = platform.post("/sync/v1/enrol", machine.request(code));
    CHECK(last.status == 429);
}

TEST_CASE("A request that its own key did not sign or that is none is a 400") {
    ApiPlatform platform;
    const auto code = add_code(platform, "T01");
    const Machine machine{platform};
    const Machine other{platform};
    auto forged = protocol::make_enrol_request(code, machine.csr(), machine.sign_key);
    forged.sign_key = other.sign_key.verify_key();
    CHECK(error_code(platform.post("/sync/v1/enrol", protocol::encode(forged))) == "bad_signature");
    const auto no_csr = protocol::make_enrol_request(code, "-----BEGIN NOTHING-----", machine.sign_key);
    CHECK(platform.post("/sync/v1/enrol", protocol::encode(no_csr)).status == 400);
    CHECK(platform.post("/sync/v1/enrol", "{}").status == 400);
    CHECK(platform.post("/sync/v1/enrol", "").status == 400);
}

TEST_CASE("A terminal renews its certificate in two steps, also with an expired one, and only its own") {
    ApiPlatform platform;
    const auto kiosk = platform.add_terminal("T01");
    static_cast<void>(platform.add_terminal("T02"));
    auto caller = platform.as("T01");
    caller.certificate->not_after = platform.clock.now() - 24h;
    const Machine machine{platform};

    const auto begun = platform.post("/sync/v1/renew", protocol::encode(protocol::RenewBegin{"T01"}), caller);
    REQUIRE(begun.status == 200);
    const auto challenge = protocol::decode_renew_challenge(begun.body)->challenge;
    const auto finish = protocol::encode(protocol::make_renew("T01", machine.csr(), challenge, kiosk.key));
    const auto response = platform.post("/sync/v1/renew", finish, caller);
    REQUIRE(response.status == 200);
    const auto certificate = crypto::Certificate::from_pem(protocol::decode_renew_answer(response.body)->cert);
    REQUIRE(certificate);
    CHECK(certificate->common_name() == "T01");
    CHECK(certificate->not_after() > platform.clock.now() + 24h * 30);

    CHECK(platform.post("/sync/v1/renew", finish, caller).status == 403);  // a challenge is used once
    CHECK(error_code(platform.post("/sync/v1/renew", protocol::encode(protocol::RenewBegin{"T02"}), caller)) == "other_terminal");
    CHECK(platform.post("/sync/v1/renew", protocol::encode(protocol::RenewBegin{"T01"})).status == 401);
}
