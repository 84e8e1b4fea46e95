#include "server-sync/api/sync_routes.hpp"

#include "server-sync/api/actions.hpp"
#include "server-sync/api/bundle.hpp"
#include "server-sync/api/enrol.hpp"
#include "server-sync/api/heartbeat.hpp"
#include "server-sync/api/login.hpp"
#include "server-sync/api/pin.hpp"
#include "server-sync/api/records.hpp"
#include "server-sync/api/renew.hpp"

namespace xz::server::api {

Routes sync_routes(const SyncServices& services, std::function<void()> stored) {
    return {
        {Method::Post, "/sync/v1/enrol", Access::Anyone, enrol(services)},
        {Method::Post, "/sync/v1/renew", Access::TerminalExpired, renew(services)},
        {Method::Get, "/sync/v1/bundle", Access::Terminal, bundle(services)},
        {Method::Post, "/sync/v1/records", Access::TerminalExpired, records(services, std::move(stored))},
        {Method::Post, "/sync/v1/login", Access::Terminal, login(services)},
        {Method::Post, "/sync/v1/pin", Access::Terminal, pin(services)},
        {Method::Post, "/sync/v1/actions", Access::Terminal, actions(services)},
        {Method::Post, "/sync/v1/heartbeat", Access::Terminal, heartbeat(services)},
    };
}

}  // namespace xz::server::api
