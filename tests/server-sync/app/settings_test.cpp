#include "server-sync/app/settings.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz::server::app;

namespace {

constexpr auto File = "/etc/xuezhen/server.toml";

std::string refusal(std::string_view text) {
    const auto settings = parse_settings(text, File);
    REQUIRE_FALSE(settings);
    return settings.error();
}

}  // namespace

TEST_CASE("The least that is needed is a data folder and a name") {
    const auto settings = parse_settings("[data]\ndirectory = \"data\"\n[sync]\nnames = [\"a.example\", \"192.0.2.1\"]\n", File);
    REQUIRE(settings);
    CHECK(settings->data == "/etc/xuezhen/data");
    CHECK(settings->sync_port == 8443);
    CHECK(settings->web_port == 8080);
    CHECK(settings->web_tls == WebTls::Off);
    const auto names = server_names(*settings);
    CHECK(names.common_name == "a.example");
    CHECK(names.dns == std::vector<std::string>{"a.example"});
    CHECK(names.addresses == std::vector<std::string>{"192.0.2.1"});
}

TEST_CASE("An unknown key or table is refused with its line and what there is") {
    const auto message = refusal("[data]\ndirectory = \"d\"\ncolour = 1\n[sync]\nnames = [\"a\"]\n[mail]\nx = 1\n");
    CHECK(message.find("/etc/xuezhen/server.toml:3: [data] unknown key colour; expected one of directory") != std::string::npos);
    CHECK(message.find("/etc/xuezhen/server.toml:6: unknown key mail") != std::string::npos);
}

TEST_CASE("A bad value is refused with its line and what was expected") {
    const auto message = refusal("[data]\ndirectory = \"\"\n[sync]\nport = 70000\nnames = []\naddress = \"everywhere\"\n[web]\ntls = \"yes\"\n");
    CHECK(message.find(":2: [data] directory expected a text that is not empty") != std::string::npos);
    CHECK(message.find(":4: [sync] port expected a whole number from 0 to 65535") != std::string::npos);
    CHECK(message.find(":5: [sync] names expected a list of names") != std::string::npos);
    CHECK(message.find(":6: [sync] address expected an IPv4 or IPv6 address") != std::string::npos);
    CHECK(message.find(":8: [web] tls expected one of \"off\", \"platform\", \"files\"") != std::string::npos);
}

TEST_CASE("What is no TOML is refused with its line") {
    CHECK(refusal("[data]\ndirectory = \n").find("/etc/xuezhen/server.toml:2: expected TOML") != std::string::npos);
}

TEST_CASE("Pages without TLS are for loopback only") {
    constexpr auto Head = "[data]\ndirectory = \"d\"\n[sync]\nnames = [\"a\"]\n[web]\naddress = \"0.0.0.0\"\n";
    CHECK(refusal(Head).find("without TLS the address must be 127.0.0.1") != std::string::npos);
    CHECK(parse_settings(std::string{Head} + "tls = \"platform\"\n", File));
    CHECK(refusal(std::string{Head} + "tls = \"files\"\n").find("certificate") != std::string::npos);
}

TEST_CASE("How far status data may be dated from their year and from today is the college's to say, within a year") {
    constexpr auto Head = "[data]\ndirectory = \"d\"\n[sync]\nnames = [\"a\"]\n[import.status]\n";
    const auto settings = parse_settings(std::string{Head} + "days_before_year = 30\ndays_ahead = 2\n", File);
    REQUIRE(settings);
    CHECK(settings->datum_days.before_year == 30);
    CHECK(settings->datum_days.ahead == 2);
    CHECK(refusal(std::string{Head} + "days_ahead = 1000\n").find(":6: [import.status] days_ahead expected a whole number from 0 to 366") != std::string::npos);
    CHECK(refusal("[data]\ndirectory = \"d\"\n[sync]\nnames = [\"a\"]\n[import.staff]\ndays_ahead = 1\n").find("unknown key days_ahead") != std::string::npos);
}

TEST_CASE("Trusted proxies are addresses or ranges, and anything else is refused with its line") {
    constexpr auto Head = "[data]\ndirectory = \"d\"\n[sync]\nnames = [\"a\"]\n[web]\n";
    const auto settings = parse_settings(std::string{Head} + "trusted_proxies = [\"127.0.0.1\", \"10.1.0.0/28\"]\n", File);
    REQUIRE(settings);
    REQUIRE(settings->trusted_proxies.size() == 2);
    CHECK(settings->trusted_proxies.back().contains("10.1.0.15"));
    CHECK_FALSE(settings->trusted_proxies.back().contains("10.1.0.16"));
    const auto message = refusal(std::string{Head} + "trusted_proxies = [\"127.0.0.1\",\n \"proxy.example\",\n 7]\n");
    CHECK(message.find(":7: [web] trusted_proxies expected an address like") != std::string::npos);
    CHECK(message.find(":8: [web] trusted_proxies expected an address like") != std::string::npos);
    CHECK(refusal(std::string{Head} + "trusted_proxies = \"127.0.0.1\"\n").find(":6: [web] trusted_proxies expected a list") != std::string::npos);
}

TEST_CASE("What init writes and the example are read back as they are meant") {
    Settings settings;
    settings.data = "/srv/xuezhen";
    settings.names = {"localhost", "127.0.0.1"};
    settings.sync_port = 1;
    settings.web_tls = WebTls::Platform;
    const auto read = parse_settings(to_text(settings), File);
    REQUIRE(read);
    CHECK(read->data == settings.data);
    CHECK(read->names == settings.names);
    CHECK(read->sync_port == 1);
    CHECK(read->web_tls == WebTls::Platform);
    CHECK(load_settings(XUEZHEN_SOURCE "/config/examples/server.toml"));
}

TEST_CASE("A college's own headers are read by import, and a column that is none of ours is refused with its line") {
    constexpr auto Head = "[data]\ndirectory = \"d\"\n[sync]\nnames = [\"a\"]\n";
    const auto settings = parse_settings(std::string{Head} + "[import.students.columns]\nXH = \"学号\"\nXM = \"姓名\"\n[import.status.columns]\nvalue = \"成绩\"\n", File);
    REQUIRE(settings);
    CHECK(settings->import_columns.at("students").at("XH") == "学号");
    CHECK(settings->import_columns.at("status").at("value") == "成绩");
    CHECK(settings->import_columns.at("staff").empty());
    CHECK(refusal(std::string{Head} + "[import.students.columns]\nXX = \"学号\"\n").find(":6: [import.students.columns] unknown key XX; expected one of XH, XM") !=
          std::string::npos);
    CHECK(refusal(std::string{Head} + "[import.students.columns]\nXH = 1\n").find(":6: [import.students.columns] XH expected a text") != std::string::npos);
    CHECK(refusal(std::string{Head} + "[import.students.columns]\nXH = \"学号\"\nXM = \"学号\"\n").find(":7: [import.students.columns] XM expected another header than XH has") !=
          std::string::npos);
    CHECK(refusal(std::string{Head} + "[import.grades]\nx = 1\n").find("[import] unknown key grades") != std::string::npos);
}
