#include "terminal/core/crypto/secret.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <type_traits>

using namespace xz;
using namespace xz::crypto;

TEST_CASE("Secrets start as zeros and are never copied by accident") {
    const Secret<32> secret;
    CHECK(std::ranges::all_of(secret.bytes(), [](auto byte) { return byte == 0; }));
    CHECK_FALSE(std::is_copy_constructible_v<Secret<32>>);
    CHECK_FALSE(std::is_copy_constructible_v<SecureBytes>);
}

TEST_CASE("A secret takes exactly its number of bytes") {
    CHECK(Secret<4>::from(Bytes{1, 2, 3, 4}).has_value());
    CHECK_FALSE(Secret<4>::from(Bytes{1, 2, 3}));
    CHECK_FALSE(Secret<4>::from(Bytes{1, 2, 3, 4, 5}));
}

TEST_CASE("A clone lives on its own") {
    Secret<4> secret = *Secret<4>::from(Bytes{1, 2, 3, 4});
    const Secret<4> copy = secret.clone();
    secret.bytes()[0] = 9;
    CHECK(copy.bytes()[0] == 1);
}

TEST_CASE("Secure bytes that were moved away are empty") {
    SecureBytes bytes = SecureBytes::copy_of("六位数字");
    const SecureBytes taken = std::move(bytes);
    CHECK(taken.text() == "六位数字");
    CHECK(bytes.empty());  // NOLINT: that is the promise
}

TEST_CASE("Shrinking forgets the end and never grows") {
    SecureBytes bytes = SecureBytes::copy_of("abcdef");
    bytes.shrink(3);
    CHECK(bytes.text() == "abc");
    bytes.shrink(5);
    CHECK(bytes.size() == 3);
}

TEST_CASE("A wiped text is zeroed where it lay, and empty") {
    std::string pin(64, '7');
    const char* where = pin.data();
    wipe(pin);
    CHECK(pin.empty());
    CHECK(where[0] == 0);
}
