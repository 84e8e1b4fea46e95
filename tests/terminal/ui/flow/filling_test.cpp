#include "tests/terminal/ui/flow/student_at_kiosk.hpp"

#include "terminal/core/support/text.hpp"
#include "terminal/ui/flow/draft.hpp"
#include "terminal/ui/flow/questions.hpp"

#include <algorithm>

using namespace xz;
using namespace xz::testing;

namespace {

bool shows_data(const std::vector<flow::Question>& questions) {
    return std::any_of(questions.begin(), questions.end(), [](const auto& q) { return q.place == flow::Place::Shown || q.place == flow::Place::NotArrived; });
}

const flow::DimensionPage* dimension_page(const StudentAtKiosk& student) { return std::get_if<flow::DimensionPage>(&student.signed_in().page); }

}  // namespace

TEST_CASE("Status data are shown after the student's own level and never before") {
    StudentAtKiosk student;
    student.at_home().want(flow::OpenDiagnosis{});
    CHECK(student.screen() == "self_level");
    CHECK_FALSE(shows_data(flow::questions_of(student.session(), "SZ", student.wall)));

    student.want(flow::GoNext{});
    CHECK(student.screen() == "self_level");  // no level, no way on
    student.want(flow::ChooseSelfLevel{"SZ", 2});
    CHECK_FALSE(shows_data(flow::questions_of(student.session(), "SZ", student.wall)));
    student.want(flow::GoNext{});
    CHECK(student.screen() == "dimension");
    CHECK(shows_data(flow::questions_of(student.session(), "SZ", student.wall)));

    SECTION("and of the other dimensions still none") {
        for (const auto& dimension : published()->current().dimensions)
            if (dimension.code != "SZ") CHECK_FALSE(shows_data(flow::questions_of(student.session(), dimension.code, student.wall)));
    }
    SECTION("and the level stays as it was given") {
        student.want(flow::ChooseSelfLevel{"SZ", 4});
        CHECK(student.session().diagnosis.draft->diagnosis.dimensions.at("SZ").self_level == domain::Level::Pass);
    }
    SECTION("and no jump goes around the own level") {
        student.want(flow::OpenReview{}, flow::OpenDimension{"XY", "XY06"});
        CHECK(student.screen() == "self_level");
    }
}

TEST_CASE("Offline the diagnosis asks the self items only") {
    StudentAtKiosk student;
    student.offline_at_home().want(flow::OpenDiagnosis{}, flow::ChooseSelfLevel{"XY", 3}, flow::GoNext{});
    for (const auto& dimension : published()->current().dimensions)
        for (const auto& question : flow::questions_of(student.session(), dimension.code, student.wall)) CHECK(question.indicator->asked());
}

TEST_CASE("Every answer is saved as it is given, and saved is said only of what is on disk") {
    StudentAtKiosk student;
    student.at_home().want(flow::OpenDiagnosis{}, flow::ChooseSelfLevel{"SZ", 2});
    CHECK(flow::state_of(student.session().diagnosis.saving) == flow::SaveState::Saving);
    const auto first = student.asked<flow::SaveDraft>().ticket;
    student.want(flow::GoNext{}, flow::AnswerRow{"SZ05", 0, 4});
    const auto second = student.asked<flow::SaveDraft>().ticket;
    CHECK(second > first);
    student.on(flow::DraftSaved{first});
    CHECK(flow::state_of(student.session().diagnosis.saving) == flow::SaveState::Saving);
    student.on(flow::DraftSaved{second});
    CHECK(flow::state_of(student.session().diagnosis.saving) == flow::SaveState::Saved);
}

TEST_CASE("A killed terminal resumes the draft where it stopped") {
    StudentAtKiosk before;
    before.at_home().want(flow::OpenDiagnosis{}, flow::ChooseSelfLevel{"SZ", 2}, flow::GoNext{}, flow::AnswerRow{"SZ05", 1, 5}, flow::GoNext{}, flow::ChooseSelfLevel{"XY", 3},
                          flow::GoNext{}, flow::WriteText{{flow::TextKind::Gap, "XY"}, "𠮷野同学说：英语四级"});
    const auto saved = before.asked<flow::SaveDraft>();

    StudentAtKiosk after;
    after.at_login().logs_in().online().draft(saved.body);
    CHECK(after.screen() == "home");
    CHECK(after.session().diagnosis.draft->diagnosis == before.session().diagnosis.draft->diagnosis);
    after.want(flow::OpenDiagnosis{});
    REQUIRE(dimension_page(after) != nullptr);
    CHECK(dimension_page(after)->dimension == "XY");
    CHECK(after.session().diagnosis.draft->started_at == before.session().diagnosis.draft->started_at);
}

TEST_CASE("A draft that a newer program wrote is left alone and said so") {
    StudentAtKiosk student;
    student.at_login().logs_in().online().draft(R"({"v":2})");
    CHECK(student.signed_in().message == flow::Message::DraftUnreadable);
    CHECK(student.times<flow::SaveDraft>() == 0);
}

TEST_CASE("Without the separate consent no sensitive answer is taken, and nothing else changes") {
    StudentAtKiosk student;
    student.at_login(flow::SensitiveConsent::Refused).logs_in().online().draft();
    student.want(flow::OpenDiagnosis{}, flow::OpenDimension{"SX", {}}, flow::ChooseSelfLevel{"SX", 3}, flow::GoNext{}, flow::AnswerNumber{"SX03", "4"});
    CHECK(student.session().diagnosis.draft->diagnosis.answers.of("SX03") == domain::Answer{domain::Missing::Unanswered});

    SECTION("it can be given later") {
        student.want(flow::ChangeSensitiveConsent{flow::SensitiveConsent::Granted}, flow::AnswerNumber{"SX03", "4"});
        CHECK(student.session().diagnosis.draft->diagnosis.answers.of("SX03") == domain::Answer{domain::Decimal{4}});
        SECTION("and withdrawn, which takes the answers with it") {
            student.want(flow::ChangeSensitiveConsent{flow::SensitiveConsent::Refused});
            CHECK(student.session().diagnosis.draft->diagnosis.answers.of("SX03") != domain::Answer{domain::Decimal{4}});
        }
    }
    SECTION("the record says that these were declined") {
        for (const auto& dimension : published()->current().dimensions)
            student.want(flow::OpenDimension{dimension.code, {}}, flow::ChooseSelfLevel{dimension.code, 3}, flow::GoNext{});
        student.want(flow::OpenTexts{}, flow::WriteText{{flow::TextKind::WithoutPlan, {}}, "转专业"}, flow::OpenReview{}, flow::SubmitNow{});
        const auto handed_in = domain::diagnosis_from_json(student.asked<flow::Submit>().payload);
        REQUIRE(handed_in);
        CHECK(handed_in->answers.of("SX03") == domain::Answer{domain::Missing::Declined});
    }
}

TEST_CASE("Answers that the instrument does not allow change nothing") {
    StudentAtKiosk student;
    student.at_home().want(flow::OpenDiagnosis{}, flow::ChooseSelfLevel{"SZ", 2}, flow::GoNext{});
    const auto saves = student.times<flow::SaveDraft>();
    student.want(flow::AnswerNumber{"SX04", "25"}, flow::AnswerNumber{"SX04", "-1"}, flow::AnswerNumber{"XY01", "80"}, flow::AnswerRow{"SZ05", 7, 3},
                 flow::AnswerRow{"SZ05", 0, 6}, flow::AnswerChoice{"JN03", 9}, flow::ChooseSelfLevel{"SZ", 9}, flow::ToggleGap{"SZ", "xy_english"},
                 flow::ChooseCompletion{"SZ", 33}, flow::RemoveImprovement{"SZ", 0}, flow::AnswerNumber{"ZZ99", "1"});
    CHECK(student.times<flow::SaveDraft>() == saves);
}

TEST_CASE("A text is kept to its length in characters, whatever they are made of") {
    StudentAtKiosk student;
    student.at_home().want(flow::OpenDiagnosis{}, flow::ChooseSelfLevel{"SZ", 2}, flow::GoNext{});
    std::string longest;
    for (int i = 0; i < published()->current().limits.gap + 50; ++i) longest += "𠮷";
    student.want(flow::WriteText{{flow::TextKind::Gap, "SZ"}, longest});
    CHECK(count_code_points(student.session().diagnosis.draft->diagnosis.dimensions.at("SZ").gap_text) == static_cast<std::size_t>(published()->current().limits.gap));
}

TEST_CASE("A closed window says so, and a draft begun inside it may be finished") {
    StudentAtKiosk student;
    const auto after = std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::sys_days{published()->cycles.back().diagnosis.closes} + std::chrono::days{3});
    student.at_home();
    SECTION("nothing begun") {
        student.tick(1s, after).want(flow::StayHere{}, flow::OpenDiagnosis{});
        CHECK(student.screen() == "closed_window");
        CHECK(student.want(flow::GoHome{}).screen() == "home");
    }
    SECTION("begun inside") {
        student.want(flow::OpenDiagnosis{}, flow::ChooseSelfLevel{"SZ", 2}, flow::GoHome{});
        student.tick(1s, after).want(flow::OpenDiagnosis{});
        CHECK(student.screen() == "self_level");
    }
}
