#include "server-sync/http/server.hpp"

#include "server-sync/api/gzip.hpp"
#include "server-sync/sync/completion.hpp"
#include "tests/server-sync/http/loopback.hpp"

#include <catch2/catch_test_macros.hpp>

#include <mutex>

using namespace xz;
using namespace xz::server;
using namespace xz::server::http;
using namespace xz::server::http::testing;
using namespace std::chrono_literals;

namespace {

// Says back what it was told.
void echo(api::Request request, api::Respond respond) {
    respond({.status = 200, .content_type = "text/plain", .body = request.path + "|" + request.body});
}

void name_of_caller(api::Request request, api::Respond respond) {
    respond({.status = 200, .content_type = "text/plain", .body = request.certificate ? request.certificate->common_name : "nobody"});
}

api::Routes echo_routes() {
    return {{api::Method::Post, "/echo", api::Access::Anyone, echo}, {api::Method::Get, "/echo/{what}", api::Access::Anyone, echo}};
}

api::Routes guarded_routes() {
    return {{api::Method::Get, "/open", api::Access::Anyone, name_of_caller},
            {api::Method::Get, "/terminal", api::Access::Terminal, name_of_caller},
            {api::Method::Get, "/expired", api::Access::TerminalExpired, name_of_caller}};
}

Limits hasty() {
    Limits limits;
    limits.handshake = 300ms;
    limits.header = 300ms;
    limits.body = 300ms;
    limits.idle = 300ms;
    limits.answer = 300ms;
    return limits;
}

}  // namespace

TEST_CASE("A request is answered alike wherever the network splits it") {
    Loopback loopback{echo_routes()};
    const std::string bytes = post("/echo", "split me", "Content-Type: text/plain\r\n");
    for (std::size_t at = 1; at < bytes.size(); ++at) {
        Client client{loopback.port()};
        REQUIRE(client.send(std::string_view{bytes}.substr(0, at)));
        std::this_thread::sleep_for(1ms);
        const auto answer = client.ask(std::string_view{bytes}.substr(at));
        INFO("split at " << at);
        REQUIRE(answer);
        CHECK(answer->status == 200);
        CHECK(answer->body == "/echo|split me");
    }
}

TEST_CASE("A connection carries one request after another, also when they arrive together") {
    Loopback loopback{echo_routes()};
    Client client{loopback.port()};
    CHECK(client.ask(get("/echo/one"))->body == "/echo/one|");
    REQUIRE(client.send(get("/echo/two") + post("/echo", "three") + get("/echo/%E5%9B%9B")));
    CHECK(client.read()->body == "/echo/two|");
    CHECK(client.read()->body == "/echo|three");
    CHECK(client.read()->body == "/echo/四|");
}

TEST_CASE("A chunked body is put together before the endpoint sees it") {
    Loopback loopback{echo_routes()};
    Client client{loopback.port()};
    const auto answer = client.ask("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
    REQUIRE(answer);
    CHECK(answer->body == "/echo|abcde");
}

TEST_CASE("A gzip body is unpacked, and refused when it is broken or grows beyond the limit") {
    Loopback loopback{echo_routes()};
    Client client{loopback.port()};
    CHECK(client.ask(post("/echo", api::gzip("packed"), "Content-Encoding: gzip\r\n"))->body == "/echo|packed");
    CHECK(client.ask(post("/echo", "no gzip", "Content-Encoding: gzip\r\n"))->status == 400);
    CHECK(client.ask(post("/echo", "x", "Content-Encoding: br\r\n"))->status == 415);
    const auto bomb = api::gzip(std::string(64 << 20, '0'));
    REQUIRE(bomb.size() < 100'000);
    CHECK(client.ask(post("/echo", bomb, "Content-Encoding: gzip\r\n"))->status == 413);
    CHECK(client.ask(get("/echo/still-there"))->status == 200);
}

TEST_CASE("A body over 1 MiB is refused before it is read whole") {
    Loopback loopback{echo_routes()};
    Client exact{loopback.port()};
    CHECK(exact.ask(post("/echo", std::string(1 << 20, 'x')))->status == 200);
    Client over{loopback.port()};
    const auto answer = over.ask("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1048577\r\n\r\n");
    REQUIRE(answer);
    CHECK(answer->status == 413);
    CHECK(answer->body.find("body_too_large") != std::string::npos);
    CHECK(over.at_end());
}

TEST_CASE("A head that is too large or no HTTP is refused and the connection ends") {
    Loopback loopback{echo_routes()};
    Client large{loopback.port()};
    const auto refused = large.ask("GET /echo/x HTTP/1.1\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n");
    REQUIRE(refused);
    CHECK(refused->status == 431);
    CHECK(large.at_end());
    Client strange{loopback.port()};
    const auto answer = strange.ask("\x16\x03\x01 this is no request\r\n\r\n");
    REQUIRE(answer);
    CHECK(answer->status == 400);
}

TEST_CASE("What is not there, not allowed or not a path gets its own answer") {
    Loopback loopback{echo_routes()};
    Client client{loopback.port()};
    CHECK(client.ask(get("/nothing"))->status == 404);
    const auto other = client.ask(get("/echo"));
    CHECK(other->status == 405);
    CHECK(other->head.find("allow: POST") != std::string::npos);
    CHECK(client.ask(get("/echo/%zz"))->status == 400);
    CHECK(client.ask(get("/echo/../secret"))->status == 400);
    CHECK(client.ask("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n")->status == 400);
}

TEST_CASE("A client that is too slow with head or body does not hold its connection") {
    Loopback loopback{echo_routes(), std::nullopt, hasty()};
    Client head{loopback.port()};
    const auto began = std::chrono::steady_clock::now();
    REQUIRE(head.send("GET /echo/x HT"));
    const auto late = head.read();
    CHECK((!late || late->status == 408));
    CHECK(std::chrono::steady_clock::now() - began < 3s);
    Client body{loopback.port()};
    REQUIRE(body.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nonly this"));
    const auto never = body.read();
    CHECK((!never || never->status == 408));
    Client idle{loopback.port()};
    CHECK(idle.at_end());
}

TEST_CASE("A client that never says hello in TLS is let go") {
    const Pki pki;
    Loopback loopback{guarded_routes(), pki.server_tls(), hasty()};
    Client silent{loopback.port()};
    CHECK(silent.at_end());
    for (int wait = 0; wait < 200 && loopback.observer().handshake_failures == 0; ++wait) std::this_thread::sleep_for(10ms);
    CHECK(loopback.observer().handshake_failures == 1);
}

TEST_CASE("Connections beyond the cap are closed at once, and the others go on") {
    Limits limits;
    limits.connections = 2;
    Loopback loopback{echo_routes(), std::nullopt, limits};
    Client one{loopback.port()};
    Client two{loopback.port()};
    REQUIRE(one.ask(get("/echo/a")));
    REQUIRE(two.ask(get("/echo/b")));
    Client three{loopback.port()};
    CHECK(three.at_end());
    CHECK(one.ask(get("/echo/c"))->status == 200);
}

TEST_CASE("An endpoint that throws is a 500 with the request's id, a store that is gone a 503") {
    api::Routes routes{{api::Method::Get, "/throws", api::Access::Anyone, [](api::Request, api::Respond) { throw std::runtime_error("secret"); }},
                       {api::Method::Get, "/gone", api::Access::Anyone, [](api::Request, api::Respond) { throw sync::StoreUnavailable("full"); }}};
    Loopback loopback{std::move(routes)};
    Client client{loopback.port()};
    const auto answer = client.ask("GET /throws HTTP/1.1\r\nHost: x\r\nX-Request-Id: abcd-1234\r\n\r\n");
    REQUIRE(answer);
    CHECK(answer->status == 500);
    CHECK(answer->head.find("X-Request-Id: abcd-1234") != std::string::npos);
    CHECK(answer->body.find("secret") == std::string::npos);
    const auto gone = client.ask(get("/gone"));
    CHECK(gone->status == 503);
    CHECK(gone->head.find("etry-") != std::string::npos);
    CHECK(loopback.observer().failures == 2);
}

TEST_CASE("An answer may come from any thread, twice or never") {
    std::jthread other;
    api::Routes routes{{api::Method::Get, "/later", api::Access::Anyone,
                        [&other](api::Request, api::Respond respond) {
                            other = std::jthread{[respond] {
                                std::this_thread::sleep_for(20ms);
                                respond(api::empty_response(204));
                                respond(api::empty_response(500));
                            }};
                        }},
                       {api::Method::Get, "/never", api::Access::Anyone, [](api::Request, api::Respond) {}}};
    Loopback loopback{std::move(routes), std::nullopt, hasty()};
    Client client{loopback.port()};
    CHECK(client.ask(get("/later"))->status == 204);
    CHECK(client.ask(get("/never"))->status == 503);
}

TEST_CASE("Only a terminal of this platform is let through, each as far as its certificate goes") {
    const Pki pki;
    const Pki stranger;
    Loopback loopback{guarded_routes(), pki.server_tls()};
    const auto now = SystemClock{}.now();
    const crypto::Validity past{now - 48h, now - 24h};
    const crypto::Validity future{now + 24h, now + 48h};
    const auto good = client_of(pki.authority, "T01", valid_now());
    const auto expired = client_of(pki.authority, "T02", past);
    const auto early = client_of(pki.authority, "T03", future);
    const auto foreign = client_of(stranger.authority, "T01", valid_now());
    const ClientIdentity server_as_client{pki.server_certificate.to_pem(), std::string{pki.server_key.to_pem().text()}};

    SECTION("a good certificate opens every route under its own name") {
        Client client{loopback.port(), &good};
        CHECK(client.ask(get("/terminal"))->body == "T01");
        CHECK(client.ask(get("/expired"))->body == "T01");
    }
    SECTION("without one only open routes answer") {
        Client client{loopback.port(), nullptr};
        CHECK(client.ask(get("/open"))->body == "nobody");
        CHECK(client.ask(get("/terminal"))->status == 401);
        CHECK(client.ask(get("/expired"))->status == 401);
    }
    SECTION("an expired one opens what says so") {
        Client client{loopback.port(), &expired};
        CHECK(client.ask(get("/expired"))->body == "T02");
        const auto refused = client.ask(get("/terminal"));
        CHECK(refused->status == 403);
        CHECK(refused->body.find("certificate_expired") != std::string::npos);
    }
    SECTION("another CA's, one not valid yet and one for servers end the handshake") {
        for (const auto* bad : {&foreign, &early, &server_as_client}) {
            Client client{loopback.port(), bad};
            CHECK_FALSE((client.connected() && client.ask(get("/open"))));
        }
        for (int wait = 0; wait < 200 && loopback.observer().handshake_failures < 3; ++wait) std::this_thread::sleep_for(10ms);
        CHECK(loopback.observer().handshake_failures == 3);
    }
}

TEST_CASE("A drain lets the request in hand end, closes idle connections and takes no new ones") {
    std::mutex guard;
    api::Respond held;
    api::Routes routes{{api::Method::Get, "/slow", api::Access::Anyone, [&](api::Request, api::Respond respond) {
                            const std::lock_guard lock{guard};
                            held = std::move(respond);
                        }},
                       {api::Method::Get, "/fast", api::Access::Anyone, [](api::Request, api::Respond respond) { respond(api::empty_response(204)); }}};
    Loopback loopback{std::move(routes)};
    Client idle{loopback.port()};
    REQUIRE(idle.ask(get("/fast")));
    Client busy{loopback.port()};
    REQUIRE(busy.send(get("/slow")));
    while (true) {
        const std::lock_guard lock{guard};
        if (held) break;
    }
    loopback.server().drain();
    CHECK(idle.at_end());
    held({.status = 200, .content_type = "text/plain", .body = "done"});
    const auto answer = busy.read();
    REQUIRE(answer);
    CHECK(answer->body == "done");
    CHECK(answer->head.find("Connection: close") != std::string::npos);
    loopback.join();
    CHECK(loopback.observer().connections == 0);
}
