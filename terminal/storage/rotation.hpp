// A new key for a store, and a new key around it: each step leaves a way back, wherever it is cut.
//
// The store is closed and nobody else's. Done again after a cut, each begins anew; Store::open tidies up what a cut has left.
#pragma once

#include "terminal/storage/store.hpp"

namespace xz::storage {

// The whole store under a new random key: copied and checked, the new key kept beside the old one, the copy put in the store's place,
// the old key dropped once the new one has opened it. The pepper stays, so drafts open with their PINs. Needs as much room again.
[[nodiscard]] Result<void, StoreFailure> rotate_store_key(const std::filesystem::path& folder, const KeyProvider& provider, const Clock& clock,
                                                          RandomSource& random, const StoreOptions& options = {});

// The store's key wrapped by what `next` provides instead of `present`; the store itself is not rewritten. KeyLevelDropped: `next` is
// weaker guarded. Nothing changes where `next` opens it already.
[[nodiscard]] Result<void, StoreFailure> rewrap_store_key(const std::filesystem::path& folder, const KeyProvider& present, const KeyProvider& next,
                                                          const Clock& clock, RandomSource& random, const StoreOptions& options = {});

// A new random key in `key_file`, which wraps the store's key now: the new one lies beside it until the keyring knows both.
[[nodiscard]] Result<void, StoreFailure> rotate_key_file(const std::filesystem::path& folder, const std::filesystem::path& key_file,
                                                         const Clock& clock, RandomSource& random, const StoreOptions& options = {});

}  // namespace xz::storage
