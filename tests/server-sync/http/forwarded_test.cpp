#include "server-sync/http/forwarded.hpp"

#include "tests/server-sync/http/loopback.hpp"

#include <catch2/catch_test_macros.hpp>

#include <fmt/format.h>

using namespace xz;
using namespace xz::server;
using namespace xz::server::http;

namespace {

Networks networks(const std::vector<std::string>& texts) {
    Networks all;
    for (const auto& text : texts) all.push_back(*Network::parse(text));
    return all;
}

std::string address_from(const std::string& peer, const api::Headers& headers, const std::vector<std::string>& proxies) {
    return origin_of({peer, false}, headers, networks(proxies)).address;
}

}  // namespace

TEST_CASE("A network is an address or a whole range, and contains what lies in it") {
    CHECK(Network::parse("10.1.0.0/16")->contains("10.1.255.3"));
    CHECK(Network::parse("10.1.0.0/16")->contains("::ffff:10.1.2.3"));
    CHECK_FALSE(Network::parse("10.1.0.0/16")->contains("10.2.0.1"));
    CHECK(Network::parse("10.1.2.3")->contains("10.1.2.3"));
    CHECK_FALSE(Network::parse("10.1.2.3")->contains("10.1.2.4"));
    CHECK(Network::parse("10.1.2.128/25")->contains("10.1.2.200"));
    CHECK_FALSE(Network::parse("10.1.2.128/25")->contains("10.1.2.100"));
    CHECK(Network::parse("2001:db8::/32")->contains("2001:db8:1::7"));
    CHECK_FALSE(Network::parse("2001:db8::/32")->contains("10.1.2.3"));
    CHECK(Network::parse("0.0.0.0/0")->contains("203.0.113.9"));
    CHECK_FALSE(Network::parse("0.0.0.0/0")->contains("2001:db8::1"));
    for (const auto* bad : {"", "proxy", "10.1.2.3/33", "10.1.2.3/16", "10.1.0.0/", "10.1.0.0/x", "10.1.0.0/16 ", "2001:db8::/129", "/8"}) {
        INFO(bad);
        CHECK_FALSE(Network::parse(bad));
    }
}

TEST_CASE("A forwarded address is believed of a trusted proxy and of nobody else") {
    const api::Headers spoofed{{"x-forwarded-for", "198.51.100.7"}, {"x-forwarded-proto", "https"}};
    CHECK(address_from("203.0.113.5", spoofed, {}) == "203.0.113.5");
    CHECK(address_from("203.0.113.5", spoofed, {"10.0.0.1"}) == "203.0.113.5");
    CHECK_FALSE(origin_of({"203.0.113.5", false}, spoofed, networks({"10.0.0.1"})).encrypted);
    CHECK(address_from("10.0.0.1", spoofed, {"10.0.0.1"}) == "198.51.100.7");
    CHECK(origin_of({"10.0.0.1", false}, spoofed, networks({"10.0.0.1"})).encrypted);
}

TEST_CASE("Behind several proxies the nearest address that is none of them counts, whatever the client wrote before it") {
    const std::vector<std::string> proxies{"10.0.0.0/8", "127.0.0.1"};
    CHECK(address_from("127.0.0.1", {{"x-forwarded-for", "1.2.3.4, 198.51.100.7, 10.3.3.3"}}, proxies) == "198.51.100.7");
    CHECK(address_from("127.0.0.1", {{"x-forwarded-for", "1.2.3.4"}, {"x-forwarded-for", "198.51.100.7"}}, proxies) == "198.51.100.7");
    CHECK(address_from("127.0.0.1", {{"x-forwarded-for", "10.9.9.9"}}, proxies) == "10.9.9.9");
    CHECK(address_from("127.0.0.1", {{"x-forwarded-for", "2001:db8::7"}}, proxies) == "2001:db8::7");
    CHECK(address_from("127.0.0.1", {{"x-forwarded-for", "198.51.100.7, unknown"}}, proxies) == "127.0.0.1");
    CHECK(address_from("127.0.0.1", {{"x-forwarded-for", ""}}, proxies) == "127.0.0.1");
    CHECK(address_from("127.0.0.1", {}, proxies) == "127.0.0.1");
}

TEST_CASE("An endpoint sees the address that a trusted proxy forwards") {
    const auto say = [](api::Request request, const api::Respond& respond) {
        respond({.status = 200,
                 .content_type = "text/plain",
                 .body = fmt::format("{} {} {}", request.source, request.encrypted ? "encrypted" : "plain",
                                     api::from_loopback(request) ? "local" : "remote")});
    };
    const api::Routes routes{{api::Method::Get, "/", api::Access::Anyone, say}};
    const auto asked = [&](Networks proxies) {
        testing::Loopback server{routes, std::nullopt, {}, std::move(proxies)};
        testing::Client client{server.port()};
        const auto answer = client.ask("GET / HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 198.51.100.7\r\nX-Forwarded-Proto: https\r\n\r\n");
        return answer ? answer->body : "nothing";
    };
    CHECK(asked(networks({"127.0.0.1"})) == "198.51.100.7 encrypted remote");
    // Through a proxy that nobody told us of: it is not the program on this machine that asks.
    CHECK(asked({}) == "127.0.0.1 plain remote");
}
