// What the platform counts about itself, in Prometheus's text form (exposition format 0.0.4).
#pragma once

#include "server-sync/api/message.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace xz::server::api {

// A value that is read when asked for: `kind` is "gauge" or "counter".
struct Reading {
    std::string name;
    std::string help;
    std::string kind;
    double value;
};
using Readings = std::function<std::vector<Reading>()>;

// Who did it.
enum class Deed {
    StudentAction,  // what: the action's type
    StaffStep,      // what: the audit log's word
    Duty,           // what: its name
};

// Safe to use from several threads.
class Metrics {
public:
    void request(std::string_view listener, Method method, std::string_view pattern, int status, std::chrono::microseconds duration);
    void handshake_failed(std::string_view listener);
    void connections_changed(std::string_view listener, int delta);
    // Something was done; `what` and `outcome` are words of ours, never a caller's.
    void counted(Deed deed, std::string_view what, std::string_view outcome, std::uint64_t times = 1);
    [[nodiscard]] std::string text(const std::vector<Reading>& readings) const;

    // Upper bounds in seconds.
    static constexpr std::array<double, 11> Bounds{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.5, 10};

private:
    struct Latency {
        std::array<std::uint64_t, Bounds.size() + 1> buckets{};
        double sum = 0;
    };
    mutable std::mutex guard_;
    std::map<std::string, std::uint64_t, std::less<>> requests_;  // by label set
    std::map<std::string, Latency, std::less<>> latencies_;
    std::map<std::string, std::uint64_t, std::less<>> handshake_failures_;
    std::map<std::string, std::int64_t, std::less<>> connections_;
    std::array<std::map<std::string, std::uint64_t, std::less<>>, 3> deeds_;  // by Deed
};

// GET /metrics
[[nodiscard]] Endpoint metrics_endpoint(const Metrics& metrics, Readings readings);

}  // namespace xz::server::api
