#include "terminal/ui/flow/errands.hpp"

#include "tests/terminal/ui/flow/spiral_student.hpp"

using namespace xz;
using namespace xz::testing;

namespace {

using protocol::ActionType;
using Outcome = protocol::ActionAnswer::Outcome;

std::string key() { return to_text(domain::WarningKey{"XY03", cycle().academic_year, "2"}); }
const std::string thread = "01907a5e-0c3b-7a11-8d5e-5b1d3f0a9c91";
const std::string record = "01907a5e-0c3b-7a11-8d5e-5b1d3f0a9c21";

domain::Warnings warnings(domain::WarningState state) {
    domain::Warnings warnings;
    warnings.cards.push_back({{{"XY03", cycle().academic_year, "2"}, domain::Colour::Yellow, "6", domain::Decimal{5}, "教务系统", cycle().checkpoint.opens},
                              std::move(state),
                              cycle().checkpoint.closes,
                              domain::ObjectionState::None,
                              {}});
    return warnings;
}

protocol::StudentContext with(domain::WarningState state) {
    auto told = context_with(active_year());
    told.warnings = domain::to_json(warnings(std::move(state)));
    domain::Replies replies;
    replies.threads.push_back({thread, domain::Addressee::Department, "JN", domain::feedback_state::Answered{}, {}, true});
    told.replies = domain::to_json(replies);
    return told;
}

StudentAtKiosk& at_home(StudentAtKiosk& student, domain::WarningState state = domain::warning_state::Notified{}) {
    return student.at_login().logs_in().online(with(std::move(state))).draft();
}

flow::Acted answer(const StudentAtKiosk& student, domain::WarningState state, Outcome outcome = Outcome::Done) {
    return {student.asked<flow::Act>().ticket, outcome, outcome == Outcome::Done ? "" : "wrong_state",
            std::make_shared<const protocol::StudentContext>(with(std::move(state)))};
}

}  // namespace

TEST_CASE("A warning is noted, then answered with a task, and each step shows what the platform now says") {
    StudentAtKiosk student;
    at_home(student).want(flow::OpenWarnings{}, flow::OpenWarning{key()}, flow::AcknowledgeWarning{key()});
    CHECK(student.asked<flow::Act>().type == ActionType::WarningAcknowledge);
    CHECK(student.asked<flow::Act>().subject == key());
    student.on(answer(student, domain::warning_state::Acknowledged{}));
    CHECK(std::holds_alternative<domain::warning_state::Acknowledged>(flow::warnings_of(student.session())->cards[0].state));

    student.want(flow::ActOnWarning{key()});
    CHECK(student.times<flow::Act>() == 1);  // nothing is written yet
    student.want(flow::WriteErrand{flow::ErrandText::Task, key(), "每天早起一刻钟"}, flow::ActOnWarning{key()});
    CHECK(student.asked<flow::Act>().text == "每天早起一刻钟");
    student.on(answer(student, domain::warning_state::InAction{"每天早起一刻钟"}));
    CHECK(flow::errand_text(student.session(), flow::ErrandText::Task, key()).empty());
    CHECK(student.screen() == "warning");
    student.want(flow::Back{});
    CHECK(student.screen() == "warnings");
    student.want(flow::Back{});
    CHECK(student.screen() == "home");
}

TEST_CASE("What was written stays when the platform is away or refuses, and after a power cut") {
    StudentAtKiosk student;
    at_home(student, domain::warning_state::Acknowledged{}).want(flow::OpenWarning{key()}, flow::WriteErrand{flow::ErrandText::Task, key(), "每天早起"}, flow::ActOnWarning{key()});
    SECTION("away") { student.on(flow::PlatformUnreachable{student.asked<flow::Act>().ticket}); }
    SECTION("refused") { student.on(answer(student, domain::warning_state::Acknowledged{}, Outcome::Refused)); }
    CHECK(student.signed_in().message.has_value());
    CHECK(flow::errand_text(student.session(), flow::ErrandText::Task, key()) == "每天早起");

    const auto saved = student.asked<flow::SaveDraft>();
    CHECK(saved.kind == protocol::RecordKind::Feedback);
    StudentAtKiosk again;
    again.at_login().logs_in().online(with(domain::warning_state::Acknowledged{})).drafts({.diagnosis = {}, .plan = {}, .checkpoint = {}, .feedback = saved.body});
    CHECK(flow::errand_text(again.session(), flow::ErrandText::Task, key()) == "每天早起");
}

TEST_CASE("Bytes that are no text are not written into a draft, which could not be read again") {
    StudentAtKiosk student;
    student.at_home().want(flow::OpenFeedback{}, flow::OpenNewFeedback{}, flow::WriteErrand{flow::ErrandText::Feedback, {}, "实训课分组太大"});
    const auto saves = student.times<flow::SaveDraft>();
    student.want(flow::WriteErrand{flow::ErrandText::Feedback, {}, "实训课分组太大\xED\xA0\x80"});
    CHECK(student.times<flow::SaveDraft>() == saves);
    CHECK(flow::errand_text(student.session(), flow::ErrandText::Feedback, {}) == "实训课分组太大");
}

TEST_CASE("An objection says why, and leads back to the datum once it is sent") {
    StudentAtKiosk student;
    at_home(student).want(flow::OpenComputed{"XY03"}, flow::OpenObject{"XY03"}, flow::ObjectNow{"XY03"});
    CHECK(student.times<flow::Act>() == 0);
    student.want(flow::WriteErrand{flow::ErrandText::Objection, "XY03", " \t\n\u3000"}, flow::ObjectNow{"XY03"});
    CHECK(student.times<flow::Act>() == 0);
    student.want(flow::WriteErrand{flow::ErrandText::Objection, "XY03", "那天请了病假"}, flow::ObjectNow{"XY03"});
    CHECK(student.asked<flow::Act>().type == ActionType::DatumObject);
    student.on(answer(student, domain::warning_state::Notified{}));
    CHECK(student.screen() == "computed");
}

TEST_CASE("An objection from a warning's card is to that term's datum") {
    StudentAtKiosk student;
    at_home(student).want(flow::OpenWarning{key()}, flow::OpenObject{key()}, flow::WriteErrand{flow::ErrandText::Objection, key(), "那天请了病假"}, flow::ObjectNow{key()});
    CHECK(student.asked<flow::Act>().subject == key());
    auto told = with(domain::warning_state::Notified{});
    auto shown = warnings(domain::warning_state::Notified{});
    shown.cards[0].objection = domain::ObjectionState::Dismissed;
    shown.cards.push_back(shown.cards[0]);
    shown.cards[1].raised.key.term = "1";
    shown.cards[1].objection = domain::ObjectionState::None;
    told.warnings = domain::to_json(shown);
    StudentAtKiosk later;
    later.at_login().logs_in().online(told).draft();
    CHECK(flow::objection_of(later.session(), key()).state == domain::ObjectionState::Dismissed);
    CHECK(flow::objection_of(later.session(), to_text(shown.cards[1].raised.key)).state == domain::ObjectionState::None);
    CHECK(flow::objection_of(later.session(), "XY03").state == domain::ObjectionState::Dismissed);
}

TEST_CASE("Only one thing is asked of the platform at a time") {
    StudentAtKiosk student;
    at_home(student).want(flow::OpenWarning{key()}, flow::AcknowledgeWarning{key()}, flow::AcknowledgeWarning{key()}, flow::LookAgain{});
    CHECK(student.times<flow::Act>() == 1);
}

TEST_CASE("Feedback goes as a record, offline too, and takes no other unsent words with it") {
    StudentAtKiosk student;
    SECTION("online") { at_home(student, domain::warning_state::Acknowledged{}); }
    SECTION("offline") { student.offline_at_home(); }
    student.want(flow::OpenFeedback{}, flow::OpenNewFeedback{}, flow::SendFeedback{});
    CHECK(student.screen() == "new_feedback");
    student.want(flow::WriteErrand{flow::ErrandText::Task, key(), "每天早起"});
    student.want(flow::ChooseAddressee{domain::Addressee::Department}, flow::ChooseAbout{"JN"}, flow::WriteErrand{flow::ErrandText::Feedback, {}, "实训分组太大"}, flow::SendFeedback{});
    const auto submit = student.asked<flow::Submit>();
    CHECK(submit.kind == protocol::RecordKind::Feedback);
    const auto sent = domain::feedback_from_json(submit.payload).value();
    CHECK(sent.to == domain::Addressee::Department);
    CHECK(sent.about == "JN");
    CHECK(sent.text == "实训分组太大");

    student.on(flow::Submitted{submit.ticket, record, 7});
    CHECK(student.screen() == "done");
    CHECK(flow::errand_text(student.session(), flow::ErrandText::Task, key()) == "每天早起");
    CHECK(flow::errand_text(student.session(), flow::ErrandText::Feedback, {}).empty());
    student.want(flow::GoNext{});
    CHECK(student.screen() == "feedback");
}

TEST_CASE("A feedback that could not be stored is still written on its page") {
    StudentAtKiosk student;
    at_home(student).want(flow::OpenNewFeedback{}, flow::WriteErrand{flow::ErrandText::Feedback, {}, "实训分组太大"}, flow::SendFeedback{});
    student.on(flow::StoreFailed{student.asked<flow::Submit>().ticket, flow::StoreProblem::DiskFull});
    CHECK(student.screen() == "new_feedback");
    CHECK(flow::errand_text(student.session(), flow::ErrandText::Feedback, {}) == "实训分组太大");
}

TEST_CASE("What goes on with a thread keeps its addressee and names it") {
    StudentAtKiosk student;
    at_home(student).want(flow::OpenNewFeedback{{}, thread}, flow::ChooseAddressee{domain::Addressee::School}, flow::WriteErrand{flow::ErrandText::Feedback, {}, "还有一点"}, flow::SendFeedback{});
    const auto sent = domain::feedback_from_json(student.asked<flow::Submit>().payload).value();
    CHECK(sent.thread == thread);
    CHECK(sent.to == domain::Addressee::Department);
}

TEST_CASE("Opening a thread with a new answer marks it read, and nobody hears of it when that fails") {
    StudentAtKiosk student;
    at_home(student).want(flow::OpenThread{thread});
    CHECK(student.asked<flow::Act>().type == ActionType::RepliesRead);
    student.on(flow::PlatformUnreachable{student.asked<flow::Act>().ticket});
    CHECK_FALSE(student.signed_in().message.has_value());
    CHECK(student.screen() == "thread");
}

TEST_CASE("A record is disowned only when the student says so twice, and claimed at once") {
    StudentAtKiosk student;
    at_home(student).want(flow::OpenRecords{}, flow::DisownRecord{record}, flow::KeepRecord{}, flow::DisownRecord{record});
    CHECK(student.times<flow::Act>() == 0);
    student.want(flow::DisownRecord{record});
    CHECK(student.asked<flow::Act>().type == ActionType::RecordDisown);
    student.on(answer(student, domain::warning_state::Notified{})).want(flow::ClaimRecord{record});
    CHECK(student.asked<flow::Act>().type == ActionType::RecordClaim);
}

TEST_CASE("A PIN is changed with the old one and the new one twice") {
    StudentAtKiosk student;
    at_home(student).want(flow::OpenChangePin{}).type("739204").want(flow::ConfirmEntry{});
    const auto step = [&] { return std::get<flow::ChangePinPage>(student.signed_in().page).step; };
    const auto refusal = [&] { return std::get<flow::ChangePinPage>(student.signed_in().page).refusal; };
    using Step = flow::ChangePinPage::Step;
    CHECK(step() == Step::New);
    SECTION("too easy, or the same") {
        student.type("111111").want(flow::ConfirmEntry{});
        CHECK(refusal()->why == flow::Refused::WeakPin);
        student.type("739204").want(flow::ConfirmEntry{});
        CHECK(refusal()->why == flow::Refused::SamePin);
        CHECK(student.times<flow::ChangePin>() == 0);
    }
    SECTION("typed differently") {
        student.type("628194").want(flow::ConfirmEntry{}).type("628195").want(flow::ConfirmEntry{});
        CHECK(refusal()->why == flow::Refused::PinsDiffer);
        CHECK(step() == Step::New);
    }
    SECTION("asked") {
        student.type("628194").want(flow::ConfirmEntry{}).type("628194").want(flow::ConfirmEntry{});
        CHECK(step() == Step::Asking);
        CHECK(student.asked<flow::ChangePin>().new_pin.reveal() == "628194");
        const auto ticket = student.asked<flow::ChangePin>().ticket;
        SECTION("done") {
            student.on(flow::PinSet{ticket});
            CHECK(step() == Step::Done);
        }
        SECTION("the old one is wrong, and the next try waits") {
            student.on(flow::PinRefused{ticket, 20s}).type("739204").want(flow::ConfirmEntry{});
            CHECK(step() == Step::Old);
            student.later(21s).want(flow::ConfirmEntry{});
            CHECK(step() == Step::New);
        }
        SECTION("away: nothing need be typed again") {
            student.on(flow::PlatformUnreachable{ticket}).want(flow::ConfirmEntry{});
            CHECK(student.times<flow::ChangePin>() == 2);
        }
    }
}
