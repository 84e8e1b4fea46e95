// Which student acts: the session that a login opened, good at the terminal where it was opened and nowhere else.
#pragma once

#include "server-sync/api/sync_services.hpp"

#include <string>

namespace xz::server::api {

// How failures of a student are counted.
[[nodiscard]] std::string throttle_source(const sync::Terminal& terminal);
[[nodiscard]] std::string throttle_subject(std::string_view student_no);

// The session whose token X-Session carries; 401 `session_over` for one that is unknown, over or another terminal's, alike. No cookie is looked
// at, so no page can make a browser send it.
[[nodiscard]] Result<sync::Session, Response> student_session(const Request& request, const sync::Terminal& terminal,
                                                              const SyncServices& services);

}  // namespace xz::server::api
