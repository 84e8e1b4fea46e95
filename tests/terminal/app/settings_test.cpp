#include "terminal/app/settings.hpp"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>

namespace xz::app {
namespace {

constexpr std::string_view least = R"([platform]
url = "https://platform.example:8443"
[store]
directory = "/var/lib/xz"
)";

// What parse_settings says about `text` in "kiosk.toml"; empty when it has nothing to complain of.
std::string complaint(std::string text) {
    const auto settings = parse_settings(text, "kiosk.toml");
    return settings ? "" : settings.error();
}

}  // namespace

TEST_CASE("The example file that IT starts from is valid") {
    const auto settings = read_settings(std::filesystem::path{XUEZHEN_SOURCE} / "config/examples/terminal.toml");
    REQUIRE(settings);
    CHECK(settings->platform_url == "https://platform.example.edu.cn:8443");
    CHECK(settings->heartbeat_every == std::chrono::seconds{60});
    CHECK(settings->store_directory == "/var/lib/xuezhen-terminal");
}

TEST_CASE("Two keys are enough") {
    const auto settings = parse_settings(least, "kiosk.toml");
    REQUIRE(settings);
    CHECK(settings->locale == "zh_CN");
    CHECK(settings->text_percent == 100);
}

TEST_CASE("An unknown key is refused with its line and what could stand there") {
    const std::string said = complaint(std::string{least} + "colour = \"red\"\n");
    CHECK(said.starts_with("kiosk.toml:5: store.colour: expected one of directory"));
}

TEST_CASE("A bad value is refused with its line and what was expected") {
    CHECK(complaint(std::string{least} + "[screen]\ntext_percent = 300\n") == "kiosk.toml:6: screen.text_percent: expected a whole number from 100 to 200");
    CHECK(complaint(std::string{least} + "[screen]\nlocale = \"fr\"\n") == "kiosk.toml:6: screen.locale: expected one of zh_CN, en");
    CHECK(complaint(std::string{least} + "[log]\nlevel = 3\n") == "kiosk.toml:6: log.level: expected a string");
    CHECK(complaint(std::string{least} + "[maintenance]\npin_hash = \"20482048\"\n") ==
          "kiosk.toml:6: maintenance.pin_hash: expected the line that `xuezhen-terminal maintenance-pin` prints");
    // Cut short when it was copied.
    CHECK(complaint(std::string{least} + "[maintenance]\npin_hash = \"$argon2id$v=19$m=65536,t=3,p=1$kmrmqnWf\"\n").starts_with("kiosk.toml:6: maintenance.pin_hash"));
    CHECK(complaint("[store]\ndirectory = \"/x\"\n").find("platform.url: expected") != std::string::npos);
}

TEST_CASE("A card reader is configured by its own table, or there is none") {
    CHECK_FALSE(parse_settings(least, "kiosk.toml")->card_reader);
    const auto plain = parse_settings(std::string{least} + "[card_reader]\n", "kiosk.toml");
    REQUIRE(plain);
    CHECK(plain->card_reader == input::CardFormat{});
    const auto own = parse_settings(std::string{least} + "[card_reader]\nprefix = \";\"\nsuffix = \"?\\n\"\ncharacters = \"digits\"\nleast = 8\nmost = 10\nlongest_gap_ms = 30\n", "kiosk.toml");
    REQUIRE(own);
    CHECK(own->card_reader->suffix == U"?\n");
    CHECK(own->card_reader->most == 10);
    CHECK(complaint(std::string{least} + "[card_reader]\nsuffix = \"\"\n").starts_with("kiosk.toml:6: card_reader.suffix: expected keys of a keyboard"));
    CHECK(complaint(std::string{least} + "[card_reader]\nsuffix = \"5\"\n").starts_with("kiosk.toml:6: card_reader.suffix"));
    CHECK(complaint(std::string{least} + "[card_reader]\nsuffix = \"\\u0000\"\n").starts_with("kiosk.toml:6: card_reader.suffix"));
    CHECK(complaint(std::string{least} + "[card_reader]\nmost = 40\n").starts_with("kiosk.toml:6: card_reader.most"));
}

TEST_CASE("Every problem of a file is named at once") {
    const std::string said = complaint("[platform]\nurl = \"http://platform\"\nheartbeat_seconds = 0\n");
    CHECK(said.find("kiosk.toml:2: platform.url: expected https://") != std::string::npos);
    CHECK(said.find("kiosk.toml:3: platform.heartbeat_seconds") != std::string::npos);
    CHECK(said.find("store.directory") != std::string::npos);
}

TEST_CASE("Only an https origin is taken for the platform") {
    for (const char* url : {"http://platform", "https://", "https://platform/path", "https://user@platform", "https://platform?x", "platform", "https://:8443", "https://platform:",
                            "https://platform:port", "https://platform:99999", "https://platform:0", "https://[::1", "https://[::1]8443"}) {
        CHECK_FALSE(complaint(std::string{"[platform]\nurl = \""} + url + "\"\n[store]\ndirectory = \"/x\"\n").empty());
    }
    CHECK(parse_settings("[platform]\nurl = \"https://platform:8443/\"\n[store]\ndirectory = \"/x\"\n", "k")->platform_url == "https://platform:8443");
    for (const char* url : {"https://10.0.0.7", "https://[::1]", "https://[2001:db8::7]:8443", "https://platform.example.edu.cn:65535"}) {
        CAPTURE(url);
        CHECK(complaint(std::string{"[platform]\nurl = \""} + url + "\"\n[store]\ndirectory = \"/x\"\n").empty());
    }
}

TEST_CASE("Broken TOML is refused with its line") { CHECK(complaint("[platform]\nurl = \n").starts_with("kiosk.toml:2: ")); }

TEST_CASE("Relative paths start from the file's folder") {
    const auto settings = parse_settings("[platform]\nurl = \"https://p\"\n[store]\ndirectory = \"store\"\n", "/etc/xz/kiosk.toml");
    REQUIRE(settings);
    CHECK(settings->store_directory == "/etc/xz/store");
    CHECK(settings->key_file == "/etc/xz/xuezhen-terminal.key");
}

}  // namespace xz::app
