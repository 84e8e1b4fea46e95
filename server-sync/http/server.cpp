#include "server-sync/http/server.hpp"

#include "server-sync/http/connection.hpp"
#include "server-sync/http/tls.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <csignal>
#include <random>
#include <stdexcept>
#include <thread>

namespace xz::server::http {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr auto await = asio::as_tuple(asio::use_awaitable);
constexpr std::chrono::milliseconds AcceptPause{100};  // after an error such as: no file descriptors left
constexpr std::chrono::milliseconds DrainStep{20};

std::uint64_t random_prefix() {
    std::random_device device;
    return (std::uint64_t{device()} << 32) | device();
}

tcp::acceptor open_acceptor(asio::io_context& io, const ListenerSettings& settings) {
    boost::system::error_code error;
    const auto address = asio::ip::make_address(settings.address, error);
    const tcp::endpoint endpoint{address, settings.port};
    tcp::acceptor acceptor{asio::make_strand(io)};  // accept_all and whoever closes it take turns there
    if (!error) acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(tcp::acceptor::reuse_address{true}, error);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error) {
        throw std::runtime_error("cannot listen on " + settings.address + ":" + std::to_string(settings.port) + ": " + error.message());
    }
    return acceptor;
}

// On the acceptor's strand.
asio::awaitable<void> accept_all(asio::io_context& io, Listener& listener, Service& service) {
    const auto executor = co_await asio::this_coro::executor;
    while (!service.draining) {
        auto [error, socket] = co_await listener.acceptor->async_accept(asio::make_strand(io), await);
        if (error == asio::error::operation_aborted || service.draining) break;
        if (error) {
            asio::steady_timer pause{executor, AcceptPause};
            co_await pause.async_wait(await);
            continue;
        }
        if (service.open.count() >= service.limits.connections) continue;  // the socket's destructor closes it
        const auto strand = socket.get_executor();
        asio::co_spawn(strand, serve_connection(std::move(socket), listener, service), asio::detached);
    }
}

// On the acceptor's strand.
asio::awaitable<void> stop_accepting(Listener& listener) {
    boost::system::error_code ignored;
    listener.acceptor->close(ignored);
    co_return;
}

}  // namespace

struct Server::State {
    State(int thread_count, const Clock& clock, Limits limits, Observer& observer)
        : threads{thread_count},
          service{.clock = clock, .limits = limits, .observer = observer, .id_prefix = random_prefix()},
          signals{io} {}

    ~State() {
        for (auto& listener : listeners) listener->acceptor.reset();
    }

    asio::awaitable<void> end() {
        for (auto& listener : listeners) {
            co_await asio::co_spawn(listener->acceptor->get_executor(), stop_accepting(*listener), asio::use_awaitable);
        }
        const auto until = std::chrono::steady_clock::now() + service.limits.drain;
        asio::steady_timer pause{io};
        while (service.open.count() > 0 && std::chrono::steady_clock::now() < until) {
            service.open.close_idle();
            pause.expires_after(DrainStep);
            co_await pause.async_wait(await);
        }
        io.stop();
    }

    int threads;
    Service service;
    std::vector<std::unique_ptr<Listener>> listeners;  // outlive the coroutines, which io owns
    asio::io_context io;
    asio::signal_set signals;
};

Server::Server(int threads, const Clock& clock, Limits limits, Observer& observer)
    : state_{std::make_unique<State>(threads, clock, limits, observer)} {}

Server::~Server() = default;

std::uint16_t Server::listen(const ListenerSettings& settings, api::Routes routes) {
    std::unique_ptr<asio::ssl::context> tls;
    if (settings.tls) tls = make_tls_context(*settings.tls);
    auto acceptor = open_acceptor(state_->io, settings);
    const auto port = acceptor.local_endpoint().port();
    std::unique_ptr<Listener> listener{new Listener{settings.name, Router{std::move(routes)}, std::move(acceptor), std::move(tls), settings.trusted_proxies}};
    const auto strand = listener->acceptor->get_executor();
    asio::co_spawn(strand, accept_all(state_->io, *listener, state_->service), asio::detached);
    state_->listeners.push_back(std::move(listener));
    return port;
}

void Server::drain_on_signals() {
    state_->signals.add(SIGTERM);
    state_->signals.add(SIGINT);
    state_->signals.async_wait([this](const boost::system::error_code& error, int) {
        if (!error) drain();
    });
}

void Server::post(std::function<void()> work) { asio::post(state_->io, std::move(work)); }

void Server::run() {
    std::vector<std::jthread> others;
    for (int i = 1; i < state_->threads; ++i) others.emplace_back([this] { state_->io.run(); });
    state_->io.run();
}

void Server::drain() {
    if (state_->service.draining.exchange(true)) return;
    asio::co_spawn(state_->io, state_->end(), asio::detached);
}

}  // namespace xz::server::http
