// A platform brought back from a backup: a new epoch, so that terminals push again what the backup does not have (DESIGN 4).
#pragma once

#include "server-sync/admin/backup.hpp"

namespace xz::server::admin {

enum class OlderBackup { Refused, Taken };

struct RestorePlan {
    std::filesystem::path data;
    BackupFolders from;
    // A later backup was proven: terminals may have purged what this one lacks.
    OlderBackup older = OlderBackup::Refused;
};

// {"backup","made_at","epoch","bundle","set_aside"}; "bundle": the version that was published again above what terminals may hold, or null. The
// caller holds the folder's DataLock. The store that stands there is moved aside whole, never overwritten, once the one that comes is ready;
// after a power cut in between the same call begins again.
[[nodiscard]] Answer restore_platform(const RestorePlan& plan, const PlatformKeys& keys, const Clock& clock, RandomSource& random);

}  // namespace xz::server::admin
