#include "server-sync/admin/private_folder.hpp"

#include "server-sync/admin/file_copies.hpp"
#include "terminal/core/support/file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace xz::server::admin {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t LongestHolder = 256;

fs::path lock_of(const fs::path& data) { return data / "lock"; }

}  // namespace

Result<void, std::string> make_private_folder(const fs::path& folder) {
    std::error_code error;
    if (fs::is_directory(folder, error)) return {};
    fs::create_directories(folder, error);
    if (!error) fs::permissions(folder, fs::perms::owner_all, error);
    if (error) return failure("cannot make the folder " + folder.string() + ": " + error.message());
    return sync_folder(fs::absolute(folder).parent_path());  // before anything is moved into it
}

Result<std::optional<DataLock>, std::string> DataLock::try_take(const fs::path& data, std::string_view who) {
    const fs::path file = lock_of(data);
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        return failure("cannot open " + file.string() + ": " + std::strerror(errno) + " (is this the data folder that init made?)");
    }
    DataLock lock{descriptor};
    if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) {
        // For people only: a disk that is full must not keep anybody out.
        const std::string name = std::string{who} + ", process " + std::to_string(::getpid());
        if (::ftruncate(descriptor, 0) == 0) static_cast<void>(::pwrite(descriptor, name.data(), name.size(), 0));
        return std::optional<DataLock>{std::move(lock)};
    }
    if (errno == EWOULDBLOCK) return std::optional<DataLock>{};
    return failure("cannot lock " + file.string() + ": " + std::strerror(errno));
}

std::string DataLock::holder(const fs::path& data) {
    const auto name = read_file(lock_of(data), LongestHolder);
    return name ? std::string{text_of(*name)} : std::string{};
}

DataLock::~DataLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

DataLock::DataLock(DataLock&& other) noexcept : descriptor_{std::exchange(other.descriptor_, -1)} {}

}  // namespace xz::server::admin
