// A server on a free port of this machine and a client that sends whatever bytes a test wants.
#pragma once

#include "server-sync/http/server.hpp"
#include "terminal/core/crypto/authority.hpp"

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <thread>

struct ssl_st;
struct ssl_ctx_st;

namespace xz::server::http::testing {

// The keys of one platform and of those who would like to be its terminals.
struct Pki {
    Pki();
    crypto::Authority authority;
    crypto::CertificateKey server_key;
    crypto::Certificate server_certificate;
    [[nodiscard]] TlsSettings server_tls() const;
};

struct ClientIdentity {
    std::string certificate;  // PEM
    std::string key;          // PEM
};
[[nodiscard]] ClientIdentity client_of(const crypto::Authority& authority, std::string_view name, const crypto::Validity& validity);
[[nodiscard]] crypto::Validity valid_now();

class QuietObserver final : public Observer {
public:
    void finished(const Exchange& exchange) override { last_status = exchange.status; }
    void failed(const Exchange&, std::string_view) override { ++failures; }
    void handshake_failed(std::string_view) override { ++handshake_failures; }
    void connections_changed(std::string_view, int delta) override { connections += delta; }
    std::atomic<int> last_status{0};
    std::atomic<int> failures{0};
    std::atomic<int> handshake_failures{0};
    std::atomic<int> connections{0};
};

class Loopback {
public:
    explicit Loopback(api::Routes routes, std::optional<TlsSettings> tls = std::nullopt, Limits limits = {}, Networks proxies = {});
    ~Loopback();
    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] Server& server() { return *server_; }
    [[nodiscard]] QuietObserver& observer() { return observer_; }
    // Waits until the server has drained.
    void join() { thread_.join(); }

private:
    SystemClock clock_;
    QuietObserver observer_;
    std::unique_ptr<Server> server_;
    std::uint16_t port_;
    std::jthread thread_;
};

struct Answer {
    int status = 0;
    std::string head;
    std::string body;
};

// A blocking client; reads give up after ten seconds.
class Client {
public:
    explicit Client(std::uint16_t port);
    // TLS: the handshake is done when this returns; see `connected`.
    Client(std::uint16_t port, const ClientIdentity* identity);
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    // False: the handshake failed (with TLS 1.3 a refused client certificate shows at the first read instead).
    [[nodiscard]] bool connected() const { return connected_; }
    bool send(std::string_view bytes);
    // One response; nothing when the connection ends first.
    [[nodiscard]] std::optional<Answer> read();
    [[nodiscard]] std::optional<Answer> ask(std::string_view bytes) { return send(bytes) ? read() : std::nullopt; }
    // The server has closed: the next read finds the end.
    [[nodiscard]] bool at_end();

private:
    [[nodiscard]] std::string receive();
    int socket_;
    ssl_ctx_st* context_ = nullptr;
    ssl_st* tls_ = nullptr;
    bool connected_ = true;
    std::string buffer_;
};

[[nodiscard]] std::string get(std::string_view path);
[[nodiscard]] std::string post(std::string_view path, std::string_view body, std::string_view more_headers = "");

}  // namespace xz::server::http::testing
