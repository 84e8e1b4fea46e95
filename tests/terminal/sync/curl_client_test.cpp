#include "terminal/sync/curl_client.hpp"

#include "tests/terminal/sync/tls_server.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <chrono>
#include <vector>

namespace xz::sync {
namespace {

using namespace std::chrono_literals;
using test::TlsServer;
using test::TlsServerOptions;

Instant today() { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); }

// A college's CA with a server and a terminal under it.
struct College {
    crypto::Authority authority = crypto::Authority::create("Test CA", {today() - 24h, today() + 240h});
    crypto::CertificateKey server_key = crypto::CertificateKey::generate();
    crypto::CertificateKey terminal_key = crypto::CertificateKey::generate();

    [[nodiscard]] crypto::Certificate server(crypto::Validity validity = {today() - 24h, today() + 240h},
                                             std::string address = "127.0.0.1") const {
        return authority.issue_server(server_key, {"platform", {"localhost"}, {std::move(address)}}, validity);
    }
    [[nodiscard]] Identity terminal(const std::string& name) const {
        const auto request = crypto::CertificateRequest::make(terminal_key, name);
        return {PinnedAuthorities{ca()}, authority.issue_client(request, name, {today() - 24h, today() + 240h}).to_pem(), terminal_key.to_pem()};
    }
    [[nodiscard]] Identity nobody() const { return {PinnedAuthorities{ca()}, "", {}}; }
    [[nodiscard]] std::string ca() const { return authority.certificate().to_pem(); }
};

HttpRequest question() { return {Method::Post, "/sync/v1/records", R"({"secret":"body"})", {}, 3'000ms}; }

}  // namespace

TEST_CASE("The client talks to a server under the pinned CA and shows its certificate") {
    const College college;
    TlsServer server{college.server(), college.server_key, college.ca(), {.client = TlsServerOptions::Client::CertificateRequired}};
    CurlClient client{server.url(), college.terminal("kiosk-01")};

    const auto answer = client.send(question());

    REQUIRE(answer);
    CHECK(answer->status == 200);
    CHECK(answer->body == "{}");
    CHECK(server.client_names() == std::vector<std::string>{"kiosk-01"});
    REQUIRE(server.requests().size() == 1);
    CHECK(server.requests()[0].starts_with("POST /sync/v1/records HTTP/1.1\r\n"));
    CHECK(server.requests()[0].ends_with(R"({"secret":"body"})"));
}

TEST_CASE("Requests of one client share a connection until its identity changes") {
    const College college;
    TlsServer server{college.server(), college.server_key, college.ca()};
    CurlClient client{server.url(), college.terminal("kiosk-01")};

    REQUIRE(client.send(question()));
    REQUIRE(client.send({Method::Get, "/sync/v1/bundle", "", {}, 3'000ms}));
    CHECK(server.connections() == 1);
    client.use(college.terminal("kiosk-01-renewed"));
    REQUIRE(client.send(question()));

    CHECK(server.client_names() == std::vector<std::string>{"kiosk-01", "kiosk-01-renewed"});
    CHECK(server.requests()[1].starts_with("GET /sync/v1/bundle HTTP/1.1\r\n"));
}

TEST_CASE("No request leaves to a server that is not under the pinned CA, expired, or another's") {
    const College college;
    const College stranger;
    const auto expect_untrusted = [](const TlsServer& server, Identity identity) {
        CurlClient client{server.url(), std::move(identity)};
        const auto answer = client.send(question());
        REQUIRE_FALSE(answer);
        CHECK(answer.error().why == NoAnswer::UntrustedServer);
        CHECK(server.requests().empty());
    };
    SECTION("another CA") {
        expect_untrusted(TlsServer{stranger.server(), stranger.server_key, ""}, college.nobody());
    }
    SECTION("expired") {
        expect_untrusted(TlsServer{college.server({today() - 48h, today() - 24h}), college.server_key, ""}, college.nobody());
    }
    SECTION("another address") {
        expect_untrusted(TlsServer{college.server({today() - 24h, today() + 24h}, "127.0.0.2"), college.server_key, ""}, college.nobody());
    }
}

TEST_CASE("Before anything is pinned, only a chain with the named authority is believed") {
    const College college;
    const College stranger;
    TlsServer server{college.server(), college.server_key, "", {.chain = college.ca()}};
    NamedAuthority named;
    SECTION("the code's") {
        const crypto::Digest digest = college.authority.certificate().fingerprint();
        std::copy_n(digest.begin(), named.digest.size(), named.digest.begin());
        CurlClient client{server.url(), {named, "", {}}};
        CHECK(client.send(question()));
    }
    SECTION("another's") {
        const crypto::Digest digest = stranger.authority.certificate().fingerprint();
        std::copy_n(digest.begin(), named.digest.size(), named.digest.begin());
        CurlClient client{server.url(), {named, "", {}}};
        const auto answer = client.send(question());
        REQUIRE_FALSE(answer);
        CHECK(answer.error().why == NoAnswer::UntrustedServer);
        CHECK(server.requests().empty());
    }
}

TEST_CASE("Nothing older than TLS 1.2 is spoken") {
    const College college;
    TlsServer server{college.server(), college.server_key, "", {.newest_tls = TLS1_1_VERSION}};
    CurlClient client{server.url(), college.nobody()};

    const auto answer = client.send(question());

    REQUIRE_FALSE(answer);
    CHECK(server.requests().empty());
}

TEST_CASE("A server that refuses our certificate is told apart from one that is away") {
    const College college;
    const College stranger;
    TlsServer server{college.server(), college.server_key, college.ca(), {.client = TlsServerOptions::Client::CertificateRequired}};
    SECTION("none shown") {
        CurlClient client{server.url(), college.nobody()};
        const auto answer = client.send(question());
        REQUIRE_FALSE(answer);
        CHECK(answer.error().why == NoAnswer::RefusedIdentity);
    }
    SECTION("another CA's") {
        Identity foreign = stranger.terminal("kiosk-01");
        foreign.authority = PinnedAuthorities{college.ca()};
        CurlClient client{server.url(), std::move(foreign)};
        const auto answer = client.send(question());
        REQUIRE_FALSE(answer);
        CHECK(answer.error().why == NoAnswer::RefusedIdentity);
    }
    SECTION("nobody listens") {
        CurlClient client{"https://127.0.0.1:9", college.terminal("kiosk-01")};
        const auto answer = client.send(question());
        REQUIRE_FALSE(answer);
        CHECK(answer.error().why == NoAnswer::Unreachable);
    }
}

TEST_CASE("With an unbelievable clock, certificates are judged by the time floor and a notBefore ahead of it is no obstacle") {
    const College college;
    TlsServer server{college.server({today() - 1h, today() + 24h}), college.server_key, ""};
    SECTION("floor before the certificate's start") {
        CurlClient client{server.url(), college.nobody(), [] { return std::optional{today() - 20h}; }};
        CHECK(client.send(question()));
    }
    SECTION("floor after the certificate's end") {
        CurlClient client{server.url(), college.nobody(), [] { return std::optional{today() + 48h}; }};
        const auto answer = client.send(question());
        REQUIRE_FALSE(answer);
        CHECK(answer.error().why == NoAnswer::UntrustedServer);
    }
}

TEST_CASE("A server whose certificate the authority has taken back is believed no more, however old the list") {
    const College college;
    const College stranger;
    const crypto::Certificate certificate = college.server();
    TlsServer server{certificate, college.server_key, ""};
    const std::vector<crypto::Revocation> lost{{certificate.serial(), today() - 2h}};
    const std::vector<crypto::Revocation> others{{college.server().serial(), today() - 2h}};
    const auto ask = [&](const std::string& revoked, CertificateTime time = {}) {
        CurlClient client{server.url(), {PinnedAuthorities{college.ca(), revoked}, "", {}}, std::move(time)};
        return client.send(question());
    };
    SECTION("it is named") {
        const auto answer = ask(college.authority.revocation_list(lost, 1, today() - 1h, today() + 1h));
        REQUIRE_FALSE(answer);
        CHECK(answer.error().why == NoAnswer::UntrustedServer);
        CHECK(server.requests().empty());
    }
    SECTION("named by a list that has run out") { CHECK_FALSE(ask(college.authority.revocation_list(lost, 1, today() - 2h, today() - 1h))); }
    SECTION("named, and the machine's clock stands before everything") {
        CHECK_FALSE(ask(college.authority.revocation_list(lost, 1, today() - 1h, today() + 1h), [] { return std::optional{today() - 20h}; }));
    }
    SECTION("others are named, by a list that has run out") { CHECK(ask(college.authority.revocation_list(others, 1, today() - 2h, today() - 1h))); }
    SECTION("only another authority has a list") { CHECK(ask(stranger.authority.revocation_list(others, 1, today() - 1h, today() + 1h))); }
}

TEST_CASE("A redirect is handed back, not followed") {
    const College college;
    TlsServer server{college.server(), college.server_key, "",
                     {.answer = "HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"}};
    CurlClient client{server.url(), college.nobody()};

    const auto answer = client.send(question());

    REQUIRE(answer);
    CHECK(answer->status == 302);
    CHECK(answer->header("location") == "https://127.0.0.1:1/");
    CHECK(server.requests().size() == 1);
}

TEST_CASE("An answer beyond the cap is cut off, an unfinished one is no answer") {
    const College college;
    SECTION("too large") {
        const std::string body(protocol::MaxBody + 1, 'x');
        TlsServer server{college.server(), college.server_key, "",
                         {.answer = "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body}};
        CurlClient client{server.url(), college.nobody()};
        const auto answer = client.send(question());
        REQUIRE_FALSE(answer);
        CHECK(answer.error().why == NoAnswer::TooLarge);
    }
    SECTION("cut") {
        TlsServer server{college.server(), college.server_key, "",
                         {.answer = "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{}", .after = TlsServerOptions::After::Close}};
        CurlClient client{server.url(), college.nobody()};
        const auto answer = client.send(question());
        REQUIRE_FALSE(answer);
        CHECK(answer.error().why == NoAnswer::Interrupted);
    }
}

TEST_CASE("A silent server costs no more than the request's limit") {
    const College college;
    TlsServer server{college.server(), college.server_key, "", {.answer = "HTTP/1.1 200 OK\r\n"}};
    CurlClient client{server.url(), college.nobody()};
    HttpRequest impatient = question();
    impatient.limit = 200ms;

    const auto answer = client.send(impatient);

    REQUIRE_FALSE(answer);
    CHECK(answer.error().why == NoAnswer::TimedOut);
}

TEST_CASE("A stopped client sends nothing more") {
    CurlClient client{"https://127.0.0.1:9", {}};
    client.stop();
    const auto answer = client.send(question());
    REQUIRE_FALSE(answer);
    CHECK(answer.error().why == NoAnswer::Stopped);
}

}  // namespace xz::sync
