#include "terminal/app/instance_lock.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace xz::app {

Result<InstanceLock, std::string> InstanceLock::take(const std::filesystem::path& directory) {
    std::error_code unseen;  // what cannot be seen is told by the opening below
    if (!std::filesystem::exists(directory, unseen) && !unseen) {
        return failure(fmt::format("{} does not exist; enrol this terminal first", directory.string()));
    }
    const std::filesystem::path path = directory / "lock";
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) {
        return failure(fmt::format("cannot open {}: {}", path.string(), std::strerror(errno)));
    }
    InstanceLock lock{file};
    if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
        return failure(fmt::format("another xuezhen-terminal uses {}; stop it first", directory.string()));
    }
    return lock;
}

InstanceLock::InstanceLock(InstanceLock&& other) noexcept : file_{std::exchange(other.file_, -1)} {}

InstanceLock& InstanceLock::operator=(InstanceLock&& other) noexcept {
    std::swap(file_, other.file_);
    return *this;
}

InstanceLock::~InstanceLock() {
    if (file_ >= 0) {
        ::close(file_);
    }
}

}  // namespace xz::app
