// A file that only takes up room, so that a session which has begun can finish on a disk that others have filled.
#pragma once

#include <cstdint>
#include <filesystem>

namespace xz::storage {

class SpaceReserve {
public:
    SpaceReserve(std::filesystem::path file, std::uint64_t bytes) : file_{std::move(file)}, bytes_{bytes} {}

    // Whether the room is set aside now; makes it so if the disk allows.
    bool hold();
    // Gives the room back; false: there was none held.
    bool release();
    [[nodiscard]] bool is_held() const;

private:
    std::filesystem::path file_;
    std::uint64_t bytes_;
};

// Bytes that this user could still write beside `path`; 0 when that cannot be known.
[[nodiscard]] std::uint64_t free_space(const std::filesystem::path& path);

}  // namespace xz::storage
