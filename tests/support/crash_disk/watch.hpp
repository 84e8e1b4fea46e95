// What the watched calls write down about the folder of a CrashDisk.
#pragma once

#include "tests/support/crash_disk/crash_disk.hpp"

#include <atomic>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace xz::testing {

// Every call holds the mutex from before the real call until it is written down, so that the order is the disk's.
class CrashDisk::Watch {
public:
    using Kind = DiskOperation::Kind;

    explicit Watch(const std::filesystem::path& folder);

    // The one that watches now; null: none.
    static std::atomic<Watch*> current;
    [[nodiscard]] std::mutex& mutex() const { return mutex_; }
    [[nodiscard]] const std::filesystem::path& root() const { return root_; }

    // The path below the folder, "" for the folder itself; nothing: elsewhere, or no part of the disk.
    [[nodiscard]] std::optional<std::string> below(const std::string& path) const;
    [[nodiscard]] std::optional<std::string> below(int folder, const std::string& path) const;  // as openat() has them

    // 0: go on; else the error to answer with.
    [[nodiscard]] int refusal(DiskCall call);
    void refuse(DiskCall call, std::size_t calls, Refusal refusal, int error);
    [[nodiscard]] bool has_refused() const { return refused_ && refused_->has_refused; }
    void heal();
    // It refuses for want of room until it is healed.
    [[nodiscard]] bool is_full() const;

    [[nodiscard]] bool is_known(const std::string& path) const { return paths_.contains(path); }
    [[nodiscard]] std::optional<Node> node_of(int descriptor) const;
    void opened(int descriptor, const std::string& path);
    void closed(int descriptor) { descriptors_.erase(descriptor); }
    void made(const std::string& path, Kind kind);
    void removed(const std::string& path);
    void renamed(const std::string& from, const std::string& to);
    void changed(DiskOperation operation) { log_.push_back(std::make_unique<DiskOperation>(std::move(operation))); }

    [[nodiscard]] std::size_t operations() const { return log_.size() - first_; }
    [[nodiscard]] DiskImage image(std::size_t operations) const;
    // Of all files, as they are for whoever reads them now.
    [[nodiscard]] std::map<std::string, Bytes> real_files() const;

private:
    struct Refused {
        DiskCall call;
        std::size_t calls;
        Refusal refusal;
        int error;
        bool has_refused = false;
        bool is_healed = false;
    };

    mutable std::mutex mutex_;
    std::filesystem::path root_;
    std::map<std::string, Node> paths_;  // as they are now
    std::map<int, Node> descriptors_;
    std::vector<std::unique_ptr<DiskOperation>> log_;
    std::size_t first_ = 0;  // before it: how the folder came to be as it was found
    Node next_node_ = RootNode + 1;
    std::optional<Refused> refused_;
};

}  // namespace xz::testing
