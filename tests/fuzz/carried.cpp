// What is carried by hand between machines: manifests of exports and backups, shares of the recovery key, root keys, key set requests.
#include "server-sync/admin/backup_manifest.hpp"
#include "server-sync/admin/key_signing.hpp"
#include "server-sync/admin/recovery_files.hpp"
#include "server-sync/admin/root_key.hpp"
#include "terminal/core/protocol/envelope_export.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/terminal/core/protocol/sample.hpp"

using namespace xz;
using namespace xz::server;

namespace sample = xz::protocol::sample;

namespace {

const sample::Keys& keys() {
    static const sample::Keys made;
    return made;
}

void read_manifests(std::string_view text) {
    static const protocol::KeySet key_set = sample::key_set(keys());
    if (const auto manifest = protocol::decode_export_manifest(text)) {
        fuzz::promise(protocol::encode(*manifest) == text, "an accepted manifest is canonical");
        for (const auto& file : manifest->files) fuzz::promise(file.name.find('/') == std::string::npos, "no file lies outside the folder");
    }
    static_cast<void>(protocol::is_export_name(text));
    if (const auto manifest = admin::decode_backup_manifest(text, key_set))
        fuzz::promise(admin::encode(*manifest, keys().receipt) == text, "an accepted backup's manifest is the one that was signed");
}

void read_keys(std::string_view text) {
    if (const auto share = admin::read_share(text)) {
        const auto again = crypto::share_from_paper(crypto::to_paper(*share));
        fuzz::promise(again && again->key == share->key && again->custodian == share->custodian, "a share reads back as it was printed");
    }
    if (const auto key = admin::read_recovery_public(text))
        fuzz::promise(admin::read_recovery_public(admin::recovery_public_text(*key)).value() == *key, "a public half reads back");
    static_cast<void>(admin::public_root_key(text));
    static_cast<void>(admin::unlock_root_key(text, text));
    if (const auto signed_set = admin::sign_request(text, keys().root))
        fuzz::promise(protocol::is_signed_by(*signed_set, keys().root.verify_key()), "a signed request is signed");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    read_manifests(fuzz::text(data, size));
    read_keys(fuzz::text(data, size));
    return 0;
}
