#include "server-sync/sync/student_context.hpp"
#include "terminal/ui/flow/session.hpp"
#include "tests/server-sync/sync/spiral_platform.hpp"
#include "terminal/core/protocol/report_seal.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::testing;
namespace flow = xz::ui::flow;

namespace {

constexpr const char* Next = "2026-2027";

void import(TestPlatform& platform, const std::string& year, const char* as_of, const std::vector<std::pair<std::string, std::string>>& values) {
    server::sync::StatusImport import;
    import.batch = {.hash = year + as_of, .kind = "status", .actor = "test", .at = platform.clock.now(), .accepted = values.size()};
    for (const auto& [indicator, value] : values)
        import.observations.push_back({SpiralPlatform::Student, indicator, year, "", value, "教务系统", *day_from_text(as_of)});
    server::sync::wait_for<server::sync::StatusOutcome>(
        [&](server::sync::Completion<server::sync::StatusOutcome> done) { platform.ports().students.import_status(import, std::move(done)); });
}

// At a terminal: signed in, with what the platform tells and that form.
flow::Session signed_in(SpiralPlatform& platform, std::shared_ptr<const domain::Published> published) {
    const server::sync::StudentContexts contexts{platform.ports(), platform.cache, platform.vault, platform.receipt_key};
    flow::Session session;
    session.mode = flow::LoginMode::Online;
    session.student_no = SpiralPlatform::Student;
    session.published = std::move(published);
    const auto told = protocol::decode_student_context(protocol::encode(*contexts.assemble(SpiralPlatform::Student, platform.clock.now())));
    REQUIRE(told);
    flow::take_context(session, std::make_shared<const protocol::StudentContext>(*told), platform.clock.now());
    return session;
}

const domain::ReportDimension& studies(const flow::HandedIn& handed_in) {
    return *std::find_if(handed_in.report.dimensions.begin(), handed_in.report.dimensions.end(),
                         [](const auto& dimension) { return dimension.code == "XY"; });
}

}  // namespace

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
    const server::sync::StudentContexts contexts{platform.ports(), published, vault, platform.receipt_key};

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
    const auto standing = domain::year_standing_from_json(now->plan);
    REQUIRE((standing && *standing));
    const auto seal = protocol::decode_report_seal((*standing)->diagnosis.seal);
    REQUIRE(seal);
    CHECK(seal->id == now->submissions[0].id);
    CHECK(protocol::is_signed_by(*seal, platform.receipt_key.verify_key()));
    CHECK((*standing)->diagnosis.seal.find("2024001") == std::string::npos);

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

TEST_CASE("The student's report compares imported values of two years, where their definitions are the same") {
    SpiralPlatform platform;
    import(platform, Year, "2026-06-20", {{"XY01", "60"}, {"XY02", "6"}, {"XY03", "6"}, {"XY04", "70"}, {"XY05", "80"}});
    import(platform, Year, "2026-07-06", {{"XY01", "99"}});  // after the year's freeze
    platform.at("2026-06-25");
    (void)platform.hand_in(platform.diagnosis(SpiralPlatform::Student));
    import(platform, Next, "2027-03-01", {{"XY01", "85"}, {"XY02", "1"}, {"XY03", "0"}, {"XY04", "95"}, {"XY05", "100"}});
    platform.at("2027-04-20");

    const auto reported = [&](auto&& change) {
        auto published = std::make_shared<domain::Published>(platform.published);
        change(*published);
        auto session = signed_in(platform, published);
        session.diagnosis.draft.emplace();
        session.diagnosis.draft->academic_year = Next;
        session.diagnosis.draft->instrument = published->current().id();
        return flow::hand_in(session, platform.clock.now());
    };
    const auto same = reported([](domain::Published&) {});
    CHECK(studies(*same).change.trend == domain::Trend::Progress);
    CHECK(same->report.compared.contains("XY01"));
    REQUIRE(same->last_year);
    REQUIRE(same->last_year->sheet);
    CHECK(same->last_year->sheet->of(*same->instrument->find("XY01")) == domain::Answer{domain::Decimal{60}});

    const auto newer = [](domain::Published& published) {
        auto next = published.current();
        next.version += 1;
        for (auto& dimension : next.dimensions)
            for (auto& indicator : dimension.indicators)
                if (indicator.code == "XY01") indicator.thresholds->pass = domain::Decimal{50};
        published.instruments.push_back(std::move(next));
    };
    const auto redefined = reported(newer);
    CHECK_FALSE(redefined->report.compared.contains("XY01"));
    CHECK(redefined->report.compared.contains("XY02"));

    const auto forgotten = reported([&](domain::Published& published) {
        newer(published);
        published.instruments.erase(published.instruments.begin());
    });
    CHECK_FALSE(forgotten->last_year->sheet);
    CHECK(forgotten->report.compared.empty());
    CHECK(studies(*forgotten).radar_last_year);
}

TEST_CASE("What staff reject of a student's evidence is judged so in the student's own report") {
    SpiralPlatform platform;
    platform.at("2026-06-20");
    const auto record = platform.hand_in(platform.diagnosis_with([](domain::Diagnosis& diagnosis) { diagnosis.answers.set("LD03", domain::Decimal{2}); }));
    const auto published = std::make_shared<const domain::Published>(platform.published);
    const auto judged = [&] {
        const auto session = signed_in(platform, published);
        REQUIRE(session.handed_in);
        for (const auto& each : session.handed_in->report.indicators)
            if (each.result.code == "LD03") return std::pair{each.result.score.has_value(), each.value.pending};
        throw std::logic_error{"no LD03"};
    };
    const auto verify = [&](domain::Verification verification) {
        return SpiralPlatform::taken([&](auto done) {
            platform.proceedings.verify(platform.looked_at(record), "LD03", verification, platform.counselor, platform.clock.now(), done);
        });
    };
    CHECK(judged() == std::pair{true, true});
    CHECK(verify(domain::Verification::Confirmed) == server::sync::Verdict::Done);
    CHECK(judged() == std::pair{true, false});
    CHECK(verify(domain::Verification::Rejected) == server::sync::Verdict::Done);
    CHECK(judged() == std::pair{false, false});

    // Nor is it an answer of last year's.
    platform.at("2027-06-20");
    CHECK_FALSE(signed_in(platform, published).context->last_diagnosis->answers.contains("LD03"));
}
