// A dead kiosk's store opened with the offline recovery key: its sealed envelopes, as files to be imported. Drafts stay closed.
#pragma once

#include "terminal/core/crypto/box.hpp"
#include "terminal/core/support/clock.hpp"
#include "terminal/core/support/result.hpp"

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>

namespace xz::server::admin {

struct Recovered {
    std::uint64_t envelopes = 0;
    std::uint64_t damaged_pages = 0;
    std::set<std::string> terminals;  // whose they are
};

// `store`: the folder with the store's database and keyring, or the one that holds it (a kiosk's data folder). Nothing in it is
// written. `out`: a new folder, of the form that import-envelopes takes. One line for people
// in case of failure.
[[nodiscard]] Result<Recovered, std::string> recover_store(const std::filesystem::path& store, const crypto::BoxKey& recovery,
                                                           const std::filesystem::path& out, const Clock& clock);

}  // namespace xz::server::admin
