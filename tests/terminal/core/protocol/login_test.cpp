#include "terminal/core/protocol/login.hpp"

#include "terminal/core/protocol/pin.hpp"
#include "tests/terminal/core/protocol/sample.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::protocol;

namespace {

const sample::Keys Keys;

StudentContext context() {
    StudentContext context;
    context.student_no = "2024010203";
    context.masked_name = "买*·阿*";
    context.department = "测绘工程系";
    context.class_name = "测绘2401";
    context.grade = 2;
    context.internship_started = true;
    context.academic_year = "2025-2026";
    context.status_data = {{"XY01", "82.4", "教务系统", *day_from_text("2026-06-01"), "2025-2026"}};
    context.last_diagnosis = LastDiagnosis{"2024-2025", "self-diagnosis@1", R"({"score":"78.3"})", {{"CX", std::nullopt}, {"XY", "81.0"}},
                                           {{"SX03", "\"4\""}, {"SZ05", "[4,4,5]"}}};
    context.plan = R"({"goals":[]})";
    context.submissions = {{"0197588e-9a00-7000-8000-0123456789ab", RecordKind::Diagnosis, "2025-2026",
                            SubmissionStatus::Quarantined, QuarantineReason::Proof, "T-017",
                            sample::at("2026-06-10T08:22:00.000Z")},
                           {"0197588e-9a00-7000-8000-0123456789ac", RecordKind::Plan, "2025-2026", SubmissionStatus::Counted,
                            std::nullopt, "", sample::at("2026-06-10T08:22:00.000Z")}};
    return context;
}

}  // namespace

TEST_CASE("A student's context reads back as what it was written from, full or bare") {
    CHECK(decode_student_context(encode(context())) == context());
    StudentContext bare;
    bare.student_no = "1";
    bare.masked_name = "张*";
    bare.academic_year = "2025-2026";
    CHECK(decode_student_context(encode(bare)) == bare);
}

TEST_CASE("A login's steps read back as what they were written from") {
    const auto begin = decode_login_request(encode(LoginBegin{StudentNumber{"2024010203"}}));
    CHECK(std::get<LoginBegin>(*begin).who == Identity{StudentNumber{"2024010203"}});
    const auto card = decode_login_request(encode(LoginBegin{CardNumber{"0A1B2C3D"}}));
    CHECK(std::get<LoginBegin>(*card).who == Identity{CardNumber{"0A1B2C3D"}});

    const LoginChallenge asked{Challenge{7}, crypto::PinSalt{8}};
    const auto challenge = decode_login_challenge(encode(asked));
    CHECK(challenge->challenge == asked.challenge);
    CHECK(challenge->salt == asked.salt);

    const auto finish = decode_login_request(encode(answer_challenge(asked.challenge, Keys.proof)));
    CHECK(is_signed_by(std::get<LoginFinish>(*finish), Keys.proof.verify_key()));
    CHECK_FALSE(is_signed_by(std::get<LoginFinish>(*finish), Keys.terminal.verify_key()));

    const LoginAnswer answer{"0123456789abcdef", sample::statement(Keys), sample::at("2026-06-10T08:30:00.000Z"), context()};
    const auto again = decode_login_answer(encode(answer));
    REQUIRE(again);
    CHECK(again->statement == answer.statement);
    CHECK(again->context == answer.context);
}

TEST_CASE("A login says who or answers, never both") {
    CHECK_FALSE(decode_login_request("{}"));
    CHECK_FALSE(decode_login_request(R"({"student_no":"1","card":"2"})"));
    CHECK_FALSE(decode_login_request(R"({"student_no":"1","pin":"402817"})"));
    CHECK_FALSE(decode_login_request(R"({"student_no":"1'; --"})"));
    CHECK_FALSE(decode_login_request(R"({"challenge":"AAAA","sig":"AAAA"})"));
}

TEST_CASE("A first PIN is signed by its own key, for one student and one activation code") {
    const PinFirst first = make_first_pin(StudentNumber{"2024010203"}, "1234509876", Keys.proof);
    const auto again = decode_pin_request(encode(first));
    REQUIRE(again);
    const PinFirst& read = std::get<PinFirst>(*again);
    CHECK(is_self_signed(read));
    PinFirst changed = read;
    changed.who = StudentNumber{"2024010204"};
    CHECK_FALSE(is_self_signed(changed));
    changed = read;
    changed.activation = "1234509877";
    CHECK_FALSE(is_self_signed(changed));
    changed = read;
    changed.key = Keys.terminal.verify_key();
    CHECK_FALSE(is_self_signed(changed));
}

TEST_CASE("Another PIN is signed by the old key and by the new one") {
    const PinChange change = make_pin_change(Challenge{9}, Keys.proof, Keys.terminal);
    const auto again = decode_pin_request(encode(change));
    REQUIRE(again);
    const PinChange& read = std::get<PinChange>(*again);
    CHECK(is_self_signed(read));
    CHECK(is_signed_by_old_key(read, Keys.proof.verify_key()));
    CHECK_FALSE(is_signed_by_old_key(read, Keys.terminal.verify_key()));
    PinChange replayed = read;
    replayed.challenge[0] = 8;
    CHECK_FALSE(is_self_signed(replayed));
    CHECK_FALSE(is_signed_by_old_key(replayed, Keys.proof.verify_key()));
}

TEST_CASE("A first PIN is asked for with the code as it is printed or typed") {
    for (const auto* typed : {"1234567890", "12345 67890", "12345-67890"}) {
        INFO(typed);
        const auto again = decode_pin_request(encode(make_first_pin(StudentNumber{"2024001"}, typed, Keys.terminal)));
        REQUIRE(again);
        const auto& first = std::get<PinFirst>(*again);
        CHECK(is_self_signed(first));
        CHECK(parse_activation_code(first.activation) == "1234567890");
    }
    for (const auto* typed : {"12345 6789", "12345 67890 1", "12345_67890", "1 2 3 4 5 6 7 8 9 0          "}) {
        INFO(typed);
        CHECK_FALSE(decode_pin_request(encode(make_first_pin(StudentNumber{"2024001"}, typed, Keys.terminal))));
    }
}

TEST_CASE("An activation code is ten digits, however it is typed") {
    sample::FixedRandom random{"activation"};
    const std::string code = make_activation_code(random);
    CHECK(code.size() == 10);
    CHECK(parse_activation_code(shown_activation_code(code)) == code);
    CHECK(parse_activation_code("12345-67890") == "1234567890");
    CHECK_FALSE(parse_activation_code("123456789"));
    CHECK_FALSE(parse_activation_code("12345678901"));
    CHECK_FALSE(parse_activation_code("12345O7890"));
}
