// What a disk holds under one folder, change by change, and what of it may be found after the power went.
//
// Models what a disk and its file system may do: synced bytes stay; of the others any subset of writes or of their 512-byte sectors
// may be there, be missing or be noise. A name (made, renamed, removed) stays once its folder is synced; of the others a beginning
// is there, in their order, as journaled file systems keep it. A synced file whose name was not synced may be gone whole.
#pragma once

#include "terminal/core/support/bytes.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace xz::testing {

// What is found after the power comes back, of what was written and not synced.
enum class Survival : std::uint8_t {
    Everything,  // as after a kill: the page cache was written out
    SyncedOnly,
    OldestWrites,  // a beginning of each file's writes, in their order
    AnyWrites,     // some writes, out of order
    Torn,          // some sectors of each write
    Garbled,       // some sectors of each write, others noise
};
inline constexpr Survival AllSurvivals[]{Survival::Everything, Survival::SyncedOnly, Survival::OldestWrites,
                                         Survival::AnyWrites,  Survival::Torn,       Survival::Garbled};
[[nodiscard]] std::string_view to_text(Survival survival);

using Node = std::uint32_t;  // a file or folder, whatever it is called
inline constexpr Node RootNode = 0;

struct DiskOperation {
    enum class Kind : std::uint8_t { MakeFile, MakeFolder, Rename, Remove, Write, Truncate, Sync } kind = Kind::Sync;
    Node node = RootNode;
    Node folder = RootNode;  // of MakeFile, MakeFolder, Remove; where Rename leads
    std::string name;
    Node from_folder = RootNode;  // of Rename
    std::string from_name;
    std::size_t at = 0;  // of Write: where; of Truncate: the new size
    Bytes bytes;
};

class DiskImage {
public:
    DiskImage();

    // The operation happens; what it changes is not durable before a Sync. `operation` outlives the image.
    void apply(const DiskOperation& operation);

    struct Found {
        std::vector<std::string> folders;  // relative, outer ones first
        std::map<std::string, Bytes> files;
    };
    // The same seed gives the same fate.
    [[nodiscard]] Found found(Survival survival, std::uint64_t seed) const;

private:
    using Names = std::map<Node, std::map<std::string, Node>>;
    struct Contents {
        bool is_folder = false;
        Bytes durable;
        std::vector<const DiskOperation*> unsynced;
    };

    static void rename(Names& names, const DiskOperation& operation);
    void sync(Node node);

    std::map<Node, Contents> nodes_;
    Names durable_names_;
    std::vector<const DiskOperation*> unsynced_names_;
};

}  // namespace xz::testing
