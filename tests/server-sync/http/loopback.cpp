#include "tests/server-sync/http/loopback.hpp"

#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <stdexcept>

namespace xz::server::http::testing {

namespace {

constexpr int Threads = 2;
constexpr timeval Patience{10, 0};

int connect_to(std::uint16_t port) {
    const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) throw std::runtime_error("no connection");
    const int one = 1;
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    ::setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &Patience, sizeof Patience);
    return descriptor;
}

std::unique_ptr<BIO, decltype(&BIO_free)> memory(const std::string& text) {
    return {BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), &BIO_free};
}

}  // namespace

crypto::Validity valid_now() {
    const Instant now = SystemClock{}.now();
    return {now - std::chrono::hours{1}, now + std::chrono::hours{24}};
}

Pki::Pki()
    : authority{crypto::Authority::create("test CA", valid_now())},
      server_key{crypto::CertificateKey::generate()},
      server_certificate{authority.issue_server(server_key, {"localhost", {"localhost"}, {"127.0.0.1"}}, valid_now())} {}

TlsSettings Pki::server_tls() const {
    return {server_certificate.to_pem() + authority.certificate().to_pem(), std::string{server_key.to_pem().text()},
            authority.certificate().to_pem()};
}

ClientIdentity client_of(const crypto::Authority& authority, std::string_view name, const crypto::Validity& validity) {
    const auto key = crypto::CertificateKey::generate();
    const auto certificate = authority.issue_client(crypto::CertificateRequest::make(key, name), name, validity);
    return {certificate.to_pem(), std::string{key.to_pem().text()}};
}

Loopback::Loopback(api::Routes routes, std::optional<TlsSettings> tls, Limits limits, Networks proxies)
    : server_{std::make_unique<Server>(Threads, clock_, limits, observer_)},
      port_{server_->listen({"test", "127.0.0.1", 0, std::move(tls), std::move(proxies)}, std::move(routes))},
      thread_{[this] { server_->run(); }} {
    std::signal(SIGPIPE, SIG_IGN);
}

Loopback::~Loopback() { server_->drain(); }

Client::Client(std::uint16_t port) : socket_{connect_to(port)} {}

Client::Client(std::uint16_t port, const ClientIdentity* identity) : socket_{connect_to(port)} {
    context_ = SSL_CTX_new(TLS_client_method());
    if (identity) {
        const std::unique_ptr<X509, decltype(&X509_free)> certificate{
            PEM_read_bio_X509(memory(identity->certificate).get(), nullptr, nullptr, nullptr), &X509_free};
        const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key{
            PEM_read_bio_PrivateKey(memory(identity->key).get(), nullptr, nullptr, nullptr), &EVP_PKEY_free};
        SSL_CTX_use_certificate(context_, certificate.get());
        SSL_CTX_use_PrivateKey(context_, key.get());
    }
    tls_ = SSL_new(context_);
    SSL_set_fd(tls_, socket_);
    connected_ = SSL_connect(tls_) == 1;
}

Client::~Client() {
    if (tls_) SSL_free(tls_);
    if (context_) SSL_CTX_free(context_);
    ::close(socket_);
}

bool Client::send(std::string_view bytes) {
    if (tls_) return SSL_write(tls_, bytes.data(), static_cast<int>(bytes.size())) == static_cast<int>(bytes.size());
    return ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
}

std::string Client::receive() {
    std::string chunk(16 * 1024, '\0');
    const auto count = tls_ ? SSL_read(tls_, chunk.data(), static_cast<int>(chunk.size())) : ::recv(socket_, chunk.data(), chunk.size(), 0);
    chunk.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    return chunk;
}

std::optional<Answer> Client::read() {
    std::size_t end;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
        const auto chunk = receive();
        if (chunk.empty()) return std::nullopt;
        buffer_ += chunk;
    }
    Answer answer{.status = std::stoi(buffer_.substr(9, 3)), .head = buffer_.substr(0, end), .body = {}};
    buffer_.erase(0, end + 4);
    const auto field = answer.head.find("Content-Length: ");
    const std::size_t length = field == std::string::npos ? 0 : std::stoul(answer.head.substr(field + 16));
    while (buffer_.size() < length) {
        const auto chunk = receive();
        if (chunk.empty()) return std::nullopt;
        buffer_ += chunk;
    }
    answer.body = buffer_.substr(0, length);
    buffer_.erase(0, length);
    return answer;
}

bool Client::at_end() { return buffer_.empty() && receive().empty(); }

std::string get(std::string_view path) { return "GET " + std::string{path} + " HTTP/1.1\r\nHost: localhost\r\n\r\n"; }

std::string post(std::string_view path, std::string_view body, std::string_view more_headers) {
    return "POST " + std::string{path} + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
           std::string{more_headers} + "\r\n" + std::string{body};
}

}  // namespace xz::server::http::testing
