// A terminal's store on a disk whose power a test cuts.
#pragma once

#include "tests/support/crash_vfs.hpp"
#include "tests/terminal/storage/store_fixture.hpp"

#include "terminal/core/sqlite/error.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace xz::storage {

class StoreOnCrashDisk : public StoreFixture {
public:
    // `prepare` makes the state that every run begins with.
    explicit StoreOnCrashDisk(const std::function<void(StoreOnCrashDisk&)>& prepare) : vfs{"crash"} {
        close();
        vfs.adopt(folder.path() / "store" / "store.db");
        options.vfs = vfs.name();
        reopen();
        prepare(*this);
        close();
        vfs.keep_as_start();
    }

    ~StoreOnCrashDisk() { close(); }  // before the disk goes

    testing::CrashVfs vfs;
};

// Cuts the power at each operation of `work` (opening and closing included), in each way a disk can lose what was not synced,
// and judges what is found. Answers the number of cuts.
template <typename Forget, typename Work, typename Judge>
std::uint64_t cut_everywhere(StoreOnCrashDisk& disk, Forget&& forget, Work&& work, Judge&& judge) {
    const auto run = [&] {
        forget();
        auto opened = Store::open(disk.folder.path(), disk.key, disk.clock, disk.random, disk.options);
        if (!opened) {
            REQUIRE(disk.vfs.is_cut());
            return;
        }
        disk.store = std::move(*opened);
        try {
            work(*disk.store);
        } catch (const sqlite::Error&) {
            REQUIRE(disk.vfs.is_cut());
        }
        disk.close();
    };

    disk.vfs.restart();
    run();
    const std::uint64_t operations = disk.vfs.operations();
    std::uint64_t cuts = 0;
    for (std::uint64_t cut = 0; cut < operations; ++cut) {
        for (const testing::Survival survival : testing::AllSurvivals) {
            CAPTURE(cut, operations, survival);
            disk.vfs.restart();
            disk.vfs.cut_after(cut);
            run();
            disk.vfs.power_on(survival, cut);
            disk.reopen();
            judge(*disk.store);
            if (const auto problems = disk.store->check_integrity(); !problems.empty()) {
                FAIL(problems.front());
            }
            disk.close();
            ++cuts;
        }
    }
    return cuts;
}

// Lets the disk refuse each operation of `work` in turn, heals it, and judges in the same process and again after opening anew.
template <typename Forget, typename Work, typename Judge>
std::uint64_t fail_everywhere(StoreOnCrashDisk& disk, testing::DiskFailure failure, sqlite::Fault expected, Forget&& forget,
                              Work&& work, Judge&& judge) {
    std::uint64_t failures = 0;
    for (std::uint64_t fail = 0;; ++fail) {
        CAPTURE(fail);
        disk.vfs.restart();
        disk.reopen();
        const std::uint64_t opened = disk.vfs.operations();
        forget();
        disk.vfs.fail_after(opened + fail, failure);
        bool passed = true;
        try {
            work(*disk.store);
        } catch (const sqlite::Error& error) {
            passed = false;
            ++failures;
            CAPTURE(std::string{error.what()});
            REQUIRE(error.fault() == expected);
        }
        disk.vfs.heal();
        judge(*disk.store);
        disk.reopen();
        judge(*disk.store);
        REQUIRE(disk.store->check_integrity().empty());
        disk.close();
        if (passed) {
            return failures;
        }
    }
}

}  // namespace xz::storage
