// One program per store: a lock file that the kernel releases however the process ends.
#pragma once

#include "terminal/core/support/result.hpp"

#include <filesystem>
#include <string>

namespace xz::app {

class InstanceLock {
public:
    // The error is a line for people. `directory` is the store's and exists.
    [[nodiscard]] static Result<InstanceLock, std::string> take(const std::filesystem::path& directory);
    InstanceLock(InstanceLock&& other) noexcept;
    InstanceLock& operator=(InstanceLock&& other) noexcept;
    ~InstanceLock();

private:
    explicit InstanceLock(int file) : file_{file} {}
    int file_;
};

}  // namespace xz::app
