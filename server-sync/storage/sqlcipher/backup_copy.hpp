// A copy of the store's files looked at without serving it: whether it is sound, and how far its chains may be called safe.
#pragma once

#include "terminal/core/crypto/secret.hpp"
#include "terminal/core/protocol/receipt.hpp"
#include "terminal/core/sqlite/database.hpp"
#include "terminal/core/support/result.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace xz::server::storage {

struct SafeChain {
    std::string terminal;
    std::string chain;
    std::uint64_t safe_seq = 0;  // everything up to here is in the copy, and opened or set aside whole
};

struct PlatformCopy {
    std::vector<std::string> problems;  // empty: every page authenticates and every structure holds
    protocol::Epoch epoch{};
    std::uint64_t envelopes = 0;
    std::uint64_t newest_bundle = 0;  // 0: none
    std::vector<SafeChain> chains;    // of a sound copy
};

// The files that Storage::back_up writes.
inline constexpr const char* PlatformFile = "platform.db";
inline constexpr const char* StudentKeysFile = "student-keys.db";

// Nobody else may have the file open. Reads all of it.
[[nodiscard]] Result<PlatformCopy, sqlite::OpenFailure> read_platform_copy(const std::filesystem::path& file, const crypto::Secret<32>& key);
// What is wrong with it; empty: it is sound.
[[nodiscard]] Result<std::vector<std::string>, sqlite::OpenFailure> check_student_keys_copy(const std::filesystem::path& file,
                                                                                            const crypto::Secret<32>& key);

}  // namespace xz::server::storage
