#include "server-sync/sync/imports.hpp"
#include "terminal/core/protocol/pin.hpp"
#include "terminal/core/protocol/report_seal.hpp"
#include "terminal/core/support/bytes.hpp"
#include "tests/server-sync/admin/site.hpp"

#include <catch2/catch_test_macros.hpp>

#include <boost/json.hpp>

using namespace xz;
using namespace xz::server;
using namespace xz::testing;

namespace {

const std::string RosterHeader = "XH,XM,XBM,BH,RXNY,class_name,department_code,department_name\n";
const std::string StatusHeader = "XH,indicator,academic_year,term,value,source,as_of\n";

}  // namespace

TEST_CASE("Every bad file is refused with its place, and leaves the store as it was") {
    Site site;
    site.platform.add_students({"2024001"});
    const auto status = [&](const std::string& row) { return StatusHeader + row + "\n"; };
    site.refuses("status", status("2024999,XY01,2025-2026,2,80,教务系统,2026-06-01"), "2 XH: a student who is in the directory");
    site.refuses("status", status("2024001,XY01,2025-2026,2,101,教务系统,2026-06-01"), "2 value:");
    site.refuses("status", status("2024001,XY02,2025-2026,2,-1,教务系统,2026-06-01"), "2 value:");
    site.refuses("status", status("2024001,XY99,2025-2026,2,80,教务系统,2026-06-01"), "2 indicator: the code of an indicator");
    site.refuses("status", status("2024001,XY06,2025-2026,2,3,教务系统,2026-06-01"), "2 indicator: an indicator that is imported");
    site.refuses("status", status("2024001,XY01,2015-2016,2,80,教务系统,2016-06-01"), "2 academic_year: a year with published windows");
    site.refuses("status", status("2024001,XY01,2025-2026,2,80,教务系统,2026-06-20"), "2 as_of: a day that has been");
    site.refuses("status", status("2024001,XY01,2025-2026,2,80,教务系统"), "2 : 7 fields");
    site.refuses("status", status("2024001,XY01,2025-2026,2,80,\xBD\xCC\xCE\xF1,2026-06-01") + "2024001,XY02,2025-2026,2,0,教务系统,2026-06-01\n",
                 "3 : one encoding in the whole file");
    site.refuses("status", "XH,value\n", "1 indicator: this column");
    site.refuses("status", std::string{"\xFF\xFE"} + "X", ": UTF-8 or GB18030, not UTF-16");
    site.refuses("students", RosterHeader + "2024002,,1,2401,202409,软件2401,D1,软件工程系\n", "2 XM:");
    site.refuses("staff", "user,name,role\nli,李老师,king\n", "2 role:");
    // A part of nothing is nothing.
    site.refuses("status", status("2024999,XY01,2025-2026,2,80,教务系统,2026-06-01"), "2 XH:", true);
}

TEST_CASE("The same file twice says so and changes nothing") {
    Site site;
    const std::string roster = RosterHeader + "2024001,买买提·阿不都热依木,1,2401,202409,软件2401,D1,软件工程系\n";
    CHECK(site.import("students", roster).at("taken").as_bool());
    const std::string status = StatusHeader + "2024001,XY01,2025-2026,2,45,教务系统,2026-06-01\n";
    const auto taken = site.import("status", status);
    CHECK(taken.at("added") == 1);
    CHECK(taken.at("warnings").at("raised") == 1);
    CHECK(site.import("staff", "user,name,role\nli,李老师,counselor\n").at("accounts") == 1);
    const std::string before = site.platform.dump();
    for (const auto& [kind, file] : {std::pair{"students", roster}, std::pair{"status", status}, std::pair{"staff", std::string{"user,name,role\nli,李老师,counselor\n"}}}) {
        const auto again = site.import(kind, file);
        CHECK(again.at("repeated").as_bool());
        CHECK_FALSE(again.at("taken").as_bool());
    }
    CHECK(site.platform.dump() == before);
}

TEST_CASE("What a kill left undone after a batch, the same file again does, and the batch is on record all the same") {
    Site site;
    site.platform.add_students({"2024001"});
    const std::string status = StatusHeader + "2024001,XY01,2025-2026,2,45,教务系统,2026-06-01\n";
    const sync::PublishedCache published{site.platform.ports().bundles};
    auto read = sync::read_status({.bytes = status, .actor = "admin", .now = site.platform.clock.now()}, published, site.platform.ports().students);
    REQUIRE(read);
    CHECK(sync::wait_for<sync::StatusOutcome>([&](auto done) { site.platform.ports().students.import_status(read->import, std::move(done)); }).added == 1);
    CHECK(site.audited("import.status") == 1);
    const auto again = site.import("status", status);
    CHECK(again.at("repeated").as_bool());
    CHECK(again.at("warnings").at("raised") == 1);
    CHECK(site.audited("import.status") == 1);
}

TEST_CASE("A file that comes again after another says since when it is there and what stands instead, and is taken once more when asked to") {
    Site site;
    site.platform.add_students({"2024001", "2024002"});
    const std::string a = StatusHeader + "2024001,XY01,2025-2026,2,75,教务系统,2026-06-01\n2024002,XY01,2025-2026,2,80,教务系统,2026-06-01\n";
    const std::string b = StatusHeader + "2024001,XY01,2025-2026,2,90,教务系统,2026-06-01\n2024002,XY01,2025-2026,2,80,教务系统,2026-06-01\n";
    const auto value = [&] { return site.platform.ports().students.observations("2024001", Year, *day_from_text("2026-06-30")).at(0).value; };
    const auto first = to_rfc3339(site.platform.clock.now());
    CHECK(site.import("status", a).at("taken").as_bool());
    site.platform.clock.advance(std::chrono::hours{1});
    const auto second = to_rfc3339(site.platform.clock.now());
    CHECK(site.import("status", b).at("superseded") == 1);
    site.platform.clock.advance(std::chrono::hours{1});
    const std::string before = site.platform.dump();
    const auto again = site.import("status", a);
    CHECK(again.at("repeated").as_bool());
    CHECK(again.at("taken_at").as_string() == first);
    CHECK(again.at("overruled") == 1);
    CHECK(again.at("overruled_by").at(0).at("taken_at").as_string() == second);
    CHECK(again.at("overruled_by").at(0).at("rows") == 1);
    CHECK(site.platform.dump() == before);
    CHECK(value() == "90");

    const auto back = site.import_again("status", a);
    CHECK(back.at("taken").as_bool());
    CHECK(back.at("added") == 1);
    CHECK(back.at("unchanged") == 1);
    CHECK(back.at("superseded") == 1);
    CHECK(value() == "75");
    CHECK(site.import("status", a).at("overruled") == 0);
    CHECK(site.import("status", b).at("overruled") == 1);
    CHECK(site.import_again("status", a).at("repeated").as_bool());  // it stands: there is nothing to bring back
}

TEST_CASE("A batch whose warnings cannot be evaluated says that it is in, and the same file evaluates them once they can") {
    Site site;
    site.platform.add_students({"2024001"});
    const std::string status = StatusHeader + "2024001,XY01,2025-2026,2,45,教务系统,2026-06-01\n";
    site.execute("ALTER TABLE warning RENAME TO unreadable");
    const auto taken = site.import("status", status);
    CHECK(taken.at("taken").as_bool());
    CHECK(taken.at("added") == 1);
    CHECK_FALSE(taken.as_object().contains("warnings"));
    CHECK(std::string{taken.at("unevaluated").as_string()}.find("warning") != std::string::npos);
    CHECK(site.import("status", status).as_object().contains("unevaluated"));
    site.execute("ALTER TABLE unreadable RENAME TO warning");
    const auto healed = site.import("status", status);
    CHECK(healed.at("repeated").as_bool());
    CHECK(healed.at("warnings").at("raised") == 1);
    CHECK_FALSE(healed.as_object().contains("unevaluated"));
    // One student whose warnings alone cannot be written is told as well.
    site.execute("CREATE TRIGGER no_warning BEFORE INSERT ON warning_step BEGIN SELECT RAISE (ABORT, 'no'); END");
    const auto left = site.import("status", StatusHeader + "2024001,XY02,2025-2026,2,30,教务系统,2026-06-01\n");
    CHECK(left.at("taken").as_bool());
    CHECK(left.at("unevaluated").as_string() == "the warnings of 1 students cannot be written");
}

TEST_CASE("A roster's codes are handed out although warnings cannot be evaluated") {
    Site site;
    site.import("students", RosterHeader + "2024001,张三,1,2401,202409,软件2401,D1,软件工程系\n");
    site.import("status", StatusHeader + "2024001,XY01,2025-2026,2,45,教务系统,2026-06-01\n");
    site.execute("ALTER TABLE warning RENAME TO unreadable");
    const auto taken = site.import("students", RosterHeader + "2024001,张三,1,2401,202309,软件2401,D1,软件工程系\n2024002,李四,1,2401,202409,软件2401,D1,软件工程系\n");
    CHECK(taken.at("codes").as_array().size() == 1);
    CHECK(taken.as_object().contains("unevaluated"));
}

TEST_CASE("A batch that the store does not take says so, and nothing of it is there") {
    Site site;
    site.platform.add_students({"2024001", "2024002"});
    site.execute("CREATE TRIGGER no_datum BEFORE INSERT ON observation WHEN NEW.student_no = '2024002' BEGIN SELECT RAISE (ABORT, 'no room'); END");
    const std::string status = StatusHeader + "2024001,XY01,2025-2026,2,45,教务系统,2026-06-01\n2024002,XY01,2025-2026,2,45,教务系统,2026-06-01\n";
    const std::string before = site.platform.dump();
    const auto refused = site.run("import-status", {{"file", to_base64(bytes_of(status))}});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().starts_with("nothing of this file was taken: "));
    CHECK(refused.error().find("no room") != std::string::npos);
    CHECK(site.platform.dump() == before);
    site.execute("DROP TRIGGER no_datum");
    CHECK(site.import("status", status).at("warnings").at("raised") == 2);
}

TEST_CASE("A department lead is added with a department") {
    Site site;
    site.platform.add_students({"2024001"}, "2401", "D1");
    const auto add = [&](const std::string& scope) {
        return site.run("user-add", {{"user", "zhou"}, {"name", "周主任"}, {"role", "department-lead"}, {"scope", scope}, {"classes", json::Array{}}});
    };
    REQUIRE_FALSE(add(""));
    CHECK(add("").error().find("the unit that a department lead answers for") != std::string::npos);
    CHECK(add("D1"));
}

TEST_CASE("A roster's report counts and names the units that it renamed and moved") {
    Site site;
    site.import("students", RosterHeader + "2024001,张三,1,2401,202409,软件2401,D1,软件工程系\n");
    const auto answer = site.import("students", RosterHeader + "2024001,张三,1,2401,202409,软件2401班,D2,机电系\n");
    CHECK(answer.at("units_renamed") == 1);
    CHECK(answer.at("units_moved") == 1);
    const auto& unit = answer.at("units").as_array().at(0);
    CHECK(unit.at("code") == "2401");
    CHECK(unit.at("name_before") == "软件2401");
    CHECK(unit.at("under") == "D2");
}

TEST_CASE("A partial import takes what is right, and keeps on record what it left out") {
    Site site;
    site.platform.add_students({"2024001"});
    const auto answer = site.import("status", StatusHeader + "2024001,XY01,2025-2026,2,45,教务系统,2026-06-01\n2024999,XY01,2025-2026,2,45,教务系统,2026-06-01\n", true);
    CHECK(answer.at("taken").as_bool());
    CHECK(answer.at("accepted") == 1);
    CHECK(answer.at("rejected") == 1);
    CHECK(answer.at("problems").as_array().at(0).at("line") == 3);
    CHECK(answer.at("warnings").at("raised") == 1);
    CHECK(site.platform.dump().find("'a student who is in the directory'") != std::string::npos);
    // Once the student is there, the same file brings the rest.
    site.platform.add_students({"2024001", "2024999"});
    const auto rest = site.import("status", StatusHeader + "2024001,XY01,2025-2026,2,45,教务系统,2026-06-01\n2024999,XY01,2025-2026,2,45,教务系统,2026-06-01\n", true);
    CHECK(rest.at("added") == 1);
    CHECK(rest.at("unchanged") == 1);
    CHECK(site.told.front() == "writing");
}

TEST_CASE("A partial import takes nothing of a file in which a stray quote hides rows") {
    Site site;
    site.platform.add_students({"2024001"});
    const auto answer = site.import("status", StatusHeader + "2024001,XY01,2025-2026,2,45,教务系统,2026-06-01\n2024001,XY02,2025-2026,,\"0,教务系统,2026-06-01\n", true);
    CHECK_FALSE(answer.at("taken").as_bool());
    CHECK(answer.at("problems").as_array().at(0).at("line") == 3);
    CHECK(site.platform.ports().students.observations("2024001", Year, *day_from_text("2026-06-30")).empty());
}

TEST_CASE("A college's own headers and encoding are taken as they are") {
    Site site;
    // 学号,姓名,… with 张三 and 𠮷 in GB18030.
    const std::string gb = "\xD1\xA7\xBA\xC5,\xD0\xD5\xC3\xFB,XBM,BH,RXNY,class_name,department_code,department_name\n"
                           "2024001,\x95\x34\xB2\x35\xB8\xBB,1,2401,202409,\xC8\xED\xBC\xFE,D1,\xCF\xB5\n";
    const auto answer = site.import("students", gb, false, {{"XH", "学号"}, {"XM", "姓名"}});
    CHECK(answer.at("taken").as_bool());
    CHECK(site.platform.ports().students.find("2024001")->student.name == "𠮷富");
}

TEST_CASE("Codes of a class come once as a page, and a PIN's reset is on record") {
    Site site;
    site.import("students", RosterHeader + "2024001,张三,1,2401,202409,软件2401,D1,软件工程系\n");
    const auto page = site.run("codes", {{"unit", "2401"}, {"form", "html"}});
    REQUIRE(page);
    CHECK(page->at("students") == 1);
    CHECK(std::string{page->at("text").as_string()}.find("张三") != std::string::npos);
    CHECK(site.audited("student.codes") == 1);
    CHECK(site.run("codes", {{"unit", "nowhere"}, {"form", "csv"}}).error() == "there is no class or department nowhere");
    const auto reset = site.run("user-reset", {{"student_no", "2024001"}});
    REQUIRE(reset);
    CHECK(protocol::parse_activation_code(std::string_view{reset->at("code").as_string()}) == reset->at("code").as_string());  // as /pin takes it
    CHECK(site.audited("student.reset-pin") == 1);
    CHECK(site.run("user-reset", {{"student_no", "2024009"}}).error() == "there is no student 2024009");
}

TEST_CASE("A case of the quarantine is decided once, with a reason on record") {
    Site site;
    site.platform.add_students({"2024001"});
    TestTerminal kiosk = site.platform.add_terminal("kiosk-01");
    std::string envelope = site.platform.envelope(kiosk, "2024001");
    envelope[envelope.find("\"sig\":\"") + 10] ^= 1;
    (void)site.platform.receive(kiosk, {envelope});
    const auto listed = site.run("quarantine-list", json::Object{});
    REQUIRE(listed);
    REQUIRE(listed->as_array().size() == 1);
    const auto number = listed->as_array()[0].at("number");
    CHECK_FALSE(site.run("quarantine-resolve", {{"number", number}, {"resolution", "discard"}, {"reason", ""}}));
    const auto resolved = site.run("quarantine-resolve", {{"number", number}, {"resolution", "discard"}, {"reason", "传输损坏"}});
    REQUIRE(resolved);
    CHECK(resolved->at("resolution") == "discarded");
    CHECK(site.audited("quarantine.discard") == 1);
    CHECK(site.platform.dump().find("传输损坏") != std::string::npos);
    CHECK(site.run("quarantine-list", json::Object{})->as_array().empty());
    CHECK_FALSE(site.run("quarantine-resolve", {{"number", number}, {"resolution", "release"}, {"reason", "again"}}));
}

TEST_CASE("Publishing an unchanged folder is nothing new, with a revocation list too, until that grows old or says other things") {
    Site site;
    const auto publish = [&] { return site.run("bundle-publish", bundle_args()).value(); };
    CHECK_FALSE(publish().at("unchanged").as_bool());
    CHECK(publish().at("unchanged").as_bool());
    const TestTerminal kiosk = site.platform.add_terminal("kiosk-01");
    (void)site.platform.add_terminal("kiosk-02");
    REQUIRE(site.run("terminal-revoke", {{"id", "kiosk-01"}}));
    CHECK_FALSE(publish().at("unchanged").as_bool());
    const std::string before = site.platform.dump();
    CHECK(publish().at("unchanged").as_bool());
    CHECK(site.platform.dump() == before);
    site.platform.clock.advance(std::chrono::hours{24 * 20});
    CHECK_FALSE(publish().at("unchanged").as_bool());
    CHECK(publish().at("unchanged").as_bool());
    REQUIRE(site.run("terminal-revoke", {{"id", "kiosk-02"}}));
    CHECK_FALSE(publish().at("unchanged").as_bool());
}

TEST_CASE("A code that was asked once is asked, or given up by name and never asked again") {
    Site site;
    const auto files = bundle_folder(XUEZHEN_ASSETS "/instruments");
    const auto publish = [&](int version, const std::string& code, const std::string& retired) {
        json::Object texts;
        for (const auto& [name, text] : files) texts[name] = text;
        const auto change = [&](const char* file, const std::string& from, const std::string& to) {
            auto text = std::string{texts[file].as_string()};
            for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
            texts[file] = text;
        };
        for (const auto* file : {"self-diagnosis.json", "standard.json", "goal-chain.json"}) change(file, R"("LD05")", '"' + code + '"');
        const auto number = std::to_string(version);
        change("self-diagnosis.json", R"("version": 1)", R"("retired": )" + retired + R"(, "version": )" + number);
        change("standard.json", R"("version": 1)", R"("version": )" + number);
        change("standard.json", "self-diagnosis@1", "self-diagnosis@" + number);
        const auto answer = site.run("bundle-publish", {{"files", std::move(texts)}});
        return answer ? std::string{} : answer.error();
    };
    REQUIRE(site.run("bundle-publish", bundle_args()));
    CHECK(publish(2, "LD15", "[]") == R"(LD05 was asked or retired by self-diagnosis@1 in bundle 2: ask it, or name it in "retired")");
    CHECK(publish(2, "LD15", R"(["LD05"])").empty());
    CHECK(publish(3, "LD25", R"(["LD15"])") == R"(LD05 was asked or retired by self-diagnosis@2 in bundle 3: ask it, or name it in "retired")");
    CHECK(publish(3, "LD05", R"(["LD15"])") == "LD05 was retired by self-diagnosis@2 in bundle 3 and cannot be asked again: take another code");
    CHECK(publish(3, "LD25", R"(["LD15", "LD05"])").empty());
}

TEST_CASE("A terminal is locked with a message and given back, on record; one that is not enrolled cannot be") {
    Site site;
    const TestTerminal kiosk = site.platform.add_terminal("kiosk-01");
    const auto lock = [&](std::string id, std::string message) { return site.run("terminal-lock", {{"id", id}, {"message", message}}); };
    CHECK(lock("kiosk-01", "送修").value().at("state") == "locked");
    CHECK(site.platform.ports().terminals.command("kiosk-01")->args == R"({"message":"送修"})");
    CHECK(site.audited("terminal.lock") == 1);
    CHECK(site.run("terminal-unlock", {{"id", "kiosk-01"}}).value().at("state") == "active");
    CHECK(site.platform.ports().terminals.command("kiosk-01")->name == "unlock");
    CHECK(site.audited("terminal.unlock") == 1);
    CHECK(lock("kiosk-09", "").error() == "there is no enrolled terminal kiosk-09");
    CHECK(lock("kiosk-01", std::string(201, 'x')).error().find("message") == 0);
    REQUIRE(site.run("terminal-revoke", {{"id", "kiosk-01"}}));
    CHECK_FALSE(site.run("terminal-unlock", {{"id", "kiosk-01"}}));
}

TEST_CASE("A report's code is the platform's own, or nobody's") {
    Site site;
    const auto seal = protocol::sign(protocol::ReportSeal{.id = "0197588e-9a00-7000-8000-0123456789ab",
                                                          .sha256 = crypto::sha256("a record"),
                                                          .academic_year = "2025-2026",
                                                          .instrument = "self-diagnosis@1",
                                                          .issued = site.platform.clock.now(),
                                                          .kid = {},
                                                          .sig = {}},
                                     site.keys.receipt);
    const auto check = [&](const std::string& text) { return site.run("verify-report", {{"seal", text}}); };
    REQUIRE(check(protocol::encode(seal)));
    CHECK(check(protocol::encode(seal)).value().at("academic_year") == "2025-2026");
    auto forged = seal;
    forged.academic_year = "2026-2027";
    CHECK(check(protocol::encode(forged)).error() == "this platform did not sign that");
    CHECK(check(protocol::encode(protocol::sign(seal, site.platform.receipt_key))).error() == "this platform did not sign that");
    CHECK(check("{}").error().find("this is no report's code: ") == 0);
}

TEST_CASE("verify reads the whole store and says that it is sound") {
    Site site;
    site.platform.add_students({"2024001"});
    const auto answer = site.run("verify", json::Object{});
    REQUIRE(answer);
    INFO(boost::json::serialize(*answer));
    CHECK(answer->at("ok").as_bool());
}
