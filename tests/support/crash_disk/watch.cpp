#include "tests/support/crash_disk/watch.hpp"

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <string_view>
#include <utility>

namespace xz::testing {

namespace {

constexpr std::string_view kSharedMemory = "-shm";

Bytes contents(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    return Bytes{std::istreambuf_iterator<char>{in}, {}};
}

std::string parent_of(const std::string& path) {
    const auto slash = path.rfind('/');
    return slash == std::string::npos ? "" : path.substr(0, slash);
}
std::string name_of(const std::string& path) {
    const auto slash = path.rfind('/');
    return slash == std::string::npos ? path : path.substr(slash + 1);
}

}  // namespace

std::atomic<CrashDisk::Watch*> CrashDisk::Watch::current = nullptr;

CrashDisk::Watch::Watch(const std::filesystem::path& folder) : root_{std::filesystem::canonical(folder)} {
    paths_[""] = RootNode;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{root_}) {
        const auto path = below(entry.path().string());
        if (!path) {
            continue;
        }
        made(*path, entry.is_directory() ? Kind::MakeFolder : Kind::MakeFile);
        if (!entry.is_directory()) {
            changed({.kind = Kind::Write, .node = paths_.at(*path), .bytes = contents(entry.path())});
        }
    }
    for (Node node = RootNode; node < next_node_; ++node) {
        changed({.kind = Kind::Sync, .node = node});
    }
    first_ = log_.size();
}

std::optional<std::string> CrashDisk::Watch::below(const std::string& path) const {
    const std::string& root = root_.native();
    if (path == root) {
        return "";
    }
    if (!path.starts_with(root + "/") || path.ends_with(kSharedMemory)) {
        return std::nullopt;
    }
    return path.substr(root.size() + 1, path.find_last_not_of('/') - root.size());
}

std::optional<std::string> CrashDisk::Watch::below(int folder, const std::string& path) const {
    if (folder == AT_FDCWD || path.starts_with('/')) {
        return below(path);
    }
    const auto node = node_of(folder);
    if (!node || path.ends_with(kSharedMemory)) {
        return std::nullopt;
    }
    const auto found = std::ranges::find_if(paths_, [&](const auto& one) { return one.second == *node; });
    return found->first.empty() ? path : found->first + "/" + path;
}

int CrashDisk::Watch::refusal(DiskCall call) {
    if (!refused_ || refused_->is_healed || refused_->call != call || (refused_->has_refused && refused_->refusal == Refusal::Once)) {
        return 0;
    }
    if (refused_->calls > 0) {
        --refused_->calls;
        return 0;
    }
    refused_->has_refused = true;
    return refused_->error;
}

void CrashDisk::Watch::refuse(DiskCall call, std::size_t calls, Refusal refusal, int error) {
    refused_ = Refused{call, calls, refusal, error};
}

void CrashDisk::Watch::heal() {
    if (refused_) {
        refused_->is_healed = true;
    }
}

bool CrashDisk::Watch::is_full() const {
    return has_refused() && !refused_->is_healed && refused_->refusal == Refusal::FromThen && refused_->error == ENOSPC;
}

std::optional<Node> CrashDisk::Watch::node_of(int descriptor) const {
    const auto found = descriptors_.find(descriptor);
    return found == descriptors_.end() ? std::nullopt : std::optional{found->second};
}

void CrashDisk::Watch::opened(int descriptor, const std::string& path) {
    descriptors_[descriptor] = paths_.at(path);
}

void CrashDisk::Watch::made(const std::string& path, Kind kind) {
    const Node node = next_node_++;
    changed({.kind = kind, .node = node, .folder = paths_.at(parent_of(path)), .name = name_of(path)});
    paths_[path] = node;
}

void CrashDisk::Watch::removed(const std::string& path) {
    changed({.kind = Kind::Remove, .node = paths_.at(path), .folder = paths_.at(parent_of(path)), .name = name_of(path)});
    paths_.erase(path);
}

void CrashDisk::Watch::renamed(const std::string& from, const std::string& to) {
    changed({.kind = Kind::Rename,
             .node = paths_.at(from),
             .folder = paths_.at(parent_of(to)),
             .name = name_of(to),
             .from_folder = paths_.at(parent_of(from)),
             .from_name = name_of(from)});
    std::map<std::string, Node> moved;
    for (const auto& [path, node] : paths_) {
        if (path == from || path.starts_with(from + "/")) {
            moved[to + path.substr(from.size())] = node;
        }
    }
    std::erase_if(paths_, [&](const auto& one) { return one.first == from || one.first.starts_with(from + "/"); });
    for (const auto& [path, node] : moved) {
        paths_[path] = node;
    }
}

DiskImage CrashDisk::Watch::image(std::size_t operations) const {
    DiskImage image;
    const std::size_t cut = std::min(first_ + operations, log_.size());
    for (std::size_t i = 0; i < cut; ++i) {
        image.apply(*log_[i]);
    }
    // The one under way: a sync has not happened, anything else may have.
    if (cut < log_.size() && log_[cut]->kind != Kind::Sync) {
        image.apply(*log_[cut]);
    }
    return image;
}

std::map<std::string, Bytes> CrashDisk::Watch::real_files() const {
    std::map<std::string, Bytes> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{root_}) {
        if (const auto path = below(entry.path().string()); path && entry.is_regular_file()) {
            files[*path] = contents(entry.path());
        }
    }
    return files;
}

}  // namespace xz::testing
