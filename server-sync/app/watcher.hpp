// Turns what the HTTP room tells into metrics and log lines.
#pragma once

#include "server-sync/api/metrics.hpp"
#include "server-sync/app/log.hpp"
#include "server-sync/http/server.hpp"

namespace xz::server::app {

class Watcher final : public http::Observer {
public:
    Watcher(api::Metrics& metrics, const Log& log) : metrics_{metrics}, log_{log} {}

    void finished(const http::Exchange& exchange) override;
    void failed(const http::Exchange& exchange, std::string_view what) override;
    void handshake_failed(std::string_view listener) override;
    void connections_changed(std::string_view listener, int delta) override;

private:
    api::Metrics& metrics_;
    const Log& log_;
};

}  // namespace xz::server::app
