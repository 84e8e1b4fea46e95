#include "server-sync/api/refusal.hpp"

#include "server-sync/sync/completion.hpp"
#include "terminal/core/protocol/error_body.hpp"

namespace xz::server::api {

namespace {
constexpr std::chrono::seconds StorePause{5};
}

Response malformed(const protocol::Malformed& why) {
    return {.status = why.defect == protocol::Defect::TooLarge ? 413 : 400,
            .content_type = "application/json",
            .body = protocol::encode(protocol::error_body(why))};
}

Response answer_to(const std::exception& thrown) {
    if (dynamic_cast<const sync::StoreUnavailable*>(&thrown)) return store_unavailable();
    return error_response(500, "internal", "the platform could not do this; its log has the request's id");
}

void respond_later(const Post& post, Respond respond, std::function<std::optional<Response>()> make) {
    post([respond = std::move(respond), make = std::move(make)] {
        std::optional<Response> response;
        try {
            response = make();
        } catch (const std::exception& thrown) {  // the HTTP session's catch, on its way round the store
            response = answer_to(thrown);
        }
        if (response) respond(std::move(*response));
    });
}

Response store_unavailable() { return busy_response(503, "store_unavailable", StorePause); }

}  // namespace xz::server::api
