#include "tests/simulation/life.hpp"
#include "tests/simulation/published_years.hpp"

#include "terminal/core/domain/comparison.hpp"
#include "terminal/core/domain/goal_thread.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <string>

using namespace xz;
using namespace xz::simulation;

namespace {

// Another life: XUEZHEN_SEED=n ctest -R "lives three years".
std::uint64_t seed() {
    const char* given = std::getenv("XUEZHEN_SEED");
    return given ? std::stoull(given) : 20260901;
}

std::string first_of(const std::vector<std::string>& lines) {
    std::string text;
    for (std::size_t index = 0; index < std::min<std::size_t>(lines.size(), 12); ++index) text += lines[index] + "\n";
    return lines.size() > 12 ? text + "… and " + std::to_string(lines.size() - 12) + " more\n" : text;
}

}  // namespace

TEST_CASE("A college of 200 lives three years, and nothing is lost, skipped, rewritten or compared that must not be") {
    INFO("replay with XUEZHEN_SEED=" << seed());
    Campus campus;
    Ledger ledger{campus};
    Life life{campus, ledger, seed(), [&](const std::string& season) {
                  INFO(season);
                  CHECK(first_of(ledger.look()) == "");
              }};
    try {
        life.live();
    } catch (const std::logic_error& error) {
        FAIL(error.what());
    }

    const auto happened = life.happened();
    for (const auto* what :
         {"plan", "handed in offline", "arrived late", "plan for a year that is closed", "withdraw", "handed in again", "open", "approve", "return", "revised after a return", "refused: approve unopened",
          "refused: open as a teacher", "refused: return without a reason", "refused: withdraw what is looked at", "refused: approve what was replaced", "wrong file", "same file twice", "yellow warning",
          "orange warning", "red warning", "merged warning", "acknowledge", "act", "resolve", "object", "uphold", "dismiss", "revised for a warning", "mid-year check", "revised at the check", "feedback", "assign",
          "answer", "reopen", "refused: reopen again", "close", "escalated", "graduate's diagnosis", "diagnosis outside its window", "diagnosis", "diagnosis without a plan", "diagnosis handed in again", "confirm",
          "return a diagnosis", "reopen a diagnosis", "diagnosis revised", "archived", "carried into a plan", "on leave", "came back", "graduated", "form changed"}) {
        INFO(what);
        CHECK(happened.contains(what));
    }
}

TEST_CASE("The second form compares with the first in everything but what was renamed and split") {
    const auto before = domain::read_bundle(first_version());
    const auto after = domain::read_bundle(second_version());
    REQUIRE(before);
    REQUIRE(after);
    auto expected = domain::Codes{};
    for (const auto& dimension : before->current().dimensions)
        for (const auto& indicator : dimension.indicators)
            if (indicator.code != "XY01" && indicator.code != "LD02") expected.insert(indicator.code);
    CHECK(domain::unchanged(after->current(), before->current()) == expected);
    CHECK(after->current().find("XY11")->succeeds == std::vector<std::string>{"XY01"});
    CHECK(after->current().find("LD12")->succeeds == std::vector<std::string>{"LD02"});
    CHECK(after->current().find("LD13")->succeeds == std::vector<std::string>{"LD02"});
}
