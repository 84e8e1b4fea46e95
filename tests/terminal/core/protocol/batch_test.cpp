#include "terminal/core/protocol/batch.hpp"

#include "tests/terminal/core/protocol/sample.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::protocol;

namespace {

const sample::Keys Keys;

BatchAnswer answer() {
    const Receipt stored = sign(Receipt{.id = "0197588e-9a00-7000-8000-0123456789ab",
                                        .sha256 = crypto::sha256("one"),
                                        .status = ReceiptStatus::Stored,
                                        .received_at = sample::at("2026-06-10T08:22:00.001Z"),
                                        .epoch = {},
                                        .kid = {},
                                        .sig = {}},
                                Keys.receipt);
    Receipt aside = stored;
    aside.id = "";
    aside.status = ReceiptStatus::Quarantined;
    aside = sign(aside, Keys.receipt);
    return {{}, {{stored.id, stored.status, std::nullopt, stored}, {"", aside.status, QuarantineReason::Malformed, aside}}};
}

}  // namespace

TEST_CASE("A batch gives back each envelope's exact bytes, in order") {
    const std::vector<std::string> envelopes{sample::sealed(Keys).bytes, R"({"a":"}]\"{[","b":[{},{}]})", "{ }"};
    const std::string body = encode_batch(envelopes);
    const auto split = split_batch(body);
    REQUIRE(split);
    CHECK(std::vector<std::string>(split->begin(), split->end()) == envelopes);
}

TEST_CASE("Blanks between the envelopes are nobody's") {
    const auto split = split_batch(" {\n\"envelopes\" : [ {} ,\t{\"x\": 1} ] } \r\n");
    REQUIRE(split);
    CHECK(*split == std::vector<std::string_view>{"{}", "{\"x\": 1}"});
}

TEST_CASE("A malformed envelope is told apart from its neighbours") {
    const auto split = split_batch(R"({"envelopes":[{"a":1,"a":2},{"b":},{"c":3}]})");
    REQUIRE(split);
    CHECK(split->size() == 3);
    CHECK((*split)[1] == R"({"b":})");
}

TEST_CASE("What is no batch is refused as a whole") {
    for (const char* body : {"", "{}", "[]", "null", R"({"envelopes":[]})", R"({"envelopes":{}})", R"({"envelopes":[1]})",
                             R"({"envelopes":["{}"]})", R"({"envelopes":[{}])", R"({"envelopes":[{}]} x)",
                             R"({"envelopes":[{},]})", R"({"envelopes":[{}],"more":1})", R"({"more":1,"envelopes":[{}]})",
                             R"({"envelopes":[{"a":"}]})"}) {
        INFO(body);
        CHECK_FALSE(split_batch(body));
    }
}

TEST_CASE("Every truncation of a batch is refused") {
    const std::vector<std::string> envelopes{R"({"a":"\\\"}"})", "{}"};
    const std::string body = encode_batch(envelopes);
    REQUIRE(split_batch(body));
    for (std::size_t size = 0; size < body.size(); ++size) CHECK_FALSE(split_batch(body.substr(0, size)));
}

TEST_CASE("A batch over 500 envelopes or 1 MiB is too large") {
    CHECK(split_batch(encode_batch(std::vector<std::string>(500, "{}")))->size() == 500);
    CHECK(split_batch(encode_batch(std::vector<std::string>(501, "{}"))).error().defect == Defect::TooLarge);
    CHECK(split_batch(std::string(MaxBody + 1, ' ')).error().defect == Defect::TooLarge);
}

TEST_CASE("A batch's answer reads back, with each receipt's signature whole") {
    const auto again = decode_batch_answer(encode(answer()));
    REQUIRE(again);
    CHECK(*again == answer());
    for (const BatchResult& result : again->results) CHECK(is_signed_by(result.receipt, Keys.receipt.verify_key()));
}

TEST_CASE("A result that says another thing than its receipt is refused") {
    BatchAnswer lie = answer();
    lie.results[1].status = ReceiptStatus::Stored;
    CHECK(decode_batch_answer(encode(lie)).error().problem.path == "$.results[1].receipt");
}
