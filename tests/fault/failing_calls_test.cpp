// Every call to the disk refused in turn, in every flow of the terminal's store: a true answer, nothing acknowledged lost, and the flow goes
// on when the disk does.
#include "tests/fault/scenarios/life_scenarios.hpp"
#include "tests/fault/scenarios/terminal_scenario.hpp"
#include "tests/fault/scenarios/visit_scenarios.hpp"
#include "tests/support/crash_disk/crash_disk.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cerrno>
#include <functional>

namespace xz::fault {

namespace {

using testing::CrashDisk;
using testing::DiskCall;
using testing::Refusal;

struct Trouble {
    Refusal refusal;
    int error;
    sqlite::Fault fault;            // as an open store says it
    storage::StoreFailure failure;  // as opening or making one says it
};
constexpr Trouble kTroubles[]{{Refusal::FromThen, ENOSPC, sqlite::Fault::DiskFull, storage::StoreFailure::DiskFull},
                              {Refusal::FromThen, EIO, sqlite::Fault::Io, storage::StoreFailure::Io},
                              {Refusal::Once, EIO, sqlite::Fault::Io, storage::StoreFailure::Io}};

// True: it went through. False: it was refused and said so truly.
bool attempt(const Trouble& trouble, const std::function<void()>& work) {
    try {
        work();
        return true;
    } catch (const sqlite::Error& error) {
        CAPTURE(std::string{error.what()});
        REQUIRE(error.fault() == trouble.fault);
    } catch (const Refused& refused) {
        CAPTURE(std::string{refused.what()});
        REQUIRE(refused.failure() == trouble.failure);
    }
    return false;
}

// Answers how many calls were refused before the scenario went through without one.
std::size_t refuse_each(const NamedScenario& named, DiskCall call, const Trouble& trouble) {
    const auto scenario = named.make(1);
    CrashDisk start{scenario->folder()};
    start.stop();
    for (std::size_t refused = 0;; ++refused) {
        CAPTURE(named.name, static_cast<int>(call), refused, trouble.error);
        start.rewind();
        CrashDisk disk{scenario->folder()};
        disk.refuse(call, refused, trouble.refusal, trouble.error);
        if (!attempt(trouble, [&] { scenario->begin(); })) {
            REQUIRE(disk.has_refused());
            disk.heal();
            scenario->end();
            scenario->begin();
        }
        for (std::size_t n = 0; n < scenario->steps(); ++n) {
            if (!attempt(trouble, [&] { scenario->step(n); })) {
                REQUIRE(disk.has_refused());
                disk.heal();
                scenario->inspect(n);
                scenario->step(n);
            }
        }
        scenario->end();
        const bool has_refused = disk.has_refused();
        disk.heal();
        disk.stop();
        scenario->judge(scenario->steps());
        if (!has_refused) {
            return refused;
        }
    }
}

// A disk that has died differs by its writes from one that failed once.
enum class Death { Also, No };

std::size_t refuse_everything(const NamedScenario& named, Death death) {
    std::size_t refused = 0;
    for (const DiskCall call : testing::AllDiskCalls) {
        for (const Trouble& trouble : kTroubles) {
            // What is there takes no room to open or to remove.
            const bool needs_room = call != DiskCall::Open && call != DiskCall::Remove;
            const bool is_death = trouble.refusal == Refusal::FromThen && trouble.error == EIO;
            if (is_death ? death == Death::Also && call == DiskCall::Write : trouble.error == EIO || needs_room) {
                refused += refuse_each(named, call, trouble);
            }
        }
    }
    return refused;
}

}  // namespace

TEST_CASE("A disk that refuses any call of a visit gets a true answer, costs nothing acknowledged, and the visit goes on when it takes it") {
    for (const NamedScenario& named : visit_scenarios()) {
        DYNAMIC_SECTION(named.name) { CHECK(refuse_everything(named, Death::Also) >= 40); }
    }
}

TEST_CASE("A disk that refuses any call while a store is made, migrated, rotated or set aside gets a true answer, and it can be done again") {
    for (const NamedScenario& named : life_scenarios()) {
        DYNAMIC_SECTION(named.name) { CHECK(refuse_everything(named, Death::No) >= 40); }
    }
}

}  // namespace xz::fault
