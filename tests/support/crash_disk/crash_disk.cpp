#include "tests/support/crash_disk/crash_disk.hpp"

#include "tests/support/crash_disk/watch.hpp"

#include <fstream>
#include <stdexcept>
#include <utility>

namespace xz::testing {

CrashDisk::CrashDisk(const std::filesystem::path& folder) : watch_{std::make_unique<Watch>(folder)} {
    Watch::current = watch_.get();
}

CrashDisk::~CrashDisk() {
    Watch* mine = watch_.get();
    Watch::current.compare_exchange_strong(mine, nullptr);
}

std::size_t CrashDisk::operations() const {
    const std::lock_guard lock{watch_->mutex()};
    return watch_->operations();
}

void CrashDisk::stop() {
    Watch::current = nullptr;
    if (watch_->image(watch_->operations()).found(Survival::Everything, 0).files != watch_->real_files()) {
        throw std::logic_error{"something wrote to " + watch_->root().string() + " past the calls that are watched"};
    }
}

void CrashDisk::restore(const DiskImage::Found& found) const {
    const std::filesystem::path& root = watch_->root();
    for (const auto& entry : std::filesystem::directory_iterator{root}) {
        std::filesystem::remove_all(entry.path());
    }
    for (const std::string& folder : found.folders) {
        std::filesystem::create_directory(root / folder);
    }
    for (const auto& [path, bytes] : found.files) {
        std::ofstream out{root / path, std::ios::binary};
        out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
        out.close();
        std::filesystem::permissions(root / path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
        if (!out) {
            throw std::runtime_error{"cannot write " + (root / path).string()};
        }
    }
}

void CrashDisk::power_cut(std::size_t operations, Survival survival, std::uint64_t fate) const {
    restore(watch_->image(operations).found(survival, fate));
}

void CrashDisk::rewind() const {
    restore(watch_->image(0).found(Survival::SyncedOnly, 0));
}

void CrashDisk::refuse(DiskCall call, std::size_t calls, Refusal refusal, int error) {
    const std::lock_guard lock{watch_->mutex()};
    watch_->refuse(call, calls, refusal, error);
}

bool CrashDisk::has_refused() const {
    const std::lock_guard lock{watch_->mutex()};
    return watch_->has_refused();
}

void CrashDisk::heal() {
    const std::lock_guard lock{watch_->mutex()};
    watch_->heal();
}

}  // namespace xz::testing
