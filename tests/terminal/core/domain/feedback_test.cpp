#include "terminal/core/domain/feedback.hpp"

#include "tests/support/property.hpp"
#include "tests/terminal/core/domain/published_fixture.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz::domain;
using namespace xz::testing;

namespace {

std::string refusal(std::string_view text) {
    const auto read = feedback_from_json(text);
    return read ? "" : xz::json::to_text(read.error());
}

}  // namespace

TEST_CASE("Feedback travels in canonical form and is read back") {
    const Feedback feedback{.thread = "019a0000-0000-7000-8000-000000000001", .to = Addressee::PsychologyCentre, .about = "JN", .text = "实训设备不够",
                            .diagnosis = "019a0000-0000-7000-8000-000000000002"};
    CHECK(to_json(feedback) == R"({"about":"JN","diagnosis":"019a0000-0000-7000-8000-000000000002","text":"实训设备不够",)"
                               R"("thread":"019a0000-0000-7000-8000-000000000001","to":"psychology-centre"})");
    CHECK(*feedback_from_json(to_json(feedback)) == feedback);
    CHECK(*feedback_from_json(to_json(Feedback{})) == Feedback{});
}

TEST_CASE("Any feedback survives its codec") {
    check_property("read(write(f)) = f", [](std::string text, std::uint8_t to) {
        std::erase_if(text, [](char letter) { return static_cast<unsigned char>(letter) >= 0x80; });
        const Feedback feedback{.thread = {}, .to = static_cast<Addressee>(to % 5), .about = to % 2 ? "XY01" : "", .text = text.substr(0, 900), .diagnosis = {}};
        const auto read = feedback_from_json(to_json(feedback));
        RC_ASSERT(read.has_value());
        RC_ASSERT(*read == feedback);
    });
}

TEST_CASE("A payload that is no feedback is refused") {
    CHECK(refusal(R"({"to":"dean","text":"x","thread":"y"})") ==
          "$.thread: expected a UUID in lowercase\n$.to: expected one of counselor, teacher, department, school, psychology-centre");
    CHECK(refusal(R"({"to":"teacher","text":"x","about":""})") == "$.about: expected a text of 1 to 32 characters");
    CHECK(refusal(R"({"to":"teacher","text":")" + std::string(1001, 'x') + R"("})") == "$.text: expected a text of 0 to 1000 characters");
    CHECK(refusal(R"({"to":"teacher","text":"x","name":"y"})") == "$.name: expected no such member");
}

TEST_CASE("Feedback says something, about something that exists") {
    CHECK(xz::json::to_text(validate({.to = Addressee::School, .about = "ZZ", .text = " \n"}, instrument())) ==
          "$.text: expected a text that says something\n$.about: expected the code of a dimension or an indicator");
    CHECK(validate({.to = Addressee::School, .about = "XY03", .text = "课太满"}, instrument()).empty());
    CHECK(validate({.to = Addressee::School, .about = "", .text = "课太满"}, instrument()).empty());
}

TEST_CASE("An addressee is read by its name") {
    for (const auto to : {Addressee::Counselor, Addressee::Teacher, Addressee::Department, Addressee::School, Addressee::PsychologyCentre})
        CHECK(addressee_from(name_of(to)) == to);
    CHECK_FALSE(addressee_from("dean"));
}
