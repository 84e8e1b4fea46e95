// Opening the store in a data folder with the keys beside it.
#pragma once

#include "server-sync/admin/platform_keys.hpp"
#include "server-sync/storage/sqlcipher/storage.hpp"

#include <filesystem>
#include <memory>

namespace xz::server::admin {

[[nodiscard]] inline std::filesystem::path keys_folder(const std::filesystem::path& data) { return data / "keys"; }

// The caller holds the folder's DataLock. The error is one line for people.
[[nodiscard]] Result<std::unique_ptr<storage::Storage>, std::string> open_store(const std::filesystem::path& data,
                                                                               const PlatformKeys& keys, RandomSource& random);
[[nodiscard]] Result<std::unique_ptr<storage::Storage>, std::string> create_store(const std::filesystem::path& data,
                                                                                 const PlatformKeys& keys, RandomSource& random);

}  // namespace xz::server::admin
