// Where bytes become requests: listeners, TLS, limits, deadlines; Asio and Beast live in this room only.
#pragma once

#include "server-sync/api/route.hpp"
#include "server-sync/http/forwarded.hpp"
#include "server-sync/http/limits.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace xz::server::http {

struct TlsSettings {
    std::string certificate_chain;  // PEM, leaf first
    std::string private_key;        // PEM
    std::string client_ca;          // PEM; not empty: clients may show a certificate, and a bad one ends the handshake
};

struct ListenerSettings {
    std::string name;  // in logs and metrics
    std::string address;
    std::uint16_t port = 0;  // 0: any free one
    std::optional<TlsSettings> tls;
    Networks trusted_proxies{};
};

// One finished exchange, without anything personal: the route's pattern stands for the path.
struct Exchange {
    std::string_view listener;
    std::string_view request_id;
    api::Method method;
    std::string_view pattern;  // "" where no route matched
    int status;
    std::size_t bytes_in;
    std::size_t bytes_out;
    std::chrono::microseconds duration;
};

// Told of what happens; called on any of the server's threads, must not block.
class Observer {
public:
    virtual ~Observer() = default;
    virtual void finished(const Exchange& exchange) = 0;
    // An endpoint threw; the client got a 500.
    virtual void failed(const Exchange& exchange, std::string_view what) = 0;
    virtual void handshake_failed(std::string_view listener) = 0;
    virtual void connections_changed(std::string_view listener, int delta) = 0;
};

// Owns the threads and the connections. `listen` before `run`.
class Server {
public:
    Server(int threads, const Clock& clock, Limits limits, Observer& observer);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // Binds and returns the port. Throws std::runtime_error: the address is taken, or the certificate unusable.
    std::uint16_t listen(const ListenerSettings& settings, api::Routes routes);

    // SIGTERM and SIGINT drain.
    void drain_on_signals();

    // Runs it on one of the server's threads, soon.
    void post(std::function<void()> work);

    // Serves until drained: no new connections, running exchanges end (Limits::drain at most), idle connections close.
    void run();

    // Starts the draining; any thread.
    void drain();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace xz::server::http
