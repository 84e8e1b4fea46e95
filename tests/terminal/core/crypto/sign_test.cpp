#include "terminal/core/crypto/init.hpp"
#include "terminal/core/crypto/sign.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::crypto;

namespace {

SigningKey key_of(std::uint8_t fill) {
    return SigningKey{*Secret<32>::from(Bytes(32, fill))};
}

}  // namespace

TEST_CASE("The library passes its self-test, as often as asked") {
    CHECK_NOTHROW(init());
    CHECK_NOTHROW(init());
}

TEST_CASE("A signing key is RFC 8032's") {
    const SigningKey key{*Secret<32>::from(*from_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))};
    CHECK(to_hex(key.verify_key().bytes()) == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
}

TEST_CASE("A signature holds for its type, its bytes and its key only") {
    const SigningKey key = key_of(1);
    const Signature signature = key.sign("receipt", bytes_of("bytes"));
    CHECK(key.verify_key().verify("receipt", bytes_of("bytes"), signature));
    CHECK_FALSE(key.verify_key().verify("envelope", bytes_of("bytes"), signature));
    CHECK_FALSE(key.verify_key().verify("receipt", bytes_of("byteS"), signature));
    CHECK_FALSE(key_of(2).verify_key().verify("receipt", bytes_of("bytes"), signature));
}

TEST_CASE("Type and bytes cannot slide into each other") {
    const SigningKey key = key_of(1);
    CHECK_FALSE(key.verify_key().verify("a", bytes_of("bc"), key.sign("ab", bytes_of("c"))));
}

TEST_CASE("Every flipped bit of a signature is noticed") {
    const SigningKey key = key_of(3);
    const Signature signature = key.sign("receipt", bytes_of("bytes"));
    for (std::size_t bit = 0; bit < signature.size() * 8; ++bit) {
        Signature changed = signature;
        changed[bit / 8] ^= static_cast<std::uint8_t>(1 << (bit % 8));
        CHECK_FALSE(key.verify_key().verify("receipt", bytes_of("bytes"), changed));
    }
}

TEST_CASE("A key of zeros verifies nothing") {
    const Signature zeros{};
    CHECK_FALSE(VerifyKey{}.verify("receipt", bytes_of("bytes"), zeros));
}

TEST_CASE("Keys and signatures of another length are none") {
    CHECK_FALSE(VerifyKey::from(Bytes(31)));
    CHECK_FALSE(signature_from(Bytes(65)));
    CHECK(VerifyKey::from(key_of(1).verify_key().bytes()) == key_of(1).verify_key());
}
