#include "server-sync/http/router.hpp"

#include "server-sync/http/target.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz::server;
using namespace xz::server::http;

namespace {

Router sample() {
    const auto nothing = [](api::Request, api::Respond) {};
    return Router{{{api::Method::Get, "/", api::Access::Anyone, nothing},
                   {api::Method::Get, "/classes/{code}/board", api::Access::Anyone, nothing},
                   {api::Method::Put, "/classes/{code}/board", api::Access::Anyone, nothing},
                   {api::Method::Get, "/drafts/{kind}/{year}", api::Access::Anyone, nothing}}};
}

}  // namespace

TEST_CASE("A pattern's names take exactly one segment each, and no empty one") {
    const Router router = sample();
    const auto found = router.find(api::Method::Get, {"drafts", "plan", "2026-2027"});
    REQUIRE(std::holds_alternative<Match>(found));
    const auto& match = std::get<Match>(found);
    CHECK(match.parameters == std::vector<std::pair<std::string, std::string>>{{"kind", "plan"}, {"year", "2026-2027"}});
    CHECK(std::holds_alternative<NoSuchPath>(router.find(api::Method::Get, {"drafts", "", "2026-2027"})));
    CHECK(std::holds_alternative<NoSuchPath>(router.find(api::Method::Get, {"drafts", "plan"})));
    CHECK(std::holds_alternative<NoSuchPath>(router.find(api::Method::Get, {"drafts", "plan", "2026-2027", "x"})));
}

TEST_CASE("HEAD finds GET's route, and another method learns which ones there are") {
    const Router router = sample();
    CHECK(std::holds_alternative<Match>(router.find(api::Method::Head, {"classes", "1", "board"})));
    CHECK(std::holds_alternative<Match>(router.find(api::Method::Get, {})));
    const auto other = router.find(api::Method::Post, {"classes", "1", "board"});
    REQUIRE(std::holds_alternative<MethodNotAllowed>(other));
    CHECK(std::get<MethodNotAllowed>(other).allow == "GET, PUT");
}

TEST_CASE("A target is decoded by segment, so that an escaped slash parts nothing") {
    const auto target = parse_target("/classes/a%2Fb/board?year=2026-2027&name=%E5%BC%A0+%E4%B8%89&empty");
    REQUIRE(target);
    CHECK(target->segments == std::vector<std::string>{"classes", "a/b", "board"});
    CHECK(target->query == std::vector<std::pair<std::string, std::string>>{{"year", "2026-2027"}, {"name", "张 三"}, {"empty", ""}});
    CHECK(parse_target("/")->segments.empty());
}

TEST_CASE("A target that could mean two things is none") {
    for (const auto* text : {"", "*", "classes", "http://x/", "/%", "/%4", "/%zz", "/%00", "/a/../b", "/a/%2e%2e/b", "/./a", "/%ff", "/a?x=%f"}) {
        INFO(text);
        CHECK_FALSE(parse_target(text));
    }
}
