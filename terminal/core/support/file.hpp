// Files: read whole up to a limit, and replaced so that a power cut leaves the old or the new, never a half.
#pragma once

#include "terminal/core/support/bytes.hpp"
#include "terminal/core/support/result.hpp"

#include <filesystem>
#include <string>

namespace xz {

struct FileError {
    enum class Kind { not_found, not_permitted, too_large, no_space, input_output };
    Kind kind;
    std::string message;  // one line for people: what happened to which file
};

[[nodiscard]] Result<Bytes, FileError> read_file(const std::filesystem::path& path, std::size_t max_bytes);

// Temporary file beside it, fsync, rename, fsync of the folder. `mode` are the permission bits of the new file.
[[nodiscard]] Result<void, FileError> write_file_atomically(const std::filesystem::path& path, ByteView bytes, unsigned mode);

}  // namespace xz
