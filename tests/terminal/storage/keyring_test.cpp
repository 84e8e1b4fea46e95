#include "tests/terminal/storage/store_fixture.hpp"

#include "terminal/storage/keyring.hpp"

#include <algorithm>

namespace xz::storage {

namespace {

ProvidedKey provided(std::uint8_t first, KeyLevel level = KeyLevel::File) {
    return std::move(*GivenKey{first, level}.provide());
}

bool same(const crypto::Secret<32>& left, const crypto::Secret<32>& right) {
    return std::ranges::equal(left.bytes(), right.bytes());
}

}  // namespace

TEST_CASE("A keyring comes back from its text with the same keys") {
    testing::RepeatableRandom random;
    const Keyring made = Keyring::make(provided(1), random);
    const auto read = Keyring::decode(made.encode());
    REQUIRE(read);
    const auto before = made.open(provided(1));
    const auto after = read->open(provided(1));
    REQUIRE((before && after));
    CHECK(same(before->front().store, after->front().store));
    CHECK(same(before->front().pepper, after->front().pepper));
    CHECK_FALSE(same(after->front().store, after->front().pepper));
    CHECK(read->encode() == made.encode());
}

TEST_CASE("A half-written or changed keyring is damage, never a wrong key") {
    testing::RepeatableRandom random;
    Keyring keyring = Keyring::make(provided(1), random);
    keyring.seal(keyring.open(provided(1))->front().store, crypto::BoxKey::generate(random).public_key(), random);
    const std::string text = keyring.encode();
    for (std::size_t length = 0; length < text.size(); ++length) {
        const auto read = Keyring::decode(std::string_view{text}.substr(0, length));
        REQUIRE_FALSE(read);
        REQUIRE(read.error() == StoreFailure::KeyringDamaged);
    }
    for (std::size_t at = 0; at < text.size(); ++at) {
        std::string changed = text;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        const auto read = Keyring::decode(changed);
        REQUIRE_FALSE(read);
        REQUIRE(read.error() == StoreFailure::KeyringDamaged);
    }
}

TEST_CASE("Another provider's key opens nothing") {
    testing::RepeatableRandom random;
    const auto opened = Keyring::make(provided(1), random).open(provided(2));
    REQUIRE_FALSE(opened);
    CHECK(opened.error() == StoreFailure::WrongKey);
}

TEST_CASE("A key from a weaker place than before is said, not used") {
    testing::RepeatableRandom random;
    const auto opened = Keyring::make(provided(1, KeyLevel::Credentials), random).open(provided(1, KeyLevel::File));
    REQUIRE_FALSE(opened);
    CHECK(opened.error() == StoreFailure::KeyLevelDropped);
}

TEST_CASE("While a key is replaced both the old and the new open the keyring, newest first") {
    testing::RepeatableRandom random;
    Keyring keyring = Keyring::make(provided(1), random);
    const auto old_keys = keyring.open(provided(1));
    REQUIRE(old_keys);
    StoreKeys next{crypto::Secret<32>::random(random), old_keys->front().pepper.clone()};
    keyring.add(provided(1), next, random);
    const auto both = keyring.open(provided(1));
    REQUIRE(both);
    REQUIRE(both->size() == 2);
    CHECK(same(both->front().store, next.store));
    CHECK(same(both->back().store, old_keys->front().store));
    keyring.add(provided(2), next, random);
    CHECK(keyring.open(provided(2)).has_value());
    CHECK(keyring.open(provided(1))->size() == 1);
    keyring.keep_newest();
    CHECK_FALSE(keyring.open(provided(1)).has_value());
}

TEST_CASE("The offline recovery key gives the store's key back, and not the pepper") {
    testing::RepeatableRandom random;
    const crypto::BoxKey recovery = crypto::BoxKey::generate(random);
    Keyring keyring = Keyring::make(provided(1), random);
    const auto keys = keyring.open(provided(1));
    REQUIRE(keys);
    CHECK(protocol::sealed_store_keys(keyring.encode()).empty());
    keyring.seal(keys->front().store, recovery.public_key(), random);
    CHECK(keyring.has_recovery(recovery.public_key().id()));
    const auto read = Keyring::decode(keyring.encode());
    REQUIRE(read);
    CHECK(read->encode() == keyring.encode());
    const auto sealed = protocol::sealed_store_keys(keyring.encode());
    REQUIRE(sealed.size() == 1);
    const auto recovered = protocol::open(sealed.front(), recovery);
    REQUIRE(recovered);
    CHECK(same(*recovered, keys->front().store));
    CHECK_FALSE(protocol::open(sealed.front(), crypto::BoxKey::generate(random)));
}

TEST_CASE("While a store's key is replaced the recovery key gives both, then only the new one") {
    testing::RepeatableRandom random;
    const crypto::BoxKey recovery = crypto::BoxKey::generate(random);
    Keyring keyring = Keyring::make(provided(1), random);
    const auto present = keyring.open(provided(1));
    REQUIRE(present);
    const StoreKeys next{crypto::Secret<32>::random(random), present->front().pepper.clone()};
    keyring.add(provided(1), next, random);
    keyring.seal_both(next.store, present->front().store, recovery.public_key(), random);
    auto read = Keyring::decode(keyring.encode());
    REQUIRE(read);
    const auto both = protocol::sealed_store_keys(read->encode());
    REQUIRE(both.size() == 2);
    CHECK(same(*protocol::open(both[0], recovery), next.store));
    CHECK(same(*protocol::open(both[1], recovery), present->front().store));
    CHECK(read->has_older());
    read->keep_newest();
    CHECK_FALSE(read->has_older());
    REQUIRE(protocol::sealed_store_keys(read->encode()).size() == 1);
    CHECK(same(*protocol::open(protocol::sealed_store_keys(read->encode()).front(), recovery), next.store));
}

}  // namespace xz::storage
