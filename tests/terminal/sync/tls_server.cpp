#include "tests/terminal/sync/tls_server.hpp"

#include <csignal>
#include <arpa/inet.h>
#include <charconv>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace xz::sync::test {
namespace {

void require(bool held, const char* what) {
    if (!held) {
        throw std::runtime_error{what};
    }
}

std::size_t content_length(const std::string& head) {
    const auto at = head.find("Content-Length: ");
    std::size_t length = 0;
    if (at != std::string::npos) {
        std::from_chars(head.data() + at + 16, head.data() + head.size(), length);
    }
    return length;
}

}  // namespace

TlsServer::TlsServer(const crypto::Certificate& certificate, const crypto::CertificateKey& key,
                     const std::string& client_authority, TlsServerOptions options)
    : options_{std::move(options)}, context_{SSL_CTX_new(TLS_server_method())}, listener_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
    std::signal(SIGPIPE, SIG_IGN);  // a client that refuses us hangs up while we write
    SSL_CTX_set_min_proto_version(context_, 0);
    SSL_CTX_set_max_proto_version(context_, options_.newest_tls);
    SSL_CTX_set_security_level(context_, 0);
    require(SSL_CTX_use_certificate(context_, certificate.native()) == 1, "certificate");
    require(SSL_CTX_use_PrivateKey(context_, key.native()) == 1, "key");
    if (!options_.chain.empty()) {
        const auto authority = crypto::Certificate::from_pem(options_.chain);
        require(SSL_CTX_add1_chain_cert(context_, authority->native()) == 1, "chain");
    }
    if (!client_authority.empty()) {
        const auto authority = crypto::Certificate::from_pem(client_authority);
        require(X509_STORE_add_cert(SSL_CTX_get_cert_store(context_), authority->native()) == 1, "client authority");
        const int mode = options_.client == TlsServerOptions::Client::CertificateRequired ? SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT : SSL_VERIFY_PEER;
        SSL_CTX_set_verify(context_, mode, nullptr);
    }
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    require(::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0, "bind");
    require(::listen(listener_, 8) == 0, "listen");
    socklen_t size = sizeof address;
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread{[this] { serve(); }};
}

TlsServer::~TlsServer() {
    stopping_ = true;
    thread_.join();
    ::close(listener_);
    SSL_CTX_free(context_);
}

std::string TlsServer::url() const { return "https://127.0.0.1:" + std::to_string(port_); }

std::vector<std::string> TlsServer::requests() const {
    const std::lock_guard lock{mutex_};
    return requests_;
}

std::vector<std::string> TlsServer::client_names() const {
    const std::lock_guard lock{mutex_};
    return client_names_;
}

void TlsServer::serve() {
    while (!stopping_) {
        pollfd waiting{listener_, POLLIN, 0};
        if (::poll(&waiting, 1, 20) <= 0) {
            continue;
        }
        const int socket = ::accept(listener_, nullptr, nullptr);
        const timeval patience{0, 50'000};
        ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        SSL* ssl = SSL_new(context_);
        SSL_set_fd(ssl, socket);
        int handshake = 0;
        while ((handshake = SSL_accept(ssl)) != 1 && SSL_get_error(ssl, handshake) == SSL_ERROR_WANT_READ && !stopping_) {
        }
        if (handshake == 1) {
            ++connections_;
            converse(ssl);
        } else {
            // What the client has sent already would make the kernel reset the connection, and our alert with it.
            ::shutdown(socket, SHUT_WR);
            char unread[4096];
            while (::recv(socket, unread, sizeof unread, 0) > 0) {
            }
        }
        SSL_free(ssl);
        ::close(socket);
    }
}

void TlsServer::converse(SSL* ssl) {
    char name[64] = "";
    if (X509* peer = SSL_get1_peer_certificate(ssl)) {
        X509_NAME_get_text_by_NID(X509_get_subject_name(peer), NID_commonName, name, sizeof name);
        X509_free(peer);
    }
    {
        const std::lock_guard lock{mutex_};
        client_names_.emplace_back(name);
    }
    std::string received;
    while (!stopping_) {
        // The next client need not wait until this connection's silence ends.
        pollfd waiting{listener_, POLLIN, 0};
        char block[4096];
        const int count = SSL_read(ssl, block, sizeof block);
        if (count <= 0) {
            if (SSL_get_error(ssl, count) == SSL_ERROR_WANT_READ && ::poll(&waiting, 1, 0) == 0) {
                continue;
            }
            return;
        }
        received.append(block, static_cast<std::size_t>(count));
        const auto end = received.find("\r\n\r\n");
        if (end == std::string::npos || received.size() < end + 4 + content_length(received.substr(0, end))) {
            continue;
        }
        {
            const std::lock_guard lock{mutex_};
            requests_.push_back(std::exchange(received, {}));
        }
        SSL_write(ssl, options_.answer.data(), static_cast<int>(options_.answer.size()));
        if (options_.after == TlsServerOptions::After::Close) {
            SSL_shutdown(ssl);
            return;
        }
    }
}

}  // namespace xz::sync::test
