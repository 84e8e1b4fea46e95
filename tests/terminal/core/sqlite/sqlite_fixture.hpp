// A key, another key, and a database of a test's own.
#pragma once

#include "terminal/core/sqlite/database.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch_test_macros.hpp>

#include <array>

namespace xz::sqlite {

using RawKey = std::array<std::uint8_t, 32>;
inline constexpr RawKey RightKey{1, 2, 3, 4, 5, 6, 7, 8};
inline constexpr RawKey OtherKey{8, 7, 6, 5, 4, 3, 2, 1};

inline Database new_database(const std::filesystem::path& file, Access access = Access::Alone) {
    auto opened = Database::open(file, RightKey, {.access = access, .presence = Presence::MustBeNew});
    REQUIRE(opened.has_value());
    return std::move(*opened);
}

inline OpenFailure failure_to_open(const std::filesystem::path& file, const RawKey& key = RightKey,
                                   const OpenOptions& options = {}) {
    const auto opened = Database::open(file, key, options);
    REQUIRE_FALSE(opened.has_value());
    return opened.error();
}

}  // namespace xz::sqlite
