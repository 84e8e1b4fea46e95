#include "terminal/core/crypto/aead.hpp"

#include <sodium.h>

#include <algorithm>

namespace xz::crypto {

static_assert(AeadNonce{}.size() == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
static_assert(AeadOverhead == crypto_aead_xchacha20poly1305_ietf_ABYTES);

AeadNonce random_nonce(RandomSource& random) {
    AeadNonce nonce;
    random.fill(nonce);
    return nonce;
}

Bytes aead_seal(const AeadKey& key, const AeadNonce& nonce, ByteView associated, ByteView plain) {
    Bytes sealed(plain.size() + AeadOverhead);
    crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data(), nullptr, plain.data(), plain.size(), associated.data(),
                                               associated.size(), nullptr, nonce.data(), key.bytes().data());
    return sealed;
}

std::optional<SecureBytes> aead_open(const AeadKey& key, const AeadNonce& nonce, ByteView associated, ByteView sealed) {
    if (sealed.size() < AeadOverhead) return std::nullopt;
    SecureBytes plain{sealed.size() - AeadOverhead};
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(plain.bytes().data(), nullptr, nullptr, sealed.data(), sealed.size(),
                                                   associated.data(), associated.size(), nonce.data(),
                                                   key.bytes().data()) != 0)
        return std::nullopt;
    return plain;
}

Bytes wrap(const AeadKey& key, ByteView associated, ByteView plain, RandomSource& random) {
    const AeadNonce nonce = random_nonce(random);
    Bytes sealed = aead_seal(key, nonce, associated, plain);
    sealed.insert(sealed.begin(), nonce.begin(), nonce.end());
    return sealed;
}

std::optional<SecureBytes> unwrap(const AeadKey& key, ByteView associated, ByteView wrapped) {
    AeadNonce nonce;
    if (wrapped.size() < nonce.size()) return std::nullopt;
    std::ranges::copy(wrapped.first(nonce.size()), nonce.begin());
    return aead_open(key, nonce, associated, wrapped.subspan(nonce.size()));
}

}  // namespace xz::crypto
