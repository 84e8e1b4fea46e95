#include "terminal/core/crypto/authority.hpp"

#include <catch2/catch_test_macros.hpp>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <stdexcept>

using namespace xz;
using namespace xz::crypto;
using namespace std::chrono_literals;

namespace {

const Instant Now = *from_rfc3339("2026-06-10T08:00:00.000Z");
const Validity Year{Now, Now + 24h * 365};

Authority authority() {
    return Authority::create("Xuezhen test CA", Year);
}

// A PEM text with one character of its middle changed.
std::string spoilt(std::string pem) {
    char& c = pem[pem.size() / 2];
    c = c == 'A' ? 'B' : 'A';
    return pem;
}

}  // namespace

TEST_CASE("A key survives its PEM form and another one is not it") {
    const CertificateKey key = CertificateKey::generate();
    const auto again = CertificateKey::from_pem(key.to_pem().text());
    REQUIRE(again);
    const Certificate certificate = authority().issue_server(*again, {"localhost", {"localhost"}, {}}, Year);
    CHECK(certificate.belongs_to(key));
    CHECK_FALSE(certificate.belongs_to(CertificateKey::generate()));
}

TEST_CASE("A key that is none, or of another curve, is refused and says which") {
    CHECK(CertificateKey::from_pem("no key").error() == CertificateFault::NotPem);
    EVP_PKEY* other = EVP_EC_gen("P-384");
    BIO* bio = BIO_new(BIO_s_mem());
    PEM_write_bio_PKCS8PrivateKey(bio, other, nullptr, nullptr, 0, nullptr, nullptr);
    char* text = nullptr;
    const long size = BIO_get_mem_data(bio, &text);
    CHECK(CertificateKey::from_pem({text, static_cast<std::size_t>(size)}).error() == CertificateFault::NotP256);
    BIO_free(bio);
    EVP_PKEY_free(other);
}

TEST_CASE("A request is taken only with its own signature") {
    const CertificateKey key = CertificateKey::generate();
    const std::string pem = CertificateRequest::make(key, "kiosk-01").to_pem();
    const auto request = CertificateRequest::from_pem(pem);
    REQUIRE(request);
    CHECK(request->common_name() == "kiosk-01");
    CHECK_FALSE(CertificateRequest::from_pem(spoilt(pem)));
    CHECK(CertificateRequest::from_pem("").error() == CertificateFault::NotPem);
}

TEST_CASE("A terminal's certificate has the name that the authority chose and is for clients only") {
    const Authority ca = authority();
    const CertificateRequest request = CertificateRequest::make(CertificateKey::generate(), "asked-for");
    const Certificate certificate = ca.issue_client(request, "T-017", Year);
    CHECK(certificate.common_name() == "T-017");
    CHECK(certificate.is_issued_by(ca.certificate()));
    CHECK_FALSE(certificate.is_issued_by(authority().certificate()));
    CHECK(certificate.not_before() == Year.not_before);
    CHECK(certificate.not_after() == Year.not_after);
    CHECK(certificate.serial().size() == 32);
    CHECK(X509_check_purpose(certificate.native(), X509_PURPOSE_SSL_CLIENT, 0) == 1);
    CHECK(X509_check_purpose(certificate.native(), X509_PURPOSE_SSL_SERVER, 0) == 0);
}

TEST_CASE("A server's certificate carries every name it is reached by") {
    const Authority ca = authority();
    const Certificate certificate =
        ca.issue_server(CertificateKey::generate(), {"platform", {"platform.example", "localhost"}, {"127.0.0.1", "::1"}}, Year);
    CHECK(X509_check_host(certificate.native(), "platform.example", 0, 0, nullptr) == 1);
    CHECK(X509_check_host(certificate.native(), "other.example", 0, 0, nullptr) == 0);
    CHECK(X509_check_ip_asc(certificate.native(), "127.0.0.1", 0) == 1);
    CHECK(X509_check_ip_asc(certificate.native(), "::1", 0) == 1);
    CHECK(X509_check_ip_asc(certificate.native(), "127.0.0.2", 0) == 0);
    CHECK(X509_check_purpose(certificate.native(), X509_PURPOSE_SSL_CLIENT, 0) == 0);
    for (const auto* name : {"platform.example", "localhost", "127.0.0.1", "::1"}) CHECK(certificate.covers(name));
    for (const auto* name : {"other.example", "platform", "127.0.0.2", ""}) CHECK_FALSE(certificate.covers(name));
    CHECK_THROWS_AS(ca.issue_server(CertificateKey::generate(), {"platform", {}, {"300.0.0.1"}}, Year),
                    std::invalid_argument);
}

TEST_CASE("A certificate survives its PEM form with its fingerprint, and a spoilt one is not issued by its authority") {
    const Authority ca = authority();
    const Certificate certificate = ca.issue_server(CertificateKey::generate(), {"platform", {}, {}}, Year);
    const auto again = Certificate::from_pem(certificate.to_pem());
    REQUIRE(again);
    CHECK(again->fingerprint() == certificate.fingerprint());
    CHECK(ca.certificate().fingerprint() != certificate.fingerprint());
    const auto changed = Certificate::from_pem(spoilt(certificate.to_pem()));
    CHECK((!changed || !changed->is_issued_by(ca.certificate())));
}

TEST_CASE("An authority with another's key is refused") {
    CHECK_THROWS_AS(Authority(*Certificate::from_pem(authority().certificate().to_pem()), CertificateKey::generate()),
                    std::invalid_argument);
}

TEST_CASE("A revocation list names what was revoked and is signed by the authority") {
    const Authority ca = authority();
    const Certificate lost = ca.issue_server(CertificateKey::generate(), {"lost", {}, {}}, Year);
    const Certificate kept = ca.issue_server(CertificateKey::generate(), {"kept", {}, {}}, Year);
    const std::vector<Revocation> revoked{{lost.serial(), Now}};
    const std::string pem = ca.revocation_list(revoked, 7, Now, Now + 24h);

    BIO* bio = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
    X509_CRL* crl = PEM_read_bio_X509_CRL(bio, nullptr, nullptr, nullptr);
    REQUIRE(crl != nullptr);
    CHECK(X509_CRL_verify(crl, X509_get0_pubkey(ca.certificate().native())) == 1);
    X509_REVOKED* entry = nullptr;
    CHECK(X509_CRL_get0_by_cert(crl, &entry, lost.native()) == 1);
    CHECK(X509_CRL_get0_by_cert(crl, &entry, kept.native()) == 0);
    X509_CRL_free(crl);
    BIO_free(bio);
}
