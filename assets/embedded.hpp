// The files that the programs carry inside themselves, so that one binary is a whole installation.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace xz::assets {

struct File {
    std::string_view name;  // "instruments/standard.json", "api/sync-openapi.json", "web/index.html"
    std::string_view bytes;
};

[[nodiscard]] std::span<const File> files();
[[nodiscard]] std::optional<std::string_view> find(std::string_view name);

}  // namespace xz::assets
