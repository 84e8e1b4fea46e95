#include "terminal/app/staff_pin.hpp"

#include "terminal/core/crypto/password.hpp"
#include "terminal/core/support/file.hpp"
#include "terminal/core/support/random.hpp"
#include "tests/terminal/app/temporary_folder.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::app;
using namespace std::chrono_literals;

namespace {

using Verdict = StaffPin::Checked::Verdict;

class HandClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override { return at; }
    [[nodiscard]] Steady steady() const override { return {}; }
    Instant at{std::chrono::sys_days{std::chrono::year{2026} / 6 / 10}};
};

struct Door {
    test::TemporaryFolder folder;
    HandClock clock;
    SystemRandom random;
    std::string hash = crypto::hash_password("20482048", random, {8 << 10, 1});
    [[nodiscard]] StaffPin pin() { return {hash, folder.path() / "attempts.json", clock}; }
};

}  // namespace

TEST_CASE("The staff's PIN opens, another does not, and without one nothing does") {
    Door door;
    auto pin = door.pin();
    CHECK(pin.check("20482049").verdict == Verdict::Wrong);
    CHECK(pin.check("20482048").verdict == Verdict::Right);
    CHECK(StaffPin{"", door.folder.path() / "none.json", door.clock}.check("20482048").verdict == Verdict::NoneSet);
}

TEST_CASE("Three wrong PINs are free, then the wait doubles up to an hour") {
    CHECK(StaffPin::wait_after(2) == 0s);
    CHECK(StaffPin::wait_after(3) == 30s);
    CHECK(StaffPin::wait_after(4) == 60s);
    CHECK(StaffPin::wait_after(9) == 1920s);
    CHECK(StaffPin::wait_after(10) == 1h);
    CHECK(StaffPin::wait_after(1'000'000) == 1h);
}

TEST_CASE("A locked-out door stays shut for the right PIN, over restarts and clocks that step back") {
    Door door;
    {
        auto pin = door.pin();
        for (int i = 0; i < 2; ++i) CHECK(pin.check("111222").wait == 0s);
        CHECK(pin.check("111222").wait == 30s);
        CHECK(pin.check("20482048").verdict == Verdict::Wrong);
    }
    auto restarted = door.pin();
    door.clock.at += 10s;
    CHECK(restarted.check("20482048").wait == 20s);
    door.clock.at -= 24h;
    CHECK(restarted.check("20482048").wait == 30s);
    door.clock.at += 24h + 20s;
    CHECK(restarted.check("20482048").verdict == Verdict::Right);
    CHECK(restarted.check("111222").wait == 0s);
}

TEST_CASE("A file of attempts that cannot be read locks the door for the longest wait") {
    Door door;
    REQUIRE(write_file_atomically(door.folder.path() / "attempts.json", bytes_of(std::string_view{"{"}), 0600));
    CHECK(door.pin().check("20482048").wait == 1h);
}
