#include "server-sync/http/forwarded.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

namespace xz::server::http {

namespace {

constexpr int AllBits = 128;
constexpr int MappedBits = 96;  // of ::ffff:0:0/96, before an IPv4 address

std::optional<std::array<std::uint8_t, 16>> bytes_of_address(std::string_view text) {
    std::array<std::uint8_t, 16> bytes{};
    const std::string terminated{text};
    if (::inet_pton(AF_INET6, terminated.c_str(), bytes.data()) == 1) return bytes;
    bytes = {};
    bytes[10] = bytes[11] = 0xff;
    if (::inet_pton(AF_INET, terminated.c_str(), bytes.data() + MappedBits / 8) == 1) return bytes;
    return std::nullopt;
}

bool same_prefix(const std::array<std::uint8_t, 16>& one, const std::array<std::uint8_t, 16>& other, int bits) {
    const auto whole = static_cast<std::size_t>(bits / 8);
    if (!std::equal(one.begin(), one.begin() + static_cast<std::ptrdiff_t>(whole), other.begin())) return false;
    const int rest = bits % 8;
    return rest == 0 || ((one[whole] ^ other[whole]) >> (8 - rest)) == 0;
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// The elements of every header of that name, in order.
std::vector<std::string_view> listed(const api::Headers& headers, std::string_view name) {
    std::vector<std::string_view> items;
    for (const auto& [key, value] : headers) {
        if (key != name) continue;
        for (std::string_view rest = value; !rest.empty();) {
            const auto comma = std::min(rest.find(','), rest.size());
            items.push_back(trimmed(rest.substr(0, comma)));
            rest.remove_prefix(std::min(comma + 1, rest.size()));
        }
    }
    return items;
}

bool is_trusted(std::string_view address, const Networks& proxies) {
    return std::ranges::any_of(proxies, [address](const Network& network) { return network.contains(address); });
}

}  // namespace

std::optional<Network> Network::parse(std::string_view text) {
    const auto slash = text.find('/');
    const auto bytes = bytes_of_address(text.substr(0, slash));
    if (!bytes) return std::nullopt;
    const bool is_v4 = text.substr(0, slash).find(':') == std::string_view::npos;
    int prefix = AllBits;
    if (slash != std::string_view::npos) {
        const auto digits = text.substr(slash + 1);
        int bits = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
        if (error != std::errc{} || end != digits.data() + digits.size() || bits < 0 || bits > (is_v4 ? AllBits - MappedBits : AllBits)) {
            return std::nullopt;
        }
        prefix = is_v4 ? MappedBits + bits : bits;
    }
    std::array<std::uint8_t, 16> start{};
    for (int bit = 0; bit < prefix; ++bit) {
        const auto at = static_cast<std::size_t>(bit / 8);
        start[at] = static_cast<std::uint8_t>(start[at] | ((*bytes)[at] & (0x80u >> (bit % 8))));
    }
    if (start != *bytes) return std::nullopt;
    return Network{*bytes, prefix};
}

bool Network::contains(std::string_view address) const {
    const auto bytes = bytes_of_address(address);
    return bytes && same_prefix(*bytes, bytes_, prefix_);
}

Origin origin_of(Origin peer, const api::Headers& headers, const Networks& proxies) {
    if (!is_trusted(peer.address, proxies)) return peer;
    const auto hops = listed(headers, "x-forwarded-for");
    for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
        if (!bytes_of_address(*hop)) break;  // what nobody can have come from is nobody's word
        peer.address = *hop;
        if (!is_trusted(*hop, proxies)) break;
    }
    const auto schemes = listed(headers, "x-forwarded-proto");
    if (!schemes.empty()) peer.encrypted = schemes.back() == "https";
    return peer;
}

}  // namespace xz::server::http
