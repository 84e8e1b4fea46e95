// POST /sync/v1/records: a batch of envelopes in, a signed receipt for each out, every one durable before (DESIGN 4).
#pragma once

#include "server-sync/api/sync_services.hpp"

#include <functional>

namespace xz::server::api {

// `stored` is called after each batch that was made durable.
[[nodiscard]] Endpoint records(const SyncServices& services, std::function<void()> stored);

}  // namespace xz::server::api
