// One page of an SQLCipher 4 database, opened without SQLCipher: AES-256-CBC under the file's raw key, authenticated by HMAC-SHA512.
//
// Format: zetetic.net/sqlcipher/design. Only for reading what SQLCipher will not open; whatever writes goes through SQLCipher.
#pragma once

#include "terminal/core/crypto/secret.hpp"

#include <cstdint>
#include <optional>

namespace xz::crypto {

class PageCipher {
public:
    static constexpr std::size_t SaltSize = 16;  // the file's first bytes
    static constexpr std::size_t Reserve = 80;   // at a page's end: IV and HMAC

    PageCipher(const Secret<32>& key, ByteView salt);

    // The page's content in the clear, without the reserve; of page 1 from the 17th byte on, where SQLite's own head would be before it.
    // Nothing: it does not authenticate at this number.
    [[nodiscard]] std::optional<SecureBytes> open(std::uint32_t number, ByteView page) const;

private:
    Secret<32> key_;
    Secret<32> hmac_key_;
};

}  // namespace xz::crypto
