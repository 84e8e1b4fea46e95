// A TLS server of a few lines for the client's tests: one thread, one answer for every request, and what it was told.
#pragma once

#include "terminal/core/crypto/authority.hpp"

#include <atomic>
#include <mutex>
#include <openssl/ssl.h>
#include <string>
#include <thread>
#include <vector>

namespace xz::sync::test {

struct TlsServerOptions {
    enum class Client { Anyone, CertificateRequired } client = Client::Anyone;
    int newest_tls = TLS1_3_VERSION;
    std::string answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
    std::string chain;  // PEM of the authority, to be sent after the server's own certificate
    enum class After { KeepAlive, Close } after = After::KeepAlive;
};

class TlsServer {
public:
    // `certificate` is for `key`; `client_authority` (PEM) signs the clients it takes.
    TlsServer(const crypto::Certificate& certificate, const crypto::CertificateKey& key, const std::string& client_authority,
              TlsServerOptions options = {});
    ~TlsServer();

    [[nodiscard]] std::string url() const;
    [[nodiscard]] std::vector<std::string> requests() const;   // heads and bodies as they came
    [[nodiscard]] std::vector<std::string> client_names() const;  // common name of each connection's certificate, "" without
    [[nodiscard]] int connections() const { return connections_; }  // handshakes that succeeded

private:
    void serve();
    void converse(SSL* ssl);

    TlsServerOptions options_;
    SSL_CTX* context_;
    int listener_;
    int port_ = 0;
    std::atomic<bool> stopping_ = false;
    std::atomic<int> connections_ = 0;
    mutable std::mutex mutex_;
    std::vector<std::string> requests_;
    std::vector<std::string> client_names_;
    std::thread thread_;
};

}  // namespace xz::sync::test
