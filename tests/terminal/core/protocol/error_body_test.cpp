#include "terminal/core/protocol/error_body.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz::protocol;

TEST_CASE("An error's body is one object with code, message and path") {
    const ErrorBody error{"login_refused", "学号或 PIN 不对", ""};
    CHECK(encode(error) == R"({"error":{"code":"login_refused","message":"学号或 PIN 不对","path":""}})");
    CHECK(decode_error_body(encode(error)) == error);
}

TEST_CASE("What is malformed is told with its place and what was expected") {
    CHECK(error_body({Defect::Shape, {"$.seq", "an integer from 1 to 9"}}) ==
          ErrorBody{"bad_shape", "expected an integer from 1 to 9", "$.seq"});
    CHECK(error_body({Defect::TooLarge, {}}).code == "too_large");
    CHECK(error_body({Defect::NotJson, {}}).code == "not_json");
    CHECK(error_body({Defect::NotCanonical, {}}).code == "not_canonical");
}
