#include "server-sync/api/health.hpp"

#include <boost/json/value.hpp>

namespace xz::server::api {

Endpoint health(const sync::Ports& ports, std::string version) {
    return [&ports, version = std::move(version)](Request request, Respond respond) {
        if (!from_loopback(request)) return respond(json_response(200, {{"status", "ok"}}));
        const auto counts = ports.envelopes.counts();
        const auto bundle = ports.bundles.newest();
        respond(json_response(200, {{"status", "ok"},
                                    {"version", version},
                                    {"bundle_version", bundle ? bundle->version : 0},
                                    {"pending", counts.pending}}));
    };
}

}  // namespace xz::server::api
