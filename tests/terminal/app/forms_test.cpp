#include "terminal/app/forms.hpp"

#include "tests/terminal/sync/fake_platform.hpp"

#include <catch2/catch_test_macros.hpp>

namespace xz::app {

TEST_CASE("Published forms that break a rule are refused with the place where they do") {
    const sync::test::FakePlatform platform;
    protocol::BundlePayload payload{.academic_year = "2026-2027", .platform_salt = platform.salt, .key_set = platform.key_set(), .published = R"({"instruments":[]})"};
    const auto forms = read_forms(payload);
    REQUIRE_FALSE(forms);
    CHECK(forms.error().find("instruments") != std::string::npos);
}

}  // namespace xz::app
