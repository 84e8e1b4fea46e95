#include "server-sync/sync/student_directory.hpp"

#include "terminal/core/crypto/hash.hpp"

namespace xz::server::sync {

Bytes activation_hash(std::string_view student_no, std::string_view digits) {
    constexpr std::string_view label{"xuezhen/1/activation\0", 21};
    constexpr std::string_view between{"\0", 1};
    const crypto::Digest digest = crypto::sha256({bytes_of(label), bytes_of(student_no), bytes_of(between), bytes_of(digits)});
    return {digest.begin(), digest.end()};
}

}  // namespace xz::server::sync
