#include "server-sync/admin/backup_manifest.hpp"

#include "server-sync/storage/sqlcipher/backup_copy.hpp"
#include "terminal/core/support/json.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <vector>

namespace xz::server::admin {

namespace {

constexpr std::string_view Type = "backup";
constexpr std::size_t LargestManifest = 64 << 10;
constexpr std::size_t LongestName = 64;

json::Object unsigned_form(const BackupManifest& manifest, std::string_view kid) {
    return {{"v", 1},
            {"part", to_text(manifest.part)},
            {"id", manifest.id},
            {"made_at", to_rfc3339(manifest.made_at)},
            {"file", {{"name", manifest.file.name}, {"bytes", manifest.file.bytes}, {"sha256", to_hex(manifest.file.sha256)}}},
            {"kid", kid}};
}

}  // namespace

std::string_view to_text(BackupPart part) { return part == BackupPart::Platform ? "platform" : "student-keys"; }

std::string encode(const BackupManifest& manifest, const crypto::SigningKey& receipt_key) {
    auto object = unsigned_form(manifest, receipt_key.verify_key().id());
    const auto sig = receipt_key.sign(Type, bytes_of(json::canonical(object)));
    object["sig"] = to_base64(sig);
    return json::canonical(object);
}

std::optional<BackupManifest> decode_backup_manifest(std::string_view text, const protocol::KeySet& keys) {
    const auto value = json::parse(text, {.bytes = LargestManifest, .depth = 4});
    if (!value || !value->is_object() || json::canonical(*value) != text) return std::nullopt;
    std::vector<json::Problem> problems;
    json::ObjectReader reader{*value, "$", problems};
    BackupManifest manifest;
    reader.integer("v", 1, 1);
    manifest.part = reader.choice("part", {"platform", "student-keys"}) == 0 ? BackupPart::Platform : BackupPart::StudentKeys;
    manifest.id = reader.uuid("id");
    manifest.made_at = reader.instant("made_at");
    json::ObjectReader file = reader.object("file");
    manifest.file.name = file.text("name", 1, LongestName);
    manifest.file.bytes = static_cast<std::uint64_t>(file.integer("bytes", 1, json::MaxInteger));
    std::ranges::copy(file.hex("sha256", manifest.file.sha256.size()), manifest.file.sha256.begin());
    file.refuse_unknown();
    const auto kid = reader.text("kid", 1, LongestName);
    const auto sig = crypto::signature_from(reader.base64("sig", 64, 64));
    reader.refuse_unknown();
    const auto* expected = manifest.part == BackupPart::Platform ? storage::PlatformFile : storage::StudentKeysFile;
    if (!problems.empty() || !sig || manifest.file.name != expected) return std::nullopt;
    const auto key = keys.receipt_key(kid);
    if (!key || !key->verify(Type, bytes_of(json::canonical(unsigned_form(manifest, kid))), *sig)) return std::nullopt;
    return manifest;
}

}  // namespace xz::server::admin
