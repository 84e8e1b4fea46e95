#include "server-sync/admin/private_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace xz::server::admin {

namespace fs = std::filesystem;

Result<void, std::string> make_private_folder(const fs::path& folder) {
    std::error_code error;
    if (fs::is_directory(folder, error)) return {};
    fs::create_directories(folder, error);
    if (!error) fs::permissions(folder, fs::perms::owner_all, error);
    if (error) return failure("cannot make the folder " + folder.string() + ": " + error.message());
    return {};
}

Result<std::optional<DataLock>, std::string> DataLock::try_take(const fs::path& data) {
    const fs::path file = data / "lock";
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        return failure("cannot open " + file.string() + ": " + std::strerror(errno) + " (is this the data folder that init made?)");
    }
    DataLock lock{descriptor};
    if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) return std::optional<DataLock>{std::move(lock)};
    if (errno == EWOULDBLOCK) return std::optional<DataLock>{};
    return failure("cannot lock " + file.string() + ": " + std::strerror(errno));
}

DataLock::~DataLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

DataLock::DataLock(DataLock&& other) noexcept : descriptor_{std::exchange(other.descriptor_, -1)} {}

}  // namespace xz::server::admin
