// A kiosk whose disk others fill: a file system of its own, made and mounted for the test.
#include "tests/terminal/app/kiosk.hpp"

#include <catch2/catch_test_macros.hpp>

#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <tuple>

namespace xz::app {
namespace {

namespace flow = ui::flow;
using namespace std::chrono_literals;
using test::Kiosk;

constexpr auto student = "20260001";
constexpr auto pin = "283746";
constexpr auto year = "2026-2027";

class SmallDisk {
public:
    SmallDisk() {
        is_mounted_ = run("truncate -s 128M " + image() + " && mkfs.ext4 -q -F -m 0 " + image() + " && mkdir " + root() + " && mount -o loop " + image() + " " + root());
        if (is_mounted_) {
            ::setenv("TMPDIR", root().c_str(), 1);
        }
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    ~SmallDisk() {
        if (is_mounted_) {
            before_ ? ::setenv("TMPDIR", before_->c_str(), 1) : ::unsetenv("TMPDIR");
            run("umount " + root());
        }
    }
    [[nodiscard]] bool is_mounted() const { return is_mounted_; }
    [[nodiscard]] std::uint64_t free() const {
        struct statvfs status {};
        return ::statvfs(root().c_str(), &status) == 0 ? static_cast<std::uint64_t>(status.f_bavail) * status.f_frsize : 0;
    }
    // Somebody else's file, so that this much is left.
    void fill(std::uint64_t left) {
        const int file = ::open(filler().c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        const std::string block(std::size_t{64} << 10, 'f');
        while (free() > left && ::write(file, block.data(), std::min<std::uint64_t>(block.size(), free() - left)) > 0 && ::fsync(file) == 0) {
        }
        ::close(file);
    }
    void make_room() { std::filesystem::remove(filler()); }

private:
    static bool run(const std::string& command) { return std::system(("exec 2> /dev/null > /dev/null; " + command).c_str()) == 0; }  // fixed words and a folder of ours
    [[nodiscard]] std::string image() const { return (folder_.path() / "image").string(); }
    [[nodiscard]] std::string root() const { return (folder_.path() / "disk").string(); }
    [[nodiscard]] std::string filler() const { return root() + "/filler"; }

    test::TemporaryFolder folder_;
    std::optional<std::string> before_ = std::getenv("TMPDIR") == nullptr ? std::nullopt : std::optional<std::string>{std::getenv("TMPDIR")};
    bool is_mounted_ = false;
};

flow::SaveDraft save(flow::Ticket ticket, std::size_t size) {
    return {ticket, protocol::RecordKind::Diagnosis, year, R"({"answers":")" + std::string(size, 'x') + R"("})"};
}
flow::Submit submit(flow::Ticket ticket, Instant at) {
    return {ticket, protocol::RecordKind::Diagnosis, year, "self-diagnosis@1", R"({"answers":{}})", {{"notice", "notice@1", true, at}}, at - 10min, at, "zh_CN"};
}

}  // namespace

TEST_CASE("A visit that has begun ends well on a full disk; the next one is refused before the disk is full, until there is room") {
    SmallDisk disk;
    if (!disk.is_mounted()) {
        SKIP("no file system can be mounted here: that takes root and a loop device");
    }
    Kiosk kiosk{storage::StoreOptions{}};  // as in service
    kiosk.platform.silence = sync::NoAnswer::Unreachable;
    flow::Ticket ticket = 0;
    const auto sign_in = [&] { std::ignore = kiosk.expect<flow::LoginSucceeded>(flow::StartOffline{++ticket, student, flow::SecretText{pin}}); };
    const auto saves = [&](std::size_t size) {
        const auto saved = kiosk.expect<flow::DraftSaved>(save(++ticket, size));
        return saved.ticket == ticket;
    };
    const auto leave = [&] { std::ignore = kiosk.expect<flow::SessionWiped>(flow::WipeSession{++ticket}); };
    const auto is_refused = [&] { return kiosk.next<flow::StoreFailed>().problem == flow::StoreProblem::DiskFull; };

    // What comes in service when nobody has used the kiosk yet: room, and the reserve is set aside.
    leave();
    CHECK_NOTHROW(kiosk.next<flow::StoreHealthy>());
    CHECK(std::filesystem::file_size(kiosk.folder.path() / "store" / "reserve") == storage::StoreOptions{}.reserve_bytes);

    sign_in();
    REQUIRE(saves(4000));
    disk.fill(0);
    REQUIRE(disk.free() < 4096 * 4);
    // More than the write-ahead log takes before it is folded, twice over.
    for (int n = 0; n < 60; ++n) {
        INFO("change " << n);
        REQUIRE(saves(300'000));
    }
    CHECK_FALSE(std::filesystem::exists(kiosk.folder.path() / "store" / "reserve"));
    CHECK(kiosk.expect<flow::Submitted>(submit(++ticket, kiosk.clock.now())).seq == 1);
    leave();
    CHECK(is_refused());
    CHECK(kiosk.sync_store.waiting(10, 1 << 20).size() == 1);

    disk.make_room();
    leave();
    CHECK_NOTHROW(kiosk.next<flow::StoreHealthy>());

    SECTION("refused while there is still room to write") {
        disk.fill(storage::StoreOptions{}.least_free_bytes / 2);
        leave();
        CHECK(is_refused());
        CHECK(disk.free() > storage::StoreOptions{}.least_free_bytes / 4);
    }
    SECTION("with the reserve used up, a change that does not fit is told so, and fits when there is room") {
        sign_in();
        REQUIRE(saves(100));
        kiosk.storage.ask([](storage::Store& store) { return store.release_reserve(); });
        disk.fill(0);
        CHECK(kiosk.expect<flow::StoreFailed>(save(++ticket, 900'000)).problem == flow::StoreProblem::DiskFull);
        disk.make_room();
        CHECK(saves(900'000));
    }
}

}  // namespace xz::app
