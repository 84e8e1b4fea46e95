#include "terminal/core/protocol/envelope_export.hpp"

#include "terminal/core/protocol/codec.hpp"
#include "terminal/core/support/ids.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace xz::protocol {
namespace {

using codec::Object;
using codec::ObjectReader;
using codec::Problems;
using codec::Value;

constexpr std::size_t MaxFiles = 200'000;
constexpr std::size_t UuidLetters = 36;
constexpr std::size_t MostDigits = 16;
constexpr std::string_view Ending = ".json";

ExportedFile read_file_entry(const Value& value, const std::string& path, Problems& problems) {
    ObjectReader reader{value, path, problems};
    ExportedFile file;
    file.name = codec::name(reader, "name", is_export_name, "the name of an envelope's file: <chain>-<seq>.json");
    file.bytes = codec::number(reader, "bytes", 1, MaxEnvelope);
    file.sha256 = codec::hex<32>(reader, "sha256");
    reader.refuse_unknown();
    return file;
}

ExportManifest read_manifest(const Value& value, const std::string& path, Problems& problems) {
    ObjectReader reader{value, path, problems};
    ExportManifest manifest;
    codec::version_1(reader);
    manifest.made_at = reader.instant("made_at");
    manifest.files = codec::list(reader, "files", 0, MaxFiles, problems, read_file_entry);
    reader.refuse_unknown();
    std::set<std::string_view> names;
    for (const ExportedFile& file : manifest.files) {
        if (!names.insert(file.name).second) problems.push_back({path + ".files", "each file once"});
    }
    return manifest;
}

}  // namespace

std::string export_name(const EnvelopeHeader& header) { return fmt::format("{}-{}{}", header.chain, header.seq, Ending); }

bool is_export_name(std::string_view name) {
    if (!name.ends_with(Ending) || name.size() <= UuidLetters + 1 + Ending.size() || name[UuidLetters] != '-') return false;
    const auto digits = name.substr(UuidLetters + 1, name.size() - UuidLetters - 1 - Ending.size());
    return is_uuid(name.substr(0, UuidLetters)) && digits.size() <= MostDigits && digits.front() != '0' &&
           std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
}

std::string export_receipts_name(std::size_t number) { return fmt::format("receipts-{:04}.json", number); }

std::string encode(const ExportManifest& manifest) {
    codec::Array files;
    for (const ExportedFile& file : manifest.files) {
        files.push_back(Object{{"name", file.name}, {"bytes", codec::number(file.bytes)}, {"sha256", to_hex(file.sha256)}});
    }
    return json::canonical(Object{{"v", 1}, {"made_at", to_rfc3339(manifest.made_at)}, {"files", std::move(files)}});
}

Decoded<ExportManifest> decode_export_manifest(std::string_view text) {
    return codec::decode(text, codec::Form::Canonical, MaxExportManifest, read_manifest);
}

}  // namespace xz::protocol
