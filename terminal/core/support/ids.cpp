#include "terminal/core/support/ids.hpp"

#include "terminal/core/support/bytes.hpp"

#include <array>

namespace xz {
namespace {

constexpr std::uint16_t CounterEnd = 0x1000;

}  // namespace

bool is_uuid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        const char c = text[i];
        if (dash ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
    }
    return true;
}

bool is_uuid_v7(std::string_view text) {
    return is_uuid(text) && text[14] == '7' && std::string_view{"89ab"}.find(text[19]) != std::string_view::npos;
}

std::string IdMaker::uuid_v7() {
    std::array<std::uint8_t, 16> id{};
    random_.fill(id);
    const std::int64_t now = clock_.now().time_since_epoch().count();
    if (now > last_milliseconds_) {
        last_milliseconds_ = now;
        counter_ = static_cast<std::uint16_t>(((id[6] << 8) | id[7]) & 0x07ff);
    } else if (++counter_ >= CounterEnd) {
        ++last_milliseconds_;
        counter_ = 0;
    }
    for (std::size_t i = 0; i < 6; ++i) id[i] = static_cast<std::uint8_t>(last_milliseconds_ >> (8 * (5 - i)));
    id[6] = static_cast<std::uint8_t>(0x70 | (counter_ >> 8));
    id[7] = static_cast<std::uint8_t>(counter_ & 0xff);
    id[8] = static_cast<std::uint8_t>(0x80 | (id[8] & 0x3f));
    std::string text = to_hex(id);
    for (const std::size_t at : {8u, 13u, 18u, 23u}) text.insert(at, 1, '-');
    return text;
}

}  // namespace xz
