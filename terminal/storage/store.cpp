#include "terminal/storage/store.hpp"

#include "terminal/core/sqlite/migrator.hpp"
#include "terminal/core/sqlite/transaction.hpp"
#include "terminal/storage/store_layout.hpp"

#include <algorithm>
#include <utility>

namespace xz::storage {

namespace {

using namespace layout;

// NotFound only when it is surely not there.
Result<void, StoreFailure> find(const std::filesystem::path& path) {
    std::error_code error;
    if (std::filesystem::exists(path, error)) {
        return {};
    }
    return failure(error ? store_failure_of(error) : StoreFailure::NotFound);
}

// Durable when it returns.
Result<void, StoreFailure> rename_durably(const StoreFiles& files, const std::filesystem::path& from, const std::filesystem::path& to) {
    const auto renamed = files.rename(from, to);
    return renamed ? Result<void, StoreFailure>{} : failure(store_failure_of(renamed.error()));
}

// Damaged as SQLCipher has it is four things to a person.
StoreFailure look_closer(StoreFailure why, const std::filesystem::path& database) {
    std::error_code unseen;
    const auto status = std::filesystem::status(database, unseen);
    if (!unseen && std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
        return StoreFailure::NotAFile;
    }
    return why == StoreFailure::Damaged && std::filesystem::file_size(database, unseen) == 0 && !unseen ? StoreFailure::Empty : why;
}

// What a cut has left half done, or done and not tidied, where the newest slot has opened the store. Failing, the next opening does it.
void tidy_up(const std::filesystem::path& inside, Keyring& keyring, SlotAge opened, const StoreFiles& files) {
    for (const std::string& behind : {std::string{}, std::string{kWriteAhead}}) {
        (void)files.remove(inside / (kNextDatabase + behind));
    }
    if (opened == SlotAge::Newest && keyring.has_older()) {
        keyring.keep_newest();
        (void)keyring.write(inside / kKeyring, files);
    }
}

// An empty store and its keyring in `folder`, closed and durable.
Result<void, StoreFailure> fill_new_folder(const std::filesystem::path& folder, const ProvidedKey& provided, RandomSource& random,
                                           const StoreOptions& options) {
    std::error_code error;
    std::filesystem::remove_all(folder, error);  // begun by a creation that never ended: nobody has used it
    std::filesystem::create_directory(folder, error);
    if (error) {
        return failure(store_failure_of(error));
    }
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
    const Keyring keyring = Keyring::make(provided, random);
    const auto keys = keyring.open(provided);
    if (!keys) {
        return failure(keys.error());
    }
    if (const auto database = sqlite::open_migrated(folder / kDatabase, key_of(keys->front()), migrations(),
                                                    {.access = sqlite::Access::Alone, .presence = sqlite::Presence::MustBeNew, .busy_timeout = {}, .vfs = options.vfs});
        !database) {
        return failure(store_failure_of(database.error()));
    }
    return keyring.write(folder / kKeyring, *options.files);
}

}  // namespace

Store::Opened Store::open(const std::filesystem::path& folder, const KeyProvider& provider, const Clock& clock,
                          RandomSource& random, const StoreOptions& options) {
    const auto inside = folder / kInside;
    if (auto found = find(inside); !found) {
        // A salvage that was cut after the old store was put away.
        if (found.error() == StoreFailure::NotFound && find(folder / kSalvaged)) {
            found = rename_durably(*options.files, folder / kSalvaged, inside);
        }
        if (!found) {
            return failure(found.error());
        }
    }
    auto keyring = Keyring::read(inside / kKeyring, *options.files);
    if (!keyring) {
        return failure(keyring.error());
    }
    const auto provided = provider.provide();
    if (!provided) {
        return failure(store_failure_of(provided.error()));
    }
    auto candidates = keyring->open(*provided);
    if (!candidates) {
        return failure(candidates.error());
    }
    StoreFailure last = StoreFailure::WrongKey;
    for (StoreKeys& keys : *candidates) {
        auto database = sqlite::open_migrated(inside / kDatabase, key_of(keys), migrations(), {.vfs = options.vfs});
        if (database) {
            // The first rows are read here: what is wrong with them is a reason not to have opened.
            const SlotAge slot = keys.slot;
            try {
                std::unique_ptr<Store> store{
                    new Store{folder, std::move(*database), std::move(keys), provided->level, clock, random, options}};
                tidy_up(inside, *keyring, slot, *options.files);
                return store;
            } catch (const sqlite::Error& error) {
                return failure(store_failure_of(sqlite::open_failure_of(error)));
            }
        }
        last = look_closer(store_failure_of(database.error()), inside / kDatabase);
        if (last != StoreFailure::WrongKey) {
            break;
        }
    }
    return failure(last);
}

Store::Opened Store::create(const std::filesystem::path& folder, const KeyProvider& provider, const Clock& clock,
                            RandomSource& random, const StoreOptions& options) {
    if (const auto found = find(folder / kInside); found || found.error() != StoreFailure::NotFound) {
        return failure(found ? StoreFailure::AlreadyExists : found.error());
    }
    const auto provided = provider.provide();
    if (!provided) {
        return failure(store_failure_of(provided.error()));
    }
    if (const auto made = fill_new_folder(folder / kBeingMade, *provided, random, options); !made) {
        return failure(made.error());
    }
    if (const auto renamed = rename_durably(*options.files, folder / kBeingMade, folder / kInside); !renamed) {
        return failure(renamed.error());
    }
    return open(folder, provider, clock, random, options);
}

Store::Store(std::filesystem::path folder, sqlite::Database database, StoreKeys keys, KeyLevel level, const Clock& clock,
             RandomSource& random, const StoreOptions& options)
    : folder_{std::move(folder)},
      options_{options},
      database_{std::move(database)},
      store_key_{std::move(keys.store)},
      key_level_{level},
      random_{random},
      pseudonyms_{keys.pepper},
      time_floor_{database_},
      drafts_{database_, pseudonyms_, time_floor_, clock, random},
      outbox_{database_, clock, random},
      bundles_{database_},
      identity_{database_},
      consents_{database_, pseudonyms_},
      last_submissions_{database_, pseudonyms_},
      settings_{database_},
      reserve_{folder_ / kReserve, options.reserve_bytes} {}

void Store::submit(const protocol::SealedEnvelope& envelope, const Submission& submission, const OpenDraft* draft) {
    sqlite::Transaction transaction{database_};
    outbox_.insert(envelope, submission.kind, submission.captured_at);
    last_submissions_.keep(submission.student_no, submission.kind, submission.academic_year, {envelope.id, submission.revision});
    if (draft != nullptr) {
        drafts_.discard(*draft);
    }
    transaction.commit();
}

void Store::keep_bundle(const HeldBundle& bundle, std::string_view key_set) {
    sqlite::Transaction transaction{database_};
    bundles_.keep(bundle);
    identity_.keep_key_set(key_set);
    transaction.commit();
}

Result<void, StoreFailure> Store::seal_key_for(const crypto::BoxPublicKey& recovery) {
    const auto file = folder_ / kInside / kKeyring;
    auto keyring = Keyring::read(file, *options_.files);
    if (!keyring) {
        return failure(keyring.error());
    }
    if (keyring->has_recovery(recovery.id())) {
        return {};
    }
    keyring->seal(store_key_, recovery, random_);
    return keyring->write(file, *options_.files);
}

bool Store::has_room_for_new_session() {
    return reserve_.hold() && free_bytes() >= options_.least_free_bytes;
}

bool Store::release_reserve() {
    return reserve_.release();
}

std::uint64_t Store::free_bytes() const {
    return free_space(folder_);
}

std::vector<std::string> Store::check_integrity(const sqlite::Database::CheckProgress& progress) {
    return database_.check_integrity(progress);
}

void Store::tidy(std::chrono::hours draft_life) {
    drafts_.expire(draft_life);
    database_.checkpoint();
}

void Store::expire_drafts(std::chrono::hours draft_life) {
    if (drafts_.expire(draft_life) > 0) {
        database_.checkpoint();
    }
}

}  // namespace xz::storage
