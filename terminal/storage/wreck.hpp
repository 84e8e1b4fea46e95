// A damaged store as far as it can still be read: page by page, without SQLite, and without changing a byte of it.
//
// The store is closed and nobody else's. What a page holds is true or the page does not authenticate; an envelope is taken for one only
// when its hash is the one that was kept with it and, where the terminal's own key was found, its signature is the terminal's.
#pragma once

#include "terminal/core/crypto/sign.hpp"
#include "terminal/core/sqlite/record_scan.hpp"
#include "terminal/storage/identity_store.hpp"
#include "terminal/storage/key_provider.hpp"
#include "terminal/storage/keyring.hpp"
#include "terminal/storage/outbox.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace xz::storage {

// What IT is told of it: counts and ids, nothing of a student.
struct WreckReport {
    std::uint64_t pages = 0;
    std::uint64_t damaged_pages = 0;
    std::uint64_t envelopes = 0;   // whole and genuine
    std::uint64_t waiting = 0;     // of these, still without a receipt
    std::uint64_t refused = 0;     // readable, but not what was kept under that hash, or not signed by this terminal
    std::uint64_t drafts = 0;
    bool has_identity = false;     // if not, the terminal must be enrolled again
    bool has_bundle = false;
    std::vector<std::string> lost;  // the ids of envelopes that the platform does not have and that cannot be read
};

class Wreck {
public:
    // KeyMissing, KeyUnreadable, KeyLevelDropped, KeyringMissing, KeyringDamaged, StoreMissing, NotEncrypted, NotAFile, Empty, TooNew, WrongKey,
    // AccessDenied, Io; never Damaged.
    [[nodiscard]] static Result<Wreck, StoreFailure> look(const std::filesystem::path& folder, const KeyProvider& provider,
                                                          const StoreFiles& files = system_files());

    [[nodiscard]] const WreckReport& report() const { return report_; }
    [[nodiscard]] const std::optional<TerminalIdentity>& identity() const { return identity_; }
    [[nodiscard]] const std::optional<ChainEnd>& chain_end() const { return end_; }  // of the newest chain
    [[nodiscard]] const std::optional<Instant>& oldest_waiting() const { return oldest_; }
    [[nodiscard]] std::uint64_t bundle_version() const { return bundle_version_; }
    [[nodiscard]] KeyLevel key_level() const { return provided_.level; }

    // Everything that is whole into `database`, which has this program's schema and no rows; with the chains as they were. Throws sqlite::Error.
    void copy_into(sqlite::Database& database) const;

    [[nodiscard]] const ProvidedKey& provided() const { return provided_; }
    [[nodiscard]] const crypto::Secret<32>& pepper() const { return keys_.pepper; }

private:
    struct Chain {
        std::string id;
        std::uint64_t last_seq = 0;
        crypto::Digest last_sha256{};
    };
    // What only the end of a survey can judge.
    struct Found;

    Wreck(ProvidedKey provided, StoreKeys keys, sqlite::PageFile file);
    void survey();
    void take_note(const sqlite::Record& record, Found& found);
    void take_note_of_envelope(const sqlite::Record& row, Found& found);

    ProvidedKey provided_;
    StoreKeys keys_;
    sqlite::PageFile file_;
    WreckReport report_;
    std::optional<TerminalIdentity> identity_;
    std::optional<crypto::VerifyKey> signer_;
    std::set<std::int64_t> genuine_;        // rows of envelopes, by their number
    std::map<std::int64_t, Chain> chains_;  // by their place
    std::optional<ChainEnd> end_;
    std::optional<Instant> oldest_;
    std::uint64_t bundle_version_ = 0;
};

}  // namespace xz::storage
