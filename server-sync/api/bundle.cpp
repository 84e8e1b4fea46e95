#include "server-sync/api/bundle.hpp"

#include "server-sync/api/entity_tag.hpp"
#include "server-sync/api/gzip.hpp"

#include <mutex>

namespace xz::server::api {

namespace {

// The newest bundle as gzip, packed once for thousands of terminals.
class Packed {
public:
    std::shared_ptr<const std::string> of(const sync::PublishedBundle& bundle) {
        const std::lock_guard lock{guard_};
        if (sha256_ != bundle.sha256) {
            bytes_ = std::make_shared<const std::string>(gzip(bundle.wire));
            sha256_ = bundle.sha256;
        }
        return bytes_;
    }

private:
    std::mutex guard_;
    std::string sha256_;
    std::shared_ptr<const std::string> bytes_;  // shared: requests still send it while the next is made
};

}  // namespace

Endpoint bundle(const SyncServices& services) {
    // Shared by the copies of this function object.
    return [&services, packed = std::make_shared<Packed>()](Request request, Respond respond) {
        const auto terminal = enrolled_terminal(request, services.ports);
        if (!terminal) return respond(terminal.error());
        const auto newest = services.ports.bundles.newest();
        if (!newest) return respond(error_response(404, "nothing_published", "no bundle has been published yet"));
        const std::string tag = entity_tag(newest->sha256);
        Response response{.status = 304, .headers = {{"etag", tag}, {"cache-control", "no-cache"}, {"vary", "accept-encoding"}}};
        if (!matches(request.header("if-none-match"), tag)) {
            response.status = 200;
            response.content_type = "application/json";
            if (accepts_gzip(request)) {
                response.headers.emplace_back("content-encoding", "gzip");
                response.body = *packed->of(*newest);
            } else {
                response.body = newest->wire;
            }
        }
        respond(std::move(response));
    };
}

}  // namespace xz::server::api
