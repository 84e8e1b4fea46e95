// POST /sync/v1/enrol: a new terminal trades its code for a name and a certificate (DESIGN 4).
#pragma once

#include "server-sync/api/sync_services.hpp"

namespace xz::server::api {

// 403 `code_refused` for any code that is not good, whatever the reason. `services` outlives the endpoint.
[[nodiscard]] Endpoint enrol(const SyncServices& services);

// What the registry knows a code by.
[[nodiscard]] Bytes enrol_code_hash(std::string_view code_text);

// From when to when a certificate that is issued now holds.
[[nodiscard]] crypto::Validity certificate_validity(Instant now);

}  // namespace xz::server::api
