#include "tests/server-sync/api/spiral_desk.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace xz;
using namespace xz::server;
using namespace xz::server::api;
using namespace xz::server::api::testing;

namespace {

const std::string Plans = std::string{"/api/v1/students/"} + Student + "/plans/2025-2026";
const std::string Diagnoses = std::string{"/api/v1/students/"} + Student + "/diagnoses/2025-2026";

struct Review : SpiralDesk {
    Review() : wang{signed_in("wang", Password)} {}
    json::Value look(const std::string& path) { return body_of(post(path + "/look", "{}", wang)); }
    Response decide(const std::string& path, const json::Value& decision) { return post(path + "/decision", body(decision), wang); }
    bool was_audited(const std::string& entry) {
        const auto all = audited();
        return std::ranges::find(all, entry) != all.end();
    }
    Caller wang;
};

}  // namespace

TEST_CASE("The first look at a plan opens it, and from then on its student cannot take it back") {
    Review review;
    const auto record = review.hand_in_plan();
    const auto seen = review.look(Plans);
    CHECK(seen.at("state") == "under_review");
    CHECK(seen.at("record").as_string() == record);
    CHECK(seen.at("latest").at("dimensions").at("XY").at("goals").at(0).at("text") == "加权均分提高到 80 分");
    CHECK(seen.at("active").is_null());
    CHECK(review.was_audited(std::string{"plan.open "} + Student));
    CHECK(review.was_audited(std::string{"plan.look "} + Student));
    const auto token = review.log_in();
    const protocol::Action withdraw{IdMaker{review.clock, review.random_source}.uuid_v7(), protocol::ActionType::PlanWithdraw, record, ""};
    const auto answer = protocol::decode_action_answer(review.post("/sync/v1/actions", protocol::encode(withdraw), review.in_session(token)).body);
    REQUIRE(answer);
    CHECK(answer->reason == "wrong_state");
    CHECK(review.look(Plans).at("state") == "under_review");
}

TEST_CASE("A plan is returned with a reason and approved as the one that was looked at") {
    Review review;
    const auto record = review.hand_in_plan();
    const auto unseen = review.decide(Plans, {{"decision", "approve"}, {"record", record}});
    CHECK(unseen.status == 409);
    CHECK(error_code(unseen) == "not_looked_at");
    CHECK(review.look(Plans).at("state") == "under_review");
    const auto without = review.decide(Plans, {{"decision", "return"}, {"record", record}});
    CHECK(without.status == 400);
    CHECK(error_code(without) == "reason_missing");
    const auto other = review.decide(Plans, {{"decision", "approve"}, {"record", "0197588e-9d00-7000-8000-0123456789ae"}});
    CHECK(other.status == 409);
    CHECK(error_code(other) == "not_looked_at");
    review.add_staff("zhou", Password, sync::Role::Counselor, {"C1"});
    const auto zhou = review.signed_in("zhou", Password);
    const auto approval = SpiralDesk::body({{"decision", "approve"}, {"record", record}});
    CHECK(error_code(review.post(Plans + "/decision", approval, zhou)) == "not_looked_at");
    CHECK(review.decide(Plans, {{"decision", "approve"}, {"record", record}, {"comment", "加油"}}).status == 204);
    const auto seen = review.look(Plans);
    CHECK(seen.at("state") == "active");
    CHECK(seen.at("comment") == "加油");
    CHECK(seen.at("active").is_object());
    CHECK(error_code(review.decide(Plans, {{"decision", "return"}, {"record", record}, {"reason", "太晚"}})) == "wrong_state");
    CHECK(review.was_audited(std::string{"plan.approve "} + Student));
}

TEST_CASE("A decision that is none is refused at its place, and changes nothing") {
    Review review;
    const auto record = review.hand_in_plan();
    const auto path_of = [&](const std::string& text) {
        const auto response = review.post(Plans + "/decision", text, review.wang);
        CHECK(response.status == 400);
        return std::string{body_of(response).at("error").at("path").as_string()};
    };
    CHECK(path_of("{}") == "$.decision");
    CHECK(path_of(R"({"decision":"delete","record":")" + record + "\"}") == "$.decision");
    CHECK(path_of(R"({"decision":"approve","record":"7"})") == "$.record");
    CHECK(path_of(R"({"decision":"approve","record":")" + record + R"(","grade":5})") == "$.grade");
    CHECK(path_of(R"({"decision":"approve","record":")" + record + R"(","comment":")" + std::string(1001, 'x') + "\"}") == "$.comment");
    CHECK(review.post(Plans + "/decision", std::string(20'000, ' '), review.wang).status == 400);
    CHECK(review.post(Plans + "/look", "[]", review.wang).status == 400);
    CHECK(review.look(Plans).at("steps").as_array().size() == 2);  // submitted, opened
}

TEST_CASE("What was never handed in, and a year that is none, are not there") {
    Review review;
    CHECK(review.post(Plans + "/look", "{}", review.wang).status == 404);
    CHECK(review.post(std::string{"/api/v1/students/"} + Student + "/plans/soon/look", "{}", review.wang).status == 404);
    CHECK(review.post(Diagnoses + "/look", "{}", review.wang).status == 404);
}

TEST_CASE("A minor's words are shown for a stated reason, which is on record") {
    Review review;
    static_cast<void>(review.hand_in_plan());
    const auto placed = review.all_ports.students.find(Student);
    auto student = placed->student;
    student.adult_on = *day_from_text("2026-08-01");
    sync::RosterImport roster{.batch = {.hash = std::string(64, 'f'), .kind = "students", .actor = "test", .at = review.clock.now(), .accepted = 1},
                              .units = {placed->class_unit, placed->department},
                              .students = {student},
                              .codes = {}};
    static_cast<void>(sync::wait_for<sync::RosterOutcome>([&](auto done) { review.all_ports.students.import_roster(roster, std::move(done)); }));
    const auto refused = review.post(Plans + "/look", "{}", review.wang);
    CHECK(refused.status == 400);
    CHECK(error_code(refused) == "reason_missing");
    CHECK(review.post(Plans + "/look", R"({"reason":"学期初谈话"})", review.wang).status == 200);
    const auto entries = review.all_ports.audit.entries(0, 1000);
    CHECK(std::ranges::any_of(entries, [](const auto& entry) {
        return entry.action == "plan.look" && entry.detail.find("学期初谈话") != std::string::npos;
    }));
    review.at("2026-08-01");
    const auto later = review.signed_in("wang", Password);
    CHECK(review.post(Plans + "/look", "{}", later).status == 200);

    // Who is not known to be of age is taken for a minor.
    roster.batch.hash = std::string(64, 'e');
    roster.students[0].adult_on.reset();
    static_cast<void>(sync::wait_for<sync::RosterOutcome>([&](auto done) { review.all_ports.students.import_roster(roster, std::move(done)); }));
    CHECK(error_code(review.post(Plans + "/look", "{}", later)) == "reason_missing");
    CHECK(error_code(review.post(std::string{"/api/v1/students/"} + Student + "/warnings/look", "{}", later)) == "reason_missing");
    CHECK(review.post(Plans + "/look", R"({"reason":"学期初谈话"})", later).status == 200);
}

TEST_CASE("A class's plans are listed by state, by number, with nothing measured") {
    Review review;
    static_cast<void>(review.hand_in_plan());
    const auto all = body_of(review.get("/api/v1/classes/C1/plans?year=2025-2026", review.wang)).at("students").as_array();
    REQUIRE(all.size() == 1);
    CHECK(all.front().at("student_no") == Student);
    CHECK(all.front().at("state") == "submitted");
    const auto of_state = [&](const std::string& state) { return review.get("/api/v1/classes/C1/plans?state=" + state, review.wang); };
    CHECK(body_of(of_state("submitted")).at("students").as_array().size() == 1);
    CHECK(body_of(of_state("active")).at("students").as_array().empty());
    CHECK(of_state("best").status == 400);
    CHECK(of_state("confirmed").status == 400);
    CHECK(review.get("/api/v1/classes/C1/diagnoses?state=confirmed", review.wang).status == 200);
    CHECK(review.was_audited("class.plans C1"));
    CHECK(review.was_audited("class.diagnoses C1"));
}

TEST_CASE("A counselor reads a diagnosis without what is sensitive in it, confirms it, and a department lead opens it again") {
    Review review;
    review.at("2026-06-15");
    review.wang = review.signed_in("wang", Password);
    const auto record = review.hand_in(protocol::RecordKind::Diagnosis, "");
    CHECK(error_code(review.decide(Diagnoses, {{"decision", "confirm"}, {"record", record}})) == "not_looked_at");
    const auto seen = review.look(Diagnoses);
    CHECK(seen.at("state") == "submitted");
    const auto& answers = seen.at("handed_in").at("answers").as_object();
    CHECK(answers.contains("SZ05"));
    for (const auto* sensitive : {"SX03", "SX04", "SX05"}) {
        INFO(sensitive);
        const auto* answer = answers.if_contains(sensitive);
        CHECK((answer == nullptr || answer->is_object() || *answer == "declined"));
    }
    if (const auto* result = seen.at("result").if_object()) {
        CHECK_FALSE(result->contains("overall"));
        CHECK(result->contains("data_scores"));
    }
    review.add_staff("lead", Password, sync::Role::DepartmentLead, {}, "D1");
    const auto lead = review.signed_in("lead", Password);
    const auto reopening = SpiralDesk::body({{"record", record}, {"reason", "补充材料"}});
    CHECK(review.post(Diagnoses + "/reopen", reopening, lead).status == 409);
    CHECK(review.decide(Diagnoses, {{"decision", "confirm"}, {"record", record}}).status == 204);
    CHECK(review.post(Diagnoses + "/reopen", reopening, review.wang).status == 403);
    CHECK(review.post(Diagnoses + "/look", "{}", lead).status == 403);
    CHECK(review.post(Diagnoses + "/reopen", SpiralDesk::body({{"record", record}}), lead).status == 400);
    CHECK(review.post(Diagnoses + "/reopen", reopening, lead).status == 204);
    CHECK(review.look(Diagnoses).at("state") == "reopened");
}

TEST_CASE("A counselor says what a self-reported value with evidence is worth, of V indicators only") {
    Review review;
    review.at("2026-06-15");
    review.wang = review.signed_in("wang", Password);
    const auto record = review.hand_in(protocol::RecordKind::Diagnosis, "");
    const auto verify = [&](const std::string& indicator, const std::string& verdict) {
        return review.post(Diagnoses + "/evidence", SpiralDesk::body({{"record", record}, {"indicator", indicator}, {"verdict", verdict}}), review.wang);
    };
    CHECK(error_code(verify("JN03", "rejected")) == "not_looked_at");
    CHECK(review.look(Diagnoses).at("evidence").is_array());
    CHECK(verify("JN03", "rejected").status == 204);
    CHECK(verify("SZ05", "confirmed").status == 404);
    CHECK(verify("JN03", "doubtful").status == 400);
    const auto evidence = review.look(Diagnoses).at("evidence").as_array();
    CHECK(std::ranges::any_of(evidence, [](const auto& each) { return each.at("indicator") == "JN03" && each.at("verification") == "rejected"; }));
    CHECK(review.was_audited(std::string{"evidence.verify "} + Student));
}

TEST_CASE("A student's goals are shown over the years, and the look is on record") {
    Review review;
    static_cast<void>(review.hand_in_plan());
    const auto response = review.post(std::string{"/api/v1/students/"} + Student + "/goals/look", "{}", review.wang);
    REQUIRE(response.status == 200);
    CHECK(body_of(response).at("threads").is_array());
    CHECK(review.was_audited(std::string{"goals.look "} + Student));
}
