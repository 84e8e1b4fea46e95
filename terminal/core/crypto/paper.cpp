#include "terminal/core/crypto/paper.hpp"

#include "terminal/core/crypto/hash.hpp"
#include "terminal/core/support/base32.hpp"

#include <algorithm>
#include <array>

namespace xz::crypto {

namespace {

constexpr std::size_t CheckBytes = 4;
constexpr std::size_t GroupLetters = 4;
constexpr std::string_view Skipped = "- \t\r\n";

std::array<std::uint8_t, CheckBytes> check_of(std::string_view kind, ByteView bytes) {
    std::string bound{"xuezhen/1/paper/"};
    bound += kind;
    bound += '\0';
    const Digest digest = sha256({bytes_of(bound), bytes});
    std::array<std::uint8_t, CheckBytes> check{};
    std::copy_n(digest.begin(), CheckBytes, check.begin());
    return check;
}

}  // namespace

std::string to_paper(std::string_view kind, ByteView bytes) {
    SecureBytes whole{bytes.size() + CheckBytes};
    std::ranges::copy(bytes, whole.bytes().begin());
    std::ranges::copy(check_of(kind, bytes), whole.bytes().last(CheckBytes).begin());
    std::string letters = to_base32(whole.bytes());
    std::string text;
    text.reserve(letters.size() + letters.size() / GroupLetters);
    for (std::size_t at = 0; at < letters.size(); at += GroupLetters) {
        if (at > 0) text += '-';
        text += std::string_view{letters}.substr(at, GroupLetters);
    }
    wipe(letters);
    return text;
}

std::optional<SecureBytes> from_paper(std::string_view kind, std::string_view text) {
    std::string letters;
    letters.reserve(text.size());
    for (const char c : text) {
        if (Skipped.find(c) == std::string_view::npos) letters += meant_in_base32(c);
    }
    auto whole = from_base32(letters);
    wipe(letters);
    if (!whole) return std::nullopt;
    std::optional<SecureBytes> bytes;
    if (whole->size() > CheckBytes) {
        const ByteView body = ByteView{*whole}.first(whole->size() - CheckBytes);
        if (std::ranges::equal(check_of(kind, body), ByteView{*whole}.last(CheckBytes))) bytes = SecureBytes::copy_of(body);
    }
    wipe(*whole);
    return bytes;
}

}  // namespace xz::crypto
