// Why the store is shut, and what of it can still be read: what IT is told in the log, the panel, `status` and the heartbeat.
#pragma once

#include "terminal/storage/store_failure.hpp"
#include "terminal/storage/wreck.hpp"

#include <optional>
#include <string>
#include <vector>

namespace xz::app {

struct StoreTrouble {
    storage::StoreFailure failure = storage::StoreFailure::Damaged;
    std::vector<std::string> faults = {};                // what a check of an open store has found
    std::optional<storage::WreckReport> wreck = {};      // of a damaged one whose key is at hand: it can be salvaged
    std::string terminal = {};                           // its name, where that can be read
};

}  // namespace xz::app
