// Publishing what is published already: when only what the platform adds to a bundle has changed.
#pragma once

#include "server-sync/admin/command.hpp"

#include <cstdint>
#include <string_view>

namespace xz::server::admin {

// The newest bundle's contents with the key set in force, as the next version: {"version",…} as bundle-publish answers.
[[nodiscard]] Answer publish_again(const Platform& platform);

// The highest version that the store, a terminal, or the store before a restore has known; 0: none.
[[nodiscard]] std::uint64_t newest_known_bundle(const Platform& platform);
// The named value with what the store before a restore has known.
inline constexpr std::string_view KnownBundleMark = "known_bundle";

}  // namespace xz::server::admin
