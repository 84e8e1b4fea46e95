#include "server-sync/api/documents.hpp"

namespace xz::server::api {

Endpoint json_document(std::string_view text) {
    return [text](Request, Respond respond) {
        respond({.status = 200, .content_type = "application/json", .headers = {{"cache-control", "no-cache"}}, .body = std::string{text}});
    };
}

}  // namespace xz::server::api
