#include "terminal/sync/curl_client.hpp"

#include "terminal/sync/curl_library.hpp"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>

namespace xz::sync {
namespace {

constexpr long connect_seconds = 10;
constexpr long silent_bytes_a_second = 16;  // below this for `silent_seconds` a connection counts as dead
constexpr long silent_seconds = 20;

struct HeaderList {
    const CurlLibrary& library;
    curl_slist* list = nullptr;
    ~HeaderList() { library.slist_free_all(list); }
    void add(const std::string& line) {
        curl_slist* longer = library.slist_append(list, line.c_str());
        if (longer == nullptr) {
            throw std::bad_alloc{};
        }
        list = longer;
    }
};

// What curl's callbacks fill; they run inside curl_easy_perform, on the sending thread.
struct Incoming {
    HttpAnswer answer;
    std::size_t cap;
    bool over_cap = false;
};

std::size_t take_body(char* data, std::size_t size, std::size_t count, void* user) {
    auto& incoming = *static_cast<Incoming*>(user);
    const std::size_t length = size * count;
    if (incoming.answer.body.size() + length > incoming.cap) {
        incoming.over_cap = true;
        return 0;
    }
    incoming.answer.body.append(data, length);
    return length;
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::size_t take_header(char* data, std::size_t size, std::size_t count, void* user) {
    constexpr std::size_t most_headers = 100;
    auto& headers = static_cast<Incoming*>(user)->answer.headers;
    const std::string_view line{data, size * count};
    if (line.starts_with("HTTP/")) {
        headers.clear();  // a 100 Continue came before
    } else if (const auto colon = line.find(':'); colon != std::string_view::npos && headers.size() < most_headers) {
        std::string name{line.substr(0, colon)};
        std::ranges::transform(name, name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        headers.emplace_back(std::move(name), trimmed(line.substr(colon + 1)));
    }
    return line.size();
}

int check_stop(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<std::atomic<bool>*>(user)->load() ? 1 : 0;
}

int forgive(X509_STORE_CTX* context) {
    X509_STORE_CTX_set_error(context, X509_V_OK);
    return 1;
}

// A revocation list takes names back for good, so one that is out of date still says the truth; an authority without a list has taken
// none back. A kiosk that was away for weeks must come back in.
int forgive_old_list(int ok, X509_STORE_CTX* context) {
    switch (ok == 0 ? X509_STORE_CTX_get_error(context) : X509_V_OK) {
        case X509_V_ERR_UNABLE_TO_GET_CRL:
        case X509_V_ERR_CRL_SIGNATURE_FAILURE:  // another authority's of the same name
        case X509_V_ERR_CRL_NOT_YET_VALID:
        case X509_V_ERR_CRL_HAS_EXPIRED: return forgive(context);
        default: return ok;
    }
}

// With an unbelievable clock only the end of a certificate's life is judged, against the time floor.
int forgive_not_yet_valid(int ok, X509_STORE_CTX* context) {
    if (ok == 0 && X509_STORE_CTX_get_error(context) == X509_V_ERR_CERT_NOT_YET_VALID) {
        return forgive(context);
    }
    return forgive_old_list(ok, context);
}

// Every list in `pem` becomes one that the handshake asks. Text that is no list adds none: the bundle that carried it was signed.
void add_revocations(SSL_CTX* context, const std::string& pem) {
    const std::unique_ptr<BIO, decltype([](BIO* bio) { BIO_free(bio); })> reader{BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))};
    X509_STORE* store = SSL_CTX_get_cert_store(context);
    while (X509_CRL* list = reader ? PEM_read_bio_X509_CRL(reader.get(), nullptr, nullptr, nullptr) : nullptr) {
        X509_STORE_add_crl(store, list);
        X509_CRL_free(list);
        X509_VERIFY_PARAM_set_flags(SSL_CTX_get0_param(context), X509_V_FLAG_CRL_CHECK);
    }
    ERR_clear_error();  // the end of the text is reported as one
}

// Takes from the chain that the server sent the authority with this digest as the only one to trust, and verifies under it.
int verify_under_named(X509_STORE_CTX* context, void* user) {
    const auto& wanted = static_cast<const NamedAuthority*>(user)->digest;
    STACK_OF(X509)* sent = X509_STORE_CTX_get0_untrusted(context);
    STACK_OF(X509)* trusted = sk_X509_new_null();
    for (int i = 0; i < sk_X509_num(sent); ++i) {
        std::array<std::uint8_t, 32> digest{};
        if (X509_digest(sk_X509_value(sent, i), EVP_sha256(), digest.data(), nullptr) == 1 &&
            std::equal(wanted.begin(), wanted.end(), digest.begin())) {
            sk_X509_push(trusted, sk_X509_value(sent, i));
        }
    }
    X509_STORE_CTX_set0_trusted_stack(context, trusted);
    const int verdict = X509_verify_cert(context);
    sk_X509_free(trusted);
    return verdict == 1 ? 1 : 0;
}

Silence silence_of(CURLcode code, const std::string& detail, bool over_cap, bool stopped) {
    const auto says = [&detail](std::string_view word) { return detail.find(word) != std::string::npos; };
    if (stopped) {
        return {NoAnswer::Stopped, detail};
    }
    if (over_cap) {
        return {NoAnswer::TooLarge, "the answer is larger than allowed"};
    }
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_RESOLVE_PROXY:
        case CURLE_COULDNT_CONNECT: return {NoAnswer::Unreachable, detail};
        case CURLE_OPERATION_TIMEDOUT: return {NoAnswer::TimedOut, detail};
        case CURLE_PEER_FAILED_VERIFICATION: return {NoAnswer::UntrustedServer, detail};
        case CURLE_FILESIZE_EXCEEDED: return {NoAnswer::TooLarge, detail};
        case CURLE_SSL_CERTPROBLEM: return {NoAnswer::RefusedIdentity, detail};
        default: break;
    }
    // A server that refuses a client's certificate says so in an alert, in TLS 1.3 only once we read.
    if (says("alert") && (says("certificate") || says("unknown ca"))) {
        return {NoAnswer::RefusedIdentity, detail};
    }
    return {NoAnswer::Interrupted, detail};
}

// The identity outlives the handle, so curl keeps no copies of its own.
template <typename Pem>
curl_blob blob_of(Pem&& pem) { return {pem.data(), pem.size(), CURL_BLOB_NOCOPY}; }

}  // namespace

struct CurlClient::Handle {
    const CurlLibrary& library = curl_library();
    CURL* curl = library.easy_init();
    std::array<char, CURL_ERROR_SIZE> error{};

    Handle() {
        if (curl == nullptr) {
            throw std::runtime_error{"libcurl gives no handle"};
        }
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle() { library.easy_cleanup(curl); }

    template <typename Value>
    void set(CURLoption option, Value value) {
        if (const CURLcode code = library.easy_setopt(curl, option, value); code != CURLE_OK) {
            throw std::runtime_error{std::string{"libcurl refuses an option: "} + library.easy_strerror(code)};
        }
    }
};

CurlClient::CurlClient(std::string base_url, Identity identity, CertificateTime certificate_time)
    : base_url_{std::move(base_url)}, identity_{std::move(identity)}, certificate_time_{std::move(certificate_time)} {}

CurlClient::~CurlClient() = default;

void CurlClient::use(Identity identity) {
    identity_ = std::move(identity);
    handle_.reset();
}

void CurlClient::hang_up() { handle_.reset(); }

void CurlClient::open() {
    handle_ = std::make_unique<Handle>();
    Handle& handle = *handle_;
    handle.set(CURLOPT_ERRORBUFFER, handle.error.data());
    handle.set(CURLOPT_NOSIGNAL, 1L);
    handle.set(CURLOPT_PROTOCOLS_STR, "https");
    handle.set(CURLOPT_FOLLOWLOCATION, 0L);
    handle.set(CURLOPT_PROXY, "");
    handle.set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    handle.set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    handle.set(CURLOPT_ACCEPT_ENCODING, "gzip");
    handle.set(CURLOPT_TCP_KEEPALIVE, 1L);

    handle.set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    handle.set(CURLOPT_SSL_VERIFYPEER, 1L);
    handle.set(CURLOPT_SSL_VERIFYHOST, 2L);
    handle.set<const char*>(CURLOPT_CAPATH, nullptr);  // the system's certificates are not asked
    handle.set<const char*>(CURLOPT_CAINFO, nullptr);
    if (auto* pinned = std::get_if<PinnedAuthorities>(&identity_.authority)) {
        curl_blob authorities = blob_of(pinned->pem);
        handle.set(CURLOPT_CAINFO_BLOB, &authorities);
    }
    if (!identity_.certificate.empty()) {
        curl_blob certificate = blob_of(identity_.certificate);
        curl_blob private_key = blob_of(identity_.private_key.bytes());
        handle.set(CURLOPT_SSLCERTTYPE, "PEM");
        handle.set(CURLOPT_SSLCERT_BLOB, &certificate);
        handle.set(CURLOPT_SSLKEYTYPE, "PEM");
        handle.set(CURLOPT_SSLKEY_BLOB, &private_key);
    }
    const curl_ssl_ctx_callback prepare = [](CURL*, void* ssl_context, void* client) {
        static_cast<CurlClient*>(client)->prepare_tls(ssl_context);
        return CURLE_OK;
    };
    handle.set(CURLOPT_SSL_CTX_FUNCTION, prepare);
    handle.set(CURLOPT_SSL_CTX_DATA, static_cast<void*>(this));

    handle.set(CURLOPT_CONNECTTIMEOUT, connect_seconds);
    handle.set(CURLOPT_LOW_SPEED_LIMIT, silent_bytes_a_second);
    handle.set(CURLOPT_LOW_SPEED_TIME, silent_seconds);
    handle.set(CURLOPT_NOPROGRESS, 0L);
    handle.set(CURLOPT_XFERINFOFUNCTION, &check_stop);
    handle.set(CURLOPT_XFERINFODATA, &stopped_);
    handle.set(CURLOPT_WRITEFUNCTION, &take_body);
    handle.set(CURLOPT_HEADERFUNCTION, &take_header);
}

void CurlClient::prepare_tls(void* ssl_context) {
    auto* context = static_cast<SSL_CTX*>(ssl_context);
    if (auto* named = std::get_if<NamedAuthority>(&identity_.authority)) {
        SSL_CTX_set_cert_verify_callback(context, verify_under_named, named);
    }
    if (const auto* pinned = std::get_if<PinnedAuthorities>(&identity_.authority); pinned != nullptr && !pinned->revoked.empty()) {
        add_revocations(context, pinned->revoked);
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER, forgive_old_list);
    }
    const std::optional<Instant> judged_at = certificate_time_ ? certificate_time_() : std::nullopt;
    if (judged_at) {
        X509_VERIFY_PARAM_set_time(SSL_CTX_get0_param(context), std::chrono::system_clock::to_time_t(*judged_at));
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER, forgive_not_yet_valid);
    }
}

Result<HttpAnswer, Silence> CurlClient::send(const HttpRequest& request) {
    if (stopped_) {
        return failure(Silence{NoAnswer::Stopped, "stopped"});
    }
    if (!handle_) {
        open();
    }
    Handle& handle = *handle_;
    Incoming incoming{.cap = request.answer_cap};
    HeaderList headers{handle.library};
    headers.add("Expect:");
    headers.add("Accept: application/json");
    for (const auto& [name, value] : request.headers) {
        headers.add(name + ": " + value);
    }
    if (request.method == Method::Get) {
        handle.set<const char*>(CURLOPT_CUSTOMREQUEST, nullptr);
        handle.set(CURLOPT_HTTPGET, 1L);
    } else {
        headers.add("Content-Type: application/json");
        handle.set(CURLOPT_POST, 1L);
        handle.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        handle.set(CURLOPT_POSTFIELDS, request.body.c_str());
        handle.set<const char*>(CURLOPT_CUSTOMREQUEST, request.method == Method::Put ? "PUT" : nullptr);
    }
    handle.set(CURLOPT_URL, (base_url_ + request.path).c_str());
    handle.set(CURLOPT_HTTPHEADER, headers.list);
    handle.set(CURLOPT_TIMEOUT_MS, static_cast<long>(request.limit.count()));
    handle.set(CURLOPT_WRITEDATA, &incoming);
    handle.set(CURLOPT_HEADERDATA, &incoming);
    handle.error[0] = '\0';

    const CURLcode code = handle.library.easy_perform(handle.curl);
    if (code != CURLE_OK) {
        std::string detail = handle.error[0] != '\0' ? handle.error.data() : handle.library.easy_strerror(code);
        handle_.reset();  // whatever state the connection is in, the next request starts clean
        return failure(silence_of(code, detail, incoming.over_cap, stopped_));
    }
    handle.set<curl_slist*>(CURLOPT_HTTPHEADER, nullptr);
    long status = 0;
    handle.library.easy_getinfo(handle.curl, CURLINFO_RESPONSE_CODE, &status);
    incoming.answer.status = static_cast<int>(status);
    return std::move(incoming.answer);
}

}  // namespace xz::sync
