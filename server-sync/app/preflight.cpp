#include "server-sync/app/preflight.hpp"

#include <fmt/format.h>

namespace xz::server::app {

std::vector<std::string> certificate_problems(const Settings& settings, const crypto::Certificate& server, Instant now) {
    std::vector<std::string> problems;
    for (const auto& name : settings.names) {
        if (server.covers(name)) continue;
        problems.push_back(fmt::format("[sync] names: the server's certificate does not carry {}: run xuezhen-admin certificate renew", name));
    }
    if (now > server.not_after()) {
        problems.push_back(fmt::format("the server's certificate ended {}: run xuezhen-admin certificate renew", to_rfc3339(server.not_after())));
    }
    return problems;
}

}  // namespace xz::server::app
