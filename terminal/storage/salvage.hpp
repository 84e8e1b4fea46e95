// What is done with a store that is broken, on IT's word only: put away untouched, and what is whole in it carried into a new one.
//
// The store is closed and nobody else's. To undo: put the folder that was set aside back in the store's place.
#pragma once

#include "terminal/storage/store.hpp"
#include "terminal/storage/wreck.hpp"

#include <string>
#include <vector>

namespace xz::storage {

struct Salvaged {
    WreckReport report;
    std::filesystem::path aside;  // where the old store lies now
};

// A new store under a new key with all that is whole in the old one: envelopes as they were sealed and in their former chains, drafts under
// their PINs, identity, bundle, consents. It goes on in a new chain. A cut leaves the old store in its place, or the new one, which the next
// opening puts there. Whole: nothing is damaged, and nothing was done; else as Wreck::look, and DiskFull.
[[nodiscard]] Result<Salvaged, StoreFailure> salvage_store(const std::filesystem::path& folder, const KeyProvider& provider, const Clock& clock,
                                                           RandomSource& random, const StoreOptions& options = {});

// Moves a store, in whatever state, whole and untouched to `folder`/set-aside-<time>; the terminal is as never enrolled. Answers where.
[[nodiscard]] Result<std::filesystem::path, StoreFailure> set_aside_store(const std::filesystem::path& folder, Instant now,
                                                                          const StoreFiles& files = system_files());

// The stores that were set aside in `folder` and still lie there, oldest first.
[[nodiscard]] std::vector<std::string> stores_set_aside(const std::filesystem::path& folder);

}  // namespace xz::storage
