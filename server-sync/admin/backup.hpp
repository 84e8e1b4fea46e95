// Backups of the platform, made while it serves and proven before they count: the store in one folder, students' keys in another.
//
// Each folder holds one file and backup.json. It is written as DIR.partial and takes its name when everything in it is durable and has
// been read back; so a folder without that ending is a whole backup, whatever happened.
#pragma once

#include "server-sync/admin/backup_manifest.hpp"
#include "server-sync/admin/command.hpp"
#include "server-sync/storage/sqlcipher/backup_copy.hpp"

#include <filesystem>
#include <string>

namespace xz::server::admin {

struct BackupFolders {
    std::filesystem::path platform;
    std::filesystem::path student_keys;  // apart, because it is forgotten sooner: what is erased there is erased in every backup
};

struct SoundBackup {
    BackupManifest platform;
    BackupManifest student_keys;
    storage::PlatformCopy contents;
};

// Every byte against the signed manifests, every page against its key, every structure. One or more lines for people otherwise. The
// students' keys may be of a later backup, never of an earlier one: a record without its key would be lost.
[[nodiscard]] Result<SoundBackup, std::string> verify_backup(const BackupFolders& folders, const PlatformKeys& keys);

// Named value of the store: {"id","made_at"} of the last backup that was proven.
inline constexpr std::string_view LastBackupMark = "last_backup";

}  // namespace xz::server::admin
