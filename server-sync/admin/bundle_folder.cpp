#include "server-sync/admin/bundle_folder.hpp"

#include "assets/embedded.hpp"
#include "terminal/core/support/file.hpp"

namespace xz::server::admin {

namespace fs = std::filesystem;

namespace {
constexpr std::size_t LargestFile = 4 << 20;
constexpr std::string_view EmbeddedFolder = "instruments/";
}  // namespace

Result<domain::BundleFiles, std::string> read_bundle_folder(const fs::path& folder) {
    std::error_code error;
    fs::directory_iterator entries{folder, error};
    if (error) return failure("cannot read the folder " + folder.string() + ": " + error.message());
    domain::BundleFiles files;
    for (const auto& entry : entries) {
        if (entry.path().extension() != ".json") continue;
        const auto bytes = read_file(entry.path(), LargestFile);
        if (!bytes) return failure(bytes.error().message);
        files.emplace(entry.path().filename().string(), text_of(*bytes));
    }
    return files;
}

domain::BundleFiles embedded_bundle() {
    domain::BundleFiles files;
    for (const auto& file : assets::files()) {
        if (file.name.starts_with(EmbeddedFolder)) files.emplace(file.name.substr(EmbeddedFolder.size()), file.bytes);
    }
    return files;
}

}  // namespace xz::server::admin
