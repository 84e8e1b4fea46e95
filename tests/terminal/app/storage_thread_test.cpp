#include "terminal/app/storage_thread.hpp"

#include "tests/terminal/app/temporary_folder.hpp"

#include <catch2/catch_test_macros.hpp>

namespace xz::app {

TEST_CASE("Work that a full disk stopped runs once more when the reserve has made room, and fails when there is none") {
    const test::TemporaryFolder folder;
    const SystemClock clock;
    SystemRandom random;
    REQUIRE(storage::make_key_file(folder.path() / "key", random));
    const storage::SystemKeyProvider provider{std::nullopt, folder.path() / "key"};
    std::filesystem::create_directory(folder.path() / "store");
    StorageThread storage{[](std::exception_ptr) {}};
    REQUIRE_FALSE(storage.open([&] {
        return storage::Store::create(folder.path() / "store", provider, clock, random, {.reserve_bytes = 4096, .least_free_bytes = 0});
    }));
    int runs = 0;
    const auto stopped_before = [&](int times) {
        return storage.ask([&runs, times](storage::Store& store) {
            if (runs == 0) {
                REQUIRE(store.has_room_for_new_session());  // the reserve is held
            }
            if (++runs <= times) {
                throw sqlite::Error{sqlite::Fault::DiskFull, 0, "full"};
            }
            return runs;
        });
    };
    CHECK(stopped_before(1) == 2);
    runs = 0;
    CHECK_THROWS_AS(stopped_before(2), sqlite::Error);
    CHECK(runs == 2);
    storage.finish();
}

}  // namespace xz::app
