#include "server-sync/admin/platform_store.hpp"
#include "server-sync/admin/recovery_files.hpp"
#include "server-sync/admin/root_key.hpp"
#include "server-sync/app/admin_commands.hpp"
#include "server-sync/app/codes_file.hpp"
#include "server-sync/app/preflight.hpp"
#include "terminal/core/crypto/init.hpp"
#include "terminal/core/support/file.hpp"
#include "tests/server-sync/app/installation.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch_test_macros.hpp>

#include <boost/json.hpp>

#include <csignal>
#include <thread>

using namespace xz;
using namespace xz::server;
using namespace xz::server::app;
using xz::testing::FullDisk;
using xz::testing::Installation;
using xz::testing::Instruments;

namespace {

unsigned mode_of(const std::filesystem::path& path) { return static_cast<unsigned>(std::filesystem::status(path).permissions()); }

}  // namespace

TEST_CASE("init makes a platform that only its owner can read, once") {
    Installation site;
    REQUIRE(site.made);
    CHECK(mode_of(site.settings.data) == 0700);
    CHECK(mode_of(site.settings.data / "keys" / "receipt.key") == 0600);
    CHECK(std::filesystem::exists(site.folder / "offline" / "root.key"));
    CHECK_FALSE(std::filesystem::exists(site.settings.data / "keys" / "root.key"));
    // Nor is the root of use to whoever finds its file: the code was printed and written nowhere.
    const auto root = *read_file(site.folder / "offline" / "root.key", 4096);
    CHECK(admin::unlock_root_key(text_of(root), site.made->at("root_code").as_string()));
    CHECK_FALSE(admin::unlock_root_key(text_of(root), "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA"));
    CHECK(admin::join_shares(site.folder / "offline" / admin::RecoveryShareA, site.folder / "offline" / admin::RecoveryShareB));
    CHECK(admin::load_keys(admin::keys_folder(site.settings.data)));
    InitChoices again;
    again.config = site.folder / "server.toml";
    const auto refused = initialise(again);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().find("holds a platform already") != std::string::npos);
}

TEST_CASE("init never writes over the offline keys of another platform, and makes nothing then") {
    Installation site;
    const auto root = *read_file(site.folder / "offline" / "root.key", 1024);
    InitChoices other;
    other.config = site.folder / "other.toml";
    other.data = site.folder / "other";
    other.offline = site.folder / "offline";
    const auto refused = initialise(other);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().find("--offline") != std::string::npos);
    CHECK(*read_file(site.folder / "offline" / "root.key", 1024) == root);
    CHECK_FALSE(std::filesystem::exists(other.data));
}

TEST_CASE("init takes the public half of a recovery key that was made elsewhere, and then makes none") {
    crypto::init();
    xz::testing::TemporaryFolder folder;
    SystemRandom random;
    const auto recovery = crypto::BoxKey::generate(random);
    REQUIRE(admin::write_recovery_files(recovery, folder / "custodians", random));
    InitChoices choices;
    choices.config = folder / "server.toml";
    choices.data = folder / "data";
    choices.offline = folder / "offline";
    choices.recovery = folder.path() / "custodians" / admin::RecoveryShareA;
    CHECK(initialise(choices).error().find("no recovery key's public half") != std::string::npos);
    choices.recovery = folder.path() / "custodians" / admin::RecoveryPublicFile;
    REQUIRE(initialise(choices));
    CHECK(admin::load_keys(choices.data / "keys")->held->key_set()->recovery.front().key == recovery.public_key());
    CHECK(std::distance(std::filesystem::directory_iterator{choices.offline}, std::filesystem::directory_iterator{}) == 1);
    const auto other = admin::join_shares(folder / "custodians" / admin::RecoveryShareB, folder / "custodians" / admin::RecoveryShareA);
    REQUIRE(other);
    CHECK(other->public_key() == recovery.public_key());
    CHECK(admin::write_recovery_files(recovery, folder / "custodians", random).error().find("is there already") != std::string::npos);
}

TEST_CASE("init makes the folder of the configuration, and nothing at all when that cannot be") {
    crypto::init();
    xz::testing::TemporaryFolder folder;
    InitChoices choices;
    choices.config = folder / "etc" / "xuezhen" / "server.toml";
    choices.data = folder / "data";
    REQUIRE(write_file_atomically(folder / "etc", bytes_of("a file"), 0600));
    const auto refused = initialise(choices);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().find("for the configuration") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(choices.data));
    std::filesystem::remove(folder / "etc");
    REQUIRE(initialise(choices));
    CHECK(mode_of(folder / "etc" / "xuezhen") == 0750);
    CHECK(load_settings(choices.config));
}

TEST_CASE("A renewed server certificate is another one for the same key, from the same authority") {
    Installation site;
    const auto before = admin::load_keys(admin::keys_folder(site.settings.data));
    site.settings.names = {"platform.example.edu.cn", "10.0.0.5"};
    REQUIRE(renew_certificate(site.settings));
    const auto after = admin::load_keys(admin::keys_folder(site.settings.data));
    REQUIRE(after);
    CHECK(after->server_certificate.common_name() == "platform.example.edu.cn");
    CHECK(after->server_certificate.serial() != before->server_certificate.serial());
    CHECK(after->server_certificate.belongs_to(before->server_key));
    CHECK(after->server_certificate.is_issued_by(before->authority.certificate()));
}

TEST_CASE("Names that the server's certificate does not carry, and one whose time is over, are told before anybody connects") {
    Installation site;
    const auto keys = admin::load_keys(admin::keys_folder(site.settings.data));
    const Instant now = SystemClock{}.now();
    CHECK(certificate_problems(site.settings, keys->server_certificate, now).empty());
    site.settings.names.emplace_back("other.example");
    const auto problems = certificate_problems(site.settings, keys->server_certificate, now);
    REQUIRE(problems.size() == 1);
    CHECK(problems.front().find("does not carry other.example: run xuezhen-admin certificate renew") != std::string::npos);
    CHECK(certificate_problems(site.settings, keys->server_certificate, now + std::chrono::years{50}).size() == 2);
}

TEST_CASE("Keys that others can read, or that are damaged, are refused by name") {
    Installation site;
    const auto keys = admin::keys_folder(site.settings.data);
    const auto box = "box-" + admin::load_keys(keys)->held->key_set()->box.front().kid + ".key";
    std::filesystem::permissions(keys / box, std::filesystem::perms::group_read, std::filesystem::perm_options::add);
    const auto open = admin::load_keys(keys);
    REQUIRE_FALSE(open);
    CHECK(open.error().find(box + ": expected only its owner") != std::string::npos);
    REQUIRE(write_file_atomically(keys / box, bytes_of("short\n"), 0600));
    const auto damaged = admin::load_keys(keys);
    REQUIRE_FALSE(damaged);
    CHECK(damaged.error().find(box + ": expected 64 hex digits") != std::string::npos);
    std::filesystem::remove(keys / box);
    CHECK(admin::load_keys(keys).error().find(box + ": expected the private half") != std::string::npos);
}

TEST_CASE("A bundle is published once; the same folder again changes nothing, another content is the next version") {
    Installation site;
    auto arguments = bundle_arguments(Instruments);
    REQUIRE(arguments);
    const auto first = site.run("bundle-publish", *arguments);
    REQUIRE(first);
    CHECK(first->at("version") == 1);
    const auto again = site.run("bundle-publish", *arguments);
    REQUIRE(again);
    CHECK(again->at("version") == 1);
    CHECK(again->at("unchanged") == true);
    auto& policy = arguments->at("files").at("policy.json").as_string();
    const std::string idle = "\"idle_seconds\": 75";
    const auto at = policy.find(idle);
    REQUIRE(at != boost::json::string::npos);
    policy.replace(at, idle.size(), "\"idle_seconds\": 80");
    const auto next = site.run("bundle-publish", *arguments);
    REQUIRE(next);
    CHECK(next->at("version") == 2);
    policy.replace(at, idle.size(), "\"idle_seconds\": -1");
    const auto bad = site.run("bundle-publish", *arguments);
    REQUIRE_FALSE(bad);
    CHECK(bad.error().find("policy.json") != std::string::npos);
    CHECK(bad.error().find("idle_seconds") != std::string::npos);
}

TEST_CASE("A form or a standard that was published keeps its content; a raised version may differ") {
    Installation site;
    auto arguments = bundle_arguments(Instruments);
    REQUIRE(site.run("bundle-publish", *arguments));
    const auto put = [&](const char* file, std::string_view from, std::string_view to) {
        auto& text = arguments->at("files").at(file).as_string();
        const auto at = text.find(from);
        REQUIRE(at != boost::json::string::npos);
        text.replace(at, from.size(), to);
    };
    put("standard.json", "学生发展标准", "发展标准");
    const auto standard = site.run("bundle-publish", *arguments);
    REQUIRE_FALSE(standard);
    CHECK(standard.error() == "development-standard@1 was published with other content in bundle 1: raise its version");
    put("standard.json", "\"version\": 1", "\"version\": 2");
    REQUIRE(site.run("bundle-publish", *arguments));
    put("self-diagnosis.json", "学生自我诊断", "自我诊断");
    const auto form = site.run("bundle-publish", *arguments);
    REQUIRE_FALSE(form);
    CHECK(form.error().find("self-diagnosis@1 was published with other content") == 0);
}

TEST_CASE("Commands say what is wrong with their words") {
    Installation site;
    CHECK(site.run("terminal-add", {{"id", "-bad name"}, {"place", ""}, {"minutes", 15}}).error().find("id: expected 1–32 of") == 0);
    CHECK(site.run("terminal-revoke", {{"id", "T01"}}).error() == "there is no terminal T01");
    CHECK(site.run("user-reset", {{"user", "nobody"}}).error() == "there is no user nobody");
    CHECK(site.run("user-reset", {{"student_no", "1"}}).error() == "there is no student 1");
    CHECK(site.run("user-reset", json::Object{}).error() == "name a USER or --student NUMBER");
    const json::Value stranger{{"user", "li"}, {"name", "li"}, {"role", "counselor"}, {"scope", ""}, {"classes", {"9999"}}};
    CHECK(site.run("user-add", stranger).error().find("classes[0]: expected the code of a class") == 0);
    REQUIRE(write_file_atomically(site.folder / "empty.csv", {}, 0600));
    CHECK(import_arguments(site.settings, "status", site.folder / "empty.csv", sync::Extent::Whole, sync::Repetition::Refused).error() == (site.folder / "empty.csv").string() + " is empty");
    CHECK(site.run("frobnicate", json::Object{}).error().find("no command frobnicate") != std::string::npos);
    CHECK(site.run("import-status", {{"file", to_base64(bytes_of(std::string_view{"XH\n"}))}}).error().find("nothing is published yet") != std::string::npos);
    CHECK(site.run("verify", json::Object{})->at("ok") == true);
}

TEST_CASE("While the server runs commands reach it, and SIGTERM ends it so that the next one can start") {
    Installation site;
    SystemClock clock;
    SystemRandom random;
    const Log log{clock};
    for (int round = 0; round < 2; ++round) {
        RunningPlatform platform{site.settings, std::move(*admin::load_keys(admin::keys_folder(site.settings.data))), log, clock, random};
        CHECK(platform.sync_port() != 0);
        CHECK(platform.web_port() != platform.sync_port());
        std::jthread server{[&] { platform.run(); }};
        const std::string id = "T0" + std::to_string(round);
        REQUIRE(site.run("terminal-add", {{"id", id}, {"place", "图书馆"}, {"minutes", 15}}));
        const auto list = site.run("terminal-list", json::Object{});
        REQUIRE(list);
        CHECK(list->as_array().size() == static_cast<std::size_t>(round) + 1);
        CHECK_THROWS(RunningPlatform{site.settings, std::move(*admin::load_keys(admin::keys_folder(site.settings.data))), log, clock, random});
        ::kill(::getpid(), SIGTERM);
        server.join();
    }
    CHECK(site.run("terminal-list", json::Object{})->as_array().size() == 2);
}

TEST_CASE("The file for codes has its room before any code is made, is its owner's alone, and never replaces one") {
    xz::testing::TemporaryFolder folder;
    const auto path = folder / "codes.csv";
    {
        auto codes = CodesFile::reserve(path);
        REQUIRE(codes);
        REQUIRE(codes->keep("XH,code\n"));
    }
    CHECK(mode_of(path) == 0600);
    CHECK(text_of(*read_file(path, 100)) == "XH,code\n");
    CHECK(CodesFile::reserve(path).error().find("codes.csv") != std::string::npos);
    CHECK_FALSE(CodesFile::reserve(folder / "none" / "codes.csv"));
}

TEST_CASE("A disk without room for the codes is found before they are made, and nothing empty is left") {
    xz::testing::TemporaryFolder folder;
    const auto path = folder / "codes.csv";
    {
        const FullDisk full{4096};
        CHECK_FALSE(CodesFile::reserve(path));
    }
    {
        auto codes = CodesFile::reserve(path);
        REQUIRE(codes);
        const FullDisk full{4};
        CHECK_FALSE(codes->keep("XH,code\n"));
    }
    CHECK(CodesFile::reserve(path));
    CHECK(std::filesystem::is_empty(path.parent_path()));
}

TEST_CASE("One sheet is scored without any platform") {
    xz::testing::TemporaryFolder folder;
    const auto file = folder / "sheet.json";
    REQUIRE(write_file_atomically(file, bytes_of("{\"grade\":2}"), 0600));
    const auto embedded = score(file.string(), {});
    REQUIRE(embedded);
    CHECK(score(file.string(), XUEZHEN_ASSETS) == embedded);
    REQUIRE(write_file_atomically(file, bytes_of("{\"grade\":9}"), 0600));
    CHECK_FALSE(score(file.string(), {}));
    CHECK(score((folder / "none").string(), {}).error().find("none") != std::string::npos);
}
