// The file that activation codes go to. Its room on the disk is taken before the codes are made: older ones end with them, and they are kept
// nowhere else.
#pragma once

#include "terminal/core/support/result.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace xz::server::app {

class CodesFile {
public:
    static constexpr std::size_t Room = std::size_t{16} << 20;  // slips of a large department

    // A temporary file beside `path`, mode 0600. Refused when `path` is there already: it may hold the only copy of other codes.
    [[nodiscard]] static Result<CodesFile, std::string> reserve(std::filesystem::path path);

    CodesFile(CodesFile&& other) noexcept;
    CodesFile& operator=(CodesFile&&) = delete;
    ~CodesFile();  // removes what was not kept

    // Written, flushed and put in its place; once.
    [[nodiscard]] Result<void, std::string> keep(std::string_view text);

private:
    CodesFile(std::filesystem::path path, std::string temporary, int descriptor);

    std::filesystem::path path_;
    std::string temporary_;  // empty: in its place
    int descriptor_;
};

}  // namespace xz::server::app
