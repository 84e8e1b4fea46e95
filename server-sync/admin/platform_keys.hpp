// The platform's secrets as files that only its own account reads: DATA/keys/, made once by `init`.
#pragma once

#include "server-sync/admin/held_keys.hpp"
#include "terminal/core/crypto/authority.hpp"
#include "terminal/core/crypto/box.hpp"
#include "terminal/core/crypto/sign.hpp"
#include "terminal/core/protocol/key_set.hpp"
#include "terminal/core/support/result.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace xz::server::admin {

struct PlatformKeys {
    crypto::Secret<32> database;        // platform.db
    crypto::Secret<32> student_keys;    // student-keys.db
    crypto::Secret<32> wrapping;        // each student's key inside it
    crypto::SigningKey receipt;
    crypto::SigningKey bundle;
    crypto::Authority authority;
    crypto::CertificateKey server_key;
    crypto::Certificate server_certificate;
    std::unique_ptr<HeldKeys> held;  // changes while the rest stays
};

// The private halves that no server keeps.
struct OfflineKeys {
    crypto::SigningKey root;
    std::optional<crypto::BoxKey> recovery;  // nothing: its public half came from elsewhere
};

struct MadeKeys {
    PlatformKeys platform;
    OfflineKeys offline;
};

// `recovery`: the public half of one that was made off this machine; else one is made.
[[nodiscard]] MadeKeys make_keys(const crypto::ServerNames& names, Instant now, RandomSource& random,
                                 const std::optional<crypto::BoxPublicKey>& recovery = std::nullopt);

// One line for people in case of failure. `folder` is made with mode 0700, the files with 0600.
[[nodiscard]] Result<void, std::string> write_keys(const PlatformKeys& keys, const std::filesystem::path& folder);
[[nodiscard]] Result<void, std::string> write_key_set(const protocol::KeySet& key_set, const std::filesystem::path& folder);
[[nodiscard]] Result<void, std::string> write_box_key(const crypto::BoxKey& box, const std::filesystem::path& folder);
// Its file is overwritten and removed, durably; one that is not there is no failure.
[[nodiscard]] Result<void, std::string> destroy_box_key(std::string_view kid, const std::filesystem::path& folder);

// The root's file and, where it was made here, the recovery key's; answers the root key's code, which is written nowhere.
[[nodiscard]] Result<std::string, std::string> write_offline_keys(const OfflineKeys& keys, const std::filesystem::path& folder,
                                                                  RandomSource& random);
// Whether keys that left a server lie there: nothing may be written over them.
[[nodiscard]] bool holds_offline_keys(const std::filesystem::path& folder);
// A new server certificate for the same key, from the platform's own CA; the old one is replaced.
[[nodiscard]] Result<void, std::string> renew_server_certificate(const PlatformKeys& keys, const crypto::ServerNames& names, Instant now,
                                                                 const std::filesystem::path& folder);
[[nodiscard]] Result<PlatformKeys, std::string> load_keys(const std::filesystem::path& folder);

}  // namespace xz::server::admin
