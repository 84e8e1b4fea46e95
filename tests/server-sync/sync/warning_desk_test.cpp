#include "server-sync/sync/warning_desk.hpp"

#include "server-sync/sync/imports.hpp"
#include "tests/support/platform/test_platform.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::testing;
using namespace xz::server::sync;
using domain::Actor;

namespace {

const Stepper Counselor{Actor::Counselor, "staff:li"};
const Stepper Quality{Actor::QualityOffice, "staff:wang"};
const domain::WarningKey Marks{"XY01", Year, "2"};

struct Site {
    Site() { platform.add_students({"2024001", "2024002"}); }

    StatusOutcome import(const std::string& rows) {
        const std::string text = "XH,indicator,academic_year,term,value,source,as_of\n" + rows;
        const PublishedCache cache{platform.ports().bundles};
        const auto read = read_status({.bytes = text, .actor = "admin", .now = platform.clock.now()}, cache, platform.ports().students);
        REQUIRE(read);
        REQUIRE(to_text(read->report) == "");
        return wait_for<StatusOutcome>(
            [&](Completion<StatusOutcome> done) { platform.ports().students.import_status(read->import, std::move(done)); });
    }
    void execute(const std::string& sql) {
        published.reset();  // it reads the store that is opened anew
        platform.execute(sql);
    }
    void put(const std::string& number, const std::string& status) {
        auto student = platform.ports().students.find(number)->student;
        student.status = status;
        RosterImport roster{.batch = {.hash = "roster " + std::to_string(++rosters), .kind = "students", .actor = "test", .at = platform.clock.now()},
                            .units = {},
                            .students = {student},
                            .codes = {}};
        wait_for<RosterOutcome>([&](Completion<RosterOutcome> done) { platform.ports().students.import_roster(roster, std::move(done)); });
    }
    WarningDesk desk() {
        if (!published) published.emplace(platform.ports().bundles);
        return {platform.ports(), *published, platform.random};
    }
    Evaluation evaluate() { return desk().evaluate_marked(platform.clock.now()); }
    domain::WarningCard card(const std::string& rule = "XY01") {
        for (const auto& card : desk().warnings_of("2024001", Year).cards) {
            if (card.raised.key.rule == rule) return card;
        }
        throw std::runtime_error{"no card of " + rule};
    }
    std::string state() { return std::string{domain::name_of(card().state)}; }
    template <typename Step>
    Verdict step(Step&& step) {
        return wait_for<Verdict>([&](Completion<Verdict> done) { step(desk(), std::move(done)); });
    }
    std::vector<StoredObjection> open() { return platform.ports().warnings.open_objections_of_class("C1"); }
    Verdict vouch(const Stepper& by, const std::string& reason) {
        return step([&](const WarningDesk& desk, auto done) { desk.vouch("2024001", Marks, reason, by, platform.clock.now(), done); });
    }
    Verdict acknowledge() {
        return step([&](const WarningDesk& desk, auto done) { desk.acknowledge("2024001", Marks, {"a1"}, platform.clock.now(), done); });
    }
    Verdict act(const Stepper& by, const std::string& task) {
        return step([&](const WarningDesk& desk, auto done) { desk.act("2024001", Marks, task, by, {}, platform.clock.now(), done); });
    }
    Verdict resolve(const Stepper& by, const std::string& reason) {
        return step([&](const WarningDesk& desk, auto done) { desk.resolve("2024001", Marks, reason, by, platform.clock.now(), done); });
    }
    Verdict object(const std::string& indicator, const std::string& text) {
        return step([&](const WarningDesk& desk, auto done) { desk.object("2024001", Year, indicator, text, {"a2"}, platform.clock.now(), done); });
    }
    std::string log() {
        std::string text;
        for (const auto& step : platform.ports().warnings.steps_of("2024001", Year)) text += step.action + " by " + step.actor + "; ";
        return text;
    }

    TestPlatform platform;
    int rosters = 0;
    std::optional<PublishedCache> published;
};

}  // namespace

TEST_CASE("A warning goes its small loop, every step on record, its words sealed") {
    Site site;
    site.import("2024001,XY01,2025-2026,2,45,教务系统,2026-06-01\n");
    const auto evaluated = site.evaluate();
    CHECK(evaluated.students == 1);
    CHECK(evaluated.raised == 1);
    CHECK(site.state() == "triggered");
    CHECK(site.act({}, "补考") == Verdict::WrongState);
    wait_for<bool>([&](Completion<bool> done) {  // notify() answers nobody: what is queued behind it shows that it is done
        site.desk().notify("2024001", Year, site.platform.clock.now());
        site.platform.ports().quarantine.resolve(99, Resolution::Discarded, "x", site.platform.clock.now(), std::move(done));
    });
    CHECK(site.state() == "notified");
    CHECK(site.acknowledge() == Verdict::Done);
    CHECK(site.acknowledge() == Verdict::WrongState);
    CHECK(site.act({}, " ") == Verdict::ReasonMissing);
    CHECK(site.act({}, "每周三答疑补高数") == Verdict::Done);
    CHECK(domain::text_of(site.card().state) == "每周三答疑补高数");
    CHECK(site.platform.dump().find("每周三") == std::string::npos);
    CHECK(site.resolve({}, "我自己说好了") == Verdict::WrongActor);
    CHECK(site.resolve(Counselor, "") == Verdict::ReasonMissing);
    CHECK(site.resolve(Counselor, "补考通过") == Verdict::Done);
    CHECK(site.state() == "resolved");
    CHECK(site.log() == "trigger by platform; notify by platform; acknowledge by student; act by student; resolve by staff:li; ");
    const auto audit = site.platform.ports().audit.entries(0, 100);
    CHECK(std::any_of(audit.begin(), audit.end(), [](const auto& entry) { return entry.action == "warning.resolve" && entry.actor == "staff:li"; }));
    CHECK(site.step([&](const WarningDesk& desk, auto done) {
        desk.acknowledge("2024002", Marks, {}, site.platform.clock.now(), done);
    }) == Verdict::NotFound);
}

TEST_CASE("Acknowledging what no login brought counts as having been shown it") {
    Site site;
    site.import("2024001,XY01,2025-2026,2,45,教务系统,2026-06-01\n");
    site.evaluate();
    CHECK(site.acknowledge() == Verdict::Done);
    CHECK(site.log() == "trigger by platform; notify by platform; acknowledge by student; ");
}

TEST_CASE("A counselor goes on with a warning whose student does not answer, once the response is overdue, and says why") {
    Site site;
    site.import("2024001,XY01,2025-2026,2,45,教务系统,2026-06-01\n");
    site.evaluate();
    const auto due = site.card().due;
    const auto at = [&](std::chrono::sys_days day) { site.platform.clock.jump_to(Instant{day.time_since_epoch() + std::chrono::hours{4}}); };
    at(std::chrono::sys_days{due});
    CHECK(site.vouch(Counselor, "一直联系不上") == Verdict::TooEarly);
    at(std::chrono::sys_days{due} + std::chrono::days{1});
    CHECK(site.act(Counselor, "面谈") == Verdict::WrongState);
    CHECK(site.vouch({}, "我看过了") == Verdict::WrongActor);
    CHECK(site.vouch(Counselor, " ") == Verdict::ReasonMissing);
    CHECK(site.vouch(Counselor, "一直联系不上") == Verdict::Done);
    CHECK(site.state() == "acknowledged");
    CHECK(site.vouch(Counselor, "再一次") == Verdict::WrongState);
    CHECK(site.act(Counselor, "面谈") == Verdict::Done);
    const auto steps = site.desk().steps_of("2024001", Year);
    REQUIRE(steps.size() == 3);
    CHECK(steps[1].step.action == "vouch");
    CHECK(steps[1].words == "一直联系不上");
    CHECK(site.platform.dump().find("联系不上") == std::string::npos);
}

TEST_CASE("What an import marked is evaluated after a crash before its evaluation") {
    Site site;
    site.import("2024001,XY01,2025-2026,2,45,教务系统,2026-06-01\n");
    site.published.reset();
    site.platform.restart();
    CHECK(site.desk().warnings_of("2024001", Year).cards.empty());
    CHECK(site.evaluate().raised == 1);
    CHECK(site.evaluate().students == 0);
}

TEST_CASE("An objection that is upheld withdraws the datum, ends its warning and has the student scored again") {
    Site site;
    site.import("2024001,XY01,2025-2026,2,45,教务系统,2026-06-01\n2024001,XY02,2025-2026,,0,教务系统,2026-06-01\n");
    site.evaluate();
    CHECK(site.object("XY01", " ") == Verdict::ReasonMissing);
    CHECK(site.object("SX01", "没有") == Verdict::NotFound);
    CHECK(site.object("XY01", "成绩登错了，应为 85") == Verdict::Done);
    CHECK(site.object("XY01", "再说一次") == Verdict::OnceOnly);
    CHECK(site.card().objection == domain::ObjectionState::Open);
    CHECK(site.platform.dump().find("登错") == std::string::npos);
    const auto open = site.open();
    REQUIRE(open.size() == 1);
    CHECK(site.desk().objection(open[0].number)->text == "成绩登错了，应为 85");
    CHECK(open[0].value == "45");
    const auto uphold = [&](const Stepper& by, const std::string& answer) {
        return site.step([&](const WarningDesk& desk, auto done) { desk.uphold(open[0].number, answer, by, site.platform.clock.now(), done); });
    };
    CHECK(uphold({}, "对") == Verdict::WrongActor);
    CHECK(uphold({Actor::Teacher, "staff:zhao"}, "对") == Verdict::WrongActor);
    CHECK(uphold(Counselor, "") == Verdict::ReasonMissing);
    CHECK(uphold(Quality, "教务处已更正") == Verdict::Done);
    CHECK(uphold(Quality, "教务处已更正") == Verdict::WrongState);
    CHECK(site.state() == "data_error");
    CHECK(site.card().objection == domain::ObjectionState::Upheld);
    CHECK(site.card().objection_answer == "教务处已更正");
    const auto counts = site.platform.ports().students.observations("2024001", Year, *day_from_text("2026-06-30"));
    REQUIRE(counts.size() == 1);
    CHECK(counts[0].indicator == "XY02");
    CHECK(site.platform.ports().warnings.to_evaluate(10).size() == 1);
    site.evaluate();
    CHECK(site.state() == "data_error");
    // The very same file again: said before, and still withdrawn.
    CHECK(site.import("2024001,XY01,2025-2026,2,45,教务系统,2026-06-01\n").unchanged == 1);
    // What the college corrects counts.
    site.import("2024001,XY01,2025-2026,2,85,教务系统,2026-06-01\n");
    site.evaluate();
    CHECK(site.platform.ports().students.observations("2024001", Year, *day_from_text("2026-06-30")).size() == 2);
}

TEST_CASE("An objection from a warning's card is to that term's datum, and ends no other term's warning") {
    Site site;
    site.import("2024001,XY01,2025-2026,1,45,教务系统,2026-01-20\n2024001,XY01,2025-2026,2,62,教务系统,2026-06-01\n");
    site.evaluate();
    REQUIRE(site.desk().warnings_of("2024001", Year).cards.size() == 2);
    const domain::WarningKey first{"XY01", Year, "1"};
    CHECK(site.object("XY01/2024-2025/1", "旧的") == Verdict::NotFound);
    CHECK(site.object("XY02/2025-2026/1", "没有") == Verdict::NotFound);
    CHECK(site.object(to_text(first), "第一学期登错了") == Verdict::Done);
    const auto open = site.open();
    REQUIRE(open.size() == 1);
    CHECK(open[0].value == "45");
    CHECK(open[0].term == "1");
    CHECK(site.step([&](const WarningDesk& desk, auto done) { desk.uphold(open[0].number, "已更正", Quality, site.platform.clock.now(), done); }) ==
          Verdict::Done);
    for (const auto& card : site.desk().warnings_of("2024001", Year).cards) {
        const bool is_first = card.raised.key == first;
        CHECK(domain::name_of(card.state) == (is_first ? "data_error" : "triggered"));
        CHECK(card.objection == (is_first ? domain::ObjectionState::Upheld : domain::ObjectionState::None));
    }
    // By its indicator the datum is meant that the diagnosis shows: none after its freeze.
    site.platform.clock.jump_to(Instant{std::chrono::sys_days{*day_from_text("2026-07-08")}.time_since_epoch()});
    site.import("2024001,XY01,2025-2026,2,64,教务系统,2026-07-06\n");
    CHECK(site.object("XY01", "第二学期") == Verdict::Done);
    CHECK(site.open().at(0).value == "62");
}

TEST_CASE("A student who comes back is warned of what was imported while on leave") {
    Site site;
    site.put("2024001", "suspended");
    site.import("2024001,XY01,2025-2026,2,45,教务系统,2026-06-01\n");
    CHECK(site.evaluate().raised == 0);
    site.put("2024001", "suspended");
    CHECK(site.platform.ports().warnings.to_evaluate(10).empty());
    site.put("2024001", "active");
    CHECK(site.evaluate().raised == 1);
    CHECK(site.state() == "triggered");
}

TEST_CASE("One whose warnings cannot be written holds up nobody, nor does the mark of nobody") {
    Site site;
    site.import("2024001,XY01,2025-2026,2,45,教务系统,2026-06-01\n2024002,XY01,2025-2026,2,62,教务系统,2026-06-01\n");
    site.execute("INSERT INTO evaluation (student_no, academic_year) VALUES ('2024999', '2025-2026')");
    site.execute("CREATE TRIGGER no_warning BEFORE INSERT ON warning WHEN NEW.student_no = '2024001' BEGIN SELECT RAISE (ABORT, 'no'); END");
    CHECK(site.evaluate().raised == 1);
    const auto left = site.platform.ports().warnings.to_evaluate(10);
    REQUIRE(left.size() == 1);
    CHECK(left[0].student_no == "2024001");
    CHECK(site.desk().warnings_of("2024002", Year).cards.size() == 1);
    site.execute("DROP TRIGGER no_warning");
    CHECK(site.evaluate().raised == 1);
}

TEST_CASE("An objection that is dismissed changes nothing but its answer; one to a datum without warning is shown by itself") {
    Site site;
    site.import("2024001,XY01,2025-2026,2,88,教务系统,2026-06-01\n");
    site.evaluate();
    CHECK(site.object("XY01", "应为 90") == Verdict::Done);
    const auto number = site.open().at(0).number;
    CHECK(site.step([&](const WarningDesk& desk, auto done) { desk.dismiss(number, "已核对试卷", Counselor, site.platform.clock.now(), done); }) ==
          Verdict::Done);
    const auto warnings = site.desk().warnings_of("2024001", Year);
    CHECK(warnings.cards.empty());
    REQUIRE(warnings.objections.size() == 1);
    CHECK(warnings.objections[0].state == domain::ObjectionState::Dismissed);
    CHECK(warnings.objections[0].answer == "已核对试卷");
    CHECK(site.platform.ports().students.observations("2024001", Year, *day_from_text("2026-06-30")).size() == 1);
    CHECK(domain::warnings_from_json(domain::to_json(warnings)).value() == warnings);
}

TEST_CASE("Warnings of a year that is over expire, once") {
    Site site;
    site.import("2024001,XY01,2025-2026,2,45,教务系统,2026-06-01\n2024002,XY01,2025-2026,2,62,教务系统,2026-06-01\n");
    site.evaluate();
    CHECK(site.desk().expire(site.platform.clock.now()) == 0);
    site.platform.clock.advance(std::chrono::hours{24 * 100});
    CHECK(site.desk().expire(site.platform.clock.now()) == 2);
    CHECK(site.state() == "expired");
    CHECK(site.desk().expire(site.platform.clock.now()) == 0);
}

TEST_CASE("A counselor sees the open warnings of a class, by student") {
    Site site;
    site.import("2024001,XY01,2025-2026,2,45,教务系统,2026-06-01\n2024002,XY01,2025-2026,2,62,教务系统,2026-06-01\n");
    site.evaluate();
    const auto lines = site.desk().of_class("C1", Year);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].student_no == "2024001");
    CHECK(lines[0].raised.colour == domain::Colour::Red);
    CHECK(lines[1].raised.colour == domain::Colour::Yellow);
    CHECK(site.desk().of_class("C2", Year).empty());
}
