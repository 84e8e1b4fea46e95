// What a backup's folder must hold, signed by the platform: backup.json beside the files.
#pragma once

#include "terminal/core/crypto/hash.hpp"
#include "terminal/core/crypto/sign.hpp"
#include "terminal/core/protocol/key_set.hpp"
#include "terminal/core/support/clock.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace xz::server::admin {

inline constexpr std::string_view BackupManifestFile = "backup.json";

enum class BackupPart { Platform, StudentKeys };
[[nodiscard]] std::string_view to_text(BackupPart part);  // "platform", "student-keys"

struct BackedUpFile {
    std::string name;
    std::uint64_t bytes = 0;
    crypto::Digest sha256{};
};

struct BackupManifest {
    BackupPart part = BackupPart::Platform;
    std::string id;   // UUIDv7, the same of both parts
    Instant made_at;
    BackedUpFile file;
};

// {"v":1,"part","id","made_at","file":{"name","bytes","sha256"},"kid","sig"}: canonical, with a signature of type "backup" by the receipt key.
[[nodiscard]] std::string encode(const BackupManifest& manifest, const crypto::SigningKey& receipt_key);
// Nothing: not of the form, or not signed by a receipt key of that set.
[[nodiscard]] std::optional<BackupManifest> decode_backup_manifest(std::string_view text, const protocol::KeySet& keys);

}  // namespace xz::server::admin
