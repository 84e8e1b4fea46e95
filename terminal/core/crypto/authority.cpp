#include "terminal/core/crypto/authority.hpp"

#include "terminal/core/crypto/x509.hpp"

#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <array>
#include <stdexcept>

namespace xz::crypto {

using x509::check;

namespace {

using Crl = std::unique_ptr<X509_CRL, x509::Free<X509_CRL_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, x509::Free<X509_EXTENSION_free>>;
using Names = std::unique_ptr<GENERAL_NAMES, x509::Free<GENERAL_NAMES_free>>;
using Revoked = std::unique_ptr<X509_REVOKED, x509::Free<X509_REVOKED_free>>;

constexpr std::size_t SerialBytes = 16;

// Random, positive and of constant length (CA/Browser Forum asks for 64 bits or more).
x509::Integer random_serial() {
    std::array<unsigned char, SerialBytes> bytes;
    check(RAND_bytes(bytes.data(), bytes.size()) == 1, "draw a serial number");
    bytes[0] = static_cast<unsigned char>((bytes[0] & 0x7f) | 0x40);
    x509::Integer serial{ASN1_INTEGER_new()};
    check(serial && ASN1_STRING_set(serial.get(), bytes.data(), bytes.size()) == 1, "make a serial number");
    return serial;
}

void add_extension(X509* certificate, const X509* issuer, int nid, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, const_cast<X509*>(issuer), certificate, nullptr, nullptr, 0);
    const Extension extension{X509V3_EXT_conf_nid(nullptr, &context, nid, value)};
    check(extension && X509_add_ext(certificate, extension.get(), -1) == 1, "add an extension");
}

void add_name(GENERAL_NAMES* names, int type, ASN1_STRING* value) {
    GENERAL_NAME* name = GENERAL_NAME_new();
    check(name != nullptr && value != nullptr, "make an alternative name");
    GENERAL_NAME_set0_value(name, type, value);
    check(sk_GENERAL_NAME_push(names, name) > 0, "add an alternative name");
}

void add_alternative_names(X509* certificate, const ServerNames& server) {
    const Names names{sk_GENERAL_NAME_new_null()};
    for (const std::string& dns : server.dns) {
        ASN1_STRING* value = ASN1_IA5STRING_new();
        check(value && ASN1_STRING_set(value, dns.data(), static_cast<int>(dns.size())) == 1, "write a DNS name");
        add_name(names.get(), GEN_DNS, value);
    }
    for (const std::string& address : server.addresses) {
        ASN1_OCTET_STRING* value = a2i_IPADDRESS(address.c_str());
        if (value == nullptr) throw std::invalid_argument{address + " is no IP address"};
        add_name(names.get(), GEN_IPADD, value);
    }
    if (sk_GENERAL_NAME_num(names.get()) == 0) return;
    check(X509_add1_ext_i2d(certificate, NID_subject_alt_name, names.get(), 0, X509V3_ADD_DEFAULT) == 1,
          "add alternative names");
}

// Everything but extensions and signature.
Certificate blank(std::string_view common_name, const X509_NAME* issuer, EVP_PKEY* key, const Validity& validity) {
    Certificate certificate{X509_new()};
    X509* native = certificate.native();
    const x509::Name subject = x509::name(common_name);
    check(native != nullptr && X509_set_version(native, X509_VERSION_3) == 1 &&
              X509_set_serialNumber(native, random_serial().get()) == 1 &&
              X509_set_subject_name(native, subject.get()) == 1 &&
              X509_set_issuer_name(native, issuer != nullptr ? issuer : subject.get()) == 1 &&
              X509_set1_notBefore(native, x509::to_time(validity.not_before).get()) == 1 &&
              X509_set1_notAfter(native, x509::to_time(validity.not_after).get()) == 1 &&
              X509_set_pubkey(native, key) == 1,
          "fill in a certificate");
    return certificate;
}

void sign(const Certificate& certificate, const CertificateKey& key) {
    check(X509_sign(certificate.native(), key.native(), EVP_sha256()) > 0, "sign a certificate");
}

// A certificate of this authority that names no authority.
Certificate leaf(const Authority& authority, std::string_view common_name, EVP_PKEY* key, const Validity& validity,
                 const char* use) {
    const X509* issuer = authority.certificate().native();
    Certificate certificate = blank(common_name, X509_get_subject_name(issuer), key, validity);
    add_extension(certificate.native(), issuer, NID_basic_constraints, "critical,CA:FALSE");
    add_extension(certificate.native(), issuer, NID_key_usage, "critical,digitalSignature");
    add_extension(certificate.native(), issuer, NID_ext_key_usage, use);
    add_extension(certificate.native(), issuer, NID_subject_key_identifier, "hash");
    add_extension(certificate.native(), issuer, NID_authority_key_identifier, "keyid:always");
    return certificate;
}

}  // namespace

Authority Authority::create(std::string_view common_name, const Validity& validity) {
    CertificateKey key = CertificateKey::generate();
    Certificate root = blank(common_name, nullptr, key.native(), validity);
    add_extension(root.native(), root.native(), NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
    add_extension(root.native(), root.native(), NID_key_usage, "critical,keyCertSign,cRLSign");
    add_extension(root.native(), root.native(), NID_subject_key_identifier, "hash");
    sign(root, key);
    return {std::move(root), std::move(key)};
}

Authority::Authority(Certificate certificate, CertificateKey key)
    : certificate_{std::move(certificate)}, key_{std::move(key)} {
    if (!certificate_.belongs_to(key_)) throw std::invalid_argument{"the authority's key is not its certificate's"};
}

Certificate Authority::issue_client(const CertificateRequest& request, std::string_view common_name,
                                    const Validity& validity) const {
    Certificate certificate =
        leaf(*this, common_name, X509_REQ_get0_pubkey(request.native()), validity, "clientAuth");
    sign(certificate, key_);
    return certificate;
}

Certificate Authority::issue_server(const CertificateKey& key, const ServerNames& names,
                                    const Validity& validity) const {
    Certificate certificate = leaf(*this, names.common_name, key.native(), validity, "serverAuth");
    add_alternative_names(certificate.native(), names);
    sign(certificate, key_);
    return certificate;
}

std::string Authority::revocation_list(std::span<const Revocation> revoked, std::uint64_t number, Instant issued,
                                       Instant next) const {
    const Crl crl{X509_CRL_new()};
    check(crl && X509_CRL_set_version(crl.get(), X509_CRL_VERSION_2) == 1 &&
              X509_CRL_set_issuer_name(crl.get(), X509_get_subject_name(certificate_.native())) == 1 &&
              X509_CRL_set1_lastUpdate(crl.get(), x509::to_time(issued).get()) == 1 &&
              X509_CRL_set1_nextUpdate(crl.get(), x509::to_time(next).get()) == 1,
          "fill in a revocation list");
    for (const Revocation& entry : revoked) {
        const auto bytes = from_hex(entry.serial);
        if (!bytes || bytes->empty()) throw std::invalid_argument{entry.serial + " is no serial number"};
        const x509::Integer serial{ASN1_INTEGER_new()};
        check(serial && ASN1_STRING_set(serial.get(), bytes->data(), static_cast<int>(bytes->size())) == 1,
              "write a serial number");
        Revoked item{X509_REVOKED_new()};
        check(item && X509_REVOKED_set_serialNumber(item.get(), serial.get()) == 1 &&
                  X509_REVOKED_set_revocationDate(item.get(), x509::to_time(entry.at).get()) == 1 &&
                  X509_CRL_add0_revoked(crl.get(), item.get()) == 1,
              "add a revoked certificate");
        static_cast<void>(item.release());  // the list's now
    }
    const x509::Integer list_number{ASN1_INTEGER_new()};
    check(list_number && ASN1_INTEGER_set_uint64(list_number.get(), number) == 1 &&
              X509_CRL_add1_ext_i2d(crl.get(), NID_crl_number, list_number.get(), 0, X509V3_ADD_DEFAULT) == 1 &&
              X509_CRL_sort(crl.get()) == 1 && X509_CRL_sign(crl.get(), key_.native(), EVP_sha256()) > 0,
          "sign a revocation list");
    const x509::Bio bio = x509::writer();
    check(PEM_write_bio_X509_CRL(bio.get(), crl.get()) == 1, "write a revocation list");
    return x509::written(bio.get());
}

}  // namespace xz::crypto
