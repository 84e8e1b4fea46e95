#include "terminal/core/sqlite/file_head.hpp"

#include "terminal/core/crypto/hash.hpp"

#include <fcntl.h>
#include <sqlcipher/sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string_view>

namespace xz::sqlite {

namespace {

constexpr std::string_view kPlain{"SQLite format 3\0", 16};

class Descriptor {
public:
    explicit Descriptor(int number) : number_{number} {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (number_ >= 0) {
            ::close(number_);
        }
    }
    [[nodiscard]] int number() const { return number_; }
    [[nodiscard]] bool is_open() const { return number_ >= 0; }

private:
    int number_;
};

OpenFailure failure_of(int error) {
    switch (error) {
        case ENOENT:
        case ENOTDIR: return OpenFailure::NotFound;
        case EEXIST: return OpenFailure::AlreadyExists;
        case EACCES:
        case EPERM:
        case EROFS: return OpenFailure::AccessDenied;
        case ENOSPC:
        case EDQUOT: return OpenFailure::DiskFull;
        default: return OpenFailure::Io;
    }
}

}  // namespace

FileHead salt_of(Key key) {
    constexpr std::string_view label = "xuezhen/1/store-salt";
    const crypto::Digest digest = crypto::sha256({bytes_of(label), ByteView{key}});
    FileHead salt;
    std::copy_n(digest.begin(), salt.size(), salt.begin());
    return salt;
}

bool is_plain(const FileHead& head) {
    return text_of(head) == kPlain;
}

Result<FileHead, OpenFailure> read_head(sqlite3* connection) {
    sqlite3_file* file = nullptr;
    if (sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK || file->pMethods == nullptr) {
        return failure(OpenFailure::Io);
    }
    FileHead head{};
    const int code = file->pMethods->xRead(file, head.data(), static_cast<int>(head.size()), 0);
    if (code == SQLITE_IOERR_SHORT_READ) {
        return failure(OpenFailure::Damaged);
    }
    if (code != SQLITE_OK) {
        return failure(OpenFailure::Io);
    }
    if (is_plain(head)) {
        return failure(OpenFailure::NotEncrypted);
    }
    return head;
}

Result<void, OpenFailure> create_empty(const std::filesystem::path& file) {
    const Descriptor descriptor{::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR)};
    if (!descriptor.is_open()) {
        return failure(failure_of(errno));
    }
    const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path{"."};
    const Descriptor folder_descriptor{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!folder_descriptor.is_open() || ::fsync(folder_descriptor.number()) != 0) {
        return failure(failure_of(errno));
    }
    return {};
}

}  // namespace xz::sqlite
