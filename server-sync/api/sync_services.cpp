#include "server-sync/api/sync_services.hpp"

namespace xz::server::api {

Result<sync::Terminal, Response> enrolled_terminal(const Request& request, const sync::Ports& ports) {
    if (!request.certificate) return failure(error_response(401, "certificate_required", "this call needs a client certificate"));
    auto terminal = ports.terminals.find(request.certificate->common_name);
    if (!terminal || terminal->state == sync::TerminalState::Expected) {
        return failure(error_response(403, "unknown_terminal", "no terminal of this name is enrolled"));
    }
    if (terminal->state == sync::TerminalState::Revoked) {
        return failure(error_response(403, "terminal_revoked", "this terminal was revoked; it may only hand in its records"));
    }
    return std::move(*terminal);
}

Result<sync::Terminal, Response> active_terminal(const Request& request, const sync::Ports& ports) {
    auto terminal = enrolled_terminal(request, ports);
    if (terminal && terminal->state == sync::TerminalState::Locked) {
        return failure(error_response(403, "terminal_locked", "this terminal is locked"));
    }
    return terminal;
}

}  // namespace xz::server::api
