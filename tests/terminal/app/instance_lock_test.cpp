#include "terminal/app/instance_lock.hpp"

#include "tests/terminal/app/temporary_folder.hpp"

#include <catch2/catch_test_macros.hpp>

#include <optional>

namespace xz::app {

TEST_CASE("A store has one program at a time") {
    const test::TemporaryFolder folder;
    {
        auto first = InstanceLock::take(folder.path());
        REQUIRE(first);
        const auto second = InstanceLock::take(folder.path());
        REQUIRE_FALSE(second);
        CHECK(second.error().find("another xuezhen-terminal") != std::string::npos);
        const InstanceLock moved = std::move(*first);
        CHECK_FALSE(InstanceLock::take(folder.path()));
    }
    CHECK(InstanceLock::take(folder.path()));
}

TEST_CASE("Where no store was ever made, the answer is to enrol") {
    const test::TemporaryFolder folder;
    const auto lock = InstanceLock::take(folder.path() / "store");
    REQUIRE_FALSE(lock);
    CHECK(lock.error().find("enrol this terminal first") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(folder.path() / "store"));
}

}  // namespace xz::app
