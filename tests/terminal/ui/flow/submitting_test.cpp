#include "tests/terminal/ui/flow/student_at_kiosk.hpp"

#include "terminal/ui/flow/questions.hpp"

using namespace xz;
using namespace xz::testing;

TEST_CASE("Only a missing own level keeps a diagnosis from being handed in") {
    StudentAtKiosk student;
    student.at_home().want(flow::OpenDiagnosis{}, flow::OpenTexts{}, flow::WriteText{{flow::TextKind::WithoutPlan, {}}, "转专业"});
    const auto& dimensions = published()->current().dimensions;
    for (std::size_t i = 0; i + 1 < dimensions.size(); ++i)
        student.want(flow::OpenDimension{dimensions[i].code, {}}, flow::ChooseSelfLevel{dimensions[i].code, 3}, flow::GoNext{});
    student.want(flow::OpenReview{}, flow::SubmitNow{});
    CHECK(student.screen() == "review");
    student.want(flow::OpenDimension{dimensions.back().code, {}}, flow::ChooseSelfLevel{dimensions.back().code, 3}, flow::GoNext{}, flow::OpenReview{}, flow::SubmitNow{});
    CHECK(student.screen() == "submitting");
}

TEST_CASE("A double tap submits once") {
    StudentAtKiosk student;
    student.at_home().at_review().want(flow::SubmitNow{}, flow::SubmitNow{}, flow::SubmitNow{});
    CHECK(student.times<flow::Submit>() == 1);
}

TEST_CASE("Saved is said only after the record is durable, and where it is afterwards") {
    StudentAtKiosk student;
    student.at_home().at_review().want(flow::SubmitNow{});
    const auto submit = student.asked<flow::Submit>();
    CHECK(submit.instrument == published()->current().id());
    CHECK(submit.academic_year == published()->cycles.back().academic_year);
    CHECK(submit.started_at <= submit.submitted_at);
    CHECK(student.screen() == "submitting");

    student.on(flow::Submitted{submit.ticket + 1, "another", 1});
    CHECK(student.screen() == "submitting");
    student.on(flow::Submitted{submit.ticket, "record", 7});
    CHECK(student.screen() == "done");
    CHECK(student.times<flow::SyncNow>() == 1);
    CHECK(student.session().diagnosis.submission->arrival == flow::Arrival::OnThisTerminal);
    student.on(flow::ReceiptArrived{"another"});
    CHECK(student.session().diagnosis.submission->arrival == flow::Arrival::OnThisTerminal);
    student.on(flow::ReceiptArrived{"record", protocol::ReceiptStatus::Conflict});
    student.on(flow::ReceiptArrived{"record", protocol::ReceiptStatus::Quarantined});
    CHECK(student.session().diagnosis.submission->arrival == flow::Arrival::OnThisTerminal);
    student.on(flow::ReceiptArrived{"record", protocol::ReceiptStatus::Duplicate});
    CHECK(student.session().diagnosis.submission->arrival == flow::Arrival::AtThePlatform);
    CHECK_FALSE(student.session().diagnosis.draft.has_value());
}

TEST_CASE("The report has the data when they were there and says that they were not") {
    StudentAtKiosk student;
    SECTION("online") {
        student.at_home().at_review().want(flow::SubmitNow{});
        student.on(flow::Submitted{student.asked<flow::Submit>().ticket, "record", 7}).want(flow::GoNext{});
        CHECK(student.screen() == "report");
        CHECK(student.session().handed_in->report.data_arrived);
    }
    SECTION("offline") {
        student.offline_at_home().at_review().want(flow::SubmitNow{});
        student.on(flow::Submitted{student.asked<flow::Submit>().ticket, "record", 7}).want(flow::GoNext{});
        CHECK_FALSE(student.session().handed_in->report.data_arrived);
    }
}

TEST_CASE("A full disk at submitting loses nothing and lets the student try again") {
    StudentAtKiosk student;
    student.at_home().at_review().want(flow::SubmitNow{});
    const auto draft = student.session().diagnosis.draft;
    student.on(flow::StoreFailed{student.asked<flow::Submit>().ticket, flow::StoreProblem::DiskFull});
    CHECK(student.screen() == "review");
    CHECK(student.signed_in().message == flow::Message::NotSubmitted);
    CHECK(student.session().diagnosis.draft == draft);
    student.want(flow::DismissMessage{}, flow::SubmitNow{});
    CHECK(student.times<flow::Submit>() == 2);
}

TEST_CASE("A record that was set aside is there to be shown at the next login") {
    auto with = context();
    with.submissions.push_back({.id = "r", .academic_year = with.academic_year, .status = protocol::SubmissionStatus::Quarantined, .reason = protocol::QuarantineReason::Proof});
    StudentAtKiosk student;
    student.at_login().logs_in().online(with).draft();
    CHECK(student.session().context->submissions.front().reason == protocol::QuarantineReason::Proof);
}
