// The platform's own certificate authority: it names terminals and servers, and takes names back.
#pragma once

#include "terminal/core/crypto/certificate.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace xz::crypto {

struct Validity {
    Instant not_before;
    Instant not_after;  // X.509 keeps whole seconds
};

// How a server is reached: every name a terminal or browser may use.
struct ServerNames {
    std::string common_name;
    std::vector<std::string> dns;
    std::vector<std::string> addresses;  // IPv4 or IPv6 in text
};

struct Revocation {
    std::string serial;  // as Certificate::serial has it
    Instant at;
};

class Authority {
public:
    // A self-signed root that may sign certificates and revocation lists, and no further authorities.
    [[nodiscard]] static Authority create(std::string_view common_name, const Validity& validity);
    Authority(Certificate certificate, CertificateKey key);

    [[nodiscard]] const Certificate& certificate() const { return certificate_; }
    [[nodiscard]] const CertificateKey& key() const { return key_; }

    // For TLS clients only. `common_name` is the authority's choice; the name in the request is not looked at.
    [[nodiscard]] Certificate issue_client(const CertificateRequest& request, std::string_view common_name,
                                           const Validity& validity) const;
    // For TLS servers only, with all names as subjectAltName. Throws std::invalid_argument for an address that is none.
    [[nodiscard]] Certificate issue_server(const CertificateKey& key, const ServerNames& names,
                                           const Validity& validity) const;
    // A CRL in PEM, numbered so that a terminal can refuse an older one.
    [[nodiscard]] std::string revocation_list(std::span<const Revocation> revoked, std::uint64_t number, Instant issued,
                                              Instant next) const;

private:
    Certificate certificate_;
    CertificateKey key_;
};

}  // namespace xz::crypto
