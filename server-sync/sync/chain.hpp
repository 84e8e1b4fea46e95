// How an arriving envelope fits its terminal's chain (DESIGN 4, Envelope): pure, so that every storage judges alike.
#pragma once

#include "server-sync/sync/envelope_store.hpp"

namespace xz::server::sync {

enum class ChainFit {
    Next,    // continues the gapless part
    Ahead,   // something before it is still missing
    Forked,  // its place is taken, or `prev` names another envelope
};

enum class Place { Free, Taken };  // does another envelope wait beyond the gap at this very seq?

[[nodiscard]] ChainFit fit(const ChainHead& head, std::uint64_t seq, const crypto::Digest& prev, Place ahead);

}  // namespace xz::server::sync
