// One file handed in: known by its hash, so that handing it in twice changes nothing.
#pragma once

#include "terminal/core/support/clock.hpp"

#include <cstdint>
#include <string>

namespace xz::server::sync {

struct ImportBatch {
    std::string hash;  // SHA-256 hex of the file's bytes; the same batch twice changes nothing
    std::string kind;  // "students", "status", "staff"
    std::string actor;
    Instant at;
    std::uint64_t accepted = 0;
};

}  // namespace xz::server::sync
