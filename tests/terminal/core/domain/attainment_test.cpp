#include "terminal/core/domain/attainment.hpp"

#include "tests/terminal/core/domain/published_fixture.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz::domain;
using namespace xz::testing;

TEST_CASE("Attainment is the share of the way from baseline to target, between none and all") {
    CHECK(attained(60, 80, 70, Better::Higher) == ratio("1/2"));
    CHECK(attained(60, 80, 90, Better::Higher) == Ratio{1});
    CHECK(attained(60, 80, 50, Better::Higher) == Ratio{0});
    CHECK(attained(6, 2, 3, Better::Lower) == ratio("3/4"));
}

TEST_CASE("A goal to hold is reached when nothing got worse") {
    CHECK(attained(80, 80, 80, Better::Higher) == Ratio{1});
    CHECK(attained(80, 80, 79, Better::Higher) == Ratio{0});
    CHECK(attained(2, 2, 1, Better::Lower) == Ratio{1});
    CHECK(attained(2, 2, 3, Better::Lower) == Ratio{0});
}

TEST_CASE("Goals weigh by their priority") {
    CHECK(attained_together({{Ratio{1}, 3}, {Ratio{0}, 1}}) == ratio("3/4"));
    CHECK_FALSE(attained_together({}));
}

TEST_CASE("Attainment is named at 0.9, 0.6 and 0.3") {
    const auto named = [](std::string_view exact) { return name_of(attainment_of(ratio(exact), instrument().rules)); };
    CHECK(named("9/10") == "full");
    CHECK(named("89/100") == "mostly");
    CHECK(named("3/5") == "mostly");
    CHECK(named("59/100") == "partial");
    CHECK(named("3/10") == "partial");
    CHECK(named("29/100") == "none");
}
