#include "terminal/app/status_report.hpp"

#include "tests/terminal/app/kiosk.hpp"

#include <catch2/catch_test_macros.hpp>

namespace xz::app {

TEST_CASE("For people the status is one fact a line, the most asked for first") {
    test::Kiosk kiosk;
    const std::string report =
        kiosk.storage.ask([&](storage::Store& store) { return status_report(store, kiosk.folder.path() / "store", sync::Connection::Connected, kiosk.clock.now()); });
    const std::string lines = in_lines(report);
    CHECK(lines.starts_with("terminal           kiosk-01\n"));
    CHECK(lines.find("\nconnection         connected\n") != std::string::npos);
    CHECK(lines.find("\noldest waiting     -\n") != std::string::npos);
    CHECK(lines.find("\nset aside          none\n") != std::string::npos);
    CHECK(lines.find("\nkey level          file\n") != std::string::npos);
    CHECK(lines.find('{') == std::string::npos);
    CHECK_FALSE(lines.ends_with('\n'));
}

TEST_CASE("Each envelope that is set aside has its line, and what is no report is shown as it is") {
    CHECK(in_lines(R"({"set_aside":[{"id":"a","seq":1},{"id":"b","seq":2}]})") ==
          "set aside          id a, seq 1\nset aside          id b, seq 2");
    CHECK(in_lines("half a rep") == "half a rep");
    CHECK(in_lines("{}").empty());
}

}  // namespace xz::app
