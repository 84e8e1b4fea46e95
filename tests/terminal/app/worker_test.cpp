#include "terminal/app/worker.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <atomic>
#include <vector>

namespace xz::app {
namespace {

void ignore(std::exception_ptr) {}

}  // namespace

TEST_CASE("Work is done in the order in which it was posted, and all of it before the end") {
    std::vector<int> done;
    {
        Worker worker{"test", ignore};
        for (int i = 0; i < 100; ++i) {
            worker.post([&done, i] { done.push_back(i); });
        }
    }
    REQUIRE(done.size() == 100);
    CHECK(std::ranges::is_sorted(done));
}

TEST_CASE("What a posted task throws is reported, and the next task runs") {
    std::atomic<int> failures = 0;
    Worker worker{"test", [&failures](std::exception_ptr) { ++failures; }};
    worker.post([] { throw std::runtime_error{"no"}; });
    CHECK(worker.ask([] { return 7; }) == 7);
    CHECK(failures == 1);
}

TEST_CASE("What asked work throws is thrown to who asked") {
    Worker worker{"test", ignore};
    CHECK_THROWS_AS(worker.ask([]() -> int { throw std::out_of_range{"no"}; }), std::out_of_range);
}

TEST_CASE("A finished worker takes no more work and keeps nobody waiting") {
    Worker worker{"test", ignore};
    worker.finish();
    CHECK_FALSE(worker.post([] {}));
    CHECK_THROWS_AS(worker.ask([] { return 1; }), Worker::Finished);
}

}  // namespace xz::app
