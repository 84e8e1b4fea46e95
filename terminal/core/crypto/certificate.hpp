// X.509 as the product needs it: P-256 keys, requests, certificates of terminals and servers, all in PEM.
#pragma once

#include "terminal/core/crypto/hash.hpp"
#include "terminal/core/crypto/secret.hpp"
#include "terminal/core/support/clock.hpp"
#include "terminal/core/support/result.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct evp_pkey_st;
struct x509_st;
struct X509_req_st;

namespace xz::crypto {

enum class CertificateFault {
    NotPem,       // no such block, or bytes that are no such object
    NotP256,      // a key of another kind or curve
    NotSigned,    // a request that its own key did not sign
    NoName,       // no common name, more than one, or one that is no plain ASCII of 1–64 characters
};

// The private half of a P-256 key.
class CertificateKey {
public:
    [[nodiscard]] static CertificateKey generate();
    // PKCS#8 PEM, unencrypted: whoever stores it encrypts it or guards the file.
    [[nodiscard]] static Result<CertificateKey, CertificateFault> from_pem(std::string_view pem);
    [[nodiscard]] SecureBytes to_pem() const;
    [[nodiscard]] evp_pkey_st* native() const { return key_.get(); }

private:
    struct Free {
        void operator()(evp_pkey_st* key) const;
    };
    explicit CertificateKey(evp_pkey_st* key) : key_{key} {}
    std::unique_ptr<evp_pkey_st, Free> key_;
};

// PKCS#10: a public key that asks for a name, signed by its own private half.
class CertificateRequest {
public:
    [[nodiscard]] static CertificateRequest make(const CertificateKey& key, std::string_view common_name);
    // A request that exists has been verified: P-256, signed by itself, one common name.
    [[nodiscard]] static Result<CertificateRequest, CertificateFault> from_pem(std::string_view pem);
    [[nodiscard]] std::string to_pem() const;
    [[nodiscard]] const std::string& common_name() const { return common_name_; }
    // SHA-256 of the public key's bytes: alike for every request made with one key.
    [[nodiscard]] Digest key_fingerprint() const;
    [[nodiscard]] X509_req_st* native() const { return request_.get(); }

private:
    struct Free {
        void operator()(X509_req_st* request) const;
    };
    CertificateRequest(X509_req_st* request, std::string common_name);
    std::unique_ptr<X509_req_st, Free> request_;
    std::string common_name_;
};

class Certificate {
public:
    [[nodiscard]] static Result<Certificate, CertificateFault> from_pem(std::string_view pem);
    [[nodiscard]] std::string to_pem() const;
    [[nodiscard]] Digest fingerprint() const;  // SHA-256 of the DER form
    [[nodiscard]] std::string common_name() const;
    [[nodiscard]] std::string serial() const;  // lowercase hex without leading zeros of a byte
    [[nodiscard]] Instant not_before() const;
    [[nodiscard]] Instant not_after() const;
    // Signed by that certificate's key. Says nothing about dates.
    [[nodiscard]] bool is_issued_by(const Certificate& authority) const;
    [[nodiscard]] bool belongs_to(const CertificateKey& key) const;
    // A client that connects to that DNS name or address takes it for that server's (RFC 6125).
    [[nodiscard]] bool covers(std::string_view server) const;
    [[nodiscard]] x509_st* native() const { return certificate_.get(); }
    // Takes the reference over.
    explicit Certificate(x509_st* certificate) : certificate_{certificate} {}

private:
    struct Free {
        void operator()(x509_st* certificate) const;
    };
    std::unique_ptr<x509_st, Free> certificate_;
};

}  // namespace xz::crypto
