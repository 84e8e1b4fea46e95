// Whose word is believed on where a request came from: that of the proxies which the configuration names, and nobody else's.
#pragma once

#include "server-sync/api/message.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::server::http {

// An address, or a range of them in CIDR notation; an IPv4 one also as IPv6 sockets show it (::ffff:…).
class Network {
public:
    // "10.1.2.3", "10.1.0.0/16", "2001:db8::/32"; nothing for anything else, bits beyond the prefix included.
    [[nodiscard]] static std::optional<Network> parse(std::string_view text);
    // False for what is no address.
    [[nodiscard]] bool contains(std::string_view address) const;

private:
    using Bytes16 = std::array<std::uint8_t, 16>;
    Network(const Bytes16& bytes, int prefix) : bytes_{bytes}, prefix_{prefix} {}

    Bytes16 bytes_;
    int prefix_;  // bits, of 128
};

using Networks = std::vector<Network>;

// What a request says of its origin, once only trusted proxies have had a say.
struct Origin {
    std::string address;
    bool encrypted = false;
};

// From a peer that is no trusted proxy: the peer itself. From one: the last address in X-Forwarded-For that is none of them, and
// encrypted if the last X-Forwarded-Proto says https.
[[nodiscard]] Origin origin_of(Origin peer, const api::Headers& headers, const Networks& proxies);

}  // namespace xz::server::http
