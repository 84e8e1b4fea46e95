#include "terminal/storage/store_files.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace xz::storage {
namespace {

constexpr unsigned kOwnerOnly = 0600;

FileError file_error(const std::error_code& error, const char* verb, const std::filesystem::path& file) {
    auto kind = FileError::Kind::input_output;
    if (error == std::errc::no_such_file_or_directory) {
        kind = FileError::Kind::not_found;
    } else if (error == std::errc::no_space_on_device) {
        kind = FileError::Kind::no_space;
    } else if (error == std::errc::permission_denied || error == std::errc::operation_not_permitted || error == std::errc::read_only_file_system) {
        kind = FileError::Kind::not_permitted;
    }
    return {kind, fmt::format("cannot {} {}: {}", verb, file.string(), error.message())};
}

Result<void, FileError> flush_folder_of(const std::filesystem::path& file) {
    const int folder = ::open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool flushed = folder >= 0 && ::fsync(folder) == 0;
    const std::error_code error{errno, std::generic_category()};
    if (folder >= 0) {
        ::close(folder);
    }
    if (!flushed) {
        return failure(file_error(error, "flush the folder of", file));
    }
    return {};
}

class SystemFiles final : public StoreFiles {
public:
    Result<Bytes, FileError> read(const std::filesystem::path& file, std::size_t max_bytes) const override { return read_file(file, max_bytes); }
    Result<void, FileError> write(const std::filesystem::path& file, ByteView bytes) const override {
        return write_file_atomically(file, bytes, kOwnerOnly);
    }
    Result<void, FileError> rename(const std::filesystem::path& from, const std::filesystem::path& to) const override {
        std::error_code error;
        std::filesystem::rename(from, to, error);
        return error ? failure(file_error(error, "rename", from)) : flush_folder_of(to);
    }
    Result<void, FileError> remove(const std::filesystem::path& file) const override {
        std::error_code error;
        const bool removed = std::filesystem::remove(file, error);
        if (error) {
            return failure(file_error(error, "remove", file));
        }
        return removed ? flush_folder_of(file) : Result<void, FileError>{};
    }
    bool exists(const std::filesystem::path& file) const override {
        std::error_code unseen;
        return std::filesystem::exists(file, unseen);
    }
};

}  // namespace

const StoreFiles& system_files() {
    static const SystemFiles files;
    return files;
}

}  // namespace xz::storage
