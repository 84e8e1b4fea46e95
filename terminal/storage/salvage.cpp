#include "terminal/storage/salvage.hpp"

#include "terminal/core/protocol/key_set.hpp"
#include "terminal/core/sqlite/migrator.hpp"
#include "terminal/storage/store_layout.hpp"

#include <algorithm>
#include <utility>

namespace xz::storage {

namespace {

using namespace layout;

bool is_whole(const std::filesystem::path& folder, const KeyProvider& provider, const Clock& clock, RandomSource& random, const StoreOptions& options) {
    const auto opened = Store::open(folder, provider, clock, random, options);
    try {
        return opened && (*opened)->check_integrity().empty();
    } catch (const sqlite::Error&) {
        return false;
    }
}

// The new store in `place`, closed and durable.
Result<void, StoreFailure> fill(const std::filesystem::path& place, const Wreck& wreck, const Clock& clock, RandomSource& random,
                                const StoreOptions& options) {
    const StoreKeys keys{crypto::Secret<32>::random(random), wreck.pepper().clone()};
    Keyring keyring = Keyring::of(wreck.provided(), keys, random);
    if (const auto known = wreck.identity() ? protocol::decode_key_set(wreck.identity()->key_set) : failure(protocol::Malformed{});
        known && !known->recovery.empty()) {
        keyring.seal(keys.store, known->recovery.front().key, random);
    }
    try {
        auto made = sqlite::open_migrated(place / kDatabase, key_of(keys), migrations(),
                                          {.access = sqlite::Access::Alone, .presence = sqlite::Presence::MustBeNew, .busy_timeout = {}, .vfs = options.vfs});
        if (!made) {
            return failure(store_failure_of(made.error()));
        }
        wreck.copy_into(*made);
        Outbox{*made, clock, random}.start_new_chain();
        if (!made->check_integrity().empty()) {
            return failure(StoreFailure::Io);  // what was read is not what was written
        }
    } catch (const sqlite::Error& error) {
        return failure(store_failure_of(sqlite::open_failure_of(error)));
    }
    return keyring.write(place / kKeyring, *options.files);
}

Result<void, StoreFailure> rename(const StoreFiles& files, const std::filesystem::path& from, const std::filesystem::path& to) {
    const auto renamed = files.rename(from, to);
    return renamed ? Result<void, StoreFailure>{} : failure(store_failure_of(renamed.error()));
}

Result<std::filesystem::path, StoreFailure> put_aside(const std::filesystem::path& folder, Instant now, const StoreFiles& files) {
    std::string name = kAside + to_rfc3339(now);
    std::erase(name, ':');
    auto aside = folder / name;
    if (!files.exists(folder / kInside)) {
        return failure(StoreFailure::NotFound);
    }
    if (files.exists(aside)) {
        return failure(StoreFailure::AlreadyExists);
    }
    if (const auto renamed = rename(files, folder / kInside, aside); !renamed) {
        return failure(renamed.error());
    }
    return aside;
}

}  // namespace

Result<Salvaged, StoreFailure> salvage_store(const std::filesystem::path& folder, const KeyProvider& provider, const Clock& clock,
                                             RandomSource& random, const StoreOptions& options) {
    if (is_whole(folder, provider, clock, random, options)) {
        return failure(StoreFailure::Whole);
    }
    const auto wreck = Wreck::look(folder, provider, *options.files);
    if (!wreck) {
        return failure(wreck.error());
    }
    std::error_code error;
    std::filesystem::remove_all(folder / kSalvaged, error);  // of a salvage that was cut before it put anything in its place
    std::filesystem::remove_all(folder / kBeingMade, error);
    std::filesystem::create_directory(folder / kBeingMade, error);
    if (error) {
        return failure(store_failure_of(error));
    }
    std::filesystem::permissions(folder / kBeingMade, std::filesystem::perms::owner_all, error);
    if (const auto filled = fill(folder / kBeingMade, *wreck, clock, random, options); !filled) {
        return failure(filled.error());
    }
    if (const auto ready = rename(*options.files, folder / kBeingMade, folder / kSalvaged); !ready) {
        return failure(ready.error());
    }
    auto aside = put_aside(folder, clock.now(), *options.files);
    if (!aside) {
        return failure(aside.error());
    }
    if (const auto in_place = rename(*options.files, folder / kSalvaged, folder / kInside); !in_place) {
        return failure(in_place.error());
    }
    return Salvaged{wreck->report(), std::move(*aside)};
}

Result<std::filesystem::path, StoreFailure> set_aside_store(const std::filesystem::path& folder, Instant now, const StoreFiles& files) {
    std::error_code ignored;
    std::filesystem::remove_all(folder / kSalvaged, ignored);  // of a salvage that was cut: else the next opening would take it for the store
    return put_aside(folder, now, files);
}

std::vector<std::string> stores_set_aside(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    std::error_code unseen;
    for (std::filesystem::directory_iterator entry{folder, unseen}, end; !unseen && entry != end; entry.increment(unseen)) {
        if (const auto name = entry->path().filename().string(); name.starts_with(kAside)) {
            names.push_back(name);
        }
    }
    std::ranges::sort(names);
    return names;
}

}  // namespace xz::storage
