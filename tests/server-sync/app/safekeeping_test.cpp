#include "server-sync/app/safekeeping.hpp"

#include "server-sync/admin/file_copies.hpp"
#include "server-sync/admin/platform_store.hpp"
#include "server-sync/admin/recovery_files.hpp"
#include "server-sync/app/envelope_folder.hpp"
#include "server-sync/storage/sqlcipher/backup_copy.hpp"
#include "server-sync/sync/processor.hpp"
#include "terminal/core/protocol/envelope_export.hpp"
#include "terminal/core/support/file.hpp"
#include "terminal/core/support/ids.hpp"
#include "terminal/storage/store.hpp"
#include "tests/server-sync/app/installation.hpp"
#include "tests/terminal/core/protocol/sample.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <atomic>
#include <thread>

using namespace xz;
using namespace xz::server;
using namespace xz::server::app;
using namespace xz::testing;
namespace fs = std::filesystem;
namespace sample = xz::protocol::sample;

namespace {

// The store of an installation that no server works on, and one terminal that it knows.
class OpenStore {
public:
    explicit OpenStore(const Installation& site)
        : data_{site.settings.data},
          keys_{std::move(*admin::load_keys(admin::keys_folder(site.settings.data)))},
          store_{std::move(*admin::open_store(site.settings.data, keys_, random_))},
          ports{store_->ports()},
          published_{ports.bundles} {}

    void enrol(const std::string& id, const crypto::VerifyKey& sign_key) {
        const Bytes hash{bytes_of(id).begin(), bytes_of(id).end()};
        const Instant now = clock_.now();
        sync::wait_for<bool>([&](auto done) { ports.terminals.add({.id = id, .place = "", .added_at = now}, std::move(done)); });
        sync::wait_for<sync::Done>([&](auto done) { ports.terminals.add_code({hash, id, now + std::chrono::minutes{15}}, std::move(done)); });
        const sync::Enrolment enrolment{.code_hash = hash,
                                        .sign_key = {sign_key.bytes().begin(), sign_key.bytes().end()},
                                        .csr_hash = {1},
                                        .certificate = {to_hex(bytes_of(id)), id, "PEM", now, now + std::chrono::hours{24}},
                                        .answer = "{}",
                                        .at = now};
        sync::wait_for<sync::EnrolOutcome>([&](auto done) { ports.terminals.enrol(enrolment, std::move(done)); });
    }
    void process() {
        sync::Processor processor{ports,
                                  {.box = [&](std::string_view kid) { return keys_.held->box(kid); },
                                   .receipt = [&](std::string_view kid) { return keys_.held->receipt_key(kid); }},
                                  clock_, random_};
        static_cast<void>(processor.drain());
    }
    [[nodiscard]] const admin::PlatformKeys& keys() const { return keys_; }
    admin::Answer run(std::string_view command, const json::Value& args) {
        return admin::run_command(command, args, {ports, published_, keys_, clock_, random_, *store_, data_});
    }

private:
    fs::path data_;
    SystemClock clock_;
    SystemRandom random_;
    admin::PlatformKeys keys_;
    std::unique_ptr<server::storage::Storage> store_;

public:
    sync::Ports ports;

private:
    sync::PublishedCache published_;
};

// Seals what it is asked to for a platform, in one chain.
class Sealing {
public:
    explicit Sealing(const protocol::KeySet& keys) : box_{keys.box.front().key}, recovery_{keys.recovery.front().key}, place_{sample::first_place()} {}

    std::string next() {
        auto content = sample::content();
        content.id = IdMaker{clock_, random_}.uuid_v7();
        const protocol::Sealer sealer{"T-017", key, box_, recovery_, box_.id(), recovery_.id()};
        const auto sealed = protocol::seal(content, &proof_, place_, sealer, clock_.now(), random_);
        place_.seq = sealed->seq + 1;
        place_.prev = sealed->sha256;
        return sealed->bytes;
    }

    SystemRandom random_;
    crypto::SigningKey key = crypto::SigningKey::generate(random_);

private:
    SystemClock clock_;
    crypto::BoxPublicKey box_;
    crypto::BoxPublicKey recovery_;
    protocol::ChainPlace place_;
    crypto::SigningKey proof_ = crypto::SigningKey::generate(random_);
};

std::string hand_in(const Installation& site, const std::vector<std::string>& envelopes) {
    const auto answer = site.run("import-envelopes", {{"terminal", "T-017"}, {"batch", protocol::encode_batch(envelopes)}});
    if (!answer) throw std::runtime_error{answer.error()};
    return answer->at("answer").as_string().c_str();
}

sync::ChainHead head_of(const Installation& site) { return OpenStore{site}.ports.envelopes.chains("T-017").at(0); }

void flip_a_byte(const fs::path& file, std::size_t at) {
    auto bytes = *read_file(file, std::size_t{1} << 27);
    bytes.at(at) ^= 0x40;
    REQUIRE(write_file_atomically(file, bytes, 0600));
}

struct Site : Installation {
    Site() : sealing{[this] {
                 OpenStore store{*this};
                 return Sealing{*store.keys().held->key_set()};
             }()} {
        OpenStore{*this}.enrol("T-017", sealing.key.verify_key());
    }
    [[nodiscard]] admin::Answer back_up_to(const char* name) const { return back_up(settings, folder / name, {}); }
    Sealing sealing;
};

}  // namespace

TEST_CASE("A proven backup makes safe what it holds, but nothing that waits to be opened") {
    Site site;
    hand_in(site, {site.sealing.next(), site.sealing.next()});
    OpenStore{site}.process();
    hand_in(site, {site.sealing.next()});
    const auto made = site.back_up_to("first");
    REQUIRE(made);
    CHECK(made->at("envelopes") == 3);
    CHECK(head_of(site).have_seq == 3);
    CHECK(head_of(site).safe_seq == 2);
    OpenStore{site}.process();
    CHECK(head_of(site).safe_seq == 2);
    REQUIRE(site.back_up_to("second"));
    CHECK(head_of(site).safe_seq == 3);
    CHECK(verify_backup(site.settings, site.folder / "first", {}));
    CHECK(verify_backup(site.settings, site.folder / "second", {}));
    CHECK_FALSE(fs::exists(site.folder / "first" / "student-keys.db"));
    CHECK(fs::exists(site.folder / "first-student-keys" / "student-keys.db"));
    // What is there already is nobody's to write over.
    CHECK(site.back_up_to("first").error().find("is there already") != std::string::npos);
    CHECK(verify_backup(site.settings, site.folder / "first", {}));
}

TEST_CASE("A damaged backup is refused, and restore leaves everything as it was") {
    Site site;
    hand_in(site, {site.sealing.next()});
    REQUIRE(site.back_up_to("good"));
    const auto epoch = OpenStore{site}.ports.state.epoch();
    const auto refused = [&](const char* what) {
        const auto verdict = verify_backup(site.settings, site.folder / "bad", {});
        REQUIRE_FALSE(verdict);
        INFO(verdict.error());
        CHECK(verdict.error().find(what) != std::string::npos);
        CHECK_FALSE(restore(site.settings, site.folder / "bad", {}, Older::Refused));
        CHECK(OpenStore{site}.ports.state.epoch() == epoch);
        CHECK(head_of(site).have_seq == 1);
        fs::remove_all(site.folder / "bad");
        fs::remove_all(site.folder / "bad-student-keys");
    };
    const auto copy = [&] {
        fs::copy(site.folder / "good", site.folder / "bad");
        fs::copy(site.folder / "good-student-keys", site.folder / "bad-student-keys");
    };
    copy();
    flip_a_byte(site.folder / "bad" / "platform.db", 70'000);
    refused("not the file that was backed up");
    copy();
    flip_a_byte(site.folder / "bad-student-keys" / "student-keys.db", 100);
    refused("not the file that was backed up");
    copy();
    flip_a_byte(site.folder / "bad" / "backup.json", 40);
    refused("damaged, or not of this platform");
    copy();
    fs::remove(site.folder / "bad" / "backup.json");
    refused("no whole backup");
    copy();
    fs::resize_file(site.folder / "bad" / "platform.db", 8192);
    refused("not the file that was backed up");
    // An older copy of the students' keys lacks those that were made since.
    fs::copy(site.folder / "good-student-keys", site.folder / "bad-student-keys");
    std::this_thread::sleep_for(std::chrono::milliseconds{2});
    REQUIRE(back_up(site.settings, site.folder / "bad", site.folder / "other-keys"));
    refused("are older than the store");
}

TEST_CASE("A full disk leaves no half backup, calls nothing safe and stops nobody") {
    Site site;
    hand_in(site, {site.sealing.next()});
    OpenStore{site}.process();
    {
        const FullDisk full{64 << 10};
        bool made = true;
        try {
            made = site.back_up_to("full").has_value();
        } catch (const sync::StoreUnavailable& refused) {
            made = false;
            CHECK(std::string{refused.what()}.size() > 10);
        }
        CHECK_FALSE(made);
    }
    CHECK_FALSE(fs::exists(site.folder / "full"));
    CHECK_FALSE(fs::exists(site.folder / "full.partial"));
    CHECK_FALSE(fs::exists(site.folder / "full-student-keys"));
    CHECK_FALSE(fs::exists(site.folder / "full-student-keys.partial"));
    CHECK(head_of(site).safe_seq == 0);
    REQUIRE(site.back_up_to("full"));
    CHECK(head_of(site).safe_seq == 1);
}

TEST_CASE("A restore is a new epoch with the backup's contents, above every bundle that a terminal knows, and the old store is set aside") {
    Site site;
    REQUIRE(site.run("bundle-publish", *bundle_arguments(Instruments)));
    REQUIRE(site.run("terminal-add", {{"id", "T03"}, {"place", ""}, {"minutes", 15}}));
    hand_in(site, {site.sealing.next()});
    REQUIRE(site.back_up_to("first"));
    const auto before = OpenStore{site}.ports.state.epoch();
    const auto second = site.sealing.next();
    hand_in(site, {second});
    REQUIRE(site.run("terminal-add", {{"id", "T02"}, {"place", ""}, {"minutes", 15}}));
    REQUIRE(site.run("terminal-revoke", {{"id", "T03"}}));
    auto arguments = bundle_arguments(Instruments);
    auto& policy = arguments->at("files").at("policy.json").as_string();
    const std::string idle = "\"idle_seconds\": 75";
    policy.replace(policy.find(idle), idle.size(), "\"idle_seconds\": 80");
    REQUIRE(site.run("bundle-publish", *arguments)->at("version") == 2);

    const auto restored = restore(site.settings, site.folder / "first", {}, Older::Refused);
    REQUIRE(restored);
    CHECK(restored->at("bundle") == 3);
    CHECK(fs::exists(fs::path{restored->at("set_aside").as_string().c_str()} / "platform.db"));
    CHECK_FALSE(fs::exists(site.settings.data / "restore.partial"));
    CHECK(OpenStore{site}.ports.state.epoch() != before);
    CHECK(restored->at("epoch") == json::Value(to_hex(OpenStore{site}.ports.state.epoch())));
    CHECK(head_of(site).have_seq == 1);
    CHECK_FALSE(OpenStore{site}.ports.terminals.find("T02"));
    CHECK(OpenStore{site}.ports.terminals.find("T03")->state == sync::TerminalState::Revoked);
    CHECK(OpenStore{site}.ports.bundles.newest()->version == 3);
    CHECK(site.run("verify", json::Object{})->at("ok") == true);
    // The terminal pushes again what the backup lacks.
    const auto answer = protocol::decode_batch_answer(hand_in(site, {second}));
    REQUIRE(answer);
    CHECK(answer->results.front().status == protocol::ReceiptStatus::Stored);
    CHECK(answer->epoch == OpenStore{site}.ports.state.epoch());
    CHECK(head_of(site).have_seq == 2);
    // After a later backup terminals may have purged: the first is taken back only when somebody says so.
    std::this_thread::sleep_for(std::chrono::milliseconds{2});
    REQUIRE(site.back_up_to("second"));
    CHECK(restore(site.settings, site.folder / "first", {}, Older::Refused).error().find("a later backup was made") == 0);
    CHECK(restore(site.settings, site.folder / "first", {}, Older::Taken));
    // Also where the store that is replaced is beyond opening.
    flip_a_byte(site.settings.data / "platform.db", 100);
    REQUIRE(restore(site.settings, site.folder / "second", {}, Older::Refused));
    CHECK(head_of(site).have_seq == 2);
}

TEST_CASE("A backup that is made while envelopes come in holds none of them up, and is whole") {
    Site site;
    OpenStore store{site};
    for (int i = 0; i < 200; ++i) REQUIRE(store.run("import-envelopes", {{"terminal", "T-017"}, {"batch", protocol::encode_batch(std::vector{site.sealing.next()})}}));
    std::atomic<bool> enough{false};
    std::atomic<std::uint64_t> stored{0};
    std::jthread kiosk{[&] {
        while (!enough) {
            const auto answer = store.run("import-envelopes", {{"terminal", "T-017"}, {"batch", protocol::encode_batch(std::vector{site.sealing.next()})}});
            const auto results = answer ? protocol::decode_batch_answer(answer->at("answer").as_string()) : protocol::Decoded<protocol::BatchAnswer>{failure(protocol::Malformed{})};
            stored += results && results->results.front().status == protocol::ReceiptStatus::Stored ? 1 : 0;
        }
    }};
    std::vector<std::uint64_t> meanwhile;
    for (const char* name : {"one", "two", "three"}) {
        const auto before = stored.load();
        const auto folders = json::Value{{"folder", (site.folder / name).string()}, {"student_keys", (site.folder / (std::string{name} + "-student-keys")).string()}};
        REQUIRE(store.run("backup", folders));
        meanwhile.push_back(stored - before);
    }
    enough = true;
    kiosk.join();
    for (const auto taken : meanwhile) CHECK(taken > 0);
    CHECK(store.ports.envelopes.chains("T-017").at(0).have_seq == 200 + stored);
    for (const char* name : {"one", "two", "three"}) CHECK(verify_backup(site.settings, site.folder / name, {}));
}

TEST_CASE("A dead kiosk's envelopes come out of its store with both shares, and in at the platform like any others, on record") {
    Site site;
    const fs::path kiosk = site.folder / "kiosk";
    fs::create_directories(kiosk);
    SystemClock clock;
    SystemRandom random;
    constexpr std::size_t Count = 12;
    {
        REQUIRE(xz::storage::make_key_file(site.folder / "kiosk.key", random));
        const xz::storage::SystemKeyProvider provider{std::nullopt, site.folder / "kiosk.key"};
        auto store = xz::storage::Store::create(kiosk, provider, clock, random);
        REQUIRE(store);
        REQUIRE((*store)->seal_key_for(admin::load_keys(admin::keys_folder(site.settings.data))->held->key_set()->recovery.front().key));
        const auto keys = admin::load_keys(admin::keys_folder(site.settings.data));
        for (std::size_t i = 0; i < Count; ++i) {
            auto content = sample::content();
            content.id = IdMaker{clock, random}.uuid_v7();
            const auto& box = keys->held->key_set()->box.front();
            const auto& recovery = keys->held->key_set()->recovery.front();
            const crypto::SigningKey proof = crypto::SigningKey::generate(random);
            const auto sealed = protocol::seal(content, &proof, (*store)->outbox().next_place(),
                                               {"T-017", site.sealing.key, box.key, recovery.key, box.kid, recovery.kid}, clock.now(), random);
            (*store)->submit(*sealed, {.student_no = content.student_no, .kind = content.kind, .academic_year = content.academic_year, .revision = 1, .captured_at = clock.now()}, nullptr);
        }
    }
    fs::remove(site.folder / "kiosk.key");  // the machine is gone, its disk is not
    const Shares shares{site.folder / "offline" / admin::RecoveryShareB, site.folder / "offline" / admin::RecoveryShareA};
    const auto digest = admin::digest_of(kiosk / "store" / "store.db").value();
    CHECK_FALSE(recover_kiosk(&site.settings, kiosk, {shares.one, shares.one}, site.folder / "out"));
    const auto recovered = recover_kiosk(&site.settings, kiosk, shares, site.folder / "out");
    INFO((recovered ? std::string{} : recovered.error()));
    REQUIRE(recovered);
    CHECK(recovered->at("envelopes") == Count);
    CHECK(recovered->at("damaged_pages") == 0);
    CHECK(recovered->at("terminals").at(0) == "T-017");
    CHECK(admin::digest_of(kiosk / "store" / "store.db").value() == digest);
    const auto audit = OpenStore{site}.ports.audit.entries(0, 100);
    CHECK(std::ranges::count(audit, "recovery.begin", &sync::AuditEntry::action) == 1);
    CHECK(std::ranges::count(audit, "recovery.store", &sync::AuditEntry::action) == 1);

    const auto imported = import_folder(site.settings, site.folder / "out", {});
    REQUIRE(imported);
    CHECK(imported->at("stored") == Count);
    CHECK(imported->at("problems").as_array().empty());
    CHECK(head_of(site).have_seq == Count);
    const auto receipts = protocol::decode_batch_answer(text_of(*read_file(site.folder / "out" / "receipts-0001.json", std::size_t{1} << 20)));
    REQUIRE(receipts);
    const auto held = admin::load_keys(admin::keys_folder(site.settings.data));
    for (const auto& result : receipts->results) CHECK(protocol::is_signed_by(result.receipt, *held->held->receipt_key(result.receipt.kid)));
    CHECK(import_folder(site.settings, site.folder / "out", {})->at("duplicate") == Count);
    // One file changed on the way is not sent, and said.
    const auto manifest = protocol::decode_export_manifest(text_of(*read_file(site.folder / "out" / "manifest.json", std::size_t{1} << 20)));
    flip_a_byte(site.folder / "out" / manifest->files.front().name, 200);
    const auto changed = import_folder(site.settings, site.folder / "out", {});
    CHECK(changed->at("duplicate") == Count - 1);
    CHECK(changed->at("problems").as_array().size() == 1);

    // A page of the disk has gone bad, whichever: what stood on it is lost and no more.
    const auto size = fs::file_size(kiosk / "store" / "store.db");
    std::uint64_t fewest = Count;
    for (std::uint64_t page = 1; page * 8192 < size; ++page) {
        flip_a_byte(kiosk / "store" / "store.db", page * 8192 + 4000);
        fs::remove_all(site.folder / "rest");
        const auto rest = recover_kiosk(nullptr, kiosk, shares, site.folder / "rest");
        REQUIRE(rest);
        CHECK(rest->at("damaged_pages") == 1);
        fewest = std::min(fewest, rest->at("envelopes").to_number<std::uint64_t>());
        flip_a_byte(kiosk / "store" / "store.db", page * 8192 + 4000);
    }
    CHECK(fewest < Count);
    CHECK(fewest >= Count - 4);
}
