// The disk under one folder of this process, whoever writes to it: SQLCipher through its own VFS, keyrings, renames, copies.
//
// Stands below SQLite's VFS, in the place of the C library's calls: a program that links this has its own open, write, fsync, rename
// and the like, which do the real thing, and write down what changed under the folder of the one CrashDisk that watches, in order,
// whichever thread or connection did it. From that, the folder can be made as a power cut at any operation would leave it. So the
// database runs as it does in service: its own locks and shared memory, several connections, default VFS. The shared memory itself (-shm) is no part of
// the disk: SQLite makes it anew when the first connection opens.
#pragma once

#include "tests/support/crash_disk/disk_image.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>

namespace xz::testing {

// Calls that a failing disk refuses.
enum class DiskCall : std::uint8_t {
    Open,   // of a file or folder, to read or write
    Write,  // also truncate
    Sync,
    Name,  // make, rename
    Remove,
};
inline constexpr DiskCall AllDiskCalls[]{DiskCall::Open, DiskCall::Write, DiskCall::Sync, DiskCall::Name, DiskCall::Remove};

enum class Refusal : std::uint8_t {
    Once,      // this call, and the next one works
    FromThen,  // this call and all of its kind until heal()
};

class CrashDisk {
public:
    // Takes the folder as it is for synced and watches it from then on; of several made one after the other the last one does.
    explicit CrashDisk(const std::filesystem::path& folder);
    CrashDisk(const CrashDisk&) = delete;
    CrashDisk& operator=(const CrashDisk&) = delete;
    ~CrashDisk();

    // Operations that changed the disk so far: each is a point at which the power may go.
    [[nodiscard]] std::size_t operations() const;
    // Ends the watch. Throws when the folder does not hold what was written down: something wrote past the watched calls.
    void stop();

    // Makes the folder as it is found when the power went during the operation after `operations` whole ones. The watch has ended.
    void power_cut(std::size_t operations, Survival survival, std::uint64_t fate) const;
    // Makes the folder as it was when the watch began.
    void rewind() const;

    // The call of that kind after `calls` more is refused with `error` (errno).
    void refuse(DiskCall call, std::size_t calls, Refusal refusal, int error);
    // Whether it has come to that.
    [[nodiscard]] bool has_refused() const;
    void heal();

    class Watch;

private:
    void restore(const DiskImage::Found& found) const;

    std::unique_ptr<Watch> watch_;
};

}  // namespace xz::testing
