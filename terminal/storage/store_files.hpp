// The few files of a store that SQLite does not write itself: handed in, so that a test's disk can stand in for the machine's.
#pragma once

#include "terminal/core/support/file.hpp"

#include <filesystem>

namespace xz::storage {

// Every change is durable when it returns; a cut before leaves the state before or after it, never one between.
class StoreFiles {
public:
    virtual ~StoreFiles() = default;
    [[nodiscard]] virtual Result<Bytes, FileError> read(const std::filesystem::path& file, std::size_t max_bytes) const = 0;
    // Readable by its owner only.
    [[nodiscard]] virtual Result<void, FileError> write(const std::filesystem::path& file, ByteView bytes) const = 0;
    // Also of a folder; takes the place of a file that is there.
    [[nodiscard]] virtual Result<void, FileError> rename(const std::filesystem::path& from, const std::filesystem::path& to) const = 0;
    // One that is not there is gone already.
    [[nodiscard]] virtual Result<void, FileError> remove(const std::filesystem::path& file) const = 0;
    [[nodiscard]] virtual bool exists(const std::filesystem::path& file) const = 0;
};

// The operating system's.
[[nodiscard]] const StoreFiles& system_files();

}  // namespace xz::storage
