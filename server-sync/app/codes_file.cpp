#include "server-sync/app/codes_file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace xz::server::app {

namespace fs = std::filesystem;

namespace {

std::string trouble(std::string_view verb, const fs::path& path, int code) {
    return fmt::format("cannot {} the file {} for the codes: {}", verb, path.string(), std::strerror(code));
}

bool write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t count = ::write(descriptor, text.data(), text.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return false;
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

// Whatever came to be there meanwhile stays; a file system that cannot promise it is asked without.
bool put_in_place(const std::string& temporary, const fs::path& path) {
    if (::renameat2(AT_FDCWD, temporary.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE) == 0) return true;
    return errno == EINVAL && ::rename(temporary.c_str(), path.c_str()) == 0;
}

bool flush_folder(const fs::path& file) {
    const fs::path folder = file.has_parent_path() ? file.parent_path() : ".";
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return false;
    const bool flushed = ::fsync(descriptor) == 0;
    ::close(descriptor);
    return flushed;
}

}  // namespace

CodesFile::CodesFile(fs::path path, std::string temporary, int descriptor)
    : path_{std::move(path)}, temporary_{std::move(temporary)}, descriptor_{descriptor} {}

CodesFile::CodesFile(CodesFile&& other) noexcept
    : path_{std::move(other.path_)}, temporary_{std::exchange(other.temporary_, {})}, descriptor_{std::exchange(other.descriptor_, -1)} {}

CodesFile::~CodesFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

Result<CodesFile, std::string> CodesFile::reserve(fs::path path) {
    std::error_code error;
    if (fs::exists(fs::symlink_status(path, error))) return failure(trouble("make", path, EEXIST));
    std::string temporary = path.string() + ".XXXXXX";
    const int descriptor = ::mkostemp(temporary.data(), O_CLOEXEC);
    if (descriptor < 0) return failure(trouble("make", path, errno));
    CodesFile file{path, std::move(temporary), descriptor};
    if (const int code = ::posix_fallocate(descriptor, 0, static_cast<off_t>(Room)); code != 0) return failure(trouble("make room in", path, code));
    return file;
}

Result<void, std::string> CodesFile::keep(std::string_view text) {
    if (!write_all(descriptor_, text) || ::ftruncate(descriptor_, static_cast<off_t>(text.size())) != 0 || ::fsync(descriptor_) != 0 ||
        !put_in_place(temporary_, path_)) {
        return failure(trouble("write", path_, errno));
    }
    temporary_.clear();
    if (!flush_folder(path_)) return failure(trouble("flush the folder of", path_, errno));
    return {};
}

}  // namespace xz::server::app
