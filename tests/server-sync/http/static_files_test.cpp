#include "server-sync/http/static_files.hpp"

#include "server-sync/api/gzip.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace xz::server;
using namespace xz::server::http;

namespace {

const std::string Script(4000, ';');

api::Response fetch(const api::Routes& routes, std::string_view pattern, api::Headers headers = {}) {
    const auto route = std::ranges::find(routes, pattern, &api::Route::pattern);
    REQUIRE(route != routes.end());
    api::Response answer;
    route->endpoint({.headers = std::move(headers)}, [&answer](api::Response response) { answer = std::move(response); });
    return answer;
}

std::string header(const api::Response& response, std::string_view name) {
    const auto found = std::ranges::find(response.headers, name, [](const auto& pair) { return std::string_view{pair.first}; });
    return found == response.headers.end() ? "" : found->second;
}

}  // namespace

TEST_CASE("The first page is at / too, asks again each time and allows no foreign content") {
    const auto routes = static_routes({{"index.html", "<!doctype html>"}, {"assets/app-1a2b.js", Script}});
    const auto page = fetch(routes, "/");
    CHECK(page.status == 200);
    CHECK(page.content_type == "text/html; charset=utf-8");
    CHECK(page.body == fetch(routes, "/index.html").body);
    CHECK(header(page, "cache-control") == "no-cache");
    CHECK(header(page, "content-security-policy").starts_with("default-src 'self'"));
    CHECK(header(page, "content-security-policy").find("script-src") == std::string::npos);
    CHECK(header(page, "content-security-policy").find("frame-ancestors 'none'") != std::string::npos);
}

TEST_CASE("A hashed asset is kept for ever, sent packed to who takes it, and not sent to who has it") {
    const auto routes = static_routes({{"assets/app-1a2b.js", Script}});
    const auto plain = fetch(routes, "/assets/app-1a2b.js");
    CHECK(plain.body == Script);
    CHECK(header(plain, "cache-control").find("immutable") != std::string::npos);
    const auto packed = fetch(routes, "/assets/app-1a2b.js", {{"accept-encoding", "br, gzip"}});
    CHECK(header(packed, "content-encoding") == "gzip");
    CHECK(api::gunzip(packed.body, Script.size()) == Script);
    const auto known = fetch(routes, "/assets/app-1a2b.js", {{"if-none-match", "W/" + header(plain, "etag")}});
    CHECK(known.status == 304);
    CHECK(known.body.empty());
}
