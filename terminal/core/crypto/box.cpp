#include "terminal/core/crypto/box.hpp"

#include "terminal/core/crypto/hash.hpp"

#include <sodium.h>

#include <algorithm>

namespace xz::crypto {

static_assert(BoxOverhead == crypto_box_SEALBYTES);

std::optional<BoxPublicKey> BoxPublicKey::from(ByteView bytes) {
    BoxPublicKey key;
    if (bytes.size() != key.bytes_.size()) return std::nullopt;
    std::ranges::copy(bytes, key.bytes_.begin());
    // crypto_scalarmult refuses a product of zero, which every point of small order gives.
    std::array<std::uint8_t, 32> scalar{1};
    std::array<std::uint8_t, 32> product;
    if (crypto_scalarmult(product.data(), scalar.data(), key.bytes_.data()) != 0) return std::nullopt;
    return key;
}

std::string BoxPublicKey::id() const {
    return key_id(bytes_);
}

Bytes BoxPublicKey::seal(ByteView plain, RandomSource& random) const {
    // crypto_box_seal's own construction, which takes its ephemeral key from the system only: ephemeral public key ‖
    // crypto_box with the nonce BLAKE2b-192(ephemeral public key ‖ recipient's public key).
    const BoxKey ephemeral = BoxKey::generate(random);
    const ByteView sender = ephemeral.public_key().bytes();
    std::array<std::uint8_t, crypto_box_NONCEBYTES> nonce;
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, nonce.size());
    crypto_generichash_update(&state, sender.data(), sender.size());
    crypto_generichash_update(&state, bytes_.data(), bytes_.size());
    crypto_generichash_final(&state, nonce.data(), nonce.size());

    Bytes sealed(plain.size() + BoxOverhead);
    std::ranges::copy(sender, sealed.begin());
    if (crypto_box_easy(sealed.data() + sender.size(), plain.data(), plain.size(), nonce.data(), bytes_.data(),
                        ephemeral.scalar().bytes().data()) != 0)
        sealed.clear();  // from() lets no such key exist
    return sealed;
}

BoxKey BoxKey::generate(RandomSource& random) {
    return BoxKey{Secret<32>::random(random)};
}

BoxKey::BoxKey(Secret<32> scalar) : scalar_{std::move(scalar)} {
    crypto_scalarmult_base(public_key_.bytes_.data(), scalar_.bytes().data());
}

std::optional<SecureBytes> BoxKey::open(ByteView sealed) const {
    if (sealed.size() < BoxOverhead) return std::nullopt;
    SecureBytes plain{sealed.size() - BoxOverhead};
    if (crypto_box_seal_open(plain.bytes().data(), sealed.data(), sealed.size(), public_key_.bytes().data(),
                             scalar_.bytes().data()) != 0)
        return std::nullopt;
    return plain;
}

}  // namespace xz::crypto
