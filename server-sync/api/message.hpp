// One HTTP exchange as an endpoint sees it: a whole request in, a whole response out, no sockets.
#pragma once

#include "terminal/core/support/clock.hpp"

#include <boost/json/fwd.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace xz::server::api {

enum class Method { Get, Head, Post, Put, Delete, Other };
[[nodiscard]] std::string_view to_text(Method method);

// Names are lowercase.
using Headers = std::vector<std::pair<std::string, std::string>>;

// What TLS proved of the caller: the certificate chains to the platform's CA. It may be expired; revocation is not looked at here.
struct ClientCertificate {
    std::string common_name;
    std::string fingerprint;  // SHA-256 of the DER form, hex
    Instant not_after;
};

struct Request {
    Method method = Method::Get;
    std::string path;  // percent-decoded, without the query
    std::vector<std::pair<std::string, std::string>> query;  // decoded, in order
    std::vector<std::pair<std::string, std::string>> parameters;  // of the route's pattern
    Headers headers;
    std::string body;  // after gunzip
    std::optional<ClientCertificate> certificate;
    std::string source;  // the peer's address without its port, or the one that a trusted proxy forwards
    std::string id;
    bool encrypted = false;  // the listener speaks TLS, or a trusted proxy does

    // The first header of that lowercase name, else "".
    [[nodiscard]] std::string_view header(std::string_view name) const;
    // The parameter of the route's pattern; "" if the pattern has none of that name.
    [[nodiscard]] std::string_view parameter(std::string_view name) const;
    // The first query value of that name.
    [[nodiscard]] std::optional<std::string_view> query_value(std::string_view name) const;
    // The cookie of that name, else "".
    [[nodiscard]] std::string_view cookie(std::string_view name) const;
};

// The caller is a program on the same machine, and no proxy there that passes on somebody else's call.
[[nodiscard]] bool from_loopback(const Request& request);

struct Response {
    int status = 200;
    std::string content_type;  // empty: there is no body
    Headers headers;
    std::string body;
};

[[nodiscard]] Response json_response(int status, const boost::json::value& body);
// {"error":{"code","message","path"}}; the message is for the person who reads a log, never for a student.
[[nodiscard]] Response error_response(int status, std::string_view code, std::string_view message, std::string_view path = "");
// The same with Retry-After.
[[nodiscard]] Response busy_response(int status, std::string_view code, std::chrono::seconds retry_after);
[[nodiscard]] Response empty_response(int status);

// Called exactly once, on any thread; later calls are ignored.
using Respond = std::function<void(Response)>;
// Starts the work and returns at once; no thread waits for it.
using Endpoint = std::function<void(Request, Respond)>;

}  // namespace xz::server::api
