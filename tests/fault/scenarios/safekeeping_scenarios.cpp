// Backups of the platform and the way back from one, as xuezhen-admin does them.
#include "tests/fault/scenarios/server_scenario.hpp"

#include "server-sync/admin/platform_store.hpp"
#include "server-sync/admin/restore.hpp"

#include <boost/json/value.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace xz::fault {

namespace admin = server::admin;
using server::sync::wait_for;

namespace {

template <typename T>
std::unique_ptr<Scenario> make(std::uint64_t seed) {
    return std::make_unique<T>(seed);
}

constexpr std::string_view kMark = "mark";

// A platform under its own keys, in data/; backups beside it.
class Safekeeping : public Scenario {
public:
    explicit Safekeeping(std::uint64_t seed)
        : dice{seed}, keys_{admin::make_keys({.common_name = "localhost", .dns = {"localhost"}, .addresses = {}}, clock.now(), random)} {
        std::filesystem::create_directory(data());
        if (auto made = admin::create_store(data(), keys_.platform, random)) {
            store_ = std::move(*made);
        } else {
            throw Loss{made.error()};
        }
        mark("first " + std::string(dice.between(10, 30'000), 'm'));
    }
    [[nodiscard]] const std::filesystem::path& folder() const override { return folder_.path(); }
    void begin() override {
        auto opened = admin::open_store(data(), keys_.platform, random);
        if (!opened) {
            throw Loss{opened.error()};
        }
        store_ = std::move(*opened);
    }
    void end() override { store_.reset(); }

protected:
    [[nodiscard]] std::filesystem::path data() const { return folder_ / "data"; }
    [[nodiscard]] admin::BackupFolders backup(const std::string& name) const { return {folder_ / name, folder_ / (name + "-keys")}; }
    [[nodiscard]] server::storage::Storage& store() { return *store_; }
    [[nodiscard]] const admin::PlatformKeys& keys() const { return keys_.platform; }

    void mark(std::string value) {
        wait_for<server::sync::Done>([&](auto done) { store_->ports().state.set_value(std::string{kMark}, std::move(value), std::move(done)); });
    }
    [[nodiscard]] std::string found_mark() { return store_->ports().state.value(kMark).value_or("").substr(0, 6); }

    void back_up(const std::string& name) {
        const auto ports = store_->ports();
        const server::sync::PublishedCache published{ports.bundles};
        const admin::Platform platform{ports, published, keys_.platform, clock, random, *store_, data()};
        const auto folders = backup(name);
        const auto answer = admin::run_command("backup", {{"folder", folders.platform.string()}, {"student_keys", folders.student_keys.string()}}, platform);
        if (!answer) {
            throw Loss{answer.error()};
        }
    }

    Dice dice;
    testing::FakeClock clock;
    SystemRandom random;

private:
    testing::TemporaryFolder folder_;
    admin::MadeKeys keys_;
    std::unique_ptr<server::storage::Storage> store_;
};

// --- a backup is made: whole under its name, or not there under it

class BackUp final : public Safekeeping {
public:
    explicit BackUp(std::uint64_t seed) : Safekeeping{seed} { end(); }
    [[nodiscard]] std::size_t steps() const override { return 3; }
    void step(std::size_t n) override {
        if (n == 1) {
            return back_up("backup");
        }
        mark(n == 0 ? "second" : "third!");
    }
    void inspect(std::size_t kept) override {
        const std::vector<std::string> marks{"first ", "second", "second", "third!"};
        const auto found = std::ranges::find(marks, found_mark());
        expect(found != marks.end() && static_cast<std::size_t>(found - marks.begin()) >= (kept == 2 ? 1 : kept), "what was there before the backup is gone");
        ServerScenario::expect_whole(store());
        const auto folders = backup("backup");
        if (std::filesystem::exists(folders.platform)) {
            const auto sound = admin::verify_backup(folders, keys());
            expect(sound.has_value(), sound ? "" : "a backup under its name is not whole: " + sound.error());
        }
        expect(kept < 2 || std::filesystem::exists(folders.platform), "a backup that was made is gone");
    }
    void judge(std::size_t kept) override {
        begin();
        inspect(kept);
        clock.advance(std::chrono::minutes{1});
        back_up("next");
        end();
    }
};

// --- a platform is brought back from a backup: the old store stays, and the new one has a new epoch

class Restore final : public Safekeeping {
public:
    explicit Restore(std::uint64_t seed) : Safekeeping{seed} {
        back_up("backup");
        mark("later!");
        epoch_ = store().ports().state.epoch();
        end();
    }
    void begin() override {}
    [[nodiscard]] std::size_t steps() const override { return 1; }
    void step(std::size_t) override {
        const auto answer = admin::restore_platform({.data = data(), .from = backup("backup")}, keys(), clock, random);
        if (!answer) {
            throw Loss{answer.error()};
        }
    }
    void recover() override {
        clock.advance(std::chrono::minutes{1});
        step(0);
    }
    void inspect(std::size_t) override {
        Safekeeping::begin();
        expect(found_mark() == "first ", "what was brought back is not what was backed up");
        expect(store().ports().state.epoch() != epoch_, "the platform was brought back with its old epoch");
        ServerScenario::expect_whole(store());
        end();
        expect(std::ranges::any_of(std::filesystem::directory_iterator{data()}, [&](const auto& entry) { return is_old_store(entry.path()); }), "the store that was replaced is gone");
    }
    // Cut, the same call begins again.
    void judge(std::size_t kept) override {
        if (kept == 0) {
            recover();
        }
        inspect(1);
    }

private:
    [[nodiscard]] bool is_old_store(const std::filesystem::path& aside) const {
        const auto file = aside / server::storage::PlatformFile;
        if (!aside.filename().string().starts_with("before-restore-") || !std::filesystem::exists(file)) {
            return false;
        }
        auto opened = sqlite::Database::open(file, sqlite::Key{keys().database.bytes().data(), 32});
        if (!opened) {
            return false;
        }
        auto value = opened->prepare("SELECT value FROM platform WHERE name = 'mark'");
        return value.next() && value.text_view(0) == "later!" && opened->check_integrity().empty();
    }

    protocol::Epoch epoch_{};
};

constexpr NamedScenario kSafekeeping[]{{"server-backup", make<BackUp>}, {"server-restore", make<Restore>}};

}  // namespace

std::span<const NamedScenario> safekeeping_scenarios() {
    return kSafekeeping;
}

}  // namespace xz::fault
