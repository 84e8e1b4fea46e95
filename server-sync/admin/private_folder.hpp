// Folders that nobody else may look into, and the lock that says who works in one.
#pragma once

#include "terminal/core/support/result.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace xz::server::admin {

// Makes it with its parents, mode 0700; one that is there is left alone.
[[nodiscard]] Result<void, std::string> make_private_folder(const std::filesystem::path& folder);

// Held by the one process that may open the store in a data folder: the server, or xuezhen-admin while no server runs.
class DataLock {
public:
    // Nothing: another process holds it. Fails when the folder is not there or not ours. `who` takes it, for the next one to read.
    [[nodiscard]] static Result<std::optional<DataLock>, std::string> try_take(const std::filesystem::path& data, std::string_view who);
    // Who took it last, as try_take() was told, and as which process: "xuezhen-admin import-status, process 123".
    [[nodiscard]] static std::string holder(const std::filesystem::path& data);
    ~DataLock();
    DataLock(DataLock&& other) noexcept;
    DataLock& operator=(DataLock&&) = delete;

private:
    explicit DataLock(int descriptor) : descriptor_{descriptor} {}
    int descriptor_;
};

}  // namespace xz::server::admin
