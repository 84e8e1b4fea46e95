#include "server-sync/sync/activation_slips.hpp"

#include "server-sync/sync/import_report.hpp"
#include "server-sync/sync/imports.hpp"
#include "terminal/core/support/file.hpp"
#include "tests/support/platform/test_platform.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::testing;
using namespace xz::server::sync;

namespace {

std::string page_template() {
    const auto bytes = read_file(XUEZHEN_ASSETS "/print/activation-slips.html", std::size_t{1} << 20);
    REQUIRE(bytes);
    return std::string{text_of(*bytes)};
}

// Students without a PIN in two classes of a department, one of them with a name that a page or a spreadsheet could run.
void add_newcomers(TestPlatform& platform) {
    const std::string text = "XH,XM,XBM,BH,RXNY,class_name,department_code,department_name,status\n"
                             "2026001,𠮷田·买买提,1,2601,202609,软件2601,D9,软件工程系,\n"
                             "2026002,=<b>1+1</b>,1,2601,202609,软件2601,D9,软件工程系,\n"
                             "2026003,张三,1,2602,202609,软件2602,D9,软件工程系,\n"
                             "2026004,李四,1,2602,202609,软件2602,D9,软件工程系,left\n";
    const auto read = read_roster({.bytes = text, .actor = "admin", .now = platform.clock.now()}, platform.ports().students, ActivationCodeLife, platform.random);
    REQUIRE(read);
    wait_for<RosterOutcome>([&](Completion<RosterOutcome> done) { platform.ports().students.import_roster(read->import.import, std::move(done)); });
}

PinVerdict activate(TestPlatform& platform, const std::string& number, const std::string& digits) {
    return wait_for<PinVerdict>([&](Completion<PinVerdict> done) {
        platform.ports().students.activate(number, activation_hash(number, digits), Bytes(32, 7), platform.clock.now(), std::move(done));
    });
}

std::optional<ActivationSlips> issue(TestPlatform& platform, std::string_view unit) {
    return wait_for<std::optional<ActivationSlips>>([&](auto done) {
        issue_codes(platform.ports(), unit, platform.clock.now(), platform.random, {.actor = "test", .action = "codes"}, std::move(done));
    });
}

}  // namespace

TEST_CASE("Fresh codes go to whoever is there and has no PIN, and end the older ones") {
    TestPlatform platform;
    platform.add_students({"2024001"}, "2601", "D9");  // has a PIN
    add_newcomers(platform);
    const auto first = issue(platform, "2601");
    REQUIRE(first);
    REQUIRE(first->slips.size() == 2);
    CHECK(first->slips[0].student_no == "2026001");
    CHECK(first->slips[0].class_name == "软件2601");
    const auto second = issue(platform, "D9");
    REQUIRE(second);
    CHECK(second->slips.size() == 3);
    CHECK(activate(platform, "2026001", first->slips[0].digits) == PinVerdict::CodeUnknown);
    CHECK(activate(platform, "2026001", second->slips[0].digits) == PinVerdict::Set);
    CHECK(issue(platform, "2601")->slips.size() == 1);
    CHECK_FALSE(issue(platform, "nowhere"));
    CHECK(platform.ports().audit.entries(0, 10).size() == 4);  // of the roster and of each issue, with it
}

TEST_CASE("A spreadsheet runs no field, however its formula hides") {
    for (const std::string_view text : {"=1", "+1", "-1", "@a", "\t=1", " =1", "\u00a0=1", "\ufeff@a", "＝1", "＋1", "－1", "\u3000＠a"}) {
        CHECK(csv_field(text).starts_with('\''));
    }
    CHECK(csv_field(" 张三") == " 张三");
    CHECK(csv_field("软件-2401") == "软件-2401");
}

TEST_CASE("Slips print names as they are, and neither a page nor a spreadsheet runs them") {
    TestPlatform platform;
    add_newcomers(platform);
    const auto issued = issue(platform, "2601");
    REQUIRE(issued);
    const std::string html = to_html(*issued, page_template());
    CHECK(html.find("𠮷田·买买提") != std::string::npos);
    CHECK(html.find("=&lt;b&gt;1+1&lt;/b&gt;") != std::string::npos);
    CHECK(html.find("<b>1+1") == std::string::npos);
    CHECK(html.find("{{") == std::string::npos);
    CHECK(html.find("共 2 张") != std::string::npos);
    const std::string csv = to_csv(*issued);
    CHECK(csv.find("2026002,'=<b>1+1</b>,2601,软件2601,") != std::string::npos);
    CHECK(csv.starts_with("\xEF\xBB\xBFXH,"));
}
