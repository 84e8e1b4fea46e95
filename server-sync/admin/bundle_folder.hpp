// A bundle as it lies in a folder before it is published.
#pragma once

#include "terminal/core/domain/published.hpp"
#include "terminal/core/support/result.hpp"

#include <filesystem>
#include <string>

namespace xz::server::admin {

// All *.json files of the folder; the error is one line for people.
[[nodiscard]] Result<domain::BundleFiles, std::string> read_bundle_folder(const std::filesystem::path& folder);
// The instruments that this program carries inside itself.
[[nodiscard]] domain::BundleFiles embedded_bundle();

}  // namespace xz::server::admin
