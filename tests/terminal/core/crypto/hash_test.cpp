#include "terminal/core/crypto/compare.hpp"
#include "terminal/core/crypto/hash.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::crypto;

TEST_CASE("SHA-256 gives FIPS 180's answers, whole or in parts") {
    CHECK(to_hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(to_hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256({bytes_of("a"), bytes_of(""), bytes_of("bc")}) == sha256("abc"));
}

TEST_CASE("HMAC-SHA-256 gives RFC 4231's answer") {
    CHECK(to_hex(hmac_sha256(bytes_of("Jefe"), bytes_of("what do ya want for nothing?"))) ==
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST_CASE("HKDF-SHA-256 gives the first 32 bytes of RFC 5869's answers") {
    const Bytes key(22, 0x0b);
    const std::string info = "\xf0\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9";
    CHECK(to_hex(hkdf_sha256(key, *from_hex("000102030405060708090a0b0c"), info).bytes()) ==
          "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
    CHECK(to_hex(hkdf_sha256(key, {}, "").bytes()) == "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
}

TEST_CASE("A key's id is the first 16 hex digits of its hash") {
    CHECK(key_id(bytes_of("abc")) == "ba7816bf8f01cfea");
}

TEST_CASE("Constant-time comparison agrees with the ordinary one") {
    CHECK(constant_time_equal(bytes_of("abc"), bytes_of("abc")));
    CHECK(constant_time_equal({}, {}));
    CHECK_FALSE(constant_time_equal(bytes_of("abc"), bytes_of("abd")));
    CHECK_FALSE(constant_time_equal(bytes_of("abc"), bytes_of("abcd")));
}
