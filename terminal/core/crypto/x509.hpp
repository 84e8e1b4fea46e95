// OpenSSL's objects held by their owners, for the certificate files of this room only.
#pragma once

#include "terminal/core/crypto/certificate.hpp"

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace xz::crypto::x509 {

template <auto Function>
struct Free {
    template <typename T>
    void operator()(T* object) const {
        Function(object);
    }
};

using Bio = std::unique_ptr<BIO, Free<BIO_free_all>>;
using Name = std::unique_ptr<X509_NAME, Free<X509_NAME_free>>;
using Integer = std::unique_ptr<ASN1_INTEGER, Free<ASN1_INTEGER_free>>;
using Time = std::unique_ptr<ASN1_TIME, Free<ASN1_TIME_free>>;

// OpenSSL says no only when memory or its generator fails, or when we hold it wrongly: throws crypto::Unavailable.
void check(bool done, const char* what);

[[nodiscard]] Bio reader(std::string_view pem);
[[nodiscard]] Bio writer();
[[nodiscard]] std::string written(BIO* bio);

[[nodiscard]] bool is_common_name(std::string_view text);
[[nodiscard]] Name name(std::string_view common_name);
// The only common name, when it is one.
[[nodiscard]] std::optional<std::string> common_name_of(const X509_NAME* name);

[[nodiscard]] bool is_p256(EVP_PKEY* key);
[[nodiscard]] Time to_time(Instant instant);
[[nodiscard]] Instant from_time(const ASN1_TIME* time);

}  // namespace xz::crypto::x509
