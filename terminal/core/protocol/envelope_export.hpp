// Sealed envelopes carried by hand: a folder with one canonical envelope a file, and the manifest that says which there must be.
//
// DIR/<chain>-<seq>.json, and DIR/manifest.json: {"v":1,"made_at","files":[{"name","bytes","sha256"}]}. What the platform says to
// them is written beside as DIR/receipts-0001.json, …: answers of POST /sync/v1/records (see batch.hpp).
#pragma once

#include "terminal/core/crypto/hash.hpp"
#include "terminal/core/protocol/decoded.hpp"
#include "terminal/core/protocol/envelope.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace xz::protocol {

inline constexpr std::string_view ExportManifestFile = "manifest.json";
inline constexpr std::size_t MaxExportManifest = std::size_t{32} << 20;

struct ExportedFile {
    std::string name;
    std::uint64_t bytes = 0;
    crypto::Digest sha256{};
    friend bool operator==(const ExportedFile&, const ExportedFile&) = default;
};

struct ExportManifest {
    Instant made_at;
    std::vector<ExportedFile> files;
    friend bool operator==(const ExportManifest&, const ExportManifest&) = default;
};

// "<chain>-<seq>.json"
[[nodiscard]] std::string export_name(const EnvelopeHeader& header);
// Such a name and no path.
[[nodiscard]] bool is_export_name(std::string_view name);
// "receipts-0001.json" for 1
[[nodiscard]] std::string export_receipts_name(std::size_t number);

[[nodiscard]] std::string encode(const ExportManifest& manifest);
[[nodiscard]] Decoded<ExportManifest> decode_export_manifest(std::string_view text);

}  // namespace xz::protocol
