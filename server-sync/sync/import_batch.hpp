// One file handed in: known by its hash, so that handing it in twice in a row changes nothing.
#pragma once

#include "terminal/core/support/clock.hpp"

#include <cstdint>
#include <string>

namespace xz::server::sync {

struct ImportBatch {
    std::string hash;  // SHA-256 hex of the file's bytes; equal to the latest of its kind: nothing is done
    std::string kind;  // "students", "status", "staff"
    std::string actor;
    Instant at;
    std::uint64_t accepted = 0;
};

}  // namespace xz::server::sync
