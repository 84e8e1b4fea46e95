#include "assets/embedded.hpp"
#include "tests/server-sync/api/api_platform.hpp"

#include <catch2/catch_test_macros.hpp>

#include <boost/json.hpp>

#include <algorithm>
#include <set>

using namespace xz;
using namespace xz::server::api;
using namespace xz::server::api::testing;

namespace {

std::string upper(std::string_view text) {
    std::string out{text};
    std::ranges::transform(out, out.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return out;
}

// "POST /sync/v1/enrol" of everything described as served.
std::set<std::string> described(std::string_view file) {
    std::set<std::string> calls;
    const auto text = assets::find(file);
    REQUIRE(text);
    const auto document = boost::json::parse(*text);
    for (const auto& path : document.at("paths").as_object()) {
        for (const auto& entry : path.value().as_object()) {
            if (!entry.value().is_object() || entry.value().as_object().contains("x-planned")) continue;
            calls.insert(upper(entry.key()) + " " + std::string{path.key()});
        }
    }
    return calls;
}

std::set<std::string> served(const Routes& routes, std::string_view prefix) {
    std::set<std::string> calls;
    for (const auto& route : routes) {
        if (route.pattern.starts_with(prefix)) calls.insert(std::string{to_text(route.method)} + " " + route.pattern);
    }
    return calls;
}

}  // namespace

TEST_CASE("What the API files describe is what is served, and the other way round") {
    const ApiPlatform platform;
    CHECK(described("api/sync-openapi.json") == served(platform.routes(), "/sync/"));
    CHECK(described("api/web-openapi.json") == served(platform.routes(), "/api/"));
}

TEST_CASE("The web API's file names the roles that each call is for") {
    const ApiPlatform platform;
    const auto document = boost::json::parse(*assets::find("api/web-openapi.json"));
    for (const auto& route : platform.routes()) {
        if (route.access != Access::Staff) continue;
        INFO(to_text(route.method) << " " << route.pattern);
        std::vector<std::string> roles;
        for (const auto role : route.roles) roles.emplace_back(xz::server::sync::to_text(role));
        const auto& operation = document.at("paths").at(route.pattern).at(route.method == Method::Get ? "get" : "post");
        CHECK(boost::json::value_to<std::vector<std::string>>(operation.at("x-roles")) == roles);
    }
}

TEST_CASE("Every call of the sync API but enrol asks for a client certificate before it reads anything") {
    const ApiPlatform platform;
    for (const auto& route : platform.routes()) {
        if (!route.pattern.starts_with("/sync/")) continue;
        INFO(route.pattern);
        CHECK((route.access == Access::Anyone) == (route.pattern == "/sync/v1/enrol"));
    }
}
