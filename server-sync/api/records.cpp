#include "server-sync/api/records.hpp"

#include "server-sync/api/refusal.hpp"
#include "server-sync/sync/ingest.hpp"

namespace xz::server::api {

namespace {

Response to_response(const sync::IngestAnswer& answer) {
    if (const auto* why = std::get_if<protocol::Malformed>(&answer)) return malformed(*why);
    if (const auto* batch = std::get_if<protocol::BatchAnswer>(&answer)) {
        return {.status = 200, .content_type = "application/json", .body = protocol::encode(*batch)};
    }
    return store_unavailable();
}

}  // namespace

Endpoint records(const SyncServices& services, std::function<void()> stored) {
    return [&services, stored = std::move(stored)](Request request, Respond respond) {
        // Revoked and locked terminals may still hand in what they hold: the rules of ingest say what becomes of it.
        const auto terminal = services.ports.terminals.find(request.certificate.value().common_name);
        if (!terminal || terminal->sign_key.empty()) {
            return respond(error_response(403, "unknown_terminal", "no terminal of this name is enrolled"));
        }
        services.ingest.receive(*terminal, request.body, [respond = std::move(respond), stored](const sync::IngestAnswer& answer) {
            respond(to_response(answer));
            if (std::holds_alternative<protocol::BatchAnswer>(answer)) stored();
        });
    };
}

}  // namespace xz::server::api
