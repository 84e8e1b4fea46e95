#include "terminal/core/crypto/x509.hpp"

#include "terminal/core/crypto/init.hpp"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/obj_mac.h>

#include <algorithm>
#include <array>
#include <ctime>

namespace xz::crypto::x509 {

void check(bool done, const char* what) {
    if (done) return;
    ERR_clear_error();
    throw Unavailable{std::string{"OpenSSL cannot "} + what};
}

Bio reader(std::string_view pem) {
    Bio bio{BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))};
    check(bio != nullptr, "read from memory");
    return bio;
}

Bio writer() {
    Bio bio{BIO_new(BIO_s_mem())};
    check(bio != nullptr, "write to memory");
    return bio;
}

std::string written(BIO* bio) {
    char* begin = nullptr;
    const long size = BIO_get_mem_data(bio, &begin);
    return {begin, static_cast<std::size_t>(size)};
}

bool is_common_name(std::string_view text) {
    return !text.empty() && text.size() <= 64 &&
           std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7f; });
}

Name name(std::string_view common_name) {
    check(is_common_name(common_name), "use a common name that is empty, over 64 characters or not ASCII");
    Name result{X509_NAME_new()};
    check(result && X509_NAME_add_entry_by_NID(result.get(), NID_commonName, MBSTRING_ASC,
                                               reinterpret_cast<const unsigned char*>(common_name.data()),
                                               static_cast<int>(common_name.size()), -1, 0) == 1,
          "make a name");
    return result;
}

std::optional<std::string> common_name_of(const X509_NAME* name) {
    const int first = X509_NAME_get_index_by_NID(name, NID_commonName, -1);
    if (first < 0 || X509_NAME_get_index_by_NID(name, NID_commonName, first) >= 0) return std::nullopt;
    unsigned char* utf8 = nullptr;
    const int size = ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, first)));
    if (size < 0) return std::nullopt;
    std::string text{reinterpret_cast<const char*>(utf8), static_cast<std::size_t>(size)};
    OPENSSL_free(utf8);
    if (!is_common_name(text)) return std::nullopt;
    return text;
}

bool is_p256(EVP_PKEY* key) {
    std::array<char, 32> group{};
    return key != nullptr && EVP_PKEY_is_a(key, "EC") == 1 &&
           EVP_PKEY_get_group_name(key, group.data(), group.size(), nullptr) == 1 &&
           std::string_view{group.data()} == SN_X9_62_prime256v1;
}

Time to_time(Instant instant) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count();
    Time time{ASN1_TIME_set(nullptr, static_cast<std::time_t>(seconds))};
    check(time != nullptr, "write a time");
    return time;
}

Instant from_time(const ASN1_TIME* time) {
    std::tm parts{};
    check(ASN1_TIME_to_tm(time, &parts) == 1, "read a time");
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::from_time_t(timegm(&parts)));
}

}  // namespace xz::crypto::x509
