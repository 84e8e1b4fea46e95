#include "server-sync/api/health.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace xz::server::api {

Endpoint health(const sync::Ports& ports, StorePulse& pulse, std::string version, std::function<std::vector<std::string>()> reminders) {
    return [&ports, &pulse, version = std::move(version), reminders = std::move(reminders)](Request request, Respond respond) {
        boost::json::object told;
        if (from_loopback(request)) {
            const auto counts = ports.envelopes.counts();
            const auto bundle = ports.bundles.newest();
            told = {{"version", version}, {"bundle_version", bundle ? bundle->version : 0}, {"pending", counts.pending}};
            boost::json::array due;
            for (auto& reminder : reminders()) due.emplace_back(std::move(reminder));
            told["reminders"] = std::move(due);
        }
        pulse.feel([told = std::move(told), respond = std::move(respond)](Pulse felt) mutable {
            const bool well = felt == Pulse::Beats;
            told["status"] = well ? "ok" : "degraded";
            if (!well) told["code"] = "store_not_writable";
            respond(json_response(well ? 200 : 503, std::move(told)));
        });
    };
}

}  // namespace xz::server::api
