// The platform's secrets as files that only its own account reads: DATA/keys/, made once by `init`.
#pragma once

#include "terminal/core/crypto/authority.hpp"
#include "terminal/core/crypto/box.hpp"
#include "terminal/core/crypto/sign.hpp"
#include "terminal/core/protocol/key_set.hpp"
#include "terminal/core/support/result.hpp"

#include <filesystem>
#include <string>

namespace xz::server::admin {

struct PlatformKeys {
    crypto::Secret<32> database;        // platform.db
    crypto::Secret<32> student_keys;    // student-keys.db
    crypto::Secret<32> wrapping;        // each student's key inside it
    crypto::SigningKey receipt;
    crypto::SigningKey bundle;
    crypto::BoxKey box;
    crypto::Authority authority;
    protocol::KeySet key_set;
    crypto::CertificateKey server_key;
    crypto::Certificate server_certificate;
};

// What leaves the server: the custodians keep it, the platform runs without it.
struct OfflineKeys {
    crypto::SigningKey root;
    crypto::BoxKey recovery;
};

struct MadeKeys {
    PlatformKeys platform;
    OfflineKeys offline;
};

[[nodiscard]] MadeKeys make_keys(const crypto::ServerNames& names, Instant now, RandomSource& random);

// One line for people in case of failure. `folder` is made with mode 0700, the files with 0600.
[[nodiscard]] Result<void, std::string> write_keys(const PlatformKeys& keys, const std::filesystem::path& folder);
[[nodiscard]] Result<void, std::string> write_offline_keys(const OfflineKeys& keys, const std::filesystem::path& folder);
// Whether keys that left a server lie there: nothing may be written over them.
[[nodiscard]] bool holds_offline_keys(const std::filesystem::path& folder);
// A new server certificate for the same key, from the platform's own CA; the old one is replaced.
[[nodiscard]] Result<void, std::string> renew_server_certificate(const PlatformKeys& keys, const crypto::ServerNames& names, Instant now,
                                                                 const std::filesystem::path& folder);
[[nodiscard]] Result<PlatformKeys, std::string> load_keys(const std::filesystem::path& folder);

}  // namespace xz::server::admin
