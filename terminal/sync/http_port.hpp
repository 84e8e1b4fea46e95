// The one door to the platform: a request goes out, an answer or a reason comes back; curl in the product, a fake in tests.
#pragma once

#include "terminal/core/crypto/secret.hpp"
#include "terminal/core/protocol/limits.hpp"
#include "terminal/core/support/result.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace xz::sync {

enum class Method { Get, Post, Put };

struct HttpRequest {
    Method method = Method::Post;
    std::string path;  // from the root: "/sync/v1/records"
    std::string body;  // JSON; empty for Get
    std::vector<std::pair<std::string, std::string>> headers;
    std::chrono::milliseconds limit{30'000};  // for the whole exchange
    std::size_t answer_cap = protocol::MaxBody;  // bytes, unpacked
};

struct HttpAnswer {
    int status = 0;
    std::string body;  // unpacked
    std::vector<std::pair<std::string, std::string>> headers;  // names in lowercase

    [[nodiscard]] std::optional<std::string_view> header(std::string_view lowercase_name) const;
};

enum class NoAnswer {
    Unreachable,      // no name, no route, nobody listens
    TimedOut,         // too slow, or silent
    Interrupted,      // the connection broke; the request may have been heard
    UntrustedServer,  // its certificate is not under the pinned CA: nothing was sent
    RefusedIdentity,  // the platform does not take our certificate
    TooLarge,         // an answer beyond the cap
    Stopped,          // we are shutting down
};

struct Silence {
    NoAnswer why;
    std::string detail;  // for the log; no personal data
};

// The authorities under which a platform is believed: certificates in PEM, one after another.
struct PinnedAuthorities {
    std::string pem;
    std::string revoked;  // their revocation lists in PEM; empty: none
};
// Before anything is pinned: the first 16 bytes of the SHA-256 of the authority that the server's own chain must contain,
// as an enrolment code names it.
struct NamedAuthority {
    std::array<std::uint8_t, 16> digest{};
};

// What a terminal trusts and what it shows of itself (PEM). Without a certificate only `enrol` is answered.
struct Identity {
    std::variant<PinnedAuthorities, NamedAuthority> authority;
    std::string certificate;
    crypto::SecureBytes private_key;
};

// One exchange at a time; an object belongs to one thread (but for `stop`).
class HttpPort {
public:
    virtual ~HttpPort() = default;
    [[nodiscard]] virtual Result<HttpAnswer, Silence> send(const HttpRequest& request) = 0;
    // From the next request on; open connections under the former one are closed.
    virtual void use(Identity identity) = 0;
    // Closes what is open, with the buffers that hold what was said; the next request opens anew.
    virtual void hang_up() = 0;
    // Ends the exchange under way and all later ones; from any thread.
    virtual void stop() = 0;
};

}  // namespace xz::sync
