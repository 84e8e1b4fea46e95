#include "terminal/storage/rotation.hpp"

#include "terminal/core/protocol/key_set.hpp"
#include "terminal/storage/store_layout.hpp"

#include <array>
#include <optional>
#include <string>

namespace xz::storage {

namespace {

using namespace layout;

constexpr std::string_view kRows =
    "SELECT (SELECT count(*) FROM envelopes), (SELECT count(*) FROM drafts), (SELECT count(*) FROM chains), "
    "(SELECT count(*) FROM consents), (SELECT count(*) FROM last_submissions), (SELECT count(*) FROM settings), "
    "(SELECT count(*) FROM identity), (SELECT count(*) FROM bundle)";

using Rows = std::array<std::int64_t, 8>;

Rows rows_in(sqlite::Database& database) {
    Rows rows{};
    sqlite::Statement& counted = database.query(kRows);
    counted.next();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i] = counted.integer(static_cast<int>(i));
    }
    counted.reset();
    return rows;
}

// The recovery key in use; nothing where the terminal is not enrolled.
std::optional<crypto::BoxPublicKey> recovery_key(IdentityStore& identities) {
    const auto identity = identities.identity();
    const auto keys = identity ? protocol::decode_key_set(identity->key_set) : failure(protocol::Malformed{});
    return keys && !keys->recovery.empty() ? std::optional{keys->recovery.front().key} : std::nullopt;
}

// A copy that was read back whole, closed and durable.
Result<void, StoreFailure> copy_checked(sqlite::Database& from, const std::filesystem::path& copy, sqlite::Key key, const std::string& vfs) {
    try {
        from.copy_to(copy, key, vfs);
        auto opened = sqlite::Database::open(copy, key, {.vfs = vfs});
        if (!opened) {
            return failure(store_failure_of(opened.error()));
        }
        if (!opened->check_integrity().empty() || rows_in(*opened) != rows_in(from)) {
            return failure(StoreFailure::Io);  // what was read is not what was written
        }
    } catch (const sqlite::Error& error) {
        return failure(store_failure_of(sqlite::open_failure_of(error)));
    }
    return {};
}

// The keyring with the store's keys under both, `after` first.
Result<void, StoreFailure> wrap_by_both(const std::filesystem::path& folder, const KeyProvider& present, const ProvidedKey& after, const Clock& clock,
                                        RandomSource& random, const StoreOptions& options) {
    const auto before = present.provide();
    if (!before) {
        return failure(store_failure_of(before.error()));
    }
    if (is_weaker(after.level, before->level)) {
        return failure(StoreFailure::KeyLevelDropped);
    }
    const auto opened = Store::open(folder, present, clock, random, options);
    if (!opened) {
        return failure(opened.error());
    }
    const auto ring_file = folder / kInside / kKeyring;
    const auto held = Keyring::read(ring_file, *options.files);
    if (!held) {
        return failure(held.error());
    }
    const StoreKeys keys = (*opened)->keys();
    Keyring keyring = Keyring::of(*before, keys, random);
    keyring.add(after, keys, random);
    keyring.take_recovery_of(*held);
    return keyring.write(ring_file, *options.files);
}

// Opens once, which drops what the newest slot makes unnecessary.
Result<void, StoreFailure> settle(const std::filesystem::path& folder, const KeyProvider& provider, const Clock& clock, RandomSource& random,
                                  const StoreOptions& options) {
    const auto opened = Store::open(folder, provider, clock, random, options);
    return opened ? Result<void, StoreFailure>{} : failure(opened.error());
}

}  // namespace

Result<void, StoreFailure> rotate_store_key(const std::filesystem::path& folder, const KeyProvider& provider, const Clock& clock,
                                            RandomSource& random, const StoreOptions& options) {
    const auto provided = provider.provide();
    if (!provided) {
        return failure(store_failure_of(provided.error()));
    }
    auto opened = Store::open(folder, provider, clock, random, options);
    if (!opened) {
        return failure(opened.error());
    }
    const auto inside = folder / kInside;
    const auto held = Keyring::read(inside / kKeyring, *options.files);
    if (!held) {
        return failure(held.error());
    }
    const StoreKeys present = (*opened)->keys();
    const StoreKeys next{crypto::Secret<32>::random(random), present.pepper.clone()};
    Keyring keyring = Keyring::of(*provided, present, random);
    keyring.add(*provided, next, random);
    if (const auto recovery = recovery_key((*opened)->identity())) {
        keyring.seal_both(next.store, present.store, *recovery, random);
    } else if (held->is_recoverable()) {
        return failure(StoreFailure::NoRecoveryKey);
    }
    if (const auto copied = copy_checked((*opened)->database(), inside / kNextDatabase, key_of(next), options.vfs); !copied) {
        return copied;
    }
    opened->reset();
    if (options.files->exists(inside / (std::string{kDatabase} + kWriteAhead))) {
        return failure(StoreFailure::Io);  // the log did not fold into the file: it would be read as the copy's
    }
    if (const auto written = keyring.write(inside / kKeyring, *options.files); !written) {
        return written;
    }
    if (const auto renamed = options.files->rename(inside / kNextDatabase, inside / kDatabase); !renamed) {
        return failure(store_failure_of(renamed.error()));
    }
    return settle(folder, provider, clock, random, options);
}

Result<void, StoreFailure> rewrap_store_key(const std::filesystem::path& folder, const KeyProvider& present, const KeyProvider& next,
                                            const Clock& clock, RandomSource& random, const StoreOptions& options) {
    const auto after = next.provide();
    if (!after) {
        return failure(store_failure_of(after.error()));
    }
    if (settle(folder, next, clock, random, options)) {
        return {};
    }
    if (const auto wrapped = wrap_by_both(folder, present, *after, clock, random, options); !wrapped) {
        return wrapped;
    }
    return settle(folder, next, clock, random, options);
}

Result<void, StoreFailure> rotate_key_file(const std::filesystem::path& folder, const std::filesystem::path& key_file, const Clock& clock,
                                           RandomSource& random, const StoreOptions& options) {
    const SystemKeyProvider provider{std::nullopt, key_file};
    const std::filesystem::path beside{key_file.string() + ".next"};
    const ProvidedKey next{crypto::Secret<32>::random(random), KeyLevel::File};
    if (const auto written = options.files->write(beside, next.key.bytes()); !written) {
        return failure(store_failure_of(written.error()));
    }
    if (const auto wrapped = wrap_by_both(folder, provider, next, clock, random, options); !wrapped) {
        return wrapped;
    }
    if (const auto renamed = options.files->rename(beside, key_file); !renamed) {
        return failure(store_failure_of(renamed.error()));
    }
    return settle(folder, provider, clock, random, options);
}

}  // namespace xz::storage
