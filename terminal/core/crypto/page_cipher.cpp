#include "terminal/core/crypto/page_cipher.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <array>
#include <memory>
#include <new>

namespace xz::crypto {
namespace {

constexpr std::size_t kIv = 16;
constexpr std::size_t kHmac = 64;
constexpr std::uint8_t kHmacSaltMask = 0x3a;
constexpr int kHmacRounds = 2;

}  // namespace

PageCipher::PageCipher(const Secret<32>& key, ByteView salt) : key_{key.clone()} {
    std::array<std::uint8_t, SaltSize> hmac_salt{};
    for (std::size_t i = 0; i < hmac_salt.size() && i < salt.size(); ++i) {
        hmac_salt[i] = salt[i] ^ kHmacSaltMask;
    }
    if (PKCS5_PBKDF2_HMAC(reinterpret_cast<const char*>(key_.bytes().data()), Secret<32>::Size, hmac_salt.data(), SaltSize, kHmacRounds, EVP_sha512(),
                          Secret<32>::Size, hmac_key_.bytes().data()) != 1) {
        throw std::bad_alloc{};
    }
}

std::optional<SecureBytes> PageCipher::open(std::uint32_t number, ByteView page) const {
    const std::size_t skip = number == 1 ? SaltSize : 0;
    if (page.size() < skip + Reserve) {
        return std::nullopt;
    }
    const ByteView sealed = page.subspan(skip, page.size() - skip - Reserve);
    const ByteView iv = page.subspan(skip + sealed.size(), kIv);
    const ByteView hmac = page.subspan(skip + sealed.size() + kIv, kHmac);

    // Over ciphertext, IV and the page's number, least byte first.
    const std::array<std::uint8_t, 4> place{static_cast<std::uint8_t>(number), static_cast<std::uint8_t>(number >> 8),
                                            static_cast<std::uint8_t>(number >> 16), static_cast<std::uint8_t>(number >> 24)};
    const ByteView sealed_and_iv = page.subspan(skip, sealed.size() + kIv);
    Bytes said{sealed_and_iv.begin(), sealed_and_iv.end()};
    said.insert(said.end(), place.begin(), place.end());
    std::array<std::uint8_t, kHmac> right{};
    unsigned size = 0;
    if (HMAC(EVP_sha512(), hmac_key_.bytes().data(), Secret<32>::Size, said.data(), said.size(), right.data(), &size) == nullptr) {
        throw std::bad_alloc{};
    }
    if (sodium_memcmp(right.data(), hmac.data(), kHmac) != 0) {
        return std::nullopt;
    }

    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> cipher{EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free};
    SecureBytes plain{sealed.size()};
    int written = 0;
    int last = 0;
    if (cipher == nullptr || EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_cbc(), nullptr, key_.bytes().data(), iv.data()) != 1 ||
        EVP_CIPHER_CTX_set_padding(cipher.get(), 0) != 1 ||
        EVP_DecryptUpdate(cipher.get(), plain.bytes().data(), &written, sealed.data(), static_cast<int>(sealed.size())) != 1 ||
        EVP_DecryptFinal_ex(cipher.get(), plain.bytes().data() + written, &last) != 1) {
        return std::nullopt;
    }
    return plain;
}

}  // namespace xz::crypto
