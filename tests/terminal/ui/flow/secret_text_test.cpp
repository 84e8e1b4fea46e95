#include "terminal/ui/flow/secret_text.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cstring>
#include <new>
#include <utility>

using xz::ui::flow::SecretText;

TEST_CASE("A secret is gone from its memory when it dies") {
    alignas(SecretText) unsigned char memory[sizeof(SecretText)];
    auto* secret = new (memory) SecretText{"739204"};
    CHECK(secret->reveal() == "739204");
    secret->~SecretText();
    unsigned char after[sizeof memory];
    std::memcpy(after, memory, sizeof memory);
    CHECK(std::all_of(std::begin(after), std::end(after), [](unsigned char byte) { return byte == 0; }));
}

TEST_CASE("A secret that was moved leaves nothing behind") {
    SecretText first{"739204"};
    const SecretText second{std::move(first)};
    CHECK(first.empty());  // NOLINT: what is left is the promise
    CHECK(second.reveal() == "739204");
}

TEST_CASE("A secret never grows beyond its place") {
    SecretText secret;
    for (int i = 0; i < 100; ++i) secret.push('1');
    CHECK(secret.size() == SecretText::capacity);
}
