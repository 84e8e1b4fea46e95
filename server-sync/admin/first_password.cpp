#include "server-sync/admin/first_password.hpp"

#include <array>
#include <string_view>

namespace xz::server::admin {

namespace {
constexpr std::string_view Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
constexpr std::size_t Characters = 16;
constexpr std::size_t Group = 4;
constexpr unsigned Fair = 256 - 256 % Alphabet.size();  // bytes from here on would favour the first letters
}  // namespace

std::string first_password(RandomSource& random) {
    std::string password;
    std::size_t count = 0;
    while (count < Characters) {
        std::array<std::uint8_t, 1> byte;
        random.fill(byte);
        if (byte[0] >= Fair) continue;
        if (count > 0 && count % Group == 0) password += '-';
        password += Alphabet[byte[0] % Alphabet.size()];
        ++count;
    }
    return password;
}

}  // namespace xz::server::admin
