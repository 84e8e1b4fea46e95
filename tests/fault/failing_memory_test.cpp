// Every allocation of SQLite's refused in turn, in every flow of an open store. Not while one is opened: SQLCipher 4.6.1 itself writes past
// what it did not get there (sqlcipher_openssl_setup, the codec's context).
#include "tests/fault/scenarios/terminal_scenario.hpp"
#include "tests/fault/scenarios/visit_scenarios.hpp"
#include "tests/support/crash_disk/crash_disk.hpp"
#include "tests/support/failing_memory/failing_memory.hpp"

#include <catch2/catch_test_macros.hpp>

#include <optional>

namespace xz::fault {

namespace {

using testing::FailingMemory;

// True: it went through. What comes of memory is no word about disk or store.
template <typename Work>
bool attempt(Work&& work) {
    try {
        work();
        return true;
    } catch (const sqlite::Error& error) {
        CAPTURE(std::string{error.what()});
        REQUIRE(error.fault() == sqlite::Fault::OutOfMemory);
    }
    return false;
}

// Lets each allocation of the scenario's steps fail and goes on. Answers how many failed.
std::uint64_t starve(const NamedScenario& named) {
    const auto scenario = named.make(1);
    testing::CrashDisk start{scenario->folder()};
    start.stop();
    for (std::uint64_t failing = 0;; ++failing) {
        CAPTURE(named.name, failing);
        start.rewind();
        scenario->begin();
        std::optional<FailingMemory> memory{std::in_place, failing};
        for (std::size_t n = 0; n < scenario->steps(); ++n) {
            if (!attempt([&] { scenario->step(n); })) {
                scenario->inspect(n);
                scenario->step(n);
            }
        }
        scenario->end();
        const bool has_failed = memory->has_failed();
        memory.reset();
        scenario->judge(scenario->steps());
        if (!has_failed) {
            return failing;
        }
    }
}

}  // namespace

TEST_CASE("Memory that runs out at any allocation gets a true answer, costs nothing acknowledged, and the visit goes on") {
    for (const NamedScenario& named : visit_scenarios()) {
        DYNAMIC_SECTION(named.name) { CHECK(starve(named) > 5); }
    }
}

}  // namespace xz::fault
