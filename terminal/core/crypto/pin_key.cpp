#include "terminal/core/crypto/pin_key.hpp"

#include "terminal/core/crypto/hash.hpp"

#include <algorithm>

namespace xz::crypto {

PinSalt pin_salt(ByteView platform_salt, std::string_view student_no) {
    const Digest digest = sha256({platform_salt, bytes_of(student_no)});
    PinSalt salt;
    std::copy_n(digest.begin(), salt.size(), salt.begin());
    return salt;
}

Secret<32> stretch_pin(std::string_view pin, const PinSalt& salt) {
    return argon2id(pin, salt, PinCost);
}

SigningKey proof_key(const Secret<32>& stretched) {
    return SigningKey{hkdf_sha256(stretched.bytes(), {}, "proof")};
}

Secret<32> draft_wrapping_key(const Secret<32>& stretched, ByteView device_pepper) {
    return hkdf_sha256(stretched.bytes(), device_pepper, "draft");
}

}  // namespace xz::crypto
