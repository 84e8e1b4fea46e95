#include "terminal/core/protocol/record.hpp"

#include "terminal/core/protocol/limits.hpp"
#include "tests/support/property.hpp"
#include "tests/terminal/core/protocol/sample.hpp"

#include <boost/json/value.hpp>
#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::protocol;

namespace {

const sample::Keys Keys;

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

Record record() {
    return {sample::content(), SessionProof{sample::statement(Keys)}};
}

}  // namespace

TEST_CASE("A record reads back as what it was written from, with either proof") {
    CHECK(decode_record(*encode(record())) == record());
    Record offline = record();
    offline.proof = PinProof{Keys.proof.sign("proof", bytes_of("x"))};
    offline.content.base = "0197588e-9a00-7000-8000-000000000001";
    CHECK(decode_record(*encode(offline)) == offline);
}

TEST_CASE("A record's bytes are canonical whatever order its payload came in") {
    RecordContent content = sample::content();
    content.payload = "{ \"b\" : 1, \"a\" : [ ] }";
    const std::string text = *encode_without_proof(content);
    CHECK(text.find(R"("payload":{"a":[],"b":1})") != std::string::npos);
    CHECK(text.starts_with(R"({"academic_year":"2025-2026","base":null,)"));
}

TEST_CASE("A record without a proof is the record's bytes less the proof") {
    const std::string whole = *encode(record());
    const std::string bare = *encode_without_proof(record().content);
    const std::size_t start = whole.find(",\"proof\":");
    const std::size_t end = whole.find(",\"revision\":");
    CHECK(whole.substr(0, start) + whole.substr(end) == bare);
}

TEST_CASE("A record that is not of the form is refused, and says where") {
    const std::string good = *encode(record());
    const auto defect_of = [](const std::string& text) { return decode_record(text).error(); };
    CHECK(defect_of(replaced(good, "\"locale\"", "\"Locale\"")).defect == Defect::NotCanonical);
    CHECK(defect_of(" " + good).defect == Defect::NotCanonical);
    CHECK(defect_of(replaced(good, "\"revision\":1", "\"revision\":0")).problem.path == "$.revision");
    CHECK(defect_of(replaced(good, "\"revision\":1", "\"revision\":1.0")).defect == Defect::NotJson);
    CHECK(defect_of(replaced(good, "\"revision\":1", "\"revision\":9007199254740992")).defect == Defect::NotJson);
    CHECK(defect_of(replaced(good, "\"kind\":\"diagnosis\"", "\"kind\":\"essay\"")).problem.path == "$.kind");
    CHECK(defect_of(replaced(good, "-7000-", "-4000-")).problem.path == "$.id");
    CHECK(defect_of(replaced(good, "\"base\":null,", "")).problem.path == "$.base");
    CHECK(defect_of(replaced(good, "\"type\":\"session\"", "\"type\":\"wish\"")).problem.path == "$.proof.type");
    CHECK(defect_of(replaced(good, "\"locale\":\"zh_CN\"", "\"locale\":\"zh_CN\",\"locale\":\"zh_CN\"")).defect ==
          Defect::NotJson);
    CHECK(defect_of(replaced(good, "\"source\":\"terminal\"", "\"source\":\"terminal\",\"spare\":1")).problem.path ==
          "$.spare");
}

TEST_CASE("A content that could not be read again is not written") {
    const auto path_of = [](auto change) {
        RecordContent content = sample::content();
        change(content);
        return encode_without_proof(content).error().problem.path;
    };
    CHECK(path_of([](auto& c) { c.id = "7"; }) == "$.id");
    CHECK(path_of([](auto& c) { c.student_no = ""; }) == "$.student_no");
    CHECK(path_of([](auto& c) { c.academic_year = "2026"; }) == "$.academic_year");
    CHECK(path_of([](auto& c) { c.instrument = "self"; }) == "$.instrument");
    CHECK(path_of([](auto& c) { c.payload = "[]"; }) == "$.payload");
    CHECK(path_of([](auto& c) { c.payload = R"({"x":0.5})"; }) == "$.x");
    CHECK(path_of([](auto& c) { c.consents[1].notice = ""; }) == "$.consents[1].notice");
}

TEST_CASE("A record over the limit is neither written nor read") {
    RecordContent content = sample::content();
    content.payload = R"({"text":")" + std::string(MaxRecord, 'a') + "\"}";
    CHECK(encode_without_proof(content).error().defect == Defect::TooLarge);
    CHECK(decode_record(std::string(MaxRecord + 1, ' ')).error().defect == Defect::TooLarge);
}

TEST_CASE("Any text survives a record unchanged") {
    testing::check_property("any text survives", [](const std::vector<std::uint32_t>& points) {
        std::string text;
        for (const std::uint32_t point : points) {
            const std::uint32_t c = point % 0x110000;
            if (c >= 0xd800 && c < 0xe000) continue;
            if (c < 0x80) {
                text += static_cast<char>(c);
            } else if (c < 0x800) {
                text += {static_cast<char>(0xc0 | (c >> 6)), static_cast<char>(0x80 | (c & 63))};
            } else if (c < 0x10000) {
                text += {static_cast<char>(0xe0 | (c >> 12)), static_cast<char>(0x80 | ((c >> 6) & 63)),
                         static_cast<char>(0x80 | (c & 63))};
            } else {
                text += {static_cast<char>(0xf0 | (c >> 18)), static_cast<char>(0x80 | ((c >> 12) & 63)),
                         static_cast<char>(0x80 | ((c >> 6) & 63)), static_cast<char>(0x80 | (c & 63))};
            }
        }
        Record written = record();
        written.content.payload = json::canonical(boost::json::value{{"text", text}});
        const std::string bytes = *encode(written);
        RC_ASSERT(decode_record(bytes) == written);
        RC_ASSERT(*encode(*decode_record(bytes)) == bytes);
    });
}
