#include "server-sync/api/entity_tag.hpp"
#include "server-sync/api/message.hpp"
#include "server-sync/api/metrics.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz::server::api;

TEST_CASE("A cookie is found by its whole name among others") {
    Request request{.headers = {{"cookie", "axz=1; xz=2; __Host-xz=3;other"}}};
    CHECK(request.cookie("xz") == "2");
    CHECK(request.cookie("__Host-xz") == "3");
    CHECK(request.cookie("a") == "");
    CHECK(request.cookie("other") == "");
    CHECK(Request{}.cookie("xz") == "");
}

TEST_CASE("A tag matches in a list, weak or by a star, and never by a part") {
    const auto tag = entity_tag("abc");
    CHECK(matches("\"abc\"", tag));
    CHECK(matches("\"x\", W/\"abc\"", tag));
    CHECK(matches("*", tag));
    CHECK_FALSE(matches("", tag));
    CHECK_FALSE(matches("abc", tag));
    CHECK_FALSE(matches("\"abcd\"", tag));
}

TEST_CASE("Gzip is taken when it is named and not weighed zero") {
    const auto accepts = [](std::string value) { return accepts_gzip({.headers = {{"accept-encoding", std::move(value)}}}); };
    CHECK(accepts("gzip"));
    CHECK(accepts("br, gzip;q=0.5"));
    CHECK_FALSE(accepts("gzip;q=0"));
    CHECK_FALSE(accepts("gzip;q=0.0"));
    CHECK_FALSE(accepts("br"));
    CHECK_FALSE(accepts(""));
}

TEST_CASE("Measurements, and more of the health than that there is some, are for programs on the same machine") {
    const Metrics metrics;
    const auto asked_from = [&](const char* source) {
        Request request;
        request.source = source;
        int status = 0;
        metrics_endpoint(metrics, [] { return std::vector<Reading>{}; })(request, [&](const Response& response) { status = response.status; });
        return status;
    };
    for (const auto* near : {"127.0.0.1", "127.0.0.2", "::1", "::ffff:127.0.0.1"}) CHECK(asked_from(near) == 200);
    for (const auto* far : {"192.0.2.1", "::ffff:192.0.2.1", "2001:db8::1", ""}) CHECK(asked_from(far) == 404);
}
