#include "server-sync/admin/backup.hpp"

#include "server-sync/admin/arguments.hpp"
#include "server-sync/admin/audit.hpp"
#include "server-sync/admin/commands.hpp"
#include "server-sync/admin/file_copies.hpp"
#include "server-sync/storage/sqlcipher/storage.hpp"
#include "terminal/core/support/file.hpp"
#include "terminal/core/support/ids.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <boost/json/object.hpp>

namespace xz::server::admin {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t LongestPath = 4096;
constexpr std::size_t LargestManifest = 64 << 10;
constexpr unsigned PrivateFile = 0600;

Result<BackupManifest, std::string> describe(const fs::path& folder, const BackupManifest& part, const PlatformKeys& keys) {
    BackupManifest manifest = part;
    manifest.file.name = part.part == BackupPart::Platform ? storage::PlatformFile : storage::StudentKeysFile;
    const auto digest = digest_of(folder / manifest.file.name);
    if (!digest) return failure(digest.error());
    manifest.file.bytes = digest->bytes;
    manifest.file.sha256 = digest->sha256;
    const auto written = write_file_atomically(folder / BackupManifestFile, bytes_of(encode(manifest, keys.receipt)), PrivateFile);
    if (!written) return failure(written.error().message);
    return manifest;
}

// The manifest of a folder whose file is what it says.
Result<BackupManifest, std::string> read_part(const fs::path& folder, BackupPart part, const PlatformKeys& keys) {
    const auto bytes = read_file(folder / BackupManifestFile, LargestManifest);
    if (!bytes) return failure(fmt::format("{} is no whole backup: {}", folder.string(), bytes.error().message));
    const auto manifest = decode_backup_manifest(text_of(*bytes), *keys.held->key_set());
    if (!manifest) return failure((folder / BackupManifestFile).string() + ": damaged, or not of this platform");
    if (manifest->part != part) return failure(fmt::format("{} holds the part {}, expected {}", folder.string(), to_text(manifest->part), to_text(part)));
    const auto digest = digest_of(folder / manifest->file.name);
    if (!digest) return failure(digest.error());
    if (*digest != FileDigest{manifest->file.bytes, manifest->file.sha256}) {
        return failure((folder / manifest->file.name).string() + ": damaged: it is not the file that was backed up");
    }
    return *manifest;
}

Result<storage::PlatformCopy, std::string> check_copies(const BackupFolders& folders, const PlatformKeys& keys) {
    const auto refused = [](const fs::path& file, sqlite::OpenFailure why) { return file.string() + ": " + std::string{sqlite::to_text(why)}; };
    const auto platform_file = folders.platform / storage::PlatformFile;
    auto platform = storage::read_platform_copy(platform_file, keys.database);
    if (!platform) return failure(refused(platform_file, platform.error()));
    const auto keys_file = folders.student_keys / storage::StudentKeysFile;
    const auto unsound = storage::check_student_keys_copy(keys_file, keys.student_keys);
    if (!unsound) return failure(refused(keys_file, unsound.error()));
    if (!platform->problems.empty()) return failure(fmt::format("{}: {}", platform_file.string(), fmt::join(platform->problems, "\n")));
    if (!unsound->empty()) return failure(fmt::format("{}: {}", keys_file.string(), fmt::join(*unsound, "\n")));
    return std::move(*platform);
}

void mark_safe(const storage::PlatformCopy& copy, const Platform& platform) {
    for (const auto& chain : copy.chains) {
        sync::wait_for<sync::Done>([&](auto done) { platform.ports.envelopes.mark_safe(chain.terminal, chain.chain, chain.safe_seq, std::move(done)); });
    }
}

}  // namespace

Result<SoundBackup, std::string> verify_backup(const BackupFolders& folders, const PlatformKeys& keys) {
    const auto platform = read_part(folders.platform, BackupPart::Platform, keys);
    if (!platform) return failure(platform.error());
    const auto student_keys = read_part(folders.student_keys, BackupPart::StudentKeys, keys);
    if (!student_keys) return failure(student_keys.error());
    if (student_keys->made_at < platform->made_at) {
        return failure(fmt::format("the students' keys of {} are older than the store of {}: records made between would be lost",
                                   to_rfc3339(student_keys->made_at), to_rfc3339(platform->made_at)));
    }
    auto contents = check_copies(folders, keys);
    if (!contents) return failure(contents.error());
    return SoundBackup{*platform, *student_keys, std::move(*contents)};
}

Answer make_backup(const json::Value& args, const Platform& platform) {
    Arguments arguments{args};
    const BackupFolders asked{arguments.read().text("folder", 1, LongestPath), arguments.read().text("student_keys", 1, LongestPath)};
    if (auto problems = arguments.problems(); !problems.empty()) return failure(problems);
    auto store = PartialFolder::make(asked.platform);
    if (!store) return failure(store.error());
    auto student_keys = PartialFolder::make(asked.student_keys);
    if (!student_keys) return failure(student_keys.error());
    const BackupFolders folders{store->path(), student_keys->path()};

    BackupManifest manifest{.part = BackupPart::Platform, .id = IdMaker{platform.clock, platform.random}.uuid_v7(), .made_at = platform.clock.now(), .file = {}};
    platform.tell("copying", 0, 0);
    platform.store.back_up(folders.platform, folders.student_keys);
    platform.tell("proving", 0, 0);
    const auto copy = check_copies(folders, platform.keys);
    if (!copy) return failure("the copy does not hold what was copied: " + copy.error());
    const auto described = describe(folders.platform, manifest, platform.keys);
    if (!described) return failure(described.error());
    manifest.part = BackupPart::StudentKeys;
    if (const auto keys = describe(folders.student_keys, manifest, platform.keys); !keys) return failure(keys.error());
    // The keys first: a store without its keys' part would not be a backup.
    if (auto finished = student_keys->finish(); !finished) return failure(finished.error());
    if (auto finished = store->finish(); !finished) return failure(finished.error());

    const auto mark = json::canonical(json::Object{{"id", manifest.id}, {"made_at", to_rfc3339(manifest.made_at)}});
    sync::wait_for<sync::Done>([&](auto done) { platform.ports.state.set_value(std::string{LastBackupMark}, mark, std::move(done)); });
    mark_safe(*copy, platform);
    note(platform, "backup.make", manifest.id);
    return json::Value{{"backup", manifest.id},
                       {"made_at", to_rfc3339(manifest.made_at)},
                       {"folder", asked.platform.string()},
                       {"student_keys", asked.student_keys.string()},
                       {"bytes", described->file.bytes},
                       {"envelopes", copy->envelopes}};
}

}  // namespace xz::server::admin
