#include "server-sync/admin/restore.hpp"

#include "server-sync/admin/audit.hpp"
#include "server-sync/admin/bundle_publish.hpp"
#include "server-sync/admin/file_copies.hpp"
#include "server-sync/admin/platform_store.hpp"
#include "server-sync/admin/private_folder.hpp"
#include "server-sync/storage/sqlcipher/storage.hpp"
#include "terminal/core/sqlite/error.hpp"

#include <fmt/format.h>

#include <boost/json/object.hpp>

#include <algorithm>
#include <optional>
#include <vector>

namespace xz::server::admin {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view ComingFolder = "restore";  // .partial, while it comes
constexpr std::size_t LargestMark = 4096;

// What the store that is replaced still has to say; a dead one says nothing.
struct LastWords {
    std::uint64_t known_bundle = 0;
    std::optional<Instant> last_backup;
    std::vector<sync::Terminal> revoked;  // a stolen kiosk does not become an honest one by a restore
};

LastWords last_words(const fs::path& data, const PlatformKeys& keys, const Clock& clock, RandomSource& random) {
    LastWords words;
    const auto store = open_store(data, keys, random);
    if (!store) return words;
    try {
        const auto ports = (*store)->ports();
        const sync::PublishedCache published{ports.bundles};
        words.known_bundle = newest_known_bundle({ports, published, keys, clock, random, **store, data});
        words.revoked = ports.terminals.all();
        std::erase_if(words.revoked, [](const sync::Terminal& terminal) { return terminal.state != sync::TerminalState::Revoked; });
        const auto mark = json::parse(ports.state.value(LastBackupMark).value_or("{}"), {.bytes = LargestMark});
        std::vector<json::Problem> problems;
        if (mark) {
            json::ObjectReader reader{*mark, "$", problems};
            if (reader.has("made_at")) words.last_backup = reader.instant("made_at");
        }
    } catch (const sync::StoreUnavailable&) {  // damaged: that is why it is replaced
    }
    return words;
}

// Out of the way of the one that comes, with whatever lies beside it in SQLite's own files.
Result<fs::path, std::string> set_aside(const fs::path& data, Instant now) {
    std::string name = to_rfc3339(now);
    std::ranges::replace(name, ':', '-');
    const fs::path aside = data / ("before-restore-" + name);
    if (auto made = make_private_folder(aside); !made) return failure(made.error());
    for (const auto* file : {storage::PlatformFile, storage::StudentKeysFile}) {
        for (const auto* ending : {"-wal", "-shm", ""}) {
            const auto from = data / (std::string{file} + ending);
            std::error_code error;
            if (!fs::exists(from, error)) continue;
            if (auto moved = rename_durably(from, aside / from.filename()); !moved) return failure(moved.error());
        }
    }
    return aside;
}

Result<void, std::string> bring(const BackupFolders& from, const fs::path& to) {
    if (auto copied = copy_durably(from.platform / storage::PlatformFile, to / storage::PlatformFile); !copied) return copied;
    return copy_durably(from.student_keys / storage::StudentKeysFile, to / storage::StudentKeysFile);
}

// All that must be so before the first terminal is answered; still in its own folder, so that a power cut leaves no store of the old epoch
// with less in it.
Answer begin_anew(const fs::path& folder, const SoundBackup& backup, const LastWords& words, const PlatformKeys& keys, const Clock& clock,
                  RandomSource& random) {
    const auto store = open_store(folder, keys, random);
    if (!store) return failure(store.error());
    const auto ports = (*store)->ports();
    const sync::PublishedCache published{ports.bundles};
    const Platform platform{ports, published, keys, clock, random, **store, folder};
    const auto epoch = protocol::random_epoch(random);
    const auto known = std::max(words.known_bundle, backup.contents.newest_bundle);
    sync::wait_for<sync::Done>([&](auto done) { ports.state.set_value(std::string{KnownBundleMark}, std::to_string(known), std::move(done)); });
    for (const auto& terminal : words.revoked) {
        const Instant at = terminal.revoked_at.value_or(clock.now());
        sync::wait_for<bool>([&](auto done) { ports.terminals.set_state(terminal.id, sync::TerminalState::Revoked, at, std::move(done)); });
    }
    sync::wait_for<sync::Done>([&](auto done) { ports.state.set_epoch(epoch, std::move(done)); });
    note(platform, "platform.restore", backup.platform.id,
         json::canonical(json::Object{{"made_at", to_rfc3339(backup.platform.made_at)}, {"students_keys", backup.student_keys.id}}));
    json::Object answer{{"backup", backup.platform.id},
                        {"made_at", to_rfc3339(backup.platform.made_at)},
                        {"epoch", to_hex(epoch)},
                        {"bundle", nullptr}};
    // Terminals that hold a later bundle take the restored one for an attack: the same contents, above whatever they know.
    if (ports.bundles.newest() && known > ports.bundles.newest()->version) {
        const auto again = publish_again(platform);
        if (!again) return again;
        answer["bundle"] = again->at("version");
    }
    return json::Value(std::move(answer));
}

}  // namespace

Answer restore_platform(const RestorePlan& plan, const PlatformKeys& keys, const Clock& clock, RandomSource& random) {
    const auto sound = verify_backup(plan.from, keys);
    if (!sound) return failure(sound.error());
    const auto words = last_words(plan.data, keys, clock, random);
    if (plan.older == OlderBackup::Refused && words.last_backup && *words.last_backup > sound->platform.made_at) {
        return failure(fmt::format("a later backup was made {}; terminals may have purged what this one of {} lacks: restore that one, or say --older",
                                   to_rfc3339(*words.last_backup), to_rfc3339(sound->platform.made_at)));
    }
    const auto room = PartialFolder::make(plan.data / ComingFolder);
    if (!room) return failure(room.error());
    const auto& coming = room->path();
    if (auto brought = bring(plan.from, coming); !brought) return failure(brought.error());
    auto answer = begin_anew(coming, *sound, words, keys, clock, random);
    if (!answer) return answer;
    std::error_code error;
    if (fs::exists(coming / (std::string{storage::PlatformFile} + "-wal"), error) || error) {
        return failure("the restored store could not be written whole: is there room in " + plan.data.string() + "?");
    }
    const auto aside = set_aside(plan.data, clock.now());
    if (!aside) return failure(aside.error());
    for (const auto* file : {storage::StudentKeysFile, storage::PlatformFile}) {
        if (auto moved = rename_durably(coming / file, plan.data / file); !moved) return failure(moved.error());
    }
    answer->as_object()["set_aside"] = aside->string();
    return answer;
}

}  // namespace xz::server::admin
