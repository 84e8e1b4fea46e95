// Backups of a platform and what comes back from them, and what the recovery key opens, for the settings of a platform.
#pragma once

#include "server-sync/admin/command.hpp"
#include "server-sync/app/settings.hpp"

#include <filesystem>

namespace xz::server::app {

// Students' keys lie in DIR-student-keys when `student_keys` is empty.
[[nodiscard]] admin::Answer back_up(const Settings& settings, const std::filesystem::path& folder, const std::filesystem::path& student_keys);
[[nodiscard]] admin::Answer verify_backup(const Settings& settings, const std::filesystem::path& folder, const std::filesystem::path& student_keys);
enum class Older { Refused, Taken };
[[nodiscard]] admin::Answer restore(const Settings& settings, const std::filesystem::path& folder, const std::filesystem::path& student_keys, Older older);
struct Shares {
    std::filesystem::path one;
    std::filesystem::path other;
};
// `settings` null: no platform is at hand, and the use of the key goes on no record.
[[nodiscard]] admin::Answer recover_kiosk(const Settings* settings, const std::filesystem::path& store, const Shares& shares,
                                          const std::filesystem::path& out);
[[nodiscard]] admin::Answer recover_quarantine(const Settings& settings, const Shares& shares);

}  // namespace xz::server::app
