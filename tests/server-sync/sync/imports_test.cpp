#include "server-sync/sync/imports.hpp"
#include "tests/support/platform/test_platform.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::testing;
using namespace xz::server::sync;

namespace {

constexpr std::string_view kHeader = "XH,XM,XBM,BH,RXNY,class_name,department_code,department_name,card_no\n";

auto roster(const std::string& rows, RandomSource& random) {
    return read_roster(std::string{kHeader} + rows, "admin", FakeClock{}.now(), std::chrono::hours{24}, random);
}

}  // namespace

TEST_CASE("A roster is taken whole, with its units and one activation code a student") {
    TestPlatform platform;
    const auto read = roster("2024001,\"张,三\",1,2401,202409,软件2401,D1,软件工程系,A1\n2024002,𠮷田·买买提,2,2401,202409,软件2401,D1,软件工程系,\n",
                             platform.random);
    REQUIRE(read);
    const auto import = [&] {
        return wait_for<RosterOutcome>(
            [&](Completion<RosterOutcome> done) { platform.ports().students.import_roster(read->import, std::move(done)); });
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
    CHECK(activate(read->codes.at(0).digits) == PinVerdict::Set);
    CHECK(activate(read->codes.at(0).digits) == PinVerdict::CodeUsed);
    CHECK(platform.ports().students.pin_keys("2024001").at(0).public_key == Bytes(32, 7));
}

TEST_CASE("An earlier roster is taken again when another one is in force") {
    TestPlatform platform;
    const auto take = [&](const std::string& name) {
        const auto read = roster("2024001," + name + ",1,2401,202409,软件2401,D1,软件工程系,\n", platform.random);
        REQUIRE(read);
        return wait_for<RosterOutcome>(
            [&](Completion<RosterOutcome> done) { platform.ports().students.import_roster(read->import, std::move(done)); });
    };
    CHECK_FALSE(take("张三").repeated);
    CHECK_FALSE(take("张山").repeated);
    CHECK_FALSE(take("张三").repeated);
    CHECK(platform.ports().students.find("2024001")->student.name == "张三");
    CHECK(take("张三").repeated);
}

TEST_CASE("Only students whose rows differ count as changed") {
    TestPlatform platform;
    const auto take = [&](const std::string& rows) {
        const auto read = roster(rows, platform.random);
        REQUIRE(read);
        return wait_for<RosterOutcome>(
            [&](Completion<RosterOutcome> done) { platform.ports().students.import_roster(read->import, std::move(done)); });
    };
    const std::string first = "2024001,张三,1,2401,202409,软件2401,D1,软件工程系,\n";
    take(first + "2024002,李四,1,2401,202409,软件2401,D1,软件工程系,A2\n");
    const auto outcome = take(first + "2024002,李四,1,2401,202409,软件2401,D1,软件工程系,A3\n");
    CHECK(outcome.added == 0);
    CHECK(outcome.changed == 1);
    CHECK(platform.ports().students.student_of_card("A3") == "2024002");
}

TEST_CASE("Every wrong field of a roster is named by line and column, and nothing is taken") {
    SystemRandom random;
    const auto read = roster("2024001,,3,2401,202413,软件2401,D1,软件工程系,\n"
                             "2024001,张三,1,2401,202409,软件2402,D1,软件工程系,\n",
                             random);
    REQUIRE_FALSE(read);
    const std::string text = to_text(read.error());
    for (const char* expected : {"line 2, XM:", "line 2, XBM:", "line 2, RXNY:", "line 3, BH:", "line 3, XH:"}) {
        CHECK(text.find(expected) != std::string::npos);
    }
}

TEST_CASE("A file that is no table is refused with the place") {
    SystemRandom random;
    const Instant now = FakeClock{}.now();
    const auto refusal = [&](std::string_view text) {
        return to_text(read_roster(text, "admin", now, std::chrono::hours{1}, random).error());
    };
    CHECK(refusal("") == "line 1: expected a header line\n");
    CHECK(refusal("XH,XH\n").find("XH: expected the column once") != std::string::npos);
    CHECK(refusal("XH,\"XM\n").find("a closing quote") != std::string::npos);
    CHECK(refusal("XH\xff\n").find("UTF-8") != std::string::npos);
    CHECK(refusal(std::string{kHeader} + "1,2\n").find("line 2: expected 9 fields") != std::string::npos);
}

TEST_CASE("Status data are held against the instrument and the directory") {
    TestPlatform platform;
    platform.add_students({"2024001"});
    const std::string header = "XH,indicator,academic_year,term,value,source,as_of\n";
    const auto read = [&](const std::string& rows) {
        return read_status(header + rows, "admin", platform.clock.now(), platform.published.current(), platform.ports().students);
    };
    const auto good = read("2024001,XY01,2025-2026,,88.5,教务系统,2026-06-01\r\n2024001,SZ03,2025-2026,,1,学工系统,2026-06-01\r\n");
    REQUIRE(good);
    CHECK(good->observations.size() == 2);
    const auto outcome = wait_for<StatusOutcome>(
        [&](Completion<StatusOutcome> done) { platform.ports().students.import_status(*good, std::move(done)); });
    CHECK(outcome.added == 2);
    CHECK(platform.ports().students.observations("2024001", Year, *day_from_text("2026-05-31")).empty());
    CHECK(platform.ports().students.observations("2024001", Year, *day_from_text("2026-06-30")).size() == 2);

    const auto bad = read("2024009,XY01,2025-2026,,88,教务系统,2026-06-01\n"
                          "2024001,XY06,2025-2026,,3,教务系统,2026-06-01\n"
                          "2024001,XY01,2025-2027,3,101,教务系统,2026-02-30\n");
    REQUIRE_FALSE(bad);
    const std::string text = to_text(bad.error());
    for (const char* expected :
         {"line 2, XH:", "line 3, indicator:", "line 4, academic_year:", "line 4, term:", "line 4, value:", "line 4, as_of:"}) {
        CHECK(text.find(expected) != std::string::npos);
    }
}

TEST_CASE("Staff rows make accounts with the classes they answer for") {
    TestPlatform platform;
    platform.add_students({"2024001"}, "2401");
    const auto read = read_staff("user,name,role,classes,from,until\nli,李老师,counselor,2401,2025-09-01,\n", "admin",
                                 platform.clock.now(), platform.ports().students);
    REQUIRE(read);
    const auto import = [&] {
        return wait_for<Repeated>([&](Completion<Repeated> done) {
            platform.ports().staff.import(read->batch, read->accounts, read->assignments, std::move(done));
        });
    };
    CHECK(import() == Repeated::No);
    CHECK(import() == Repeated::Yes);
    CHECK(platform.ports().staff.classes_of("li", *day_from_text("2026-01-01")) == std::vector<std::string>{"2401"});
    CHECK(platform.ports().staff.classes_of("li", *day_from_text("2025-08-31")).empty());

    const auto bad = read_staff("user,name,role,classes,from\nli,李老师,king,nowhere,2025-09-01\n", "admin", platform.clock.now(),
                                platform.ports().students);
    REQUIRE_FALSE(bad);
    CHECK(to_text(bad.error()).find("line 2, role:") != std::string::npos);
    CHECK(to_text(bad.error()).find("line 2, classes:") != std::string::npos);
}
