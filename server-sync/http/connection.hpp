// One client's connection from accept to close: reads requests within limits and deadlines, asks the endpoint, writes the answer.
#pragma once

#include "server-sync/http/limits.hpp"
#include "server-sync/http/router.hpp"
#include "server-sync/http/server.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

#include <atomic>
#include <functional>
#include <list>
#include <mutex>
#include <optional>

namespace xz::server::http {

struct Listener {
    std::string name;
    Router router;
    std::optional<boost::asio::ip::tcp::acceptor> acceptor;  // gone before its io_context is
    std::unique_ptr<boost::asio::ssl::context> tls;  // null: plain
    Networks trusted_proxies{};
};

// The connections that are open, so that a drain can close those that wait for a next request.
class OpenConnections {
public:
    using Close = std::function<void()>;
    using Ticket = std::list<Close>::iterator;

    [[nodiscard]] Ticket enter(Close close_if_idle);
    void leave(Ticket ticket);
    void close_idle();
    [[nodiscard]] std::size_t count() const;

private:
    mutable std::mutex guard_;
    std::list<Close> closers_;
};

// What all connections share.
struct Service {
    const Clock& clock;
    Limits limits;
    Observer& observer;
    std::uint64_t id_prefix;
    OpenConnections open{};
    std::atomic<std::uint64_t> requests{0};
    std::atomic<std::size_t> exchanges{0};
    std::atomic<bool> draining{false};
};

// The coroutine's frame owns the socket; it ends without throwing.
boost::asio::awaitable<void> serve_connection(boost::asio::ip::tcp::socket socket, Listener& listener, Service& service);

}  // namespace xz::server::http
