#include "tests/terminal/ui/flow/student_at_kiosk.hpp"

#include "terminal/ui/flow/entry.hpp"

using namespace xz;
using namespace xz::testing;

TEST_CASE("A student comes from the attract screen over the notice and the login to the home page") {
    StudentAtKiosk student;
    CHECK(student.screen() == "starting");
    CHECK(student.ready().screen() == "attract");
    CHECK(student.want(flow::Start{}).screen() == "notice");
    CHECK(student.want(flow::AgreeNotice{flow::SensitiveConsent::Granted}).screen() == "login");
    student.logs_in();
    CHECK(student.asked<flow::StartLogin>().student_no == "20240101");
    CHECK(student.asked<flow::StartLogin>().pin.reveal() == "739204");
    CHECK(student.online().screen() == "opening");
    CHECK(student.draft().screen() == "home");
    CHECK(student.asked<flow::RecordNotice>().consents.size() == published()->notice().consents.size());
}

TEST_CASE("A wrong PIN and an unknown number look alike and clear the PIN") {
    StudentAtKiosk student;
    student.at_login().logs_in();
    student.on(flow::LoginRefused{student.asked<flow::StartLogin>().ticket, 30s});
    const auto& login = std::get<flow::Login>(student.state.stage);
    REQUIRE(login.refusal);
    CHECK(login.refusal->why == flow::Refused::WrongLogin);
    CHECK(login.pin.empty());
    CHECK(login.student_no == "20240101");

    SECTION("and the next try waits as long as the platform says") {
        student.type("739204").want(flow::ConfirmEntry{});
        CHECK(student.times<flow::StartLogin>() == 1);
        CHECK(flow::next_wake(student.state) <= student.state.now + 1s);
        student.later(31s).want(flow::ConfirmEntry{});
        CHECK(student.times<flow::StartLogin>() == 2);
    }
}

TEST_CASE("A login is asked for once however often it is confirmed") {
    StudentAtKiosk student;
    student.at_login().logs_in().want(flow::ConfirmEntry{}, flow::ConfirmEntry{});
    CHECK(student.times<flow::StartLogin>() == 1);
}

TEST_CASE("Who goes back while a login is asked for stands before the PIN, and the answer that comes too late is nobody's") {
    StudentAtKiosk student;
    student.at_login().logs_in();
    const auto ticket = student.asked<flow::StartLogin>().ticket;
    student.want(flow::Back{});
    CHECK(student.times<flow::WipeSession>() == 1);
    const auto stays = [&] {
        const auto& login = std::get<flow::Login>(student.state.stage);
        CHECK(login.step == flow::Login::Step::Pin);
        CHECK(login.student_no == "20240101");
        CHECK(login.pin.empty());
        CHECK_FALSE(login.refusal);
    };
    stays();
    SECTION("a refusal") { student.on(flow::LoginRefused{ticket, 30s}); }
    SECTION("an absence") { student.on(flow::PlatformUnreachable{ticket, flow::LocalDrafts::None, 0s}); }
    SECTION("a success") {
        student.on(flow::LoginSucceeded{ticket, flow::LoginMode::Online, nullptr, {}});
        CHECK(student.times<flow::WipeSession>() == 2);
    }
    stays();
}

TEST_CASE("An offline session that cannot begin waits for nothing: its student is told again and may go back") {
    StudentAtKiosk student;
    student.at_login().logs_in();
    student.on(flow::PlatformUnreachable{student.asked<flow::StartLogin>().ticket, flow::LocalDrafts::None, 0s});
    student.want(flow::ConfirmEntry{}).type("20240101").want(flow::ConfirmEntry{}).type("739204").want(flow::ConfirmEntry{});
    SECTION("unreachable") {
        student.on(flow::PlatformUnreachable{student.asked<flow::StartOffline>().ticket, flow::LocalDrafts::None, 0s});
        const auto& second = std::get<flow::OfflineConfirm>(student.state.stage);
        CHECK(second.step == flow::OfflineConfirm::Step::Explain);
        CHECK(second.pin.empty());
    }
    SECTION("back while it is asked for") {
        student.want(flow::Back{});
        CHECK(student.times<flow::WipeSession>() == 1);
        CHECK(std::get<flow::Login>(student.state.stage).step == flow::Login::Step::Pin);
    }
}

TEST_CASE("Without the platform number and PIN are asked for a second time") {
    StudentAtKiosk student;
    student.at_login().logs_in();
    student.on(flow::PlatformUnreachable{student.asked<flow::StartLogin>().ticket, flow::LocalDrafts::None, 0s});
    CHECK(student.screen() == "offline_confirm");
    student.want(flow::ConfirmEntry{}).type("20240101").want(flow::ConfirmEntry{});

    SECTION("and when they differ nothing begins") {
        student.type("739205").want(flow::ConfirmEntry{});
        CHECK(student.times<flow::StartOffline>() == 0);
        CHECK(std::get<flow::OfflineConfirm>(student.state.stage).refusal->why == flow::Refused::EntriesDiffer);
    }
    SECTION("and when they are alike the offline session begins") {
        student.type("739204").want(flow::ConfirmEntry{});
        CHECK(student.asked<flow::StartOffline>().student_no == "20240101");
        student.on(flow::LoginSucceeded{student.asked<flow::StartOffline>().ticket, flow::LoginMode::Offline, nullptr, {}}).draft();
        CHECK(student.screen() == "home");
        CHECK(student.session().mode == flow::LoginMode::Offline);
    }
}

TEST_CASE("A draft here that the PIN does not open leads back to the PIN or on to a new draft") {
    StudentAtKiosk student;
    student.at_login().logs_in();
    student.on(flow::PlatformUnreachable{student.asked<flow::StartLogin>().ticket, flow::LocalDrafts::OtherPin, 0s});
    SECTION("back") {
        student.want(flow::Back{});
        CHECK(student.screen() == "login");
        CHECK(std::get<flow::Login>(student.state.stage).step == flow::Login::Step::Pin);
    }
    SECTION("on") {
        student.want(flow::BeginNewDraft{});
        CHECK(std::get<flow::OfflineConfirm>(student.state.stage).step == flow::OfflineConfirm::Step::StudentNo);
    }
}

TEST_CASE("The first login sets a PIN from the activation code and goes on to the home page") {
    StudentAtKiosk student;
    student.at_login().want(flow::FirstLogin{}).type("20240101").want(flow::ConfirmEntry{}).type("4071938265").want(flow::ConfirmEntry{});
    CHECK(student.screen() == "activation");

    SECTION("a weak PIN is refused") {
        student.type("123456").want(flow::ConfirmEntry{});
        CHECK(std::get<flow::Activation>(student.state.stage).refusal->why == flow::Refused::WeakPin);
        CHECK(student.times<flow::SetPin>() == 0);
    }
    SECTION("two PINs that differ are refused") {
        student.type("739204").want(flow::ConfirmEntry{}).type("739205").want(flow::ConfirmEntry{});
        CHECK(std::get<flow::Activation>(student.state.stage).refusal->why == flow::Refused::PinsDiffer);
        CHECK(student.times<flow::SetPin>() == 0);
    }
    SECTION("a good one is set and logs in at once") {
        student.type("739204").want(flow::ConfirmEntry{}).type("739204").want(flow::ConfirmEntry{});
        CHECK(student.asked<flow::SetPin>().activation_code.reveal() == "4071938265");
        student.on(flow::PinSet{student.asked<flow::SetPin>().ticket});
        CHECK(student.asked<flow::StartLogin>().pin.reveal() == "739204");
        CHECK(student.online().draft().screen() == "home");
    }
    SECTION("a used code is said to be wrong") {
        student.type("739204").want(flow::ConfirmEntry{}).type("739204").want(flow::ConfirmEntry{});
        student.on(flow::PinRefused{student.asked<flow::SetPin>().ticket, 0s});
        CHECK(std::get<flow::Activation>(student.state.stage).refusal->why == flow::Refused::WrongActivation);
    }
    SECTION("without the platform it says so and keeps what was typed") {
        student.type("739204").want(flow::ConfirmEntry{}).type("739204").want(flow::ConfirmEntry{});
        student.on(flow::PlatformUnreachable{student.asked<flow::SetPin>().ticket, flow::LocalDrafts::None, 0s});
        CHECK(std::get<flow::Activation>(student.state.stage).refusal->why == flow::Refused::NeedsPlatform);
        student.want(flow::ConfirmEntry{});
        CHECK(student.times<flow::SetPin>() == 2);
    }
}

TEST_CASE("Who says to have agreed before is asked after the login unless this kiosk knows of it") {
    StudentAtKiosk student;
    student.ready().want(flow::Start{}, flow::AgreedBefore{}).logs_in();
    const auto ticket = student.asked<flow::StartLogin>().ticket;
    const auto with = std::make_shared<const protocol::StudentContext>(context());
    SECTION("unknown") {
        student.on(flow::LoginSucceeded{ticket, flow::LoginMode::Online, with, {}}).draft();
        CHECK(student.screen() == "notice");
        student.want(flow::GoHome{});
        CHECK(student.screen() == "notice");
        student.want(flow::AgreeNotice{flow::SensitiveConsent::Refused});
        CHECK(student.screen() == "home");
        CHECK(student.times<flow::RecordNotice>() == 1);
    }
    SECTION("known") {
        student.on(flow::LoginSucceeded{ticket, flow::LoginMode::Online, with, flow::consents_to(published()->notice(), flow::SensitiveConsent::Granted, student.wall)}).draft();
        CHECK(student.screen() == "home");
        CHECK(student.times<flow::RecordNotice>() == 0);
    }
    SECTION("known of an older version of the notice") {
        auto old = flow::consents_to(published()->notice(), flow::SensitiveConsent::Granted, student.wall);
        for (auto& consent : old) consent.notice = "notice@0";
        student.on(flow::LoginSucceeded{ticket, flow::LoginMode::Online, with, old}).draft();
        CHECK(student.screen() == "notice");
    }
}

TEST_CASE("A login that is answered after its student left opens nothing and is wiped") {
    StudentAtKiosk student;
    student.at_login().logs_in();
    const auto ticket = student.asked<flow::StartLogin>().ticket;
    student.want(flow::SignOut{});
    const auto wiped = student.times<flow::WipeSession>();
    student.on(flow::LoginSucceeded{ticket, flow::LoginMode::Online, std::make_shared<const protocol::StudentContext>(context()), {}});
    CHECK(student.screen() == "attract");
    CHECK(student.times<flow::WipeSession>() == wiped + 1);
}

TEST_CASE("A field takes what fits it and nothing else") {
    StudentAtKiosk student;
    student.at_login().type("2024-01 01").want(flow::ConfirmEntry{}).type("73x92045");
    const auto& login = std::get<flow::Login>(student.state.stage);
    CHECK(login.student_no == "20240101");
    CHECK(login.pin.reveal() == "739204");
    student.want(flow::EraseCharacter{});
    CHECK_FALSE(flow::can_confirm(student.state));
    student.want(flow::ClearEntry{});
    CHECK(std::get<flow::Login>(student.state.stage).pin.empty());
}

TEST_CASE("A card stands for the number, from the attract screen on, and whose it is the platform says") {
    StudentAtKiosk student;
    student.ready().on(flow::CardRead{"0099123"});
    CHECK(student.screen() == "login");
    student.type("739204").want(flow::ConfirmEntry{});
    const auto asked = student.asked<flow::StartLogin>();
    CHECK(asked.card == "0099123");
    CHECK(asked.student_no.empty());
    student.online();
    CHECK(std::get<flow::SignedIn>(student.state.stage).session.student_no == "20240101");
    student.on(flow::CardRead{"0099124"});
    CHECK(student.screen() == "opening");
}

TEST_CASE("Without the platform nobody knows whose card it is: the number is asked for") {
    StudentAtKiosk student;
    student.at_login().on(flow::CardRead{"0099123"});
    student.type("739204").want(flow::ConfirmEntry{});
    student.on(flow::PlatformUnreachable{student.asked<flow::StartLogin>().ticket, flow::LocalDrafts::None, 0s});
    const auto& login = std::get<flow::Login>(student.state.stage);
    CHECK(login.step == flow::Login::Step::StudentNo);
    CHECK(login.card.empty());
    CHECK(login.pin.empty());
    REQUIRE(login.refusal);
    CHECK(login.refusal->why == flow::Refused::CardNeedsPlatform);
}
