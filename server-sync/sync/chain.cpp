#include "server-sync/sync/chain.hpp"

namespace xz::server::sync {

ChainFit fit(const ChainHead& head, std::uint64_t seq, const crypto::Digest& prev, Place ahead) {
    if (seq <= head.have_seq || ahead == Place::Taken) {
        return ChainFit::Forked;
    }
    if (seq > head.have_seq + 1) {
        return ChainFit::Ahead;
    }
    return prev == head.have_sha256 ? ChainFit::Next : ChainFit::Forked;
}

}  // namespace xz::server::sync
