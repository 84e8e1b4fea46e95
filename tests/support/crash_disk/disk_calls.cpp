// The C library's calls that change files, in its place: each does the real thing, and tells the CrashDisk that watches.
// Nothing is flushed to this machine's own disk: what survives a power cut is the CrashDisk's to say.
#undef _FORTIFY_SOURCE
#include "tests/support/crash_disk/watch.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace {

using xz::testing::CrashDisk;
using xz::testing::DiskCall;
using xz::testing::Node;
using Watch = CrashDisk::Watch;
using Kind = xz::testing::DiskOperation::Kind;

template <typename Call>
auto watched(Call&& call) {
    Watch* watch = Watch::current.load();
    if (watch == nullptr) {
        return call(nullptr);
    }
    const std::lock_guard lock{watch->mutex()};
    return call(watch);
}

// Whether the watch refuses it, errno being set.
bool is_refused(Watch& watch, DiskCall call) {
    const int error = watch.refusal(call);
    if (error != 0) {
        errno = error;
    }
    return error != 0;
}

int open_at(int folder, const char* path, int flags, mode_t mode) {
    return watched([&](Watch* watch) {
        const auto below = watch == nullptr ? std::nullopt : watch->below(folder, path);
        const bool was_there = below && watch->is_known(*below);
        if (below && is_refused(*watch, DiskCall::Open)) {
            return -1;
        }
        if (below && !was_there && (flags & O_CREAT) != 0 && is_refused(*watch, DiskCall::Name)) {
            return -1;
        }
        const int descriptor = static_cast<int>(::syscall(SYS_openat, folder, path, flags, mode));
        if (descriptor < 0 || !below) {
            return descriptor;
        }
        if (!was_there) {
            watch->made(*below, Kind::MakeFile);
        }
        watch->opened(descriptor, *below);
        if (was_there && (flags & O_TRUNC) != 0) {
            watch->changed({.kind = Kind::Truncate, .node = *watch->node_of(descriptor)});
        }
        return descriptor;
    });
}

ssize_t write_at(int file, const void* bytes, size_t count, std::optional<off_t> at) {
    return watched([&](Watch* watch) {
        const auto node = watch == nullptr ? std::nullopt : watch->node_of(file);
        if (node && is_refused(*watch, DiskCall::Write)) {
            return ssize_t{-1};
        }
        const auto written = static_cast<ssize_t>(at ? ::syscall(SYS_pwrite64, file, bytes, count, *at) : ::syscall(SYS_write, file, bytes, count));
        if (node && written > 0) {
            const off_t place = at ? *at : ::lseek(file, 0, SEEK_CUR) - written;
            const auto* first = static_cast<const std::uint8_t*>(bytes);
            watch->changed({.kind = Kind::Write, .node = *node, .at = static_cast<std::size_t>(place), .bytes = {first, first + written}});
        }
        return written;
    });
}

int truncate_to(int file, off_t size) {
    return watched([&](Watch* watch) {
        const auto node = watch == nullptr ? std::nullopt : watch->node_of(file);
        if (node && is_refused(*watch, DiskCall::Write)) {
            return -1;
        }
        const int code = static_cast<int>(::syscall(SYS_ftruncate, file, size));
        if (node && code == 0) {
            watch->changed({.kind = Kind::Truncate, .node = *node, .at = static_cast<std::size_t>(size)});
        }
        return code;
    });
}

int sync(int file) {
    return watched([&](Watch* watch) {
        const auto node = watch == nullptr ? std::nullopt : watch->node_of(file);
        if (node && is_refused(*watch, DiskCall::Sync)) {
            return -1;
        }
        if (node) {
            watch->changed({.kind = Kind::Sync, .node = *node});
        }
        return 0;
    });
}

int remove_at(int folder, const char* path, int flags) {
    return watched([&](Watch* watch) {
        const auto below = watch == nullptr ? std::nullopt : watch->below(folder, path);
        if (below && is_refused(*watch, DiskCall::Remove)) {
            return -1;
        }
        const int code = static_cast<int>(::syscall(SYS_unlinkat, folder, path, flags));
        if (below && code == 0) {
            watch->removed(*below);
        }
        return code;
    });
}

mode_t mode_of(int flags, va_list& arguments) {
    return (flags & O_CREAT) != 0 ? static_cast<mode_t>(va_arg(arguments, int)) : 0;
}

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = mode_of(flags, arguments);
    va_end(arguments);
    return open_at(AT_FDCWD, path, flags, mode);
}

int open64(const char* path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = mode_of(flags, arguments);
    va_end(arguments);
    return open_at(AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char* path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = mode_of(flags, arguments);
    va_end(arguments);
    return open_at(folder, path, flags, mode);
}

int mkostemp(char* pattern, int flags) {
    char* const place = pattern + std::strlen(pattern) - 6;
    for (unsigned n = 0;; ++n) {
        const std::string number = std::to_string(1'000'000 + n).substr(1);
        std::memcpy(place, number.data(), number.size());
        const int descriptor = open_at(AT_FDCWD, pattern, flags | O_RDWR | O_CREAT | O_EXCL, S_IRUSR | S_IWUSR);
        if (descriptor >= 0 || errno != EEXIST) {
            return descriptor;
        }
    }
}

int close(int file) {
    return watched([&](Watch* watch) {
        if (watch != nullptr) {
            watch->closed(file);
        }
        return static_cast<int>(::syscall(SYS_close, file));
    });
}

ssize_t write(int file, const void* bytes, size_t count) {
    return write_at(file, bytes, count, std::nullopt);
}
ssize_t pwrite(int file, const void* bytes, size_t count, off_t at) {
    return write_at(file, bytes, count, at);
}
ssize_t pwrite64(int file, const void* bytes, size_t count, off64_t at) {
    return write_at(file, bytes, count, at);
}

int ftruncate(int file, off_t size) noexcept {
    return truncate_to(file, size);
}
int ftruncate64(int file, off64_t size) noexcept {
    return truncate_to(file, size);
}

int fsync(int file) {
    return sync(file);
}
int fdatasync(int file) {
    return sync(file);
}

int unlink(const char* path) noexcept {
    return remove_at(AT_FDCWD, path, 0);
}
int rmdir(const char* path) noexcept {
    return remove_at(AT_FDCWD, path, AT_REMOVEDIR);
}
int unlinkat(int folder, const char* path, int flags) noexcept {
    return remove_at(folder, path, flags);
}
int remove(const char* path) noexcept {
    const int code = remove_at(AT_FDCWD, path, 0);
    return code != 0 && errno == EISDIR ? remove_at(AT_FDCWD, path, AT_REMOVEDIR) : code;
}

int rename(const char* from, const char* to) noexcept {
    return watched([&](Watch* watch) {
        const auto below_from = watch == nullptr ? std::nullopt : watch->below(from);
        const auto below_to = watch == nullptr ? std::nullopt : watch->below(to);
        if (below_from && below_to && is_refused(*watch, DiskCall::Name)) {
            return -1;
        }
        const int code = static_cast<int>(::syscall(SYS_rename, from, to));
        if (below_from && below_to && code == 0) {
            watch->renamed(*below_from, *below_to);
        }
        return code;
    });
}

int statvfs(const char* path, struct statvfs* out) noexcept {
    return watched([&](Watch* watch) {
        struct statfs found {};
        const int code = static_cast<int>(::syscall(SYS_statfs, path, &found));
        *out = {};
        out->f_bsize = out->f_frsize = static_cast<unsigned long>(found.f_bsize);
        out->f_blocks = found.f_blocks;
        out->f_files = found.f_files;
        if (watch == nullptr || !watch->below(path) || !watch->is_full()) {
            out->f_bfree = found.f_bfree;
            out->f_bavail = found.f_bavail;
            out->f_ffree = out->f_favail = found.f_ffree;
        }
        return code;
    });
}

int mkdir(const char* path, mode_t mode) noexcept {
    return watched([&](Watch* watch) {
        const auto below = watch == nullptr ? std::nullopt : watch->below(path);
        if (below && is_refused(*watch, DiskCall::Name)) {
            return -1;
        }
        const int code = static_cast<int>(::syscall(SYS_mkdir, path, mode));
        if (below && code == 0) {
            watch->made(*below, Kind::MakeFolder);
        }
        return code;
    });
}

}  // extern "C"
