#include "tests/fault/scenarios/crash_run.hpp"
#include "tests/fault/scenarios/life_scenarios.hpp"
#include "tests/fault/scenarios/visit_scenarios.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <string_view>

namespace xz::fault {

namespace {

const NamedScenario& named(std::string_view name) {
    for (const auto scenarios : {terminal_scenarios(), server_scenarios(), broken_scenarios()}) {
        if (const auto found = std::ranges::find(scenarios, name, &NamedScenario::name); found != scenarios.end()) {
            return *found;
        }
    }
    throw std::logic_error{"no such scenario"};
}

}  // namespace

TEST_CASE("A power cut at any point of a burst of changes leaves the last acknowledged one or the next") {
    CHECK(cut_everywhere(named("autosave"), 1) >= 400);
}

TEST_CASE("A power cut at any point of a submission leaves the draft or the envelope, and the chain whole") {
    CHECK(cut_everywhere(named("submit"), 1) >= 400);
}

TEST_CASE("A power cut while receipts are kept or envelopes let go loses neither") {
    CHECK(cut_everywhere(named("receipts"), 1, 2) >= 400);
}

TEST_CASE("A power cut while a bundle is taken leaves the old or the new one, with its own keys") {
    CHECK(cut_everywhere(named("bundle"), 1, 2) >= 400);
}

TEST_CASE("A power cut wins nobody another try at a PIN") {
    CHECK(cut_everywhere(named("pin"), 1, 3) >= 400);
}

TEST_CASE("A power cut takes nobody's consent back, and no time that the platform has signed") {
    CHECK(cut_everywhere(named("consent"), 1, 3) >= 200);
}

TEST_CASE("A power cut while a terminal is enrolled leaves nothing in the way of the next try, or all that was kept") {
    CHECK(cut_everywhere(named("enrol"), 1) >= 400);
}

TEST_CASE("A power cut while a store is brought up to a newer schema leaves each step done once") {
    CHECK(cut_everywhere(named("migration"), 1, 2) >= 300);
}

TEST_CASE("A power cut while the store's key is changed leaves a store that opens with everything in it, and can be changed again") {
    CHECK(cut_everywhere(named("rotation"), 1) >= 400);
}

TEST_CASE("A power cut while a store is set aside leaves it whole in one of the two places") {
    CHECK(cut_everywhere(named("set-aside"), 1) >= 400);
}

TEST_CASE("A power cut while the platform stores requests that share commits leaves each whole or not at all, and those with receipts") {
    CHECK(cut_everywhere(named("server-ingest"), 1) >= 200);
}

TEST_CASE("A power cut while the platform opens and counts records leaves each counted once, with its key") {
    cut_at_random(named("server-processing"), 1, 150);
}

TEST_CASE("A power cut while status data come in leaves all of a file to be seen, or nothing") {
    cut_at_random(named("server-import"), 1, 200);
}

TEST_CASE("A power cut while bundles are published leaves each whole, with its forms") {
    CHECK(cut_everywhere(named("server-publish"), 1) >= 300);
}

TEST_CASE("A power cut while a backup is made leaves a whole one under its name, or none, and the platform as it was") {
    cut_at_random(named("server-backup"), 1, 150);
}

TEST_CASE("A power cut while a platform is brought back leaves the same call to be made again, and the old store whole") {
    cut_at_random(named("server-restore"), 1, 150);
}

TEST_CASE("A power cut while any released platform is brought up to the newest schema leaves each step done once") {
    for (std::uint64_t seed = 0; seed < 8; ++seed) {
        cut_at_random(named("server-migration"), seed, 25);
    }
}

TEST_CASE("A store that does not sync what it promises is caught") {
    CHECK_THROWS_AS(cut_everywhere(named("autosave-unsynced"), 1), Loss);
    CHECK_THROWS_AS(cut_everywhere(named("autosave-unsynced-log"), 1), Loss);
}

TEST_CASE("A submission in two transactions is caught between them") {
    CHECK_THROWS_AS(cut_everywhere(named("submit-in-two"), 1), Loss);
}

}  // namespace xz::fault
