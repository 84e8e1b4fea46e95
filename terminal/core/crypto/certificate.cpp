#include "terminal/core/crypto/certificate.hpp"

#include "terminal/core/crypto/x509.hpp"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace xz::crypto {

using x509::check;

namespace {

// PEM readers ask for a passphrase on the console unless they are told that there is none.
int no_passphrase(char*, int, int, void*) {
    return -1;
}

}  // namespace

void CertificateKey::Free::operator()(evp_pkey_st* key) const {
    EVP_PKEY_free(key);
}
void CertificateRequest::Free::operator()(X509_req_st* request) const {
    X509_REQ_free(request);
}
void Certificate::Free::operator()(x509_st* certificate) const {
    X509_free(certificate);
}

CertificateKey CertificateKey::generate() {
    CertificateKey key{EVP_EC_gen("P-256")};
    check(key.native() != nullptr, "make a P-256 key");
    return key;
}

Result<CertificateKey, CertificateFault> CertificateKey::from_pem(std::string_view pem) {
    CertificateKey key{PEM_read_bio_PrivateKey(x509::reader(pem).get(), nullptr, no_passphrase, nullptr)};
    ERR_clear_error();
    if (key.native() == nullptr) return failure(CertificateFault::NotPem);
    if (!x509::is_p256(key.native())) return failure(CertificateFault::NotP256);
    return key;
}

SecureBytes CertificateKey::to_pem() const {
    x509::Bio bio{BIO_new(BIO_s_secmem())};  // cleansed when freed
    check(bio && PEM_write_bio_PKCS8PrivateKey(bio.get(), key_.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1,
          "write a private key");
    char* begin = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &begin);
    return SecureBytes::copy_of(std::string_view{begin, static_cast<std::size_t>(size)});
}

CertificateRequest::CertificateRequest(X509_req_st* request, std::string common_name)
    : request_{request}, common_name_{std::move(common_name)} {}

CertificateRequest CertificateRequest::make(const CertificateKey& key, std::string_view common_name) {
    CertificateRequest request{X509_REQ_new(), std::string{common_name}};
    X509_REQ* native = request.native();
    check(native != nullptr && X509_REQ_set_version(native, X509_REQ_VERSION_1) == 1 &&
              X509_REQ_set_subject_name(native, x509::name(common_name).get()) == 1 &&
              X509_REQ_set_pubkey(native, key.native()) == 1 && X509_REQ_sign(native, key.native(), EVP_sha256()) > 0,
          "make a certificate request");
    return request;
}

Result<CertificateRequest, CertificateFault> CertificateRequest::from_pem(std::string_view pem) {
    CertificateRequest request{PEM_read_bio_X509_REQ(x509::reader(pem).get(), nullptr, no_passphrase, nullptr), {}};
    ERR_clear_error();
    if (request.native() == nullptr) return failure(CertificateFault::NotPem);
    EVP_PKEY* key = X509_REQ_get0_pubkey(request.native());
    if (!x509::is_p256(key)) return failure(CertificateFault::NotP256);
    const bool own_signature = X509_REQ_verify(request.native(), key) == 1;
    ERR_clear_error();
    if (!own_signature) return failure(CertificateFault::NotSigned);
    auto common_name = x509::common_name_of(X509_REQ_get_subject_name(request.native()));
    if (!common_name) return failure(CertificateFault::NoName);
    request.common_name_ = std::move(*common_name);
    return request;
}

Digest CertificateRequest::key_fingerprint() const {
    const unsigned char* bytes = nullptr;
    int size = 0;
    check(X509_PUBKEY_get0_param(nullptr, &bytes, &size, nullptr, X509_REQ_get_X509_PUBKEY(request_.get())) == 1,
          "read a request's public key");
    return sha256(ByteView{bytes, static_cast<std::size_t>(size)});
}

std::string CertificateRequest::to_pem() const {
    const x509::Bio bio = x509::writer();
    check(PEM_write_bio_X509_REQ(bio.get(), request_.get()) == 1, "write a certificate request");
    return x509::written(bio.get());
}

Result<Certificate, CertificateFault> Certificate::from_pem(std::string_view pem) {
    Certificate certificate{PEM_read_bio_X509(x509::reader(pem).get(), nullptr, no_passphrase, nullptr)};
    ERR_clear_error();
    if (certificate.native() == nullptr) return failure(CertificateFault::NotPem);
    if (!x509::is_p256(X509_get0_pubkey(certificate.native()))) return failure(CertificateFault::NotP256);
    if (!x509::common_name_of(X509_get_subject_name(certificate.native()))) return failure(CertificateFault::NoName);
    return certificate;
}

std::string Certificate::to_pem() const {
    const x509::Bio bio = x509::writer();
    check(PEM_write_bio_X509(bio.get(), certificate_.get()) == 1, "write a certificate");
    return x509::written(bio.get());
}

Digest Certificate::fingerprint() const {
    Digest digest{};
    unsigned size = 0;
    check(X509_digest(certificate_.get(), EVP_sha256(), digest.data(), &size) == 1 && size == digest.size(),
          "take a certificate's fingerprint");
    return digest;
}

std::string Certificate::common_name() const {
    return x509::common_name_of(X509_get_subject_name(certificate_.get())).value_or("");
}

std::string Certificate::serial() const {
    const ASN1_INTEGER* number = X509_get0_serialNumber(certificate_.get());
    return to_hex({ASN1_STRING_get0_data(number), static_cast<std::size_t>(ASN1_STRING_length(number))});
}

Instant Certificate::not_before() const {
    return x509::from_time(X509_get0_notBefore(certificate_.get()));
}

Instant Certificate::not_after() const {
    return x509::from_time(X509_get0_notAfter(certificate_.get()));
}

bool Certificate::is_issued_by(const Certificate& authority) const {
    const bool issued = X509_check_issued(authority.native(), certificate_.get()) == X509_V_OK &&
                        X509_verify(certificate_.get(), X509_get0_pubkey(authority.native())) == 1;
    ERR_clear_error();
    return issued;
}

bool Certificate::belongs_to(const CertificateKey& key) const {
    return EVP_PKEY_eq(X509_get0_pubkey(certificate_.get()), key.native()) == 1;
}

bool Certificate::covers(std::string_view server) const {
    const std::string name{server};
    return X509_check_ip_asc(certificate_.get(), name.c_str(), 0) == 1 ||
           X509_check_host(certificate_.get(), name.data(), name.size(), 0, nullptr) == 1;
}

}  // namespace xz::crypto
