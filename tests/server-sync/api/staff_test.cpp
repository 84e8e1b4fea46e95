#include "server-sync/api/staff_login.hpp"
#include "server-sync/api/staff_session.hpp"
#include "tests/server-sync/api/api_platform.hpp"

#include <catch2/catch_test_macros.hpp>

#include <boost/json.hpp>

using namespace xz;
using namespace xz::server;
using namespace xz::server::api;
using namespace xz::server::api::testing;
using namespace std::chrono_literals;

namespace {

constexpr auto Password = "correct horse battery";

struct Office : ApiPlatform {
    Office() {
        add_students({"2024001"}, "C1", "D1");
        add_students({"2024002"}, "C2", "D2");
        add_staff("wang", Password, sync::Role::Counselor, {"C1"});
    }
    Response try_login(const std::string& user, const std::string& password) {
        return post("/api/v1/login", boost::json::serialize(json::Value{{"user", user}, {"password", password}}),
                    {.certificate = {}, .headers = {{"content-type", "application/json"}}});
    }
    std::vector<std::string> classes_seen(const Caller& who) {
        std::vector<std::string> codes;
        const auto body = body_of(get("/api/v1/classes", who));
        for (const auto& line : body.at("classes").as_array()) {
            codes.emplace_back(line.at("code").as_string());
        }
        return codes;
    }
};

}  // namespace

TEST_CASE("Signing in sets a cookie that no script reads and no other site sends") {
    Office office;
    const auto response = office.try_login("wang", Password);
    REQUIRE(response.status == 200);
    const auto cookie = header_of(response, "set-cookie");
    CHECK(cookie.starts_with("__Host-xz="));
    for (const auto* attribute : {"; Secure", "; HttpOnly", "; SameSite=Strict", "; Path=/"}) CHECK(cookie.find(attribute) != std::string::npos);
    const auto me = body_of(office.get("/api/v1/me", office.signed_in("wang", Password)));
    CHECK(me.at("name") == "王老师");
    CHECK(me.at("role") == "counselor");
}

TEST_CASE("A wrong password, an unknown user and an account that is off look alike, and too many of them wait") {
    Office office;
    office.add_staff("li", Password, sync::Role::Counselor);
    auto account = *office.all_ports.staff.find("li");
    account.active = false;
    sync::wait_for<sync::Done>([&](auto done) { office.all_ports.staff.put(account, std::move(done)); });
    const auto wrong = office.try_login("wang", "wrong");
    CHECK(wrong.status == 401);
    CHECK(office.try_login("nobody", "wrong").body == wrong.body);
    CHECK(office.try_login("li", Password).body == wrong.body);
    Response last;
    for (int i = 0; i < 40 && last.status != 429; ++i) last = office.try_login("wang", "wrong");
    CHECK(last.status == 429);
}

TEST_CASE("A login that no page of ours could have sent is refused") {
    Office office;
    const std::string body = boost::json::serialize(json::Value{{"user", "wang"}, {"password", Password}});
    CHECK(office.post("/api/v1/login", body, {.certificate = {}, .headers = {{"content-type", "text/plain"}}}).status == 415);
    const Caller json{.certificate = {}, .headers = {{"content-type", "application/json"}}};
    CHECK(office.post("/api/v1/login", "{\"user\":\"wang\"}", json).status == 400);
    CHECK(office.post("/api/v1/login", "{\"user\":\"wang\",\"password\":\"x\",\"admin\":1}", json).status == 400);
}

TEST_CASE("A counselor sees their own classes; every other class is not there") {
    Office office;
    const auto wang = office.signed_in("wang", Password);
    CHECK(office.classes_seen(wang) == std::vector<std::string>{"C1"});
    CHECK(office.get("/api/v1/classes/C1/board", wang).status == 200);
    const auto foreign = office.get("/api/v1/classes/C2/board", wang);
    CHECK(foreign.status == 404);
    CHECK(foreign.body == office.get("/api/v1/classes/C99/board", wang).body);
}

TEST_CASE("Each role sees the classes that its duty gives, from the next request after a change") {
    Office office;
    office.add_staff("lead", Password, sync::Role::DepartmentLead);
    auto lead = *office.all_ports.staff.find("lead");
    lead.scope = "D2";
    sync::wait_for<sync::Done>([&](auto done) { office.all_ports.staff.put(lead, std::move(done)); });
    office.add_staff("quality", Password, sync::Role::QualityOffice);
    office.add_staff("it", Password, sync::Role::It);
    office.add_staff("auditor", Password, sync::Role::Auditor);
    CHECK(office.classes_seen(office.signed_in("lead", Password)) == std::vector<std::string>{"C2"});
    CHECK(office.classes_seen(office.signed_in("quality", Password)) == std::vector<std::string>{"C1", "C2"});
    CHECK(office.classes_seen(office.signed_in("it", Password)).empty());
    CHECK(office.classes_seen(office.signed_in("auditor", Password)).empty());

    const auto wang = office.signed_in("wang", Password);
    const std::vector<sync::ClassAssignment> moved{{"wang", "C2", day_in_china(office.clock.now()), std::nullopt}};
    sync::wait_for<sync::Done>([&](auto done) { office.all_ports.staff.assign(moved, std::move(done)); });
    CHECK(office.classes_seen(wang) == std::vector<std::string>{"C2"});
}

TEST_CASE("Nothing opens without a session, and nothing changes without its CSRF token") {
    Office office;
    for (const auto* path : {"/api/v1/me", "/api/v1/classes", "/api/v1/classes/C1/board"}) CHECK(office.get(path).status == 401);
    auto wang = office.signed_in("wang", Password);
    auto forged = wang;
    forged.headers.back().second = "guessed";
    CHECK(error_code(office.post("/api/v1/logout", "", forged)) == "csrf");
    CHECK(office.get("/api/v1/me", wang).status == 200);
    const auto out = office.post("/api/v1/logout", "", wang);
    CHECK(out.status == 204);
    CHECK(header_of(out, "set-cookie").find("Max-Age=0") != std::string::npos);
    CHECK(office.get("/api/v1/me", wang).status == 401);
}

TEST_CASE("A session ends after half an hour without use and after eight hours with it") {
    Office office;
    const auto idle = office.signed_in("wang", Password);
    CHECK(office.get("/api/v1/me", idle).status == 200);
    office.clock.advance(31min);
    CHECK(office.get("/api/v1/me", idle).status == 401);
    const auto busy = office.signed_in("wang", Password);
    int status = 200;
    std::chrono::minutes lived{0};
    while (status == 200 && lived < 24h) {
        office.clock.advance(20min);
        lived += 20min;
        status = office.get("/api/v1/me", busy).status;
    }
    CHECK(lived > 7h);
    CHECK(lived <= 8h + 20min);
}

TEST_CASE("Signing in again ends the session that the browser had") {
    Office office;
    const auto before = office.signed_in("wang", Password);
    Caller again = before;
    again.headers.emplace_back("content-type", "application/json");
    const auto body = boost::json::serialize(json::Value{{"user", "wang"}, {"password", Password}});
    CHECK(office.post("/api/v1/login", body, again).status == 200);
    CHECK(office.get("/api/v1/me", before).status == 401);
}

TEST_CASE("A year that is none is a 400") {
    Office office;
    CHECK(office.get("/api/v1/classes?year=2026", office.signed_in("wang", Password)).status == 400);
}
