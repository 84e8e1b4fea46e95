#include "terminal/core/protocol/enrol.hpp"

#include "terminal/core/crypto/authority.hpp"
#include "terminal/core/protocol/renew.hpp"
#include "tests/support/property.hpp"
#include "tests/terminal/core/protocol/sample.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::protocol;
using namespace std::chrono_literals;

namespace {

const sample::Keys Keys;

crypto::Authority authority() {
    const Instant now = sample::at("2026-06-01T00:00:00.000Z");
    return crypto::Authority::create("Xuezhen test CA", {now, now + 24h});
}

EnrolCode code() {
    EnrolCode code;
    for (std::size_t i = 0; i < 16; ++i) {
        code.token[i] = static_cast<std::uint8_t>(i * 16);
        code.ca[i] = static_cast<std::uint8_t>(255 - i);
    }
    return code;
}

std::string csr() {
    return crypto::CertificateRequest::make(crypto::CertificateKey::generate(), "new terminal").to_pem();
}

}  // namespace

TEST_CASE("An enrolment code is RFC 4648's base32 in two halves") {
    CHECK(to_text(code()) == "XZ1-AAICAMCAKBQHBAEQUCYMBUHA6A-777P37H37L47R57W6X2PH4XR6A");
}

TEST_CASE("Every code survives being written down and typed in") {
    testing::check_property("codes survive", [](std::array<std::uint8_t, 16> token, std::array<std::uint8_t, 16> ca) {
        const EnrolCode made{token, ca};
        RC_ASSERT(parse_enrol_code(to_text(made)) == made);
    });
}

TEST_CASE("A code is forgiven what fingers and eyes do to it") {
    std::string typed = to_text(code());
    CHECK(parse_enrol_code("  " + typed + "\n") == code());
    for (char& c : typed) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    CHECK(parse_enrol_code(typed) == code());
    std::string spaced;
    for (const char c : typed)
        if (c != '-') (spaced += c) += ' ';
    CHECK(parse_enrol_code(spaced) == code());
    std::string confused = to_text(code());
    for (std::size_t i = 4; i < confused.size(); ++i) {
        if (confused[i] == 'O') confused[i] = '0';
        if (confused[i] == 'I') confused[i] = '1';
        if (confused[i] == 'B') confused[i] = '8';
    }
    CHECK(parse_enrol_code(confused) == code());
}

TEST_CASE("What is no code is refused") {
    const std::string text = to_text(code());
    for (std::size_t size = 0; size < text.size(); ++size) CHECK_FALSE(parse_enrol_code(text.substr(0, size)));
    CHECK_FALSE(parse_enrol_code(text + "A"));
    CHECK_FALSE(parse_enrol_code("XZ2" + text.substr(3)));
    CHECK_FALSE(parse_enrol_code(text.substr(0, text.size() - 1) + "B"));  // bits that belong to no byte
    CHECK_FALSE(parse_enrol_code(text.substr(0, 10) + "!" + text.substr(11)));
    CHECK_FALSE(parse_enrol_code(std::string(10'000, 'A')));
}

TEST_CASE("A code names the authority that it was made for") {
    sample::FixedRandom random{"code"};
    const crypto::Authority ca = authority();
    const EnrolCode made = EnrolCode::make(ca.certificate(), random);
    CHECK(made.names(ca.certificate()));
    CHECK_FALSE(made.names(authority().certificate()));
}

TEST_CASE("An enrolment request is signed by the key that it brings") {
    const EnrolRequest request = make_enrol_request(code(), csr(), Keys.terminal);
    CHECK(decode_enrol_request(encode(request)) == request);
    CHECK(is_self_signed(request));
    EnrolRequest stolen = request;
    stolen.sign_key = Keys.proof.verify_key();
    CHECK_FALSE(is_self_signed(stolen));
    stolen = request;
    stolen.csr = csr();
    CHECK_FALSE(is_self_signed(stolen));
    stolen = request;
    stolen.code.token[0] ^= 1;
    CHECK_FALSE(is_self_signed(stolen));
}

TEST_CASE("An enrolment request carries the code as it is written, not as it is typed") {
    std::string text = encode(make_enrol_request(code(), csr(), Keys.terminal));
    text.replace(text.find("XZ1"), 3, "xz1");
    CHECK(decode_enrol_request(text).error().problem.path == "$.code");
}

TEST_CASE("An enrolment's answer reads back as what it was written from") {
    const std::string pem = authority().certificate().to_pem();
    const EnrolAnswer answer{"T-017", pem, pem, sample::key_set(Keys)};
    CHECK(decode_enrol_answer(encode(answer)) == answer);
}

TEST_CASE("A renewal is signed over its challenge and its request") {
    const Challenge challenge{1, 2, 3};
    const RenewFinish request = make_renew("T-017", csr(), challenge, Keys.terminal);
    const auto again = decode_renew_request(encode(request));
    REQUIRE(again);
    const RenewFinish& read = std::get<RenewFinish>(*again);
    CHECK(is_signed_by(read, Keys.terminal.verify_key()));
    RenewFinish changed = read;
    changed.challenge[0] = 9;
    CHECK_FALSE(is_signed_by(changed, Keys.terminal.verify_key()));
    changed = read;
    changed.terminal = "T-018";
    CHECK_FALSE(is_signed_by(changed, Keys.terminal.verify_key()));

    CHECK(std::get<RenewBegin>(*decode_renew_request(encode(RenewBegin{"T-017"}))).terminal == "T-017");
    CHECK(decode_renew_challenge(encode(RenewChallenge{challenge}))->challenge == challenge);
    const std::string pem = authority().certificate().to_pem();
    CHECK(decode_renew_answer(encode(RenewAnswer{pem}))->cert == pem);
}
