#include "terminal/app/staff_desk.hpp"

#include "terminal/app/mixer.hpp"
#include "terminal/core/crypto/password.hpp"
#include "terminal/core/support/file.hpp"
#include "tests/terminal/app/kiosk.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdlib>

using namespace xz;
using namespace xz::app;

namespace {

namespace flow = ui::flow;
using test::Kiosk;

struct Desk {
    Kiosk kiosk;
    Settings settings = [this] {
        Settings made;
        made.platform_url = "https://platform:8443";
        made.store_directory = kiosk.folder.path();
        made.maintenance_pin = crypto::hash_password("20482048", kiosk.random, {8 << 10, 1});
        return made;
    }();
    int synced = 0;
    std::optional<flow::ProgramEnd> ended;
    std::optional<StoreTrouble> trouble;
    std::vector<std::string> found;
    Result<storage::Salvaged, storage::StoreFailure> salvage() {
        kiosk.storage.close();
        return storage::salvage_store(kiosk.folder.path() / "store", storage::SystemKeyProvider{std::nullopt, kiosk.folder.path() / "key"}, kiosk.clock, kiosk.random,
                                      {.reserve_bytes = 0, .least_free_bytes = 0});
    }
    StaffDesk desk{settings, kiosk.storage, kiosk.events, kiosk.clock,
                   {.line = [] { return sync::SyncState{.connection = sync::Connection::UntrustedServer, .last_contact = {}, .trouble = "self-signed", .alarm = {}}; },
                    .sync_all = [this] { ++synced; },
                    .end = [this](flow::ProgramEnd end) { ended = end; },
                    .trouble = [this] { return trouble; },
                    .found_damage = [this](std::vector<std::string> faults) { found = std::move(faults); },
                    .salvage = [this] { return salvage(); }},
                   [](std::exception_ptr) {}};

    template <typename Answer>
    Answer answer(const flow::StaffTask& task) {
        desk.perform(task);
        return std::get<Answer>(kiosk.next<flow::StaffAnswer>());
    }
};

// The programs that are found from here on.
class Programs {
public:
    Programs() : before_{std::getenv("PATH")} { ::setenv("PATH", folder_.path().c_str(), 1); }
    ~Programs() { ::setenv("PATH", before_.c_str(), 1); }
    void add(const std::string& name, const std::string& script) {
        REQUIRE(write_file_atomically(folder_.path() / name, bytes_of("#!/bin/sh\n" + script + "\n"), 0700));
    }
    [[nodiscard]] std::string path(const std::string& name) const { return folder_.path() / name; }

private:
    test::TemporaryFolder folder_;
    std::string before_;
};

}  // namespace

TEST_CASE("The desk checks the PIN, syncs and ends the program as it is told") {
    Desk desk;
    using Verdict = flow::StaffPinChecked::Verdict;
    CHECK(desk.answer<flow::StaffPinChecked>(flow::CheckStaffPin{1, flow::SecretText{"20482049"}}).verdict == Verdict::Wrong);
    CHECK(desk.answer<flow::StaffPinChecked>(flow::CheckStaffPin{2, flow::SecretText{"20482048"}}).verdict == Verdict::Right);
    desk.desk.perform(flow::SyncAll{});
    CHECK(desk.synced == 1);
    desk.desk.perform(flow::EndProgram{flow::ProgramEnd::Restart});
    CHECK(desk.ended == flow::ProgramEnd::Restart);
}

TEST_CASE("The panel's facts are the store's and the line's own") {
    Desk desk;
    const auto seen = desk.answer<flow::MachineSeen>(flow::LookAtMachine{7});
    CHECK(seen.ticket == 7);
    CHECK(seen.facts->line == flow::MachineFacts::Line::UntrustedServer);
    CHECK(seen.facts->trouble == "self-signed");
    CHECK(seen.facts->platform_url == "https://platform:8443");
    CHECK(seen.facts->health != flow::MachineFacts::Health::Shut);
    CHECK(seen.facts->free_bytes > 0);
    CHECK(seen.facts->cipher_version.starts_with("4."));
}

TEST_CASE("A check of the store tells each step and ends whole") {
    Desk desk;
    desk.desk.perform(flow::CheckStore{3});
    for (int done = 1; done <= 3; ++done) {
        const auto step = std::get<flow::StoreCheckStep>(desk.kiosk.next<flow::StaffAnswer>());
        CHECK(step.done == done);
        CHECK(step.all == 3);
        CHECK(step.faults.empty());
    }
}

TEST_CASE("A store that is not open is told as shut, with everything else") {
    Desk desk;
    StorageThread closed{[](std::exception_ptr) {}};
    StaffDesk apart{desk.settings, closed, desk.kiosk.events, desk.kiosk.clock, {.line = [] { return sync::SyncState{}; }, .sync_all = [] {}, .end = [](flow::ProgramEnd) {}, .trouble = [] { return std::optional<StoreTrouble>{}; }, .found_damage = [](const auto&) {}, .salvage = {}}, [](std::exception_ptr) {}};
    apart.perform(flow::LookAtMachine{1});
    const auto seen = std::get<flow::MachineSeen>(desk.kiosk.next<flow::StaffAnswer>());
    CHECK(seen.facts->health == flow::MachineFacts::Health::Shut);
    CHECK(seen.facts->version == XUEZHEN_VERSION);
    apart.perform(flow::CheckStore{2});
    CHECK_FALSE(std::get<flow::StoreCheckStep>(desk.kiosk.next<flow::StaffAnswer>()).faults.empty());
    closed.finish();
}

TEST_CASE("The volume is set and read with whichever mixer is there") {
    Programs programs;
    CHECK(loudness().mixer.empty());
    programs.add("amixer", "[ $2 = sset ] && echo $4 > " + programs.path("set") + "; echo \"  Front Left: Playback 42000 [64%] [on]\"");
    CHECK(loudness().mixer == "amixer");
    CHECK(set_loudness(150).percent == 64);
    CHECK(text_of(*read_file(programs.path("set"), 100)) == "100%\n");
    programs.add("pactl", "echo 'Volume: front-left: 45875 /  70% / -9.29 dB'");
    CHECK(loudness().mixer == "pactl");
    CHECK(loudness().percent == 70);
    programs.add("pactl", "exit 1");
    CHECK(loudness().mixer == "amixer");
}
