#include "terminal/core/support/file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace xz {
namespace {

class Descriptor {
public:
    explicit Descriptor(int value) : value_{value} {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (value_ >= 0) ::close(value_);
    }
    [[nodiscard]] int get() const { return value_; }

private:
    int value_;
};

FileError system_error(const char* verb, const std::filesystem::path& path) {
    const int code = errno;
    auto kind = FileError::Kind::input_output;
    if (code == ENOENT || code == ENOTDIR) kind = FileError::Kind::not_found;
    if (code == EACCES || code == EPERM || code == EROFS) kind = FileError::Kind::not_permitted;
    if (code == ENOSPC || code == EDQUOT || code == EFBIG) kind = FileError::Kind::no_space;
    return {kind, fmt::format("cannot {} {}: {}", verb, path.string(), std::strerror(code))};
}

bool write_all(int descriptor, ByteView bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return false;
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return true;
}

}  // namespace

Result<Bytes, FileError> read_file(const std::filesystem::path& path, std::size_t max_bytes) {
    const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (file.get() < 0) return failure(system_error("open", path));
    Bytes bytes;
    std::size_t size = 0;
    while (true) {
        bytes.resize(std::min(max_bytes + 1, std::max<std::size_t>(size * 2, 16384)));
        const ssize_t count = ::read(file.get(), bytes.data() + size, bytes.size() - size);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return failure(system_error("read", path));
        if (count == 0) break;
        size += static_cast<std::size_t>(count);
        if (size > max_bytes)
            return failure(FileError{FileError::Kind::too_large,
                                     fmt::format("{} is larger than the {} bytes allowed", path.string(), max_bytes)});
    }
    bytes.resize(size);
    return bytes;
}

Result<void, FileError> write_file_atomically(const std::filesystem::path& path, ByteView bytes, unsigned mode) {
    const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
    std::string temporary = path.string() + ".XXXXXX";
    {
        const Descriptor file{::mkostemp(temporary.data(), O_CLOEXEC)};
        if (file.get() < 0) return failure(system_error("create a file beside", path));
        if (::fchmod(file.get(), static_cast<mode_t>(mode)) != 0 || !write_all(file.get(), bytes) ||
            ::fsync(file.get()) != 0) {
            const FileError error = system_error("write", temporary);
            ::unlink(temporary.c_str());
            return failure(error);
        }
    }
    if (::rename(temporary.c_str(), path.c_str()) != 0) {
        const FileError error = system_error("replace", path);
        ::unlink(temporary.c_str());
        return failure(error);
    }
    const Descriptor directory{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (directory.get() < 0 || ::fsync(directory.get()) != 0) return failure(system_error("flush the folder of", path));
    return {};
}

}  // namespace xz
