// POST /sync/v1/heartbeat: how a terminal is, against how far we have its work (DESIGN 4, Purge and restore).
#pragma once

#include "server-sync/api/sync_services.hpp"

namespace xz::server::api {

[[nodiscard]] Endpoint heartbeat(const SyncServices& services);

}  // namespace xz::server::api
