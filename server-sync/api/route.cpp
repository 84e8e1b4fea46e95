#include "server-sync/api/route.hpp"

namespace xz::server::api {

std::optional<Response> refuse(Access access, const std::optional<ClientCertificate>& certificate, Instant now) {
    if (access == Access::Anyone || access == Access::Staff) return std::nullopt;
    if (!certificate) return error_response(401, "certificate_required", "this call needs a terminal's client certificate");
    if (access == Access::Terminal && now > certificate->not_after) {
        return error_response(403, "certificate_expired", "the client certificate has expired: call renew");
    }
    return std::nullopt;
}

}  // namespace xz::server::api
