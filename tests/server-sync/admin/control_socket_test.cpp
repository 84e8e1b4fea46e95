#include "server-sync/admin/control_socket.hpp"

#include "server-sync/admin/private_folder.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch_test_macros.hpp>

#include <boost/json.hpp>

#include <unistd.h>

using namespace xz;
using namespace xz::server::admin;

TEST_CASE("A command goes to the server and its answer comes back, however large") {
    const xz::testing::TemporaryFolder folder;
    const auto path = folder / "control.sock";
    const ControlServer server{path, [](std::string_view command, const json::Value& args, const Progress&) -> Answer {
                                   return json::Value{{"command", command}, {"size", args.at("text").as_string().size()}};
                               }};
    const std::string roster(5 << 20, 'x');
    const auto answer = call_server(path, "import", json::Value{{"text", roster}});
    REQUIRE(answer);
    CHECK(answer->at("command") == "import");
    CHECK(answer->at("size") == roster.size());
}

TEST_CASE("A command that fails or throws is an error for its caller and the next one still runs") {
    const xz::testing::TemporaryFolder folder;
    const auto path = folder / "control.sock";
    const ControlServer server{path, [](std::string_view command, const json::Value&, const Progress&) -> Answer {
                                   if (command == "throw") throw std::runtime_error("the disk is full");
                                   if (command == "fail") return failure(std::string{"no such terminal"});
                                   return json::Value("done");
                               }};
    CHECK(call_server(path, "fail", json::Object{}).error() == "no such terminal");
    CHECK(call_server(path, "throw", json::Object{}).error() == "the disk is full");
    CHECK(*call_server(path, "work", json::Object{}) == "done");
}

TEST_CASE("The socket is its owner's only and goes with the server; one left by a killed server is replaced") {
    const xz::testing::TemporaryFolder folder;
    const auto path = folder / "control.sock";
    const auto nothing = [](std::string_view, const json::Value&, const Progress&) -> Answer { return json::Value(nullptr); };
    {
        const ControlServer server{path, nothing};
        CHECK(static_cast<unsigned>(std::filesystem::status(path).permissions()) == 0600);
    }
    CHECK_FALSE(std::filesystem::exists(path));
    const auto refused = call_server(path, "x", json::Object{});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().find("does not answer") != std::string::npos);
}

TEST_CASE("One process holds a data folder, and says so to the next") {
    const xz::testing::TemporaryFolder folder;
    {
        const auto first = DataLock::try_take(folder.path(), "xuezhen-admin import-status");
        REQUIRE(first);
        REQUIRE(*first);
        const auto second = DataLock::try_take(folder.path(), "xuezhen-server");
        CHECK(DataLock::holder(folder.path()) == "xuezhen-admin import-status, process " + std::to_string(::getpid()));
        REQUIRE(second);
        CHECK_FALSE(*second);
    }
    CHECK(DataLock::try_take(folder.path(), "xuezhen-server")->has_value());
    CHECK(DataLock::holder(folder.path()).starts_with("xuezhen-server, process "));
    CHECK_FALSE(DataLock::try_take(folder / "missing", "xuezhen-server"));
}
