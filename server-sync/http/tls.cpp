#include "server-sync/http/tls.hpp"

#include "terminal/core/support/bytes.hpp"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <array>
#include <ctime>
#include <stdexcept>

namespace xz::server::http {

namespace ssl = boost::asio::ssl;

namespace {

constexpr std::string_view SessionContext = "xuezhen";
constexpr const char* Tls12Ciphers = "ECDHE+AESGCM:ECDHE+CHACHA20";

int accept_expired(int verified, X509_STORE_CTX* chain) {
    if (verified == 1) return 1;
    const bool leaf = X509_STORE_CTX_get_error_depth(chain) == 0;
    return leaf && X509_STORE_CTX_get_error(chain) == X509_V_ERR_CERT_HAS_EXPIRED ? 1 : 0;
}

void trust_clients_of(SSL_CTX* context, const std::string& ca) {
    const std::unique_ptr<BIO, decltype(&BIO_free)> memory{BIO_new_mem_buf(ca.data(), static_cast<int>(ca.size())), &BIO_free};
    int count = 0;
    while (X509* certificate = PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr)) {
        const std::unique_ptr<X509, decltype(&X509_free)> owner{certificate, &X509_free};
        X509_STORE_add_cert(SSL_CTX_get_cert_store(context), certificate);
        SSL_CTX_add_client_CA(context, certificate);
        ++count;
    }
    ERR_clear_error();
    if (count == 0) throw std::runtime_error("the CA of the terminals' certificates is no PEM certificate");
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, &accept_expired);
}

}  // namespace

std::unique_ptr<ssl::context> make_tls_context(const TlsSettings& settings) {
    auto context = std::make_unique<ssl::context>(ssl::context::tls_server);
    SSL_CTX* native = context->native_handle();
    SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
    SSL_CTX_set_cipher_list(native, Tls12Ciphers);
    SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_session_id_context(native, bytes_of(SessionContext).data(), SessionContext.size());
    SSL_CTX_set_num_tickets(native, 1);
    boost::system::error_code error;
    context->use_certificate_chain(boost::asio::buffer(settings.certificate_chain), error);
    if (error) throw std::runtime_error("the server's certificate is no PEM certificate chain: " + error.message());
    context->use_private_key(boost::asio::buffer(settings.private_key), ssl::context::pem, error);
    if (error || SSL_CTX_check_private_key(native) != 1) {
        throw std::runtime_error("the server's private key is unreadable or not its certificate's");
    }
    if (!settings.client_ca.empty()) trust_clients_of(native, settings.client_ca);
    return context;
}

std::optional<api::ClientCertificate> peer_certificate(SSL* connection) {
    const std::unique_ptr<X509, decltype(&X509_free)> certificate{SSL_get1_peer_certificate(connection), &X509_free};
    if (!certificate) return std::nullopt;
    std::array<char, 256> name{};
    const int length = X509_NAME_get_text_by_NID(X509_get_subject_name(certificate.get()), NID_commonName, name.data(), name.size());
    std::array<std::uint8_t, EVP_MAX_MD_SIZE> digest{};
    unsigned int digest_size = 0;
    std::tm when{};
    if (length <= 0 || X509_digest(certificate.get(), EVP_sha256(), digest.data(), &digest_size) != 1 ||
        ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &when) != 1) {
        return std::nullopt;
    }
    return api::ClientCertificate{
        .common_name = std::string(name.data(), static_cast<std::size_t>(length)),
        .fingerprint = to_hex(ByteView{digest}.first(digest_size)),
        .not_after = Instant{std::chrono::seconds{timegm(&when)}},
    };
}

}  // namespace xz::server::http
