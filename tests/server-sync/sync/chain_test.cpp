#include "server-sync/sync/chain.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::server::sync;

TEST_CASE("An envelope continues its chain, waits beyond a gap, or forks") {
    ChainHead head;
    head.have_seq = 4;
    head.have_sha256[0] = 4;
    const crypto::Digest follows = head.have_sha256;
    const crypto::Digest other{};
    CHECK(fit(head, 5, follows, Place::Free) == ChainFit::Next);
    CHECK(fit(head, 5, other, Place::Free) == ChainFit::Forked);
    CHECK(fit(head, 4, follows, Place::Free) == ChainFit::Forked);
    CHECK(fit(head, 7, other, Place::Free) == ChainFit::Ahead);
    CHECK(fit(head, 7, other, Place::Taken) == ChainFit::Forked);
    CHECK(fit(ChainHead{}, 1, other, Place::Free) == ChainFit::Next);
}
