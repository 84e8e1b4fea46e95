#include "terminal/sync/renewal.hpp"

#include "tests/terminal/sync/memory_certificates.hpp"

#include <catch2/catch_test_macros.hpp>

namespace xz::sync {
namespace {

using namespace std::chrono_literals;
using test::FakePlatform;
using test::MemoryCertificates;

struct Fixture {
    FakePlatform platform;
    Platform calls{platform};
    Trust trust{platform.key_set()};
    MemoryCertificates certificates{platform};
    Renewal renewal{calls, certificates, trust};
};

}  // namespace

TEST_CASE("A certificate is left alone in the first half of its life") {
    Fixture f;
    f.certificates.now = f.certificates.half_life() - 1s;
    CHECK(f.renewal.renew_if_due() == Renewal::Outcome::NotDue);
    CHECK(f.platform.paths.empty());
}

TEST_CASE("From half its life on, and also after its end, a certificate is exchanged for one with a new key") {
    Fixture f;
    const std::string before = f.certificates.certificate;
    SECTION("at half") { f.certificates.now = f.certificates.half_life(); }
    SECTION("expired") { f.certificates.now = f.certificates.half_life() + std::chrono::days{400}; }
    CHECK(f.renewal.renew_if_due() == Renewal::Outcome::Renewed);
    CHECK(f.certificates.certificate != before);
    CHECK(f.certificates.renewed == 1);
}

TEST_CASE("A certificate that is not ours or not under the platform's authorities is not taken") {
    Fixture f;
    f.certificates.now = f.certificates.half_life();
    const FakePlatform stranger;
    const auto request = crypto::CertificateRequest::make(crypto::CertificateKey::generate(), f.platform.terminal);
    SECTION("for another key") { f.platform.renewed_certificate = f.platform.authority.issue_client(request, f.platform.terminal, f.platform.client_validity()).to_pem(); }
    SECTION("of another authority") { f.platform.renewed_certificate = stranger.authority.issue_client(request, f.platform.terminal, f.platform.client_validity()).to_pem(); }
    const auto outcome = f.renewal.renew_if_due();
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().kind == CallFailure::Kind::BadSignature);
    CHECK(f.certificates.renewed == 0);
}

}  // namespace xz::sync
