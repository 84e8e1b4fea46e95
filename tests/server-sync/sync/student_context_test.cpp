#include "server-sync/sync/student_context.hpp"
#include "tests/support/platform/test_platform.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::testing;

TEST_CASE("A login brings the masked name, this year's status data, last year's diagnosis and what became of submissions") {
    TestPlatform platform;
    platform.add_students({"2024001"});
    platform.add_status("2024001", "XY01", "71");
    platform.add_status("2024001", "XY01", "72.5");  // a correction of the same day
    TestTerminal kiosk = platform.add_terminal("kiosk-01");
    (void)platform.receive(kiosk, {platform.envelope(kiosk, "2024001")});
    (void)platform.process();
    const server::sync::PublishedCache published{platform.ports().bundles};
    const server::sync::RecordVault vault{platform.ports().records, platform.ports().student_keys, platform.random};
    const server::sync::StudentContexts contexts{platform.ports(), published, vault};

    CHECK_FALSE(contexts.assemble("nobody", platform.clock.now()));
    const auto now = contexts.assemble("2024001", platform.clock.now());
    REQUIRE(now);
    CHECK(now->masked_name == "买*·阿*");
    CHECK(now->class_name == "C1班");
    CHECK(now->department == "软件工程系");
    CHECK(now->grade == 2);
    CHECK(now->academic_year == Year);
    REQUIRE(now->status_data.size() == 1);
    CHECK(now->status_data[0].value == "72.5");
    CHECK_FALSE(now->last_diagnosis);
    REQUIRE(now->submissions.size() == 1);
    CHECK(now->submissions[0].status == protocol::SubmissionStatus::Counted);
    CHECK(protocol::decode_student_context(protocol::encode(*now)));

    platform.clock.advance(std::chrono::hours{24 * 365});
    const auto later = contexts.assemble("2024001", platform.clock.now());
    REQUIRE(later);
    CHECK(later->academic_year == "2026-2027");
    CHECK(later->grade == 3);
    REQUIRE(later->last_diagnosis);
    CHECK(later->last_diagnosis->academic_year == Year);
    CHECK(later->last_diagnosis->dimensions.size() == platform.published.current().dimensions.size());
    CHECK_FALSE(later->last_diagnosis->answers.empty());
    CHECK(protocol::decode_student_context(protocol::encode(*later)));
}
