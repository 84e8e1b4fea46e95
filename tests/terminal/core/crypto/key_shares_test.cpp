#include "terminal/core/crypto/hash.hpp"
#include "terminal/core/crypto/key_shares.hpp"
#include "terminal/core/crypto/paper.hpp"
#include "terminal/core/crypto/sha256_stream.hpp"
#include "tests/support/fakes.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cctype>

using namespace xz;
using namespace xz::crypto;
using xz::testing::RepeatableRandom;

TEST_CASE("Two shares make the recovery key again, in any order, and no other two do") {
    RepeatableRandom random;
    const auto key = BoxKey::generate(random);
    const auto shares = split(key, random);
    REQUIRE(join(shares.a, shares.b));
    CHECK(join(shares.b, shares.a)->public_key() == key.public_key());
    CHECK_FALSE(join(shares.a, shares.a));
    const auto of_another = split(BoxKey::generate(random), random);
    CHECK_FALSE(join(shares.a, of_another.b));
    // The same key in other shares: each pair belongs together.
    const auto again = split(key, random);
    CHECK_FALSE(join(shares.a, again.b));
    CHECK_FALSE(std::ranges::equal(shares.a.bytes.bytes(), key.scalar().bytes()));
    CHECK_FALSE(std::ranges::equal(shares.b.bytes.bytes(), key.scalar().bytes()));
}

TEST_CASE("A share survives paper and typing, and no single slip goes unseen") {
    RepeatableRandom random;
    const auto key = BoxKey::generate(random);
    const auto shares = split(key, random);
    const std::string paper = to_paper(shares.b);
    CHECK(std::ranges::count(paper, '-') == 17);
    std::string typed = " ";
    for (const char c : paper) typed += c == '-' ? ' ' : static_cast<char>(std::tolower(c));
    const auto read = share_from_paper(typed);
    REQUIRE(read);
    CHECK(read->custodian == Custodian::B);
    CHECK(join(shares.a, *read)->public_key() == key.public_key());
    for (std::size_t at = 0; at < paper.size(); ++at) {
        if (paper[at] == '-') continue;
        std::string slipped = paper;
        slipped[at] = slipped[at] == 'A' ? 'C' : 'A';
        CHECK_FALSE(share_from_paper(slipped));
    }
    CHECK_FALSE(share_from_paper(""));
    CHECK_FALSE(share_from_paper(paper.substr(5)));
    CHECK_FALSE(share_from_paper(to_paper("another-kind", Bytes(41, 1))));
}

TEST_CASE("What is hashed in pieces hashes as the whole") {
    Bytes bytes(100'000);
    RepeatableRandom{}.fill(bytes);
    Sha256Stream stream;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto size = std::min<std::size_t>(bytes.size() - at, at % 997 + 1);
        stream.add(ByteView{bytes}.subspan(at, size));
        at += size;
    }
    CHECK(stream.finish() == sha256(bytes));
    CHECK(Sha256Stream{}.finish() == sha256(std::string_view{}));
}
