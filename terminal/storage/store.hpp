// The terminal's one encrypted store: opened or created as a whole, with a typed reason when it is not; never replaced in silence.
//
// Lives on one thread (the storage worker). Methods throw sqlite::Error where nobody near can act: on Fault::DiskFull the effects
// runner calls release_reserve() and tries once more; everything else there means 暂停服务.
#pragma once

#include "terminal/storage/bundle_store.hpp"
#include "terminal/storage/consent_store.hpp"
#include "terminal/storage/draft_store.hpp"
#include "terminal/storage/identity_store.hpp"
#include "terminal/storage/key_provider.hpp"
#include "terminal/storage/keyring.hpp"
#include "terminal/storage/last_submissions.hpp"
#include "terminal/storage/outbox.hpp"
#include "terminal/storage/settings_store.hpp"
#include "terminal/storage/space_reserve.hpp"
#include "terminal/storage/store_failure.hpp"
#include "terminal/storage/store_files.hpp"
#include "terminal/storage/time_floor.hpp"

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace xz::sqlite {
struct Migration;
}

namespace xz::storage {

// In `folder`: store/{store.db, keyring}, made and set aside by one rename each; set-aside-<time>/ for what was; reserve.
struct StoreOptions {
    std::uint64_t reserve_bytes = std::uint64_t{16} << 20;     // given back only for a running session
    std::uint64_t least_free_bytes = std::uint64_t{64} << 20;  // below it no new session begins
    std::string vfs;                                           // empty: the operating system's
    const StoreFiles* files = &system_files();                 // for what SQLite does not write; outlives the store
};

// What one submission is, beside the sealed bytes.
struct Submission {
    std::string_view student_no;
    protocol::RecordKind kind = protocol::RecordKind::Diagnosis;
    std::string_view academic_year;
    std::uint32_t revision = 1;
    Instant captured_at;
};

class Store {
public:
    using Opened = Result<std::unique_ptr<Store>, StoreFailure>;

    // `clock` and `random` outlive the store. Never creates anything but what a newer schema needs.
    [[nodiscard]] static Opened open(const std::filesystem::path& folder, const KeyProvider& provider, const Clock& clock,
                                     RandomSource& random, const StoreOptions& options = {});
    // A new store, for an enrolment; the folder exists. AlreadyExists when there is one in it, in whatever state.
    [[nodiscard]] static Opened create(const std::filesystem::path& folder, const KeyProvider& provider, const Clock& clock,
                                       RandomSource& random, const StoreOptions& options = {});

    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    [[nodiscard]] DraftStore& drafts() { return drafts_; }
    [[nodiscard]] Outbox& outbox() { return outbox_; }
    [[nodiscard]] BundleStore& bundles() { return bundles_; }
    [[nodiscard]] IdentityStore& identity() { return identity_; }
    [[nodiscard]] ConsentStore& consents() { return consents_; }
    [[nodiscard]] LastSubmissions& last_submissions() { return last_submissions_; }
    [[nodiscard]] TimeFloor& time_floor() { return time_floor_; }
    [[nodiscard]] SettingsStore& settings() { return settings_; }

    // The envelope enters the outbox and its draft is gone, in one transaction: durable when it returns, and not before may
    // the screen say 已保存. `envelope` was sealed for outbox().next_place(); `draft` is null where none was begun, or it is gone already.
    void submit(const protocol::SealedEnvelope& envelope, const Submission& submission, const OpenDraft* draft);

    // A newer bundle and the key set that came in it, together.
    void keep_bundle(const HeldBundle& bundle, std::string_view key_set);

    // Where the key that opened this store came from; reported in every heartbeat.
    [[nodiscard]] KeyLevel key_level() const { return key_level_; }
    // Also wraps the store's key for the offline recovery key; again only when that key changes.
    [[nodiscard]] Result<void, StoreFailure> seal_key_for(const crypto::BoxPublicKey& recovery);

    // Whether a student who begins now can be sure to finish. Sets the reserve aside if it can.
    [[nodiscard]] bool has_room_for_new_session();
    // For a session that runs when the disk is full. False: nothing left to give back.
    bool release_reserve();
    [[nodiscard]] std::uint64_t free_bytes() const;

    // Every page and every structure; empty when whole. Seconds for a large store: after the first frame, before a login opens.
    [[nodiscard]] std::vector<std::string> check_integrity(const sqlite::Database::CheckProgress& progress = {});

    // Between two students: drops the drafts that are older than `draft_life` and folds the write-ahead log into the file, so that nothing
    // deleted stays in it.
    void tidy(std::chrono::hours draft_life = DraftStore::LongestLife);
    // The same for a kiosk at which nobody logs in: writes only where a draft has expired.
    void expire_drafts(std::chrono::hours draft_life);

    // What opened it; for a new key around or inside it.
    [[nodiscard]] StoreKeys keys() const { return {store_key_.clone(), *crypto::Secret<32>::from(pseudonyms_.pepper())}; }

    // For tests and tools.
    [[nodiscard]] sqlite::Database& database() { return database_; }

private:
    Store(std::filesystem::path folder, sqlite::Database database, StoreKeys keys, KeyLevel level, const Clock& clock,
          RandomSource& random, const StoreOptions& options);

    std::filesystem::path folder_;
    StoreOptions options_;
    sqlite::Database database_;
    crypto::Secret<32> store_key_;
    KeyLevel key_level_;
    RandomSource& random_;
    Pseudonyms pseudonyms_;
    TimeFloor time_floor_;
    DraftStore drafts_;
    Outbox outbox_;
    BundleStore bundles_;
    IdentityStore identity_;
    ConsentStore consents_;
    LastSubmissions last_submissions_;
    SettingsStore settings_;
    SpaceReserve reserve_;
};

// The schema's steps, built in.
[[nodiscard]] std::span<const sqlite::Migration> migrations();

}  // namespace xz::storage
