#include "server-sync/admin/plain_text.hpp"

#include <catch2/catch_test_macros.hpp>

#include <boost/json.hpp>

using xz::server::admin::to_plain_text;

TEST_CASE("An object reads as lines, a list of objects as a table with even columns") {
    CHECK(to_plain_text({{"ok", true}, {"n", 3}, {"none", nullptr}}) == "ok: yes\nn: 3\nnone: -\n");
    CHECK(to_plain_text(boost::json::parse(R"([{"id":"T01","place":"门厅"},{"id":"T2","place":""}])")) == "id   place\nT01  门厅\nT2   \n");
    CHECK(to_plain_text(boost::json::array{}) == "none\n");
    CHECK(to_plain_text(boost::json::parse(R"({"problems":["a","b"]})")) == "problems: \na\nb\n");
}
