#include "terminal/sync/enrolment.hpp"

#include "tests/terminal/sync/fake_platform.hpp"

#include <catch2/catch_test_macros.hpp>

namespace xz::sync {
namespace {

using test::FakePlatform;

struct Fixture {
    FakePlatform platform;
    Platform calls{platform};
    protocol::EnrolCode code = protocol::EnrolCode::make(platform.authority.certificate(), platform.random);

    [[nodiscard]] Called<Enrolled> enrol() { return sync::enrol(calls, code, EnrolmentKeys::generate(platform.random)); }
    // The kind of failure that an answer changed by `change` ends in.
    CallFailure::Kind refusal(std::function<void(protocol::EnrolAnswer&)> change) {
        platform.tamper_enrol = std::move(change);
        const auto enrolled = enrol();
        REQUIRE_FALSE(enrolled);
        return enrolled.error().kind;
    }
};

}  // namespace

TEST_CASE("A code makes a terminal with a certificate for its own key and a pinned root") {
    Fixture f;
    const auto enrolled = f.enrol();
    REQUIRE(enrolled);
    CHECK(enrolled->terminal == f.platform.terminal);
    CHECK(enrolled->keys.root == f.platform.root.verify_key());
    CHECK(authorities_of(enrolled->keys, "").pem.find("BEGIN CERTIFICATE") != std::string::npos);
}

TEST_CASE("An answer that the code does not vouch for makes no terminal") {
    Fixture f;
    using Kind = CallFailure::Kind;
    FakePlatform stranger;
    SECTION("another authority") {
        CHECK(f.refusal([&](auto& answer) { answer.ca = stranger.authority.certificate().to_pem(); }) == Kind::BadSignature);
    }
    SECTION("a certificate of another authority") {
        CHECK(f.refusal([&](auto& answer) {
            const auto request = crypto::CertificateRequest::make(crypto::CertificateKey::generate(), "kiosk-01");
            answer.cert = stranger.authority.issue_client(request, "kiosk-01", {Instant{}, Instant{std::chrono::hours{24 * 365 * 70}}}).to_pem();
        }) == Kind::BadSignature);
    }
    SECTION("a certificate for another name") {
        CHECK(f.refusal([](auto& answer) { answer.terminal = "kiosk-99"; }) == Kind::BadSignature);
    }
    SECTION("a key set without the authority that the code names") {
        CHECK(f.refusal([&](auto& answer) {
            answer.keys.authorities = {stranger.authority.certificate().to_pem()};
            answer.keys = protocol::sign(std::move(answer.keys), f.platform.root);
        }) == Kind::BadSignature);
    }
    SECTION("a key set that its root did not sign") {
        CHECK(f.refusal([](auto& answer) { answer.keys.sig[0] ^= 1; }) == Kind::BadSignature);
    }
}

TEST_CASE("A code that the platform refuses makes no terminal") {
    Fixture f;
    f.platform.say = test::error(403, "code_refused");
    const auto enrolled = f.enrol();
    REQUIRE_FALSE(enrolled);
    CHECK(enrolled.error().kind == CallFailure::Kind::Refused);
    CHECK(enrolled.error().code == "code_refused");
}

}  // namespace xz::sync
