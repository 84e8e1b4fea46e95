#include "terminal/core/crypto/init.hpp"

#include "terminal/core/crypto/aead.hpp"
#include "terminal/core/crypto/hash.hpp"
#include "terminal/core/crypto/sign.hpp"

#include <sodium.h>

namespace xz::crypto {
namespace {

// FIPS 180-2 appendix B.1
constexpr std::string_view HashOfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
// RFC 8032 §7.1, test 1
constexpr std::string_view Seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
constexpr std::string_view PublicKey = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

void check(bool holds, const char* what) {
    if (!holds) throw Unavailable{std::string{"the cryptographic library fails its self-test: "} + what};
}

}  // namespace

void init() {
    if (sodium_init() < 0) throw Unavailable{"the cryptographic library cannot start: is there a source of random numbers?"};
    check(to_hex(sha256("abc")) == HashOfAbc, "SHA-256");

    const SigningKey key{*Secret<32>::from(*from_hex(Seed))};
    check(to_hex(key.verify_key().bytes()) == PublicKey, "Ed25519 keys");
    Signature signature = key.sign("self-test", bytes_of("abc"));
    check(key.verify_key().verify("self-test", bytes_of("abc"), signature), "Ed25519 signatures");
    signature[0] ^= 1;
    check(!key.verify_key().verify("self-test", bytes_of("abc"), signature), "Ed25519 refusal");

    Bytes sealed = aead_seal(key.seed(), AeadNonce{}, {}, bytes_of("abc"));
    check(aead_open(key.seed(), AeadNonce{}, {}, sealed).has_value(), "XChaCha20-Poly1305");
    sealed[0] ^= 1;
    check(!aead_open(key.seed(), AeadNonce{}, {}, sealed), "XChaCha20-Poly1305 refusal");
}

}  // namespace xz::crypto
