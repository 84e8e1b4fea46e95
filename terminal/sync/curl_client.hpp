// HTTPS to the platform with libcurl: TLS 1.2 or newer under the pinned CA only, a certificate of our own, no redirects, no proxies.
#pragma once

#include "terminal/core/support/clock.hpp"
#include "terminal/sync/http_port.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace xz::sync {

// The time to judge certificates by, where the machine's own clock is not believable; nothing: the machine's clock (DESIGN 4, Time).
using CertificateTime = std::function<std::optional<Instant>()>;

class CurlClient final : public HttpPort {
public:
    // `base_url`: "https://host:port", nothing after the port. `certificate_time` is asked on the thread that sends.
    CurlClient(std::string base_url, Identity identity, CertificateTime certificate_time = {});
    ~CurlClient() override;

    [[nodiscard]] Result<HttpAnswer, Silence> send(const HttpRequest& request) override;
    void use(Identity identity) override;
    void hang_up() override;
    void stop() override { stopped_ = true; }

private:
    struct Handle;
    void open();
    void prepare_tls(void* ssl_context);  // before each handshake

    std::string base_url_;
    Identity identity_;
    CertificateTime certificate_time_;
    std::atomic<bool> stopped_ = false;
    std::unique_ptr<Handle> handle_;  // kept between requests for its connection
};

}  // namespace xz::sync
