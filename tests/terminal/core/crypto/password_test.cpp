#include "terminal/core/crypto/password.hpp"
#include "terminal/core/crypto/pin_key.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::crypto;

namespace {

constexpr Argon2Cost Cheap{64 << 10, 1};

}  // namespace

TEST_CASE("A password's hash recognises that password") {
    SystemRandom random;
    const std::string hash = hash_password("春风化雨 2026", random, Cheap);
    CHECK(hash.starts_with("$argon2id$v=19$m=64,t=1,p=1$"));
    CHECK(check_password(hash, "春风化雨 2026", Cheap) == PasswordVerdict::Right);
    CHECK(check_password(hash, "春风化雨 2027", Cheap) == PasswordVerdict::Wrong);
    CHECK(hash != hash_password("春风化雨 2026", random, Cheap));
}

TEST_CASE("A hash of another cost is right but outdated") {
    SystemRandom random;
    const std::string hash = hash_password("password", random, Cheap);
    CHECK(check_password(hash, "password", {128 << 10, 1}) == PasswordVerdict::RightButOutdated);
}

TEST_CASE("An unreadable hash is wrong for every password") {
    CHECK(check_password("", "", Cheap) == PasswordVerdict::Wrong);
    CHECK(check_password("$argon2id$v=19$m=64", "x", Cheap) == PasswordVerdict::Wrong);
    CHECK(check_password(std::string(500, '$'), "x", Cheap) == PasswordVerdict::Wrong);
}

TEST_CASE("A PIN's salt is the first half of SHA-256 of platform salt and number") {
    CHECK(to_hex(pin_salt(bytes_of("ab"), "c")) == "ba7816bf8f01cfea414140de5dae2223");
}

TEST_CASE("PIN, number and device each change the keys they should") {
    const Bytes platform(16, 1);
    const Secret<32> stretched = stretch_pin("402817", pin_salt(platform, "20260001"));
    const Secret<32> other = stretch_pin("402817", pin_salt(platform, "20260002"));
    CHECK(proof_key(stretched).verify_key() == proof_key(stretched.clone()).verify_key());
    CHECK_FALSE(proof_key(stretched).verify_key() == proof_key(other).verify_key());

    const Bytes here(32, 2);
    const Bytes there(32, 3);
    CHECK(to_hex(draft_wrapping_key(stretched, here).bytes()) != to_hex(draft_wrapping_key(stretched, there).bytes()));
    CHECK(to_hex(draft_wrapping_key(stretched, here).bytes()) != to_hex(proof_key(stretched).seed().bytes()));
}
