#include "terminal/core/protocol/draft.hpp"

#include "tests/terminal/core/protocol/sample.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::protocol;

namespace {

Draft draft() {
    return {3, "self-diagnosis@1", sample::at("2026-06-10T08:00:00.000Z"), sample::at("2026-06-10T08:10:00.000Z"),
            R"({"answers":{"SX03":"4"}})"};
}

}  // namespace

TEST_CASE("A draft reads back as what it was written from") {
    CHECK(decode_draft(*encode(draft())) == draft());
}

TEST_CASE("A draft that could not be read again is not written") {
    Draft bad = draft();
    bad.content = "[";
    CHECK(encode(bad).error().defect == Defect::NotJson);
    bad = draft();
    bad.revision = 0;
    CHECK(encode(bad).error().problem.path == "$.revision");
}
