#include "server-sync/http/static_files.hpp"

#include "server-sync/api/entity_tag.hpp"
#include "server-sync/api/gzip.hpp"
#include "terminal/core/crypto/hash.hpp"

#include <array>
#include <memory>

namespace xz::server::http {

namespace {

constexpr std::string_view ContentPolicy =
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'";
constexpr std::string_view Forever = "public, max-age=31536000, immutable";
constexpr std::string_view Ask = "no-cache";
constexpr double WorthPacking = 0.9;

struct Type {
    std::string_view ending;
    std::string_view type;
};
constexpr std::array Types{
    Type{".html", "text/html; charset=utf-8"},       Type{".js", "text/javascript; charset=utf-8"},
    Type{".css", "text/css; charset=utf-8"},         Type{".json", "application/json"},
    Type{".svg", "image/svg+xml"},                   Type{".png", "image/png"},
    Type{".ico", "image/x-icon"},                    Type{".woff2", "font/woff2"},
    Type{".webmanifest", "application/manifest+json"}, Type{".txt", "text/plain; charset=utf-8"},
};

// Shared by the routes of one file.
struct Prepared {
    std::string_view bytes;
    std::string packed;  // empty: not worth it
    std::string tag;
    std::string type;
    std::string_view caching;
};

std::shared_ptr<const Prepared> prepare(const StaticFile& file) {
    auto prepared = std::make_shared<Prepared>();
    prepared->bytes = file.bytes;
    prepared->packed = api::gzip(file.bytes);
    if (static_cast<double>(prepared->packed.size()) > WorthPacking * static_cast<double>(file.bytes.size())) prepared->packed.clear();
    prepared->tag = api::entity_tag(to_hex(ByteView{crypto::sha256(file.bytes)}.first(16)));
    prepared->type = content_type_of(file.path);
    prepared->caching = file.path.starts_with("assets/") ? Forever : Ask;
    return prepared;
}

api::Endpoint serve(std::shared_ptr<const Prepared> file) {
    return [file = std::move(file)](api::Request request, api::Respond respond) {
        api::Response response{.status = 304,
                               .headers = {{"etag", file->tag},
                                           {"cache-control", std::string{file->caching}},
                                           {"vary", "accept-encoding"},
                                           {"content-security-policy", std::string{ContentPolicy}},
                                           {"referrer-policy", "no-referrer"},
                                           {"cross-origin-opener-policy", "same-origin"},
                                           {"cross-origin-resource-policy", "same-origin"},
                                           {"permissions-policy", "camera=(), microphone=(), geolocation=()"}}};
        if (!api::matches(request.header("if-none-match"), file->tag)) {
            response.status = 200;
            response.content_type = file->type;
            if (!file->packed.empty() && api::accepts_gzip(request)) {
                response.headers.emplace_back("content-encoding", "gzip");
                response.body = file->packed;
            } else {
                response.body = std::string{file->bytes};
            }
        }
        respond(std::move(response));
    };
}

}  // namespace

std::string_view content_type_of(std::string_view path) {
    for (const auto& [ending, type] : Types) {
        if (path.ends_with(ending)) return type;
    }
    return "application/octet-stream";
}

api::Routes static_routes(const std::vector<StaticFile>& files) {
    api::Routes routes;
    for (const auto& file : files) {
        const auto prepared = prepare(file);
        routes.push_back({api::Method::Get, "/" + std::string{file.path}, api::Access::Anyone, serve(prepared)});
        if (file.path == "index.html") routes.push_back({api::Method::Get, "/", api::Access::Anyone, serve(prepared)});
    }
    return routes;
}

}  // namespace xz::server::http
