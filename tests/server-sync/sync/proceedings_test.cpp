#include "server-sync/sync/proceedings.hpp"
#include "tests/server-sync/sync/spiral_platform.hpp"
#include "tests/support/bundle_folder.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::testing;
using protocol::RecordKind;
using server::sync::Verdict;

TEST_CASE("A plan is opened, returned with a reason, revised and approved, and every step is on record and audited") {
    SpiralPlatform platform;
    const auto first = platform.hand_in(platform.plan());
    const auto now = platform.clock.now();
    CHECK(SpiralPlatform::taken([&](auto done) {
              platform.proceedings.approve_plan(platform.looked_at(first), "", platform.counselor, now, done);
          }) == Verdict::WrongState);  // nobody has opened it
    CHECK(SpiralPlatform::taken([&](auto done) {
              platform.proceedings.open_plan(platform.looked_at(first), platform.lead, now, done);
          }) == Verdict::WrongActor);
    CHECK(SpiralPlatform::taken([&](auto done) {
              platform.proceedings.open_plan(platform.looked_at(first), platform.counselor, now, done);
          }) == Verdict::Done);
    CHECK(SpiralPlatform::taken([&](auto done) {
              platform.proceedings.return_plan(platform.looked_at(first), "  ", platform.counselor, now, done);
          }) == Verdict::ReasonMissing);
    CHECK(SpiralPlatform::taken([&](auto done) {
              platform.proceedings.return_plan(platform.looked_at(first), "目标要能衡量", platform.counselor, now, done);
          }) == Verdict::Done);
    CHECK(platform.plan_state() == "returned");
    auto found = platform.proceedings.plan_case(SpiralPlatform::Student, Year);
    REQUIRE(found);
    CHECK(domain::reason_of(found->standing.state) == "目标要能衡量");
    CHECK(found->standing.latest == SpiralPlatform::a_plan());
    CHECK(found->steps.back().words == "目标要能衡量");

    const auto second = platform.hand_in(SpiralPlatform::revision_of(first, platform.plan(SpiralPlatform::a_plan("均分 82"))));
    CHECK(platform.plan_state() == "submitted");
    platform.approve(second);
    found = platform.proceedings.plan_case(SpiralPlatform::Student, Year);
    CHECK(platform.plan_state() == "active");
    CHECK(found->standing.revision == 2);
    CHECK(found->standing.active == SpiralPlatform::a_plan("均分 82"));
    CHECK(found->standing.comment == "目标要能衡量");
    std::vector<std::string> actions;
    for (const auto& step : found->steps) actions.push_back(step.step.action);
    CHECK(actions == std::vector<std::string>{"submit", "open", "return", "submit", "open", "approve"});

    std::vector<std::string> audited;
    for (const auto& entry : platform.ports().audit.entries(0, 100)) {
        CHECK(entry.actor == "staff:fdy");
        CHECK(entry.subject == SpiralPlatform::Student);
        audited.push_back(entry.action);
    }
    CHECK(audited == std::vector<std::string>{"plan.open", "plan.return", "plan.open", "plan.approve"});
    CHECK_FALSE(platform.ports().audit.first_broken());
}

TEST_CASE("Staff decide on the record that they looked at, not on one that replaced it meanwhile") {
    SpiralPlatform platform;
    const auto first = platform.hand_in(platform.plan());
    (void)SpiralPlatform::taken([&](auto done) {
        platform.proceedings.open_plan(platform.looked_at(first), platform.counselor, platform.clock.now(), done);
    });
    const auto second = platform.hand_in(SpiralPlatform::revision_of(first, platform.plan(SpiralPlatform::a_plan("改过的"))));
    CHECK(platform.plan_state() == "submitted");
    CHECK(SpiralPlatform::taken([&](auto done) {
              platform.proceedings.approve_plan(platform.looked_at(first), "", platform.counselor, platform.clock.now(), done);
          }) == Verdict::WrongState);
    CHECK(SpiralPlatform::taken([&](auto done) {
              platform.proceedings.open_plan(platform.looked_at(second), platform.counselor, platform.clock.now(), done);
          }) == Verdict::Done);
}

TEST_CASE("A plan is taken back until somebody has opened it, and what was taken back never stands again") {
    SpiralPlatform platform;
    const auto withdraw = [&](const protocol::RecordContent& content) {
        return SpiralPlatform::taken([&](auto done) {
            platform.proceedings.withdraw_plan(content.student_no, content.id, {"action"}, platform.clock.now(), done);
        });
    };
    const auto first = platform.hand_in(platform.plan());
    CHECK(withdraw(first) == Verdict::Done);
    CHECK(platform.plan_state() == "draft");
    CHECK(platform.head(first).withdrawn);
    CHECK(platform.ports().records.standing(SpiralPlatform::Student).empty());
    CHECK(platform.ports().actions.answered(SpiralPlatform::Student, {"action"}) == Verdict::Done);

    // Handed in anew, by a kiosk that knows nothing of the first.
    platform.clock.advance(std::chrono::minutes{5});
    const auto second = platform.hand_in(platform.plan(SpiralPlatform::a_plan("从头再来")));
    CHECK(platform.proceeding(RecordKind::Plan).record == second.id);
    (void)SpiralPlatform::taken([&](auto done) {
        platform.proceedings.open_plan(platform.looked_at(second), platform.counselor, platform.clock.now(), done);
    });
    CHECK(withdraw(second) == Verdict::WrongState);
    CHECK(withdraw(first) == Verdict::WrongState);
    CHECK(SpiralPlatform::taken([&](auto done) {
              platform.proceedings.withdraw_plan("2024002", second.id, {"other"}, platform.clock.now(), done);
          }) == Verdict::NotFound);

    // A revision that is taken back leaves the one in force.
    (void)SpiralPlatform::taken([&](auto done) {
        platform.proceedings.approve_plan(platform.looked_at(second), "", platform.counselor, platform.clock.now(), done);
    });
    const auto revision = platform.hand_in(SpiralPlatform::revision_of(second, platform.plan(SpiralPlatform::a_plan("再改"))));
    CHECK(platform.plan_state() == "revision_submitted");
    CHECK(withdraw(revision) == Verdict::Done);
    CHECK(platform.plan_state() == "active");
    CHECK(platform.proceeding(RecordKind::Plan).record == second.id);
    CHECK(platform.ports().records.standing(SpiralPlatform::Student).at(0).id == second.id);
}

TEST_CASE("Whatever the order of arrival, the same of two plans with one base waits for review") {
    for (const bool swapped : {false, true}) {
        SpiralPlatform platform;
        auto by_pin = platform.plan(SpiralPlatform::a_plan("离线写的"));
        const auto online = platform.plan(SpiralPlatform::a_plan("在线写的"));
        std::vector<std::string> envelopes{platform.kiosk.seal(by_pin, &platform.pin_of(SpiralPlatform::Student), platform.clock.now()),
                                           platform.sealed(online)};
        if (swapped) std::swap(envelopes[0], envelopes[1]);
        for (const auto& envelope : envelopes) {
            (void)platform.receive(platform.kiosk, {envelope});
            (void)platform.process();
        }
        CHECK(platform.proceeding(RecordKind::Plan).record == online.id);
        CHECK(platform.plan_state() == "submitted");
        const auto list = platform.proceedings.of_class("C1", RecordKind::Plan, Year);
        REQUIRE(list.size() == 2);
        CHECK(list[0].versions == 2);
        CHECK(list[0].proceeding.record == online.id);
        CHECK(list[1].proceeding.steps == 0);
    }
}

TEST_CASE("A plan that its student disowns gives way to what was there before, unless staff has opened it") {
    SpiralPlatform platform;
    const auto disown = [&](const protocol::RecordContent& content) {
        return SpiralPlatform::taken([&](auto done) {
            platform.ports().records.disown(content.student_no, content.id, {}, platform.clock.now(), done);
        });
    };
    const auto first = platform.hand_in(platform.plan());
    platform.approve(first);
    const auto foreign = platform.hand_in(SpiralPlatform::revision_of(first, platform.plan(SpiralPlatform::a_plan("不是我写的"))));
    CHECK(platform.plan_state() == "revision_submitted");
    CHECK(disown(foreign) == Verdict::Done);
    CHECK(platform.plan_state() == "active");
    CHECK(platform.ports().proceedings.steps_of({SpiralPlatform::Student, RecordKind::Plan, Year}).back().action == "disown");
    CHECK(disown(foreign) == Verdict::NotFound);
    CHECK(disown(first) == Verdict::WrongState);
    CHECK(platform.plan_state() == "active");
    CHECK(platform.head(first).status == protocol::SubmissionStatus::Counted);

    // 是我 after all: it is counted once more, and waits for review again.
    CHECK(server::sync::wait_for<bool>([&](auto done) {
        platform.ports().records.claim(SpiralPlatform::Student, foreign.id, {}, platform.clock.now(), done);
    }));
    (void)platform.process();
    CHECK(platform.plan_state() == "revision_submitted");
    CHECK(platform.ports().quarantine.open_cases(0, 10).empty());
    platform.return_plan(foreign, "目标要能衡量");
    CHECK(disown(foreign) == Verdict::WrongState);
    CHECK(platform.plan_state() == "revision_returned");
}

TEST_CASE("A diagnosis is confirmed, reopened by the department with a reason, and archived when its year is over") {
    SpiralPlatform platform;
    platform.at("2026-06-20");
    const auto first = platform.hand_in_offline(platform.diagnosis(SpiralPlatform::Student));
    const auto confirm = [&](const protocol::RecordContent& content) {
        return SpiralPlatform::taken([&](auto done) {
            platform.proceedings.confirm_diagnosis(platform.looked_at(content), "写得实在", platform.counselor, platform.clock.now(), done);
        });
    };
    CHECK(confirm(first) == Verdict::Done);
    CHECK(platform.proceedings.diagnosis_case(SpiralPlatform::Student, Year)->standing.comment == "写得实在");

    // What comes beside a confirmed one is kept and does not move it, though its proof would win.
    const auto late = platform.hand_in(platform.diagnosis(SpiralPlatform::Student, 1));
    CHECK(platform.head(late).status == protocol::SubmissionStatus::Counted);
    CHECK(platform.head(late).superseded);
    CHECK(platform.diagnosis_state() == "confirmed");
    CHECK(platform.ports().results.find(SpiralPlatform::Student, Year)->record_id == first.id);

    CHECK(SpiralPlatform::taken([&](auto done) {
              platform.proceedings.reopen_diagnosis(platform.looked_at(first), "成绩更正", platform.lead, platform.clock.now(), done);
          }) == Verdict::Done);
    CHECK(platform.ports().results.find(SpiralPlatform::Student, Year)->record_id == first.id);
    platform.clock.advance(std::chrono::hours{1});
    const auto second = platform.hand_in(SpiralPlatform::revision_of(first, platform.diagnosis(SpiralPlatform::Student, 4)));
    CHECK(platform.diagnosis_state() == "submitted");
    CHECK(platform.proceeding(RecordKind::Diagnosis).record == second.id);
    CHECK(confirm(first) == Verdict::WrongState);
    CHECK(confirm(second) == Verdict::Done);

    CHECK(platform.proceedings.archive(platform.clock.now()) == 0);
    platform.at("2026-09-02");
    CHECK(platform.proceedings.archive(platform.clock.now()) == 1);
    CHECK(platform.proceedings.archive(platform.clock.now()) == 0);
    CHECK(platform.diagnosis_state() == "archived");
    CHECK(SpiralPlatform::taken([&](auto done) {
              platform.proceedings.reopen_diagnosis(platform.looked_at(second), "太迟", platform.lead, platform.clock.now(), done);
          }) == Verdict::WrongState);
}

TEST_CASE("What answers a return stands, even from a kiosk that knew nothing of the first") {
    SpiralPlatform platform;
    platform.at("2026-06-20");
    const auto first = platform.hand_in(platform.diagnosis(SpiralPlatform::Student, 2));
    platform.clock.advance(std::chrono::hours{1});
    (void)SpiralPlatform::taken([&](auto done) {
        platform.proceedings.return_diagnosis(platform.looked_at(first), "请补充", platform.counselor, platform.clock.now(), done);
    });
    platform.clock.advance(std::chrono::hours{1});
    const auto second = platform.hand_in(platform.diagnosis(SpiralPlatform::Student, 4));
    CHECK(platform.head(first).withdrawn);
    CHECK(platform.proceeding(RecordKind::Diagnosis).record == second.id);
    CHECK(platform.ports().results.find(SpiralPlatform::Student, Year)->record_id == second.id);
}

TEST_CASE("A counselor's verdict of evidence scores the diagnosis again") {
    SpiralPlatform platform;
    platform.at("2026-06-20");
    const auto record = platform.hand_in(platform.diagnosis_with([](domain::Diagnosis& diagnosis) { diagnosis.answers.set("LD03", domain::Decimal{2}); }));
    const auto scored = [&] {
        const auto result = platform.ports().results.find(SpiralPlatform::Student, Year);
        return std::any_of(result->indicators.begin(), result->indicators.end(), [](const auto& each) { return each.code == "LD03"; });
    };
    const auto verify = [&](const std::string& indicator, domain::Verification verification, const server::sync::Stepper& by) {
        return SpiralPlatform::taken([&](auto done) {
            platform.proceedings.verify(platform.looked_at(record), indicator, verification, by, platform.clock.now(), done);
        });
    };
    CHECK(scored());
    CHECK(verify("SX03", domain::Verification::Rejected, platform.counselor) == Verdict::NotFound);
    CHECK(verify("LD03", domain::Verification::Rejected, platform.lead) == Verdict::WrongActor);
    CHECK(verify("LD03", domain::Verification::Rejected, platform.counselor) == Verdict::Done);
    CHECK(platform.process().counted == 0);
    CHECK_FALSE(scored());
    const auto found = platform.proceedings.diagnosis_case(SpiralPlatform::Student, Year);
    const auto evidence = std::find_if(found->evidence.begin(), found->evidence.end(), [](const auto& each) { return each.indicator == "LD03"; });
    REQUIRE(evidence != found->evidence.end());
    CHECK(evidence->verification == domain::Verification::Rejected);
    CHECK(verify("LD03", domain::Verification::Confirmed, platform.counselor) == Verdict::Done);
    (void)platform.process();
    CHECK(scored());

    // What is confirmed stays judged as it was.
    CHECK(SpiralPlatform::taken([&](auto done) {
              platform.proceedings.confirm_diagnosis(platform.looked_at(record), "", platform.counselor, platform.clock.now(), done);
          }) == Verdict::Done);
    CHECK(verify("LD03", domain::Verification::Rejected, platform.counselor) == Verdict::WrongState);
    (void)platform.process();
    CHECK(scored());
}

TEST_CASE("Evidence is judged in the diagnosis that stands, not in one that it replaced") {
    SpiralPlatform platform;
    platform.at("2026-06-20");
    const auto first = platform.hand_in(platform.diagnosis(SpiralPlatform::Student));
    const auto second = platform.hand_in(SpiralPlatform::revision_of(first, platform.diagnosis(SpiralPlatform::Student, 4)));
    const auto verify = [&](const protocol::RecordContent& record) {
        return SpiralPlatform::taken([&](auto done) {
            platform.proceedings.verify(platform.looked_at(record), "LD03", domain::Verification::Rejected, platform.counselor, platform.clock.now(), done);
        });
    };
    CHECK(verify(first) == Verdict::WrongState);
    CHECK(verify(second) == Verdict::Done);
}

TEST_CASE("Staff never see sensitive answers in a student's diagnosis") {
    SpiralPlatform platform;
    platform.at("2026-06-20");
    (void)platform.hand_in(platform.diagnosis(SpiralPlatform::Student));
    const auto found = platform.proceedings.diagnosis_case(SpiralPlatform::Student, Year);
    REQUIRE(found->standing.handed_in);
    for (const auto& dimension : platform.published.current().dimensions) {
        for (const auto& indicator : dimension.indicators) {
            if (indicator.sensitive) CHECK_FALSE(domain::is_answered(found->standing.handed_in->answers.of(indicator.code), indicator));
        }
    }
    // Nor what the student says of a dimension that asks for nothing else.
    CHECK(found->standing.handed_in->dimensions.contains("XY"));
    CHECK_FALSE(found->standing.handed_in->dimensions.contains("SX"));
}

TEST_CASE("How far a goal has come tells staff nothing of a sensitive answer, and the student all") {
    SpiralPlatform platform;
    // The form in which it was not sensitive yet.
    auto files = bundle_folder(XUEZHEN_ASSETS "/instruments");
    for (const auto& [file, from, to] : {std::tuple{"self-diagnosis.json", "\"version\": 1", "\"version\": 8"}, {"standard.json", "self-diagnosis@1", "self-diagnosis@8"}}) {
        auto& text = files.at(file);
        REQUIRE(text.find(from) != std::string::npos);
        text.replace(text.find(from), std::string_view{from}.size(), to);
    }
    auto& form = files.at("self-diagnosis.json");
    form.replace(form.find("\"sensitive\": true", form.find("\"SX03\"")), 17, "\"sensitive\": false");
    const auto members = domain::bundle_members(files);
    REQUIRE(members);
    server::sync::wait_for<server::sync::PublishVerdict>([&](auto done) {
        platform.ports().bundles.publish({.version = 2, .wire = "{}", .payload = *members, .sha256 = "", .published_at = platform.clock.now(), .actor = "test"},
                                         {"self-diagnosis@8"}, done);
    });
    auto content = SpiralPlatform::a_plan();
    auto& goal = content.dimensions["SX"].goals.emplace_back(content.dimensions["XY"].goals.front());
    content.dimensions.erase("XY");
    goal.indicator = "SX03";
    goal.baseline = domain::Decimal{1};
    goal.target = domain::Decimal{5};
    auto plan = platform.plan(content);
    plan.instrument = "self-diagnosis@8";
    (void)platform.hand_in(plan);
    platform.approve(plan);
    REQUIRE(platform.plan_state() == "active");
    platform.at("2026-06-20");
    (void)platform.hand_in(platform.diagnosis_with([&](domain::Diagnosis& diagnosis) {
        diagnosis.plan = plan.id;
        diagnosis.answers.set("SX03", domain::Decimal{4});
        diagnosis.goals["g1"].completion = 50;
        diagnosis.dimensions["SX"].improvements = {
            {.text = "接着锻炼", .due = std::nullopt, .carry = true, .code = "i1", .tag = std::nullopt, .goal = "g1"}};
    }));
    REQUIRE(platform.diagnosis_state() == "submitted");
    const auto attained = [](const std::vector<domain::GoalThread>& threads) {
        REQUIRE(threads.size() == 1);
        return threads[0].steps.at(0).attained;
    };
    const auto student = platform.ports().students.find(SpiralPlatform::Student).value();
    CHECK(attained(platform.years.threads(student, server::sync::Reader::Student)) == "0.75");
    CHECK(attained(platform.years.threads(student, server::sync::Reader::Staff)) == "0.50");
    const auto found = platform.proceedings.diagnosis_case(SpiralPlatform::Student, Year);
    REQUIRE(found->goals.size() == 1);
    CHECK(found->goals[0].basis == domain::GoalBasis::SelfReported);
    CHECK(found->goals[0].attained->rounded(2) == "0.50");
}

TEST_CASE("Reasons and comments lie under their student's key") {
    SpiralPlatform platform;
    const auto first = platform.hand_in(platform.plan());
    platform.return_plan(first, "目标要能衡量");
    platform.ports().student_keys.destroy(SpiralPlatform::Student);
    const auto found = platform.proceedings.plan_case(SpiralPlatform::Student, Year);
    REQUIRE(found);
    CHECK(domain::reason_of(found->standing.state) == "…");
    CHECK(found->standing.comment.empty());
    CHECK_FALSE(found->standing.latest);
}
