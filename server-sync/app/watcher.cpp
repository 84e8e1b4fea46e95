#include "server-sync/app/watcher.hpp"

#include <boost/json/object.hpp>

namespace xz::server::app {

namespace {

constexpr int FirstRefusal = 400;  // what went well is in the metrics

boost::json::object fields_of(const http::Exchange& exchange) {
    return {{"listener", exchange.listener},
            {"request", exchange.request_id},
            {"method", api::to_text(exchange.method)},
            {"route", exchange.pattern},
            {"status", exchange.status},
            {"bytes_in", exchange.bytes_in},
            {"bytes_out", exchange.bytes_out},
            {"microseconds", exchange.duration.count()}};
}

}  // namespace

void Watcher::finished(const http::Exchange& exchange) {
    metrics_.request(exchange.listener, exchange.method, exchange.pattern, exchange.status, exchange.duration);
    if (exchange.status >= FirstRefusal) log_.info("request", fields_of(exchange));
}

void Watcher::failed(const http::Exchange& exchange, std::string_view what) {
    auto fields = fields_of(exchange);
    fields["what"] = what;
    log_.error("request_failed", std::move(fields));
}

void Watcher::handshake_failed(std::string_view listener) { metrics_.handshake_failed(listener); }

void Watcher::connections_changed(std::string_view listener, int delta) { metrics_.connections_changed(listener, delta); }

}  // namespace xz::server::app
