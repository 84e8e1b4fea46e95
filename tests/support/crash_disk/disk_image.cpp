#include "tests/support/crash_disk/disk_image.hpp"

#include "tests/support/fakes.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace xz::testing {

namespace {

constexpr std::size_t kSector = 512;

class Dice {
public:
    explicit Dice(std::uint64_t seed) : random_{seed} {}
    std::size_t below(std::size_t limit) {
        std::uint64_t number = 0;
        random_.fill({reinterpret_cast<std::uint8_t*>(&number), sizeof number});
        return limit == 0 ? 0 : number % limit;
    }
    bool coin() { return below(2) == 0; }
    void noise(std::span<std::uint8_t> out) { random_.fill(out); }

private:
    RepeatableRandom random_;
};

void write(Bytes& bytes, std::size_t at, ByteView what) {
    if (bytes.size() < at + what.size()) {
        bytes.resize(at + what.size());
    }
    std::ranges::copy(what, bytes.begin() + static_cast<std::ptrdiff_t>(at));
}

void happen(Bytes& bytes, const DiskOperation& change) {
    if (change.kind == DiskOperation::Kind::Write) {
        write(bytes, change.at, change.bytes);
    } else {
        bytes.resize(change.at);
    }
}

void happen_in_sectors(Bytes& bytes, const DiskOperation& change, Survival survival, Dice& dice) {
    for (std::size_t begin = 0; begin < change.bytes.size();) {
        const std::size_t end = std::min(change.bytes.size(), (change.at + begin) / kSector * kSector + kSector - change.at);
        Bytes sector{change.bytes.begin() + static_cast<std::ptrdiff_t>(begin), change.bytes.begin() + static_cast<std::ptrdiff_t>(end)};
        const bool arrives = dice.coin();
        if (!arrives && survival == Survival::Garbled && dice.coin()) {
            dice.noise(sector);
            write(bytes, change.at + begin, sector);
        } else if (arrives) {
            write(bytes, change.at + begin, sector);
        }
        begin = end;
    }
}

Bytes settled(Bytes bytes, const std::vector<const DiskOperation*>& unsynced, Survival survival, Dice& dice) {
    const std::size_t oldest = dice.below(unsynced.size() + 1);
    for (std::size_t i = 0; i < unsynced.size(); ++i) {
        const DiskOperation& change = *unsynced[i];
        switch (survival) {
            case Survival::Everything: happen(bytes, change); break;
            case Survival::SyncedOnly: break;
            case Survival::OldestWrites:
                if (i < oldest) happen(bytes, change);
                break;
            case Survival::AnyWrites:
                if (dice.coin()) happen(bytes, change);
                break;
            case Survival::Torn:
            case Survival::Garbled:
                if (change.kind == DiskOperation::Kind::Write) {
                    happen_in_sectors(bytes, change, survival, dice);
                } else if (dice.coin()) {
                    happen(bytes, change);
                }
                break;
        }
    }
    return bytes;
}

}  // namespace

std::string_view to_text(Survival survival) {
    switch (survival) {
        case Survival::Everything: return "everything";
        case Survival::SyncedOnly: return "synced-only";
        case Survival::OldestWrites: return "oldest-writes";
        case Survival::AnyWrites: return "any-writes";
        case Survival::Torn: return "torn";
        case Survival::Garbled: break;
    }
    return "garbled";
}

DiskImage::DiskImage() {
    nodes_[RootNode].is_folder = true;
}

void DiskImage::apply(const DiskOperation& operation) {
    switch (operation.kind) {
        case DiskOperation::Kind::MakeFile:
        case DiskOperation::Kind::MakeFolder:
            nodes_[operation.node].is_folder = operation.kind == DiskOperation::Kind::MakeFolder;
            [[fallthrough]];
        case DiskOperation::Kind::Rename:
        case DiskOperation::Kind::Remove: unsynced_names_.push_back(&operation); break;
        case DiskOperation::Kind::Write:
        case DiskOperation::Kind::Truncate: nodes_.at(operation.node).unsynced.push_back(&operation); break;
        case DiskOperation::Kind::Sync: sync(operation.node); break;
    }
}

void DiskImage::rename(Names& names, const DiskOperation& operation) {
    if (operation.kind == DiskOperation::Kind::Rename) {
        names[operation.from_folder].erase(operation.from_name);
    }
    if (operation.kind == DiskOperation::Kind::Remove) {
        names[operation.folder].erase(operation.name);
    } else {
        names[operation.folder][operation.name] = operation.node;
    }
}

void DiskImage::sync(Node node) {
    Contents& contents = nodes_.at(node);
    for (const DiskOperation* change : contents.unsynced) {
        happen(contents.durable, *change);
    }
    contents.unsynced.clear();
    if (contents.is_folder) {
        std::erase_if(unsynced_names_, [&](const DiskOperation* change) {
            const bool is_here = change->folder == node || (change->kind == DiskOperation::Kind::Rename && change->from_folder == node);
            if (is_here) {
                rename(durable_names_, *change);
            }
            return is_here;
        });
    }
}

DiskImage::Found DiskImage::found(Survival survival, std::uint64_t seed) const {
    Dice dice{seed};
    Names names = durable_names_;
    std::size_t kept = dice.below(unsynced_names_.size() + 1);
    if (survival == Survival::Everything || survival == Survival::SyncedOnly) {
        kept = survival == Survival::Everything ? unsynced_names_.size() : 0;
    }
    for (std::size_t i = 0; i < kept; ++i) {
        rename(names, *unsynced_names_[i]);
    }
    Found found;
    const std::function<void(Node, const std::string&)> look = [&](Node folder, const std::string& prefix) {
        for (const auto& [name, node] : names[folder]) {
            const Contents& contents = nodes_.at(node);
            if (contents.is_folder) {
                found.folders.push_back(prefix + name);
                look(node, prefix + name + "/");
            } else {
                found.files[prefix + name] = settled(contents.durable, contents.unsynced, survival, dice);
            }
        }
    };
    look(RootNode, "");
    return found;
}

}  // namespace xz::testing
