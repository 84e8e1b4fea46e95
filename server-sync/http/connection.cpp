#include "server-sync/http/connection.hpp"

#include "server-sync/api/gzip.hpp"
#include "server-sync/api/refusal.hpp"
#include "server-sync/http/answer.hpp"
#include "server-sync/http/target.hpp"
#include "server-sync/http/tls.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace xz::server::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace wire = boost::beast::http;
using TlsStream = beast::ssl_stream<beast::tcp_stream>;
using Parser = wire::request_parser<wire::string_body>;

namespace {

constexpr auto await = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t ReadStep = 8 * 1024;
constexpr std::size_t MaxLinger = 4 * 1024 * 1024;  // bytes of a refused body that we let pass, so that its sender reads the refusal
constexpr std::chrono::seconds LingerTime{2};

// What is known of the client once the handshake is over.
struct Peer {
    std::string address;
    std::optional<api::ClientCertificate> certificate;
    bool encrypted = false;
};

// Set while the connection waits for a request's first byte; both sides run on the connection's strand.
struct Idleness {
    bool idle = false;
};

// How one exchange is told of when it is over.
struct Story {
    std::string id;
    api::Method method = api::Method::Other;
    std::string_view pattern;
    std::size_t bytes_in = 0;
    Steady began;
};

api::Method method_of(wire::verb verb) {
    switch (verb) {
        case wire::verb::get: return api::Method::Get;
        case wire::verb::head: return api::Method::Head;
        case wire::verb::post: return api::Method::Post;
        case wire::verb::put: return api::Method::Put;
        case wire::verb::delete_: return api::Method::Delete;
        default: return api::Method::Other;
    }
}

bool is_request_id(std::string_view text) {
    const auto plain = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
    };
    return text.size() >= 8 && text.size() <= 64 && std::ranges::all_of(text, plain);
}

std::string request_id(const Parser& parser, Service& service) {
    const auto given = parser.get()["X-Request-Id"];
    if (is_request_id({given.data(), given.size()})) return std::string{given};
    return fmt::format("{:016x}-{:x}", service.id_prefix, service.requests.fetch_add(1));
}

api::Headers headers_of(const Parser& parser) {
    api::Headers headers;
    for (const auto& field : parser.get()) {
        std::string name{field.name_string()};
        std::ranges::transform(name, name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        headers.emplace_back(std::move(name), std::string{field.value()});
    }
    return headers;
}

// The request with its path, certificate and headers but without its body; or why it goes no further.
std::variant<api::Request, api::Response> admit(const Parser& parser, const Peer& peer, Listener& listener, Service& service,
                                                Story& story, const api::Route*& route) {
    const auto& head = parser.get();
    auto target = parse_target({head.target().data(), head.target().size()});
    if (!target) return api::error_response(400, "bad_target", "the request's target is not a path");
    auto found = listener.router.find(story.method, target->segments);
    if (std::holds_alternative<NoSuchPath>(found)) return api::error_response(404, "not_found", "there is nothing at this path");
    if (const auto* other = std::get_if<MethodNotAllowed>(&found)) {
        auto response = api::error_response(405, "method_not_allowed", "this path takes other methods");
        response.headers.emplace_back("allow", other->allow);
        return response;
    }
    auto& match = std::get<Match>(found);
    route = match.route;
    story.pattern = route->pattern;
    if (auto refusal = api::refuse(route->access, peer.certificate, service.clock.now())) return std::move(*refusal);
    if (service.exchanges.load() > service.limits.exchanges) return api::busy_response(503, "busy", std::chrono::seconds{1});
    auto headers = headers_of(parser);
    auto origin = origin_of({peer.address, peer.encrypted}, headers, listener.trusted_proxies);
    return api::Request{
        .method = story.method,
        .path = std::move(target->path),
        .query = std::move(target->query),
        .parameters = std::move(match.parameters),
        .headers = std::move(headers),
        .certificate = peer.certificate,
        .source = std::move(origin.address),
        .id = story.id,
        .encrypted = origin.encrypted,
    };
}

std::optional<api::Response> unpack(api::Request& request, std::size_t limit) {
    const auto encoding = request.header("content-encoding");
    if (encoding.empty() || encoding == "identity") return std::nullopt;
    if (encoding != "gzip") return api::error_response(415, "bad_encoding", "a body is sent plain or as gzip");
    auto plain = api::gunzip(request.body, limit);
    if (!plain && plain.error() == api::GzipError::TooLarge) {
        return api::error_response(413, "body_too_large", "the body is over 1 MiB once unpacked");
    }
    if (!plain) return api::error_response(400, "bad_gzip", "the body is no whole gzip stream");
    request.body = std::move(*plain);
    return std::nullopt;
}

// Answers of a parser that gave up; nothing where the client is simply gone or too slow.
std::optional<api::Response> complaint(const beast::error_code& error) {
    if (error == wire::error::header_limit || error == wire::error::buffer_overflow) {
        return api::error_response(431, "head_too_large", "the request's head is too large");
    }
    if (error == wire::error::body_limit) return api::error_response(413, "body_too_large", "the body is over 1 MiB");
    if (error == beast::error::timeout) return api::error_response(408, "too_slow", "the request did not come in time");
    if (error.category() == make_error_code(wire::error::bad_method).category() && error != wire::error::end_of_stream &&
        error != wire::error::partial_message) {
        return api::error_response(400, "bad_request", "this is no HTTP request");
    }
    return std::nullopt;
}

wire::response<wire::string_body> to_wire(api::Response&& from, const Story& story, const Peer& peer) {
    wire::response<wire::string_body> to;
    to.result(static_cast<unsigned>(from.status));
    to.set(wire::field::server, "xuezhen");
    to.set("X-Request-Id", story.id);
    to.set("X-Content-Type-Options", "nosniff");
    if (peer.encrypted) to.set(wire::field::strict_transport_security, "max-age=31536000");
    to.set(wire::field::cache_control, "no-store");
    if (!from.content_type.empty()) to.set(wire::field::content_type, from.content_type);
    for (const auto& [name, value] : from.headers) {
        if (name == "set-cookie") {
            to.insert(name, value);
        } else {
            to.set(name, value);
        }
    }
    to.body() = std::move(from.body);
    return to;
}

// Serves one client until it leaves; `Stream` is plain TCP or TLS over it.
template <typename Stream>
class Conversation {
public:
    Conversation(Stream& stream, Listener& listener, Service& service, Peer peer, Idleness& idleness)
        : stream_{stream}, listener_{listener}, service_{service}, peer_{std::move(peer)}, idleness_{idleness} {}

    asio::awaitable<void> run() {
        bool open = true;
        while (open) {
            open = co_await first_byte();
            if (open) open = co_await exchange();
        }
    }

private:
    void allow(std::chrono::milliseconds time) { beast::get_lowest_layer(stream_).expires_after(time); }

    asio::awaitable<bool> first_byte() {
        if (buffer_.size() > 0) co_return true;
        if (service_.draining) co_return false;
        allow(service_.limits.idle);
        idleness_.idle = true;
        const auto [error, count] = co_await stream_.async_read_some(buffer_.prepare(ReadStep), await);
        idleness_.idle = false;
        buffer_.commit(count);
        co_return !error && count > 0;
    }

    // False: the connection is over.
    asio::awaitable<bool> exchange() {
        Story story{.began = service_.clock.steady()};
        Parser parser;
        parser.header_limit(static_cast<std::uint32_t>(service_.limits.header_bytes));
        parser.body_limit(service_.limits.body_bytes);
        allow(service_.limits.header);
        const auto [head_error, head_size] = co_await wire::async_read_header(stream_, buffer_, parser, await);
        story.id = request_id(parser, service_);
        if (head_error) {
            if (auto response = complaint(head_error)) {
                co_await write(std::move(*response), story, Then::Close);
                co_await linger();
            }
            co_return false;
        }
        story.method = method_of(parser.get().method());
        const api::Route* route = nullptr;
        auto admitted = admit(parser, peer_, listener_, service_, story, route);
        if (parser.get()[wire::field::expect] == "100-continue") {
            if (std::holds_alternative<api::Response>(admitted)) {
                co_await write(std::move(std::get<api::Response>(admitted)), story, Then::Close);
                co_return false;
            }
            wire::response<wire::empty_body> go_on{wire::status::continue_, 11};
            co_await wire::async_write(stream_, go_on, await);
        }
        allow(service_.limits.body);
        const auto [body_error, body_size] = co_await wire::async_read(stream_, buffer_, parser, await);
        story.bytes_in = head_size + body_size;
        if (body_error) {
            if (auto response = complaint(body_error)) {
                co_await write(std::move(*response), story, Then::Close);
                co_await linger();
            }
            co_return false;
        }
        const bool keep = parser.keep_alive() && !service_.draining;
        api::Response response;
        if (auto* refusal = std::get_if<api::Response>(&admitted)) {
            response = std::move(*refusal);
        } else {
            response = co_await respond(*route, std::get<api::Request>(admitted), parser.get().body(), story);
        }
        const bool written = co_await write(std::move(response), story, keep && !service_.draining ? Then::KeepAlive : Then::Close);
        co_return written && keep && !service_.draining;
    }

    asio::awaitable<api::Response> respond(const api::Route& route, api::Request& request, std::string& body, const Story& story) {
        request.body = std::move(body);
        if (auto refusal = unpack(request, service_.limits.body_bytes)) co_return std::move(*refusal);
        ++service_.exchanges;
        api::Response response;
        try {
            response = co_await ask(route.endpoint, std::move(request), service_.limits.answer);
        } catch (const std::exception& failure) {
            response = api::answer_to(failure);
            service_.observer.failed(told(story, response.status, 0), failure.what());
        }
        --service_.exchanges;
        co_return response;
    }

    enum class Then { KeepAlive, Close };

    asio::awaitable<bool> write(api::Response response, const Story& story, Then then) {
        const int status = response.status;
        auto message = to_wire(std::move(response), story, peer_);
        message.keep_alive(then == Then::KeepAlive);
        if (status != 304 && status != 204) message.content_length(message.body().size());
        if (story.method == api::Method::Head || status == 304) message.body().clear();
        allow(service_.limits.write);
        const auto [error, count] = co_await write_message(message);
        service_.observer.finished(told(story, status, count));
        co_return !error;
    }

    template <typename Message>
    auto write_message(Message& message) {
        return wire::async_write(stream_, message, await);
    }

    // Reads on for a moment: closing over unread bytes would reset the connection and lose our answer.
    asio::awaitable<void> linger() {
        auto& socket = beast::get_lowest_layer(stream_);
        beast::error_code ignored;
        socket.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
        allow(LingerTime);
        std::array<char, ReadStep> sink;
        for (std::size_t total = 0; total < MaxLinger;) {
            const auto [error, count] = co_await socket.async_read_some(asio::buffer(sink), await);
            if (error) break;
            total += count;
        }
    }

    Exchange told(const Story& story, int status, std::size_t bytes_out) const {
        return {.listener = listener_.name,
                .request_id = story.id,
                .method = story.method,
                .pattern = story.pattern,
                .status = status,
                .bytes_in = story.bytes_in,
                .bytes_out = bytes_out,
                .duration = std::chrono::duration_cast<std::chrono::microseconds>(service_.clock.steady() - story.began)};
    }

    Stream& stream_;
    Listener& listener_;
    Service& service_;
    Peer peer_;
    Idleness& idleness_;
    beast::flat_buffer buffer_;
};

// Counts the connection for as long as its coroutine lives.
class Presence {
public:
    Presence(Service& service, const Listener& listener, OpenConnections::Close close)
        : service_{service}, listener_{listener}, ticket_{service.open.enter(std::move(close))} {
        service_.observer.connections_changed(listener_.name, +1);
    }
    ~Presence() {
        service_.open.leave(ticket_);
        service_.observer.connections_changed(listener_.name, -1);
    }
    Presence(const Presence&) = delete;
    Presence& operator=(const Presence&) = delete;

private:
    Service& service_;
    const Listener& listener_;
    OpenConnections::Ticket ticket_;
};

// Asks the connection's own strand to close the socket if nothing is going on. Called while the connection is registered, so it lives.
template <typename Stream>
OpenConnections::Close closer(Stream& stream, const std::shared_ptr<Idleness>& idleness) {
    return [&stream, watch = std::weak_ptr{idleness}] {
        asio::post(beast::get_lowest_layer(stream).get_executor(), [&stream, watch] {
            // The coroutine's frame owns `idleness` too: gone means that the stream is gone.
            if (const auto state = watch.lock(); state && state->idle) beast::get_lowest_layer(stream).cancel();
        });
    };
}

asio::awaitable<void> serve_tls(beast::tcp_stream lower, Listener& listener,
                                Service& service, Peer peer) {
    TlsStream stream{std::move(lower), *listener.tls};
    const auto idleness = std::make_shared<Idleness>();
    const Presence presence{service, listener, closer(stream, idleness)};
    beast::get_lowest_layer(stream).expires_after(service.limits.handshake);
    const auto [error] = co_await stream.async_handshake(asio::ssl::stream_base::server, await);
    if (error) {
        service.observer.handshake_failed(listener.name);
        co_return;
    }
    peer.certificate = peer_certificate(stream.native_handle());
    co_await Conversation<TlsStream>{stream, listener, service, std::move(peer), *idleness}.run();
    beast::get_lowest_layer(stream).expires_after(LingerTime);
    co_await stream.async_shutdown(await);
}

asio::awaitable<void> serve_plain(beast::tcp_stream stream, Listener& listener, Service& service, Peer peer) {
    const auto idleness = std::make_shared<Idleness>();
    const Presence presence{service, listener, closer(stream, idleness)};
    co_await Conversation<beast::tcp_stream>{stream, listener, service, std::move(peer), *idleness}.run();
    beast::error_code ignored;
    stream.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
}

}  // namespace

asio::awaitable<void> serve_connection(asio::ip::tcp::socket socket, Listener& listener, Service& service) {
    beast::error_code error;
    const auto endpoint = socket.remote_endpoint(error);
    if (error) co_return;
    socket.set_option(asio::ip::tcp::no_delay{true}, error);
    Peer peer{.address = endpoint.address().to_string()};
    beast::tcp_stream stream{std::move(socket)};
    try {
        if (listener.tls) {
            peer.encrypted = true;
            co_await serve_tls(std::move(stream), listener, service, std::move(peer));
        } else {
            co_await serve_plain(std::move(stream), listener, service, std::move(peer));
        }
    } catch (const std::exception& failure) {
        service.observer.failed({.listener = listener.name, .request_id = {}, .method = api::Method::Other, .pattern = {}, .status = 0,
                                 .bytes_in = 0, .bytes_out = 0, .duration = {}},
                                failure.what());
    }
}

}  // namespace xz::server::http
