#include "terminal/core/support/base32.hpp"

namespace xz {

namespace {
constexpr std::string_view Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr int BitsALetter = 5;
constexpr int BitsAByte = 8;
}  // namespace

std::string to_base32(ByteView bytes) {
    std::string text;
    std::uint32_t bits = 0;
    int count = 0;
    for (const std::uint8_t byte : bytes) {
        bits = (bits << BitsAByte) | byte;
        for (count += BitsAByte; count >= BitsALetter; count -= BitsALetter) text += Alphabet[(bits >> (count - BitsALetter)) & 31];
    }
    if (count > 0) text += Alphabet[(bits << (BitsALetter - count)) & 31];
    return text;
}

std::optional<Bytes> from_base32(std::string_view text) {
    Bytes bytes;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        const std::size_t value = Alphabet.find(c);
        if (value == std::string_view::npos) return std::nullopt;
        bits = (bits << BitsALetter) | static_cast<std::uint32_t>(value);
        count += BitsALetter;
        if (count < BitsAByte) continue;
        count -= BitsAByte;
        bytes.push_back(static_cast<std::uint8_t>(bits >> count));
    }
    const bool loose_bits = (bits & ((1u << count) - 1)) != 0;
    if (count >= BitsALetter || loose_bits) return std::nullopt;
    return bytes;
}

char meant_in_base32(char c) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    switch (c) {
        case '0': return 'O';
        case '1': return 'I';
        case '8': return 'B';
        default: return c;
    }
}

}  // namespace xz
