#include "server-sync/sync/imports.hpp"
#include "tests/support/bundle_folder.hpp"
#include "tests/support/platform/test_platform.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::testing;
using namespace xz::server::sync;

namespace {

constexpr std::string_view kHeader = "XH,XM,XBM,BH,RXNY,class_name,department_code,department_name,card_no\n";

ImportFile file_of(std::string_view text, Instant now = FakeClock{}.now()) {
    return {.bytes = text, .actor = "admin", .now = now};
}

auto roster(TestPlatform& platform, const std::string& rows, std::string_view header = kHeader) {
    const std::string text = std::string{header} + rows;
    return read_roster(file_of(text), platform.ports().students, std::chrono::hours{24}, platform.random);
}

RosterOutcome take_roster(TestPlatform& platform, const std::string& rows, std::string_view header = kHeader) {
    const auto read = roster(platform, rows, header);
    REQUIRE(read);
    return wait_for<RosterOutcome>(
        [&](Completion<RosterOutcome> done) { platform.ports().students.import_roster(read->import.import, std::move(done)); });
}

}  // namespace

TEST_CASE("A roster is taken whole, with its units and one activation code a student") {
    TestPlatform platform;
    const auto read = roster(platform, "2024001,\"张,三\",1,2401,202409,软件2401,D1,软件工程系,A1\n2024002,𠮷田·买买提,2,2401,202409,软件2401,D1,软件工程系,\n");
    REQUIRE(read);
    const auto import = [&] {
        return wait_for<RosterOutcome>(
            [&](Completion<RosterOutcome> done) { platform.ports().students.import_roster(read->import.import, std::move(done)); });
    };
    const auto outcome = import();
    CHECK(outcome.added == 2);
    CHECK(outcome.activated == std::vector<std::string>{"2024001", "2024002"});
    CHECK(import().repeated);

    const auto placed = platform.ports().students.find("2024001");
    REQUIRE(placed);
    CHECK(placed->student.name == "张,三");
    CHECK(placed->class_unit.name == "软件2401");
    CHECK(placed->department.name == "软件工程系");
    CHECK(platform.ports().students.student_of_card("A1") == "2024001");
    CHECK(platform.ports().students.students_in("2401") == 2);

    const auto activate = [&](const std::string& digits) {
        return wait_for<PinVerdict>([&](Completion<PinVerdict> done) {
            platform.ports().students.activate("2024001", activation_hash("2024001", digits), Bytes(32, 7), FakeClock{}.now(),
                                               std::move(done));
        });
    };
    CHECK(activate("0000000000") == PinVerdict::CodeUnknown);
    CHECK(activate(read->import.codes.at(0).digits) == PinVerdict::Set);
    CHECK(activate(read->import.codes.at(0).digits) == PinVerdict::CodeUsed);
    CHECK(platform.ports().students.pin_keys("2024001").at(0).public_key == Bytes(32, 7));
}

TEST_CASE("An earlier roster is taken again when another one is in force") {
    TestPlatform platform;
    const auto take = [&](const std::string& name) {
        return take_roster(platform, "2024001," + name + ",1,2401,202409,软件2401,D1,软件工程系,\n");
    };
    CHECK_FALSE(take("张三").repeated);
    CHECK_FALSE(take("张山").repeated);
    CHECK_FALSE(take("张三").repeated);
    CHECK(platform.ports().students.find("2024001")->student.name == "张三");
    CHECK(take("张三").repeated);
}

TEST_CASE("Only students whose rows differ count as changed") {
    TestPlatform platform;
    const auto take = [&](const std::string& rows) { return take_roster(platform, rows); };
    const std::string first = "2024001,张三,1,2401,202409,软件2401,D1,软件工程系,\n";
    take(first + "2024002,李四,1,2401,202409,软件2401,D1,软件工程系,A2\n");
    const auto outcome = take(first + "2024002,李四,1,2401,202409,软件2401,D1,软件工程系,A3\n");
    CHECK(outcome.added == 0);
    CHECK(outcome.changed == 1);
    CHECK(platform.ports().students.student_of_card("A3") == "2024002");
}

TEST_CASE("Every wrong field of a roster is named by line and column, and its row left out") {
    TestPlatform platform;
    const auto read = roster(platform,
                             "2024001,,3,2401,202413,软件2401,D1,软件工程系,\n"
                             "2024002,张三,1,2401,202409,软件2402,D1,软件工程系,\n"
                             "2024002,张三,1,2401,202409,软件2403,D1,软件工程系,\n");
    REQUIRE(read);
    CHECK(read->report.accepted() == 1);
    CHECK(read->report.rejected() == 2);
    const std::string text = to_text(read->report);
    for (const char* expected : {"line 2, XM:", "line 2, XBM:", "line 2, RXNY:", "line 4, BH:", "line 4, XH:"}) {
        CHECK(text.find(expected) != std::string::npos);
    }
    REQUIRE(read->import.import.students.size() == 1);
    CHECK(read->import.import.units.size() == 2);
    CHECK(read->import.import.batch.rejected == 2);
}

TEST_CASE("A column that is not in the roster leaves what is known, and one that is there empties it") {
    TestPlatform platform;
    constexpr std::string_view full =
        "XH,XM,XBM,BH,RXNY,class_name,department_code,department_name,major_code,major_name,status,card_no,grade_override,graduates_on,internship_from,"
        "adult_on\n";
    constexpr std::string_view bare = "XH,XM,XBM,BH,RXNY,class_name,department_code,department_name\n";
    take_roster(platform, "2024001,张三,1,2401,202409,软件2401,D1,软件工程系,M1,软件技术,suspended,A1,2,2027-06-30,2026-09-01,2026-11-01\n", full);
    const auto student = [&] { return platform.ports().students.find("2024001")->student; };
    const auto before = student();

    CHECK(take_roster(platform, "2024001,张山,1,2401,202409,软件2401,D1,软件工程系\n", bare).changed == 1);
    CHECK(student().name == "张山");
    CHECK(student().status == "suspended");
    CHECK(student().card_no == "A1");
    CHECK(student().grade_override == 2);
    CHECK(student().graduates_on == before.graduates_on);
    CHECK(student().internship_from == before.internship_from);
    REQUIRE(before.adult_on);
    CHECK(student().adult_on == before.adult_on);
    CHECK(platform.ports().students.unit("2401")->parent == "M1");

    take_roster(platform, "2024001,张山,1,2401,202409,软件2401,D1,软件工程系,,,,,,,,\n", full);
    CHECK(student().status == "active");
    CHECK(student().card_no.empty());
    CHECK_FALSE(student().grade_override);
    CHECK_FALSE(student().graduates_on);
    CHECK_FALSE(student().internship_from);
    CHECK_FALSE(student().adult_on);
    CHECK(platform.ports().students.unit("2401")->parent == "D1");
}

TEST_CASE("A roster does not make another kind of unit of a code, and tells which units it renamed or moved") {
    TestPlatform platform;
    const auto problems = [&](const std::string& row) { return to_text(roster(platform, row)->report); };
    CHECK(problems("2024001,张三,1,D1,202409,软件2401,D1,软件工程系,\n").starts_with("line 2, BH: expected another code"));
    take_roster(platform, "2024001,张三,1,2401,202409,软件2401,D1,软件工程系,\n2024002,李四,1,2402,202409,软件2402,D1,软件工程系,\n");
    CHECK(problems("2024003,王五,1,D1,202409,软件2401,D2,机电系,\n").starts_with("line 2, BH: expected the code of a class"));
    CHECK(problems("2024003,王五,1,2403,202409,软件2403,2401,机电系,\n").starts_with("line 2, department_code: expected the code of a department"));

    const auto outcome = take_roster(platform, "2024001,张三,1,2401,202409,软件2401班,D1,软件工程系,\n2024002,李四,1,2402,202409,软件2402,D2,机电系,\n");
    CHECK(outcome.changed == 0);
    REQUIRE(outcome.units.size() == 2);
    CHECK(outcome.units[0].before.name == "软件2401");
    CHECK(outcome.units[0].after.name == "软件2401班");
    CHECK(outcome.units[1].before.parent == "D1");
    CHECK(outcome.units[1].after.parent == "D2");
    CHECK(take_roster(platform, "2024002,李四,1,2402,202409,软件2402,D2,机电系,A7\n").units.empty());
}

TEST_CASE("A name that is not seen, or shows another one than is stored, is refused") {
    TestPlatform platform;
    for (const std::string name : {"\u3000\u200b", "\u00a0", "张\u202e三", "\u2066张三\u2069"}) {
        const auto read = roster(platform, "2024001," + name + ",1,2401,202409,软件2401,D1,软件工程系,\n");
        CHECK(to_text(read->report).starts_with("line 2, XM:"));
    }
}

TEST_CASE("A file that is no table is refused with the place") {
    TestPlatform platform;
    const auto refusal = [&](std::string_view text) {
        return to_text(read_roster(file_of(text), platform.ports().students, std::chrono::hours{1}, platform.random).error());
    };
    CHECK(refusal("") == "line 1: expected a header line\n");
    CHECK(refusal("XH,XH\n").find("XH: expected the column once") != std::string::npos);
    CHECK(refusal("XH,\"XM\n").find("a closing quote") != std::string::npos);
    CHECK(refusal("XH\xff\n") == "line 1: expected UTF-8 or GB18030 (byte 3 of the line)\n");
}

TEST_CASE("A roster that was taken in part says so only when taking it again would change nothing") {
    TestPlatform platform;
    const std::string rows = "2024001,张三,1,2401,202409,软件2401,D1,软件工程系,\n2024002,,1,2401,202409,软件2401,D1,软件工程系,\n";
    CHECK_FALSE(take_roster(platform, rows).repeated);
    const std::string before = platform.dump();
    CHECK(before.find("1 to 36 characters") != std::string::npos);  // why it was left out
    CHECK(take_roster(platform, rows).repeated);
    CHECK(platform.dump() == before);
}

TEST_CASE("Status data are held against instrument, calendar, directory and today, each fault with its place") {
    TestPlatform platform;
    platform.add_students({"2024001"});
    const std::string header = "XH,indicator,academic_year,term,value,source,as_of\n";
    const auto read = [&](const std::string& rows) {
        const std::string text = header + rows;
        return read_status(file_of(text, platform.clock.now()), PublishedCache{platform.ports().bundles}, platform.ports().students).value();
    };
    const auto good = read("2024001,XY01,2025-2026,,88.5,教务系统,2026-06-01\r\n2024001,SZ03,2025-2026,,1,学工系统,2026-06-01\r\n");
    REQUIRE(good.report.flawless());
    CHECK(good.import.observations.size() == 2);
    const auto outcome = wait_for<StatusOutcome>(
        [&](Completion<StatusOutcome> done) { platform.ports().students.import_status(good.import, std::move(done)); });
    CHECK(outcome.added == 2);
    CHECK(platform.ports().students.observations("2024001", Year, *day_from_text("2026-05-31")).empty());
    CHECK(platform.ports().students.observations("2024001", Year, *day_from_text("2026-06-30")).size() == 2);

    const auto bad = read("2024009,XY01,2025-2026,,88,教务系统,2026-06-01\n"   // 2: nobody
                          "2024001,XY06,2025-2026,,3,教务系统,2026-06-01\n"    // 3: the student answers it
                          "2024001,XY01,2025-2027,3,101,教务系统,2026-02-30\n" // 4: nearly everything
                          "2024001,ZZ99,2025-2026,,1,教务系统,2026-06-01\n"    // 5: no indicator
                          "2024001,XY01,2019-2020,,88,教务系统,2026-06-01\n"   // 6: no published year
                          "2024001,XY01,2025-2026,,88,教务系统,2026-06-11\n"   // 7: tomorrow
                          "2024001,XY01,2025-2026\n"                          // 8: too few fields
                          "2024001,XY01,2025-2026,,88,教务系统,2026-05-01\n"   // 9: right
                          "2024001,XY01,2025-2026,,87,教务系统,2026-05-01\n"); // 10: said twice
    CHECK(bad.report.accepted() == 1);
    CHECK(bad.report.rejected() == 8);
    const std::string text = to_text(bad.report);
    for (const char* expected :
         {"line 2, XH: expected a student who is in the directory", "line 3, indicator: expected an indicator that is imported",
          "line 4, academic_year: expected an academic year as", "line 4, term:", "line 4, value:", "line 4, as_of: expected a day as",
          "line 5, indicator: expected the code of an indicator", "line 6, academic_year: expected a year with published windows",
          "line 7, as_of: expected a day that has been: today is 2026-06-10", "line 8: expected 7 fields",
          "line 10: expected each student, indicator, year, term and day once"}) {
        INFO(expected);
        CHECK(text.find(expected) != std::string::npos);
    }
}

TEST_CASE("A corrected value supersedes the one of the same day, which stays, and marks its student") {
    TestPlatform platform;
    platform.add_students({"2024001", "2024002"});
    const auto take = [&](const std::string& rows) {
        const std::string text = "XH,indicator,academic_year,term,value,source,as_of\n" + rows;
        const auto read = read_status(file_of(text, platform.clock.now()), PublishedCache{platform.ports().bundles}, platform.ports().students);
        REQUIRE(read);
        REQUIRE(read->report.flawless());
        return wait_for<StatusOutcome>(
            [&](Completion<StatusOutcome> done) { platform.ports().students.import_status(read->import, std::move(done)); });
    };
    const std::string first = "2024001,XY01,2025-2026,1,55,教务系统,2026-01-10\n2024002,XY01,2025-2026,1,90,教务系统,2026-01-10\n";
    CHECK(take(first).added == 2);
    CHECK(platform.ports().warnings.to_evaluate(10).size() == 2);
    const std::string before = platform.dump();
    CHECK(take(first).repeated);
    CHECK(platform.dump() == before);

    const auto corrected = take("2024001,XY01,2025-2026,1,75,教务系统,2026-01-10\n2024002,XY01,2025-2026,1,90,教务系统,2026-01-10\n");
    CHECK(corrected.added == 1);
    CHECK(corrected.unchanged == 1);
    CHECK(corrected.superseded == 1);
    CHECK(platform.ports().students.observations("2024001", Year, *day_from_text("2026-06-30")).at(0).value == "75");
    CHECK(platform.dump().find("'55'") != std::string::npos);
    CHECK(take(first).repeated);  // an old file must not undo what corrected it
    CHECK(platform.ports().students.observations("2024001", Year, *day_from_text("2026-06-30")).at(0).value == "75");
}

TEST_CASE("Staff rows make accounts with the classes they answer for") {
    TestPlatform platform;
    platform.add_students({"2024001"}, "2401");
    const auto read = read_staff(file_of("user,name,role,classes,from,until\nli,李老师,counselor,2401,2025-09-01,\n"), platform.ports().students);
    REQUIRE(read);
    REQUIRE(read->report.flawless());
    const auto import = [&] {
        return wait_for<Repeated>([&](Completion<Repeated> done) {
            platform.ports().staff.import(read->import.batch, read->import.accounts, read->import.assignments, std::move(done));
        });
    };
    CHECK(import() == Repeated::No);
    CHECK(import() == Repeated::Yes);
    CHECK(platform.ports().staff.classes_of("li", *day_from_text("2026-01-01")) == std::vector<std::string>{"2401"});
    CHECK(platform.ports().staff.classes_of("li", *day_from_text("2025-08-31")).empty());

    const auto bad = read_staff(file_of("user,name,role,classes,from\nli,李老师,king,nowhere,2025-09-01\n"), platform.ports().students);
    REQUIRE(bad);
    CHECK(to_text(bad->report).find("line 2, role:") != std::string::npos);
    CHECK(to_text(bad->report).find("line 2, classes:") != std::string::npos);
}

TEST_CASE("Duties that end before they begin, and a department lead without a department, are refused with their place") {
    TestPlatform platform;
    platform.add_students({"2024001"}, "2401");
    const auto problems = [&](const std::string& row) {
        const std::string text = "user,name,role,scope,classes,from,until\n" + row + "\n";
        return to_text(read_staff(file_of(text), platform.ports().students)->report);
    };
    CHECK(problems("li,李老师,counselor,,2401,2025-09-01,2025-08-31").starts_with("line 2, until: expected a day from 2025-09-01 on"));
    CHECK(problems("li,李老师,counselor,,2401,2025-09-01,2025-09-01").empty());
    CHECK(problems("zhou,周主任,department-lead,,,,").starts_with("line 2, scope: expected the unit"));
    CHECK(problems("zhou,周主任,department-lead,D1,,,").empty());
}

TEST_CASE("A student has entered in a month that there is, and within the years in which one can be on the roll") {
    TestPlatform platform;
    const auto is_refused = [&](const std::string& month) {
        const auto read = roster(platform, "2024001,张三,1,2401," + month + ",软件2401,D1,软件工程系,\n");
        return to_text(read->report).starts_with("line 2, RXNY: expected a month as 202409");
    };
    for (const auto* month : {"202400", "202413", "20240", "2024-9", "190009", "204009", "202809"}) {
        INFO(month);
        CHECK(is_refused(month));
    }
    for (const auto* month : {"202401", "202412", "201409", "202709"}) {
        INFO(month);
        CHECK_FALSE(is_refused(month));
    }
}

TEST_CASE("A datum's day lies in its year, from some days before its standards are published until today, as the college says") {
    TestPlatform platform;
    platform.add_students({"2024001"});
    const auto problems = [&](const std::string& as_of, DatumDays days = {}) {
        const std::string text = "XH,indicator,academic_year,term,value,source,as_of\n2024001,XY01,2025-2026,,88,教务系统," + as_of + "\n";
        return to_text(read_status(file_of(text, platform.clock.now()), PublishedCache{platform.ports().bundles}, platform.ports().students, days)->report);
    };
    CHECK(problems("2025-06-20") == "line 2, as_of: expected a day of 2025-2026: not before 2025-06-21\n");
    CHECK(problems("2025-06-21").empty());
    CHECK(problems("2025-06-20", {.before_year = 61}).empty());
    CHECK(problems("2026-06-11").starts_with("line 2, as_of: expected a day that has been"));
    CHECK(problems("2026-06-11", {.ahead = 1}).empty());
}

TEST_CASE("Late data of a year that is over are held against the instrument that it was diagnosed with") {
    TestPlatform platform;
    platform.add_students({"2024001"});
    platform.clock.jump_to(Instant{std::chrono::sys_days{*day_from_text("2026-09-15")}.time_since_epoch()});
    auto files = bundle_folder(XUEZHEN_ASSETS "/instruments");
    for (auto& [name, text] : files) {
        for (const auto& [from, to] : {std::pair{"XY01", "XY11"}, {"\"version\": 1", "\"version\": 2"}, {"self-diagnosis@1", "self-diagnosis@2"}}) {
            for (auto at = text.find(from); at != std::string::npos && name != "notice.json"; at = text.find(from, at + 1)) {
                text.replace(at, std::string_view{from}.size(), to);
            }
        }
    }
    const auto read = domain::read_bundle(files);
    INFO((read ? std::string{} : domain::to_text(read.error())));
    REQUIRE(read);
    REQUIRE(read->current().id() == "self-diagnosis@2");
    const PublishedBundle bundle{.version = 2, .wire = "{}", .payload = *domain::bundle_members(files), .sha256 = "", .published_at = platform.clock.now(), .actor = "test"};
    wait_for<PublishVerdict>([&](Completion<PublishVerdict> done) { platform.ports().bundles.publish(bundle, {"self-diagnosis@2"}, std::move(done)); });
    const auto problems = [&](const std::string& row) {
        const std::string text = "XH,indicator,academic_year,term,value,source,as_of\n2024001," + row + "\n";
        return to_text(read_status(file_of(text, platform.clock.now()), PublishedCache{platform.ports().bundles}, platform.ports().students)->report);
    };
    CHECK(problems("XY01,2025-2026,2,80,教务系统,2026-07-01").empty());
    CHECK(problems("XY11,2026-2027,1,80,教务系统,2026-09-10").empty());
    CHECK(problems("XY11,2025-2026,2,80,教务系统,2026-07-01") == "line 2, indicator: expected the code of an indicator of self-diagnosis@1\n");
    CHECK(problems("XY01,2026-2027,1,80,教务系统,2026-09-10") == "line 2, indicator: expected the code of an indicator of self-diagnosis@2\n");
}
