#include "tests/server-sync/api/spiral_desk.hpp"

#include "terminal/core/protocol/pin.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace xz;
using namespace xz::server;
using namespace xz::server::api;
using namespace xz::server::api::testing;

namespace {

const std::string OfStudent = std::string{"/api/v1/students/"} + Student;
constexpr auto Marks = "XY01/2025-2026/2";

struct Duty : SpiralDesk {
    Duty() {
        at("2026-06-10");
        wang = signed_in("wang", Password);
    }
    void import_marks(const std::string& value) {
        const std::string text = "XH,indicator,academic_year,term,value,source,as_of\n" + std::string{Student} + ",XY01,2025-2026,2," + value +
                                 ",教务系统,2026-06-01\n";
        const sync::PublishedCache cache{all_ports.bundles};
        const auto read = sync::read_status({.bytes = text, .actor = "admin", .now = clock.now()}, cache, all_ports.students);
        REQUIRE(read);
        static_cast<void>(sync::wait_for<sync::StatusOutcome>([&](auto done) { all_ports.students.import_status(read->import, std::move(done)); }));
        static_cast<void>(warning_desk().evaluate_marked(clock.now()));
    }
    json::Array warnings() { return body_of(get("/api/v1/classes/C1/warnings?year=2025-2026", wang)).at("warnings").as_array(); }
    Response send(const std::string& path, const json::Value& value) { return post(path, body(value), wang); }
    void act(protocol::ActionType type, const std::string& subject, const std::string& text = {}) {
        const protocol::Action action{IdMaker{clock, random_source}.uuid_v7(), type, subject, text};
        const auto answer = protocol::decode_action_answer(post("/sync/v1/actions", protocol::encode(action), in_session(log_in())).body);
        REQUIRE(answer);
        REQUIRE(answer->outcome == protocol::ActionAnswer::Outcome::Done);
    }
    Caller wang;
};

}  // namespace

TEST_CASE("A warning is seen by the counselor of the class, turned into a task and resolved, every step on record") {
    Duty duty;
    duty.import_marks("55");
    const auto cards = duty.warnings();
    REQUIRE_FALSE(cards.empty());
    CHECK(cards.front().at("warning") == Marks);
    CHECK(cards.front().at("colour") == "orange");
    CHECK(cards.front().at("value") == "55");
    CHECK(cards.front().at("state") == "triggered");
    duty.act(protocol::ActionType::WarningAcknowledge, Marks);
    CHECK(duty.send(OfStudent + "/warnings/act", {{"warning", Marks}, {"task", "每周两次答疑"}}).status == 204);
    const auto listed = duty.get("/api/v1/classes/C1/warnings?year=2025-2026", duty.wang);
    CHECK(listed.body.find("答疑") == std::string::npos);
    CHECK(duty.warnings().front().at("state") == "in_action");
    const auto seen = body_of(duty.send(OfStudent + "/warnings/look?year=2025-2026", json::Object{}));
    CHECK(seen.at("warnings").at(0).at("text") == "每周两次答疑");
    CHECK(seen.at("steps").as_array().back().at("words") == "每周两次答疑");
    CHECK(duty.send(OfStudent + "/warnings/resolve", {{"warning", Marks}, {"reason", "补考通过"}}).status == 204);
    const auto left = duty.warnings();
    CHECK(std::ranges::none_of(left, [](const auto& card) { return card.at("warning") == Marks; }));
    const auto all = duty.audited();
    for (const auto* entry : {"class.warnings C1", "warnings.look 2024001", "warning.act 2024001 XY01/2025-2026/2", "warning.resolve 2024001 XY01/2025-2026/2"}) {
        INFO(entry);
        CHECK(std::ranges::find(all, entry) != all.end());
    }
}

TEST_CASE("A step on a warning says which and what, or is refused at its place") {
    Duty duty;
    duty.import_marks("55");
    const auto path_of = [&](const json::Value& value) {
        const auto response = duty.send(OfStudent + "/warnings/act", value);
        CHECK(response.status == 400);
        return std::string{body_of(response).at("error").at("path").as_string()};
    };
    CHECK(path_of({{"warning", "marks"}, {"task", "x"}}) == "$.warning");
    CHECK(path_of({{"warning", Marks}, {"task", ""}}) == "$.task");
    CHECK(path_of({{"warning", Marks}, {"task", "x"}, {"by", "me"}}) == "$.by");
    CHECK(duty.send(OfStudent + "/warnings/act", {{"warning", "XY02/2025-2026/2"}, {"task", "x"}}).status == 404);
    CHECK(duty.send(OfStudent + "/warnings/resolve", {{"warning", Marks}, {"reason", "x"}}).status == 409);
}

TEST_CASE("An objection is heard, and upheld or dismissed with an answer once") {
    Duty duty;
    duty.import_marks("55");
    duty.act(protocol::ActionType::DatumObject, "XY01", "这不是我的成绩");
    const auto open = body_of(duty.get("/api/v1/classes/C1/objections", duty.wang)).at("objections").as_array();
    REQUIRE(open.size() == 1);
    CHECK_FALSE(open.front().as_object().contains("text"));
    const auto path = OfStudent + "/objections/" + std::to_string(open.front().at("objection").to_number<std::int64_t>());
    CHECK(duty.send(path, {{"decision", "uphold"}}).status == 400);
    CHECK(error_code(duty.send(path, {{"decision", "uphold"}, {"answer", "已更正"}})) == "not_looked_at");
    CHECK(body_of(duty.send(path + "/look", json::Object{})).at("text") == "这不是我的成绩");
    // One's look is not another's.
    duty.add_staff("quality", Password, sync::Role::QualityOffice);
    const auto quality = duty.signed_in("quality", Password);
    CHECK(error_code(duty.post(path, R"({"decision":"uphold","answer":"已更正"})", quality)) == "not_looked_at");
    CHECK(duty.send(path, {{"decision", "ignore"}, {"answer", "x"}}).status == 400);
    CHECK(duty.send(OfStudent + "/objections/9999/look", json::Object{}).status == 404);
    CHECK(duty.send(OfStudent + "/objections/9999", {{"decision", "uphold"}, {"answer", "x"}}).status == 404);
    CHECK(duty.send(OfStudent + "/objections/first", {{"decision", "uphold"}, {"answer", "x"}}).status == 404);
    CHECK(duty.send(path, {{"decision", "uphold"}, {"answer", "已更正"}}).status == 204);
    CHECK(duty.send(path, {{"decision", "dismiss"}, {"answer", "x"}}).status == 409);
    CHECK(duty.warnings().empty());
}

TEST_CASE("A warning that its student leaves unanswered is vouched for by the counselor, once it is overdue") {
    Duty duty;
    duty.import_marks("55");
    const json::Value reason{{"warning", Marks}, {"reason", "一直联系不上"}};
    CHECK(error_code(duty.send(OfStudent + "/warnings/vouch", reason)) == "too_early");
    duty.at("2026-07-20");
    duty.wang = duty.signed_in("wang", Password);
    CHECK(duty.send(OfStudent + "/warnings/vouch", {{"warning", Marks}, {"reason", ""}}).status == 400);
    CHECK(duty.send(OfStudent + "/warnings/vouch", reason).status == 204);
    CHECK(duty.send(OfStudent + "/warnings/act", {{"warning", Marks}, {"task", "面谈"}}).status == 204);
    const auto all = duty.audited();
    CHECK(std::ranges::find(all, "warning.vouch 2024001 XY01/2025-2026/2") != all.end());
}

TEST_CASE("An action's id that comes again with other content is a conflict") {
    Duty duty;
    duty.import_marks("55");
    protocol::Action action{IdMaker{duty.clock, duty.random_source}.uuid_v7(), protocol::ActionType::WarningAcknowledge, Marks, ""};
    const auto session = duty.in_session(duty.log_in());
    CHECK(duty.post("/sync/v1/actions", protocol::encode(action), session).status == 200);
    action.type = protocol::ActionType::WarningAct;
    action.text = "每周两次答疑";
    const auto refused = duty.post("/sync/v1/actions", protocol::encode(action), session);
    CHECK(refused.status == 409);
    CHECK(error_code(refused) == "conflict");
    CHECK(duty.warnings().front().at("state") == "acknowledged");
}

TEST_CASE("A department's board is its lead's and the quality office's, the college's the quality office's") {
    Duty duty;
    duty.add_staff("lead", Password, sync::Role::DepartmentLead, {}, "D1");
    duty.add_staff("quality", Password, sync::Role::QualityOffice);
    const auto lead = duty.signed_in("lead", Password);
    const auto quality = duty.signed_in("quality", Password);
    const auto board = duty.get("/api/v1/units/D1/board?year=2025-2026", lead);
    REQUIRE(board.status == 200);
    CHECK(body_of(board).at("unit").at("kind") == "department");
    CHECK(body_of(board).at("live").at("students") == 1);
    CHECK(body_of(board).at("snapshot").is_null());  // nobody is shown by so few
    CHECK(duty.get("/api/v1/units/D2/board", lead).status == 404);
    CHECK(duty.get("/api/v1/units/college/board", lead).status == 404);
    CHECK(duty.get("/api/v1/units/C1/board", quality).status == 404);
    CHECK(body_of(duty.get("/api/v1/units/college/board", quality)).at("live").at("students") == 2);
    CHECK(duty.get("/api/v1/units/D1/board?year=soon", lead).status == 400);
}

TEST_CASE("Feedback finds whom it is addressed to, is passed on, read and answered, and its student hears of it") {
    Duty duty;
    const auto thread = duty.hand_in_feedback(domain::Addressee::Department);
    duty.add_staff("lead", Password, sync::Role::DepartmentLead, {}, "D1");
    duty.add_staff("zhao", Password, sync::Role::Teacher, {"C1"});
    const auto lead = duty.signed_in("lead", Password);
    const auto zhao = duty.signed_in("zhao", Password);
    const auto listed = [&](const Caller& who) { return body_of(duty.get("/api/v1/feedback", who)).at("threads").as_array(); };
    CHECK(listed(duty.wang).empty());
    CHECK(listed(zhao).empty());
    REQUIRE(listed(lead).size() == 1);
    CHECK(listed(lead).front().at("thread").as_string() == thread);
    CHECK_FALSE(listed(lead).front().as_object().contains("posts"));

    const auto path = OfStudent + "/feedback/" + thread;
    CHECK(duty.post(path + "/look", "{}", zhao).status == 404);
    CHECK(duty.post(path + "/assign", R"({"to":"nobody"})", lead).status == 400);
    CHECK(duty.post(path + "/assign", R"({"to":"zhao"})", lead).status == 204);
    REQUIRE(listed(zhao).size() == 1);
    CHECK(body_of(duty.post(path + "/look", "{}", zhao)).at("posts").at(0).at("text") == "实训设备不够用");
    CHECK(duty.post(path + "/answer", R"({"text":"","office":"实训中心"})", zhao).status == 400);
    CHECK(duty.post(path + "/answer", R"({"text":"下月到货","office":"实训中心"})", zhao).status == 204);
    const auto told = body_of(duty.post(path + "/look", "{}", lead));
    std::string steps;
    for (const auto& step : told.at("steps").as_array()) {
        for (const auto* member : {"from", "to", "action", "by", "assigned"}) steps += std::string{step.at(member).as_string()} + " ";
        steps += "; ";
    }
    CHECK(steps == " open submit student  ; open assigned assign staff:lead zhao ; assigned answered answer staff:zhao  ; ");
    CHECK(body_of(duty.get("/api/v1/feedback?state=answered", lead)).at("threads").as_array().size() == 1);
    CHECK(duty.get("/api/v1/feedback?state=angry", lead).status == 400);
    CHECK(duty.get("/api/v1/feedback?after=soon", lead).status == 400);
    CHECK(body_of(duty.get("/api/v1/feedback?after=2~2099-01-01~2024001~x", lead)).at("threads").as_array().empty());
    CHECK(body_of(duty.get("/api/v1/feedback", lead)).at("after") == "");
    const auto all = duty.audited();
    for (const auto* entry : {"feedback.list lead", "feedback.assign 2024001", "feedback.look 2024001", "feedback.answer 2024001"}) {
        INFO(entry);
        CHECK(std::ranges::find(all, entry) != all.end());
    }
}

TEST_CASE("What a student tells the psychology centre is the centre's to read, and nobody else's") {
    Duty duty;
    const auto thread = duty.hand_in_feedback(domain::Addressee::PsychologyCentre);
    const auto path = OfStudent + "/feedback/" + thread + "/look";
    duty.add_staff("lead", Password, sync::Role::DepartmentLead, {}, "D1");
    duty.add_staff("quality", Password, sync::Role::QualityOffice);
    duty.add_staff("centre", Password, sync::Role::PsychologyCentre);
    for (const auto* user : {"wang", "lead", "quality"}) {
        INFO(user);
        CHECK(duty.post(path, "{}", duty.signed_in(user, Password)).status == 404);
    }
    CHECK(duty.post(path, "{}", duty.signed_in("centre", Password)).status == 200);
}

TEST_CASE("A note is published once to whom its author may speak, and is there for all") {
    Duty duty;
    json::Object note{{"id", IdMaker{duty.clock, duty.random_source}.uuid_v7()},
                      {"what", "实训室周末开放"},
                      {"why", "学生反馈设备不够用"},
                      {"from_when", "2026-06-20"},
                      {"unit", "C1"},
                      {"office", "辅导员办公室"},
                      {"threads", json::Array{}}};
    const auto with = [&](const char* key, json::Value value) {
        auto changed = note;
        changed[key] = std::move(value);
        return duty.send("/api/v1/notes", changed);
    };
    CHECK(with("id", "7").status == 400);
    CHECK(with("from_when", "soon").status == 400);
    CHECK(with("threads", {{{"student_no", Student}}}).status == 400);
    CHECK(error_code(with("unit", "C2")) == "unit");
    CHECK(error_code(with("unit", "")) == "unit");
    CHECK(error_code(with("unit", "D1")) == "unit");
    const auto elsewhere = duty.hand_in_feedback(domain::Addressee::Department);
    CHECK(error_code(with("threads", {{{"student_no", Student}, {"thread", elsewhere}}})) == "thread");
    CHECK(duty.send("/api/v1/notes", note).status == 204);
    CHECK(error_code(duty.send("/api/v1/notes", note)) == "once_only");
    const auto notes = body_of(duty.get("/api/v1/notes", duty.wang)).at("notes").as_array();
    REQUIRE(notes.size() == 1);
    CHECK(notes.front().at("what") == "实训室周末开放");
}

TEST_CASE("A forgotten PIN ends with a printed code, with which its student sets another") {
    Duty duty;
    const auto token = duty.log_in();
    const auto page = duty.post(OfStudent + "/pin-reset", "", duty.wang);
    REQUIRE(page.status == 200);
    CHECK(page.content_type.starts_with("text/html"));
    CHECK(header_of(page, "content-security-policy").find("default-src 'none'") == 0);
    CHECK(duty.log_in().empty());
    CHECK(duty.post("/sync/v1/actions", "{}", duty.in_session(token)).status == 400);
    const protocol::Action refresh{IdMaker{duty.clock, duty.random_source}.uuid_v7(), protocol::ActionType::Refresh, "", ""};
    CHECK(duty.post("/sync/v1/actions", protocol::encode(refresh), duty.in_session(token)).status == 401);

    std::string digits;
    for (std::size_t at = 0; at + 11 <= page.body.size() && digits.empty(); ++at) {
        const auto code = protocol::parse_activation_code(std::string_view{page.body}.substr(at, 11));
        if (code && page.body[at + 5] == ' ' && protocol::shown_activation_code(*code) == page.body.substr(at, 11)) digits = *code;
    }
    REQUIRE(digits.size() == 10);
    const auto fresh = crypto::SigningKey::generate(duty.random_source);
    const auto first = protocol::make_first_pin(protocol::StudentNumber{Student}, protocol::shown_activation_code(digits), fresh);
    CHECK(duty.post("/sync/v1/pin", protocol::encode(first), duty.as("T01")).status == 204);
    CHECK(duty.log_in(fresh).size() > 0);
    const auto all = duty.audited();
    CHECK(std::ranges::find(all, "pin.reset 2024001") != all.end());
}

TEST_CASE("A class without PINs gets a page of codes to cut, and who has a PIN keeps it") {
    Duty duty;
    CHECK(duty.post(OfStudent + "/pin-reset", "", duty.wang).status == 200);
    const auto page = duty.post("/api/v1/classes/C1/activation-codes", "", duty.wang);
    REQUIRE(page.status == 200);
    CHECK(page.body.find(Student) != std::string::npos);
    const auto all = duty.audited();
    CHECK(std::ranges::find(all, "class.codes C1") != all.end());
}
