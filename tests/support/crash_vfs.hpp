// A disk in memory under SQLite whose power can be cut at any operation, and that then loses, tears or garbles what was not synced.
//
// Files are taken over from the real disk with adopt() and never written back. For one thread and one connection at a time: the
// connection must lock exclusively (no shared memory). Models what a disk may do: synced bytes stay; of the others any subset of
// writes or of their 512-byte sectors may be there, be missing or be noise; a file's name is durable from its first sync.
#pragma once

#include "terminal/core/support/bytes.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>

namespace xz::testing {

// What is found after the power comes back, of what was written and not synced.
enum class Survival : std::uint8_t {
    Everything,  // as after a kill: the page cache was written out
    SyncedOnly,
    OldestWrites,  // a beginning of the writes, in their order
    AnyWrites,     // some writes, out of order
    Torn,          // some sectors of each write
    Garbled,       // some sectors of each write, others noise
};
inline constexpr Survival AllSurvivals[]{Survival::Everything, Survival::SyncedOnly, Survival::OldestWrites,
                                         Survival::AnyWrites,  Survival::Torn,       Survival::Garbled};

enum class DiskFailure : std::uint8_t { Full, Io };

class CrashVfs {
public:
    explicit CrashVfs(std::string name);
    CrashVfs(const CrashVfs&) = delete;
    CrashVfs& operator=(const CrashVfs&) = delete;
    ~CrashVfs();

    // The name to open databases with.
    [[nodiscard]] const std::string& name() const;

    // A file of the real disk, whole and synced, under its own path.
    void adopt(const std::filesystem::path& file);
    // The present contents as the state that restart() goes back to.
    void keep_as_start();
    // Everything as at keep_as_start(), synced, power on, counting from 0, no failures.
    void restart();

    // Operations that change the disk: create, write, truncate, sync, delete.
    [[nodiscard]] std::uint64_t operations() const;
    // The power goes during the operation after `operations` whole ones; nothing works from then on.
    void cut_after(std::uint64_t operations);
    [[nodiscard]] bool is_cut() const;
    // The disk refuses the operation after `operations` whole ones and all later writes, until heal().
    void fail_after(std::uint64_t operations, DiskFailure failure);
    void heal();
    // Every connection must be closed. What survived is durable now. The same seed gives the same fate.
    void power_on(Survival survival, std::uint64_t seed);

    struct Disk;

private:
    std::unique_ptr<Disk> disk_;
};

}  // namespace xz::testing
