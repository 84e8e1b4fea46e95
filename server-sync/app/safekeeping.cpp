#include "server-sync/app/safekeeping.hpp"

#include "server-sync/admin/content_recovery.hpp"
#include "server-sync/admin/dead_store.hpp"
#include "server-sync/admin/platform_store.hpp"
#include "server-sync/admin/private_folder.hpp"
#include "server-sync/admin/recovery_files.hpp"
#include "server-sync/admin/restore.hpp"
#include "server-sync/app/admin_commands.hpp"
#include "server-sync/storage/sqlcipher/storage.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace xz::server::app {

namespace fs = std::filesystem;

namespace {

admin::BackupFolders folders_of(const fs::path& folder, const fs::path& student_keys) {
    auto absolute = fs::absolute(folder).lexically_normal();
    if (!absolute.has_filename()) absolute = absolute.parent_path();
    return {absolute, student_keys.empty() ? fs::path{absolute.string() + "-student-keys"} : fs::absolute(student_keys)};
}

// The lock of a data folder that no server works in.
Result<admin::DataLock, std::string> alone_in(const Settings& settings, std::string_view command) {
    auto lock = admin::DataLock::try_take(settings.data, fmt::format("xuezhen-admin {}", command));
    if (!lock) return failure(lock.error());
    if (!*lock) return failure(fmt::format("{} is at work in {}: stop it first", admin::DataLock::holder(settings.data), settings.data.string()));
    return std::move(**lock);
}

}  // namespace

admin::Answer back_up(const Settings& settings, const fs::path& folder, const fs::path& student_keys) {
    const auto folders = folders_of(folder, student_keys);
    return on_platform(settings, "backup", json::Value{{"folder", folders.platform.string()}, {"student_keys", folders.student_keys.string()}});
}

admin::Answer verify_backup(const Settings& settings, const fs::path& folder, const fs::path& student_keys) {
    const auto keys = admin::load_keys(admin::keys_folder(settings.data));
    if (!keys) return failure(keys.error());
    const auto sound = admin::verify_backup(folders_of(folder, student_keys), *keys);
    if (!sound) return failure(sound.error());
    return json::Value{{"ok", true},
                       {"backup", sound->platform.id},
                       {"made_at", to_rfc3339(sound->platform.made_at)},
                       {"epoch", to_hex(sound->contents.epoch)},
                       {"envelopes", sound->contents.envelopes},
                       {"bundle", sound->contents.newest_bundle}};
}

admin::Answer restore(const Settings& settings, const fs::path& folder, const fs::path& student_keys, Older older) {
    const auto lock = alone_in(settings, "restore");
    if (!lock) return failure(lock.error());
    const auto keys = admin::load_keys(admin::keys_folder(settings.data));
    if (!keys) return failure(keys.error());
    const SystemClock clock;
    SystemRandom random;
    return admin::restore_platform({.data = settings.data,
                                    .from = folders_of(folder, student_keys),
                                    .older = older == Older::Taken ? admin::OlderBackup::Taken : admin::OlderBackup::Refused},
                                   *keys, clock, random);
}

admin::Answer recover_kiosk(const Settings* settings, const fs::path& store, const Shares& shares, const fs::path& out) {
    const auto recovery = admin::join_shares(shares.one, shares.other);
    if (!recovery) return failure(recovery.error());
    const auto note = [&](std::string_view what, const std::string& subject, std::uint64_t envelopes) -> admin::Answer {
        if (settings == nullptr) return json::Value(json::Object{});
        const json::Value args{{"what", what}, {"subject", subject}, {"envelopes", static_cast<std::int64_t>(envelopes)}};
        auto noted = on_platform(*settings, "recovery-note", args);
        if (!noted) return failure("the platform cannot put the use of the recovery key on record: " + noted.error());
        return noted;
    };
    // Before it is used: whatever happens then, the platform knows.
    if (auto noted = note("begin", recovery->public_key().id(), 0); !noted) return noted;
    const SystemClock clock;
    const auto recovered = admin::recover_store(store, *recovery, out, clock);
    if (!recovered) return failure(recovered.error());
    const auto subject = fmt::format("{}", fmt::join(recovered->terminals, ", "));
    if (auto noted = note("store", subject.empty() ? "nothing" : subject, recovered->envelopes); !noted) return noted;
    json::Array terminals;
    for (const auto& terminal : recovered->terminals) terminals.emplace_back(terminal);
    return json::Value{{"envelopes", recovered->envelopes},
                       {"damaged_pages", recovered->damaged_pages},
                       {"terminals", std::move(terminals)},
                       {"out", out.string()},
                       {"on_record", settings != nullptr}};
}

admin::Answer recover_quarantine(const Settings& settings, const Shares& shares) {
    const auto recovery = admin::join_shares(shares.one, shares.other);
    if (!recovery) return failure(recovery.error());
    const auto lock = alone_in(settings, "recover");
    if (!lock) return failure(lock.error());
    const auto keys = admin::load_keys(admin::keys_folder(settings.data));
    if (!keys) return failure(keys.error());
    const SystemClock clock;
    SystemRandom random;
    const auto store = admin::open_store(settings.data, *keys, random);
    if (!store) return failure(store.error());
    const auto ports = (*store)->ports();
    const sync::PublishedCache published{ports.bundles};
    return admin::recover_quarantined({ports, published, *keys, clock, random, **store, settings.data}, *recovery);
}

}  // namespace xz::server::app
