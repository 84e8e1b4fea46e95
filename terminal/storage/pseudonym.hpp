// How a student is named in the store: HMAC(device pepper, student_no), which says nothing without this device's pepper.
#pragma once

#include "terminal/core/crypto/hash.hpp"
#include "terminal/core/crypto/secret.hpp"

#include <string_view>

namespace xz::storage {

using Pseudonym = crypto::Digest;

class Pseudonyms {
public:
    explicit Pseudonyms(const crypto::Secret<32>& pepper) : pepper_{pepper.clone()} {}
    [[nodiscard]] Pseudonym of(std::string_view student_no) const {
        return crypto::hmac_sha256(pepper_.bytes(), bytes_of(student_no));
    }
    [[nodiscard]] ByteView pepper() const { return pepper_.bytes(); }

private:
    crypto::Secret<32> pepper_;
};

}  // namespace xz::storage
