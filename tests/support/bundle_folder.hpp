// The published data of the source tree, as a test or its driver reads them from a folder.
#pragma once

#include "terminal/core/domain/published.hpp"
#include "terminal/core/support/file.hpp"

#include <filesystem>
#include <stdexcept>
#include <string>

namespace xz::testing {

inline domain::BundleFiles bundle_folder(const std::filesystem::path& folder) {
    constexpr std::size_t longest = 1 << 20;
    domain::BundleFiles files;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        if (entry.path().extension() != ".json") continue;
        const auto bytes = read_file(entry.path(), longest);
        if (!bytes) throw std::runtime_error(bytes.error().message);
        files.emplace(entry.path().filename().string(), std::string{text_of(*bytes)});
    }
    return files;
}

inline domain::Published published_from(const std::filesystem::path& folder) {
    auto published = domain::read_bundle(bundle_folder(folder));
    if (!published) throw std::runtime_error(domain::to_text(published.error()));
    return std::move(*published);
}

}  // namespace xz::testing
