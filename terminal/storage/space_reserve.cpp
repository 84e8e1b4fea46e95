#include "terminal/storage/space_reserve.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace xz::storage {

bool SpaceReserve::hold() {
    if (is_held()) {
        return true;
    }
    const int file = ::open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0) {
        return false;
    }
    const bool allocated = ::posix_fallocate(file, 0, static_cast<off_t>(bytes_)) == 0;
    ::close(file);
    if (!allocated) {
        ::unlink(file_.c_str());  // a part of it would only take room from the store
    }
    return allocated;
}

bool SpaceReserve::release() {
    return ::unlink(file_.c_str()) == 0;
}

bool SpaceReserve::is_held() const {
    struct stat status {};
    return bytes_ == 0 || (::stat(file_.c_str(), &status) == 0 && static_cast<std::uint64_t>(status.st_size) >= bytes_);
}

std::uint64_t free_space(const std::filesystem::path& path) {
    struct statvfs status {};
    if (::statvfs(path.c_str(), &status) != 0) {
        return 0;
    }
    return static_cast<std::uint64_t>(status.f_bavail) * status.f_frsize;
}

}  // namespace xz::storage
