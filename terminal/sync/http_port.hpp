// The one door to the platform: a request goes out, an answer or a reason comes back; curl in the product, a fake in tests.
#pragma once

#include "terminal/core/crypto/secret.hpp"
#include "terminal/core/support/result.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace xz::sync {

enum class Method { Get, Post, Put };

struct HttpRequest {
    Method method = Method::Post;
    std::string path;  // from the root: "/sync/v1/records"
    std::string body;  // JSON; empty for Get
    std::vector<std::pair<std::string, std::string>> headers;
    std::chrono::milliseconds limit{30'000};  // for the whole exchange
};

struct HttpAnswer {
    int status = 0;
    std::string body;  // at most 1 MiB, already unpacked
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

// What a terminal shows of itself and what it trusts, PEM texts. Without a certificate only `enrol` is answered.
struct Identity {
    std::string ca;
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
    // Ends the exchange under way and all later ones; from any thread.
    virtual void stop() = 0;
};

}  // namespace xz::sync
