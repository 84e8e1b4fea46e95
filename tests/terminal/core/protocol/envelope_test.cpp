#include "terminal/core/protocol/envelope.hpp"

#include "terminal/core/protocol/limits.hpp"
#include "tests/terminal/core/protocol/sample.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::protocol;

namespace {

const sample::Keys Keys;

// Refused as bytes, or not signed by the terminal: either way nothing is believed.
bool is_refused(std::string_view bytes) {
    const auto envelope = decode_envelope(bytes);
    return !envelope || !is_signed_by(*envelope, Keys.terminal.verify_key());
}

}  // namespace

TEST_CASE("An envelope reads back as what it was written from and keeps its signature") {
    const std::string bytes = sample::sealed(Keys).bytes;
    const auto envelope = decode_envelope(bytes);
    REQUIRE(envelope);
    CHECK(encode(*envelope) == bytes);
    CHECK(is_signed_by(*envelope, Keys.terminal.verify_key()));
    CHECK_FALSE(is_signed_by(*envelope, Keys.receipt.verify_key()));
}

TEST_CASE("A flipped bit anywhere in an envelope is noticed") {
    const std::string bytes = sample::sealed(Keys).bytes;
    for (std::size_t bit = 0; bit < bytes.size() * 8; bit += 5) {  // each byte, and each place within a byte
        std::string changed = bytes;
        changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
        if (!is_refused(changed)) FAIL("a change at byte " << bit / 8 << " was believed");
    }
    SUCCEED();
}

TEST_CASE("Every truncation of an envelope is noticed") {
    const std::string bytes = sample::sealed(Keys).bytes;
    for (std::size_t size = 0; size < bytes.size(); ++size)
        if (!is_refused(std::string_view{bytes}.substr(0, size))) FAIL("a truncated envelope was believed");
    SUCCEED();
}

TEST_CASE("An envelope is taken in its canonical bytes only") {
    const std::string bytes = sample::sealed(Keys).bytes;
    CHECK(decode_envelope(bytes + "\n").error().defect == Defect::NotCanonical);
    CHECK(decode_envelope("{\"v\":1," + bytes.substr(1, bytes.size() - 8) + "}").error().defect == Defect::NotCanonical);
    CHECK(decode_envelope(bytes.substr(0, bytes.size() - 1) + ",\"v\":1}").error().defect == Defect::NotJson);
}

TEST_CASE("A letter beyond ASCII is no base64, whatever a library takes it for") {
    std::string bytes = sample::sealed(Keys).bytes;
    bytes.replace(bytes.find("\"body\":\"") + 8, 4, "\xc8\x87\xc9\x99");
    CHECK(decode_envelope(bytes).error().problem.path == "$.body");
}

TEST_CASE("An envelope over the limit is refused before it is parsed") {
    CHECK(decode_envelope(std::string(MaxEnvelope + 1, '{')).error().defect == Defect::TooLarge);
}

TEST_CASE("The associated data are the header in canonical form") {
    const auto envelope = decode_envelope(sample::sealed(Keys).bytes);
    const std::string text = associated_data(envelope->header);
    CHECK(text.starts_with(R"({"captured_at":"2026-06-10T08:21:40.300Z","chain":"0197588e-0000-4000-8000-000000000001","id":)"));
    CHECK(text.ends_with(R"("seq":1,"terminal":"T-017","v":1})"));
    CHECK(text.find("body") == std::string::npos);
}

TEST_CASE("A header is read back from the associated data, and from nothing more") {
    const auto envelope = decode_envelope(sample::sealed(Keys).bytes);
    REQUIRE(envelope);
    const auto header = decode_header(associated_data(envelope->header));
    REQUIRE(header);
    CHECK(*header == envelope->header);
    CHECK_FALSE(decode_header(encode(*envelope)));
    CHECK_FALSE(decode_header(""));
}

TEST_CASE("A malformed envelope's id is found if it has one") {
    CHECK(envelope_id_in(R"({"x":1, "id":"0197588e-9a00-7000-8000-0123456789ab"})") == "0197588e-9a00-7000-8000-0123456789ab");
    CHECK(envelope_id_in(R"({"id":7})").empty());
    CHECK(envelope_id_in(R"({"id":"../../etc"})").empty());
    CHECK(envelope_id_in("{").empty());
}
