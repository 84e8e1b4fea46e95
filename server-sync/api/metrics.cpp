#include "server-sync/api/metrics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace xz::server::api {

namespace {

struct DeedFamily {
    std::string_view name;
    std::string_view help;
};
constexpr std::array Deeds{DeedFamily{"xuezhen_student_actions_total", "What signed-in students did, by outcome."},
                           DeedFamily{"xuezhen_staff_steps_total", "What staff looked at and decided, by outcome."},
                           DeedFamily{"xuezhen_duties_total", "What fell due, by outcome."}};

void describe(std::string& out, std::string_view name, std::string_view help, std::string_view kind) {
    fmt::format_to(std::back_inserter(out), "# HELP {} {}\n# TYPE {} {}\n", name, help, name, kind);
}

template <typename Series>
void write(std::string& out, std::string_view name, const Series& series) {
    for (const auto& [labels, value] : series) fmt::format_to(std::back_inserter(out), "{}{{{}}} {}\n", name, labels, value);
}

std::string listener_label(std::string_view listener) { return fmt::format("listener=\"{}\"", listener); }

}  // namespace

void Metrics::request(std::string_view listener, Method method, std::string_view pattern, int status, std::chrono::microseconds duration) {
    const double seconds = std::chrono::duration<double>(duration).count();
    const auto bucket = static_cast<std::size_t>(std::ranges::lower_bound(Bounds, seconds) - Bounds.begin());
    const auto route = fmt::format("{},method=\"{}\",route=\"{}\"", listener_label(listener), to_text(method), pattern);
    const auto counted = fmt::format("{},status=\"{}\"", route, status);
    const std::lock_guard lock{guard_};
    ++requests_[counted];
    auto& latency = latencies_[route];
    ++latency.buckets[bucket];
    latency.sum += seconds;
}

void Metrics::handshake_failed(std::string_view listener) {
    const std::lock_guard lock{guard_};
    ++handshake_failures_[listener_label(listener)];
}

void Metrics::connections_changed(std::string_view listener, int delta) {
    const std::lock_guard lock{guard_};
    connections_[listener_label(listener)] += delta;
}

void Metrics::counted(Deed deed, std::string_view what, std::string_view outcome, std::uint64_t times) {
    const auto labels = fmt::format("what=\"{}\",outcome=\"{}\"", what, outcome);
    const std::lock_guard lock{guard_};
    deeds_[static_cast<std::size_t>(deed)][labels] += times;
}

std::string Metrics::text(const std::vector<Reading>& readings) const {
    std::string out;
    for (const auto& reading : readings) {
        describe(out, reading.name, reading.help, reading.kind);
        fmt::format_to(std::back_inserter(out), "{} {}\n", reading.name, reading.value);
    }
    const std::lock_guard lock{guard_};
    describe(out, "xuezhen_http_requests_total", "Requests answered.", "counter");
    write(out, "xuezhen_http_requests_total", requests_);
    describe(out, "xuezhen_http_connections", "Open connections.", "gauge");
    write(out, "xuezhen_http_connections", connections_);
    describe(out, "xuezhen_tls_handshake_failures_total", "TLS handshakes that did not succeed.", "counter");
    write(out, "xuezhen_tls_handshake_failures_total", handshake_failures_);
    for (std::size_t i = 0; i < deeds_.size(); ++i) {
        describe(out, Deeds[i].name, Deeds[i].help, "counter");
        write(out, Deeds[i].name, deeds_[i]);
    }
    describe(out, "xuezhen_http_request_seconds", "From a request's first byte to the end of its answer.", "histogram");
    for (const auto& [labels, latency] : latencies_) {
        std::uint64_t total = 0;
        for (std::size_t i = 0; i < Bounds.size(); ++i) {
            total += latency.buckets[i];
            fmt::format_to(std::back_inserter(out), "xuezhen_http_request_seconds_bucket{{{},le=\"{}\"}} {}\n", labels, Bounds[i], total);
        }
        total += latency.buckets.back();
        fmt::format_to(std::back_inserter(out), "xuezhen_http_request_seconds_bucket{{{},le=\"+Inf\"}} {}\n", labels, total);
        fmt::format_to(std::back_inserter(out), "xuezhen_http_request_seconds_sum{{{}}} {}\n", labels, latency.sum);
        fmt::format_to(std::back_inserter(out), "xuezhen_http_request_seconds_count{{{}}} {}\n", labels, total);
    }
    return out;
}

Endpoint metrics_endpoint(const Metrics& metrics, Readings readings) {
    return [&metrics, readings = std::move(readings)](Request request, Respond respond) {
        if (!from_loopback(request)) return respond(error_response(404, "no_route", "there is nothing here"));
        respond({.status = 200, .content_type = "text/plain; version=0.0.4; charset=utf-8", .body = metrics.text(readings())});
    };
}

}  // namespace xz::server::api
