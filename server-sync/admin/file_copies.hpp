// Large files: told apart by their digest, copied durably, and folders that are whole or not there.
#pragma once

#include "terminal/core/crypto/hash.hpp"
#include "terminal/core/support/result.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

namespace xz::server::admin {

struct FileDigest {
    std::uint64_t bytes = 0;
    crypto::Digest sha256{};
    friend bool operator==(const FileDigest&, const FileDigest&) = default;
};
// One line for people in case of failure; so too below.
[[nodiscard]] Result<FileDigest, std::string> digest_of(const std::filesystem::path& file);

// Into a new file of mode 0600, durable when it returns but for its folder's entry.
[[nodiscard]] Result<void, std::string> copy_durably(const std::filesystem::path& from, const std::filesystem::path& to);
[[nodiscard]] Result<void, std::string> sync_folder(const std::filesystem::path& folder);
// Of one file system; both folders are durable when it returns.
[[nodiscard]] Result<void, std::string> rename_durably(const std::filesystem::path& from, const std::filesystem::path& to);

// FOLDER.partial until finish(); what is left unfinished goes.
class PartialFolder {
public:
    // Fails when `folder` is there and not empty. What a power cut left of an earlier attempt is removed.
    [[nodiscard]] static Result<PartialFolder, std::string> make(const std::filesystem::path& folder);
    PartialFolder(PartialFolder&& other) noexcept;
    PartialFolder& operator=(PartialFolder&&) = delete;
    ~PartialFolder();

    [[nodiscard]] const std::filesystem::path& path() const { return partial_; }
    // Takes its name.
    [[nodiscard]] Result<void, std::string> finish();

private:
    explicit PartialFolder(std::filesystem::path folder);
    std::filesystem::path folder_;
    std::filesystem::path partial_;
};

}  // namespace xz::server::admin
