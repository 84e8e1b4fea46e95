#include "terminal/ui/flow/stay.hpp"
#include "tests/terminal/ui/flow/student_at_kiosk.hpp"

using namespace xz;
using namespace xz::testing;

TEST_CASE("A terminal that cannot serve says why, and comes back when it can") {
    StudentAtKiosk kiosk;
    kiosk.on(flow::Ready{"门厅 1", flow::Enrolment::Missing, nullptr});
    CHECK(std::get<flow::Unavailable>(kiosk.state.stage).reason == flow::Reason::NotEnrolled);
    kiosk.on(flow::Ready{"门厅 1", flow::Enrolment::Present, nullptr});
    CHECK(std::get<flow::Unavailable>(kiosk.state.stage).reason == flow::Reason::NoBundle);
    kiosk.on(flow::BundleChanged{published()});
    CHECK(kiosk.screen() == "attract");
    kiosk.on(flow::StoreFailed{0, flow::StoreProblem::DiskFull});
    CHECK(std::get<flow::Unavailable>(kiosk.state.stage).reason == flow::Reason::DiskFull);
    kiosk.want(flow::Start{});
    CHECK(kiosk.screen() == "unavailable");
    kiosk.on(flow::StoreHealthy{});
    CHECK(kiosk.screen() == "attract");
}

TEST_CASE("A store with the wrong key or a fault stops service before anything is opened") {
    for (const auto problem : {flow::StoreProblem::WrongKey, flow::StoreProblem::Broken}) {
        StudentAtKiosk kiosk;
        kiosk.on(flow::StoreFailed{0, problem});
        CHECK(kiosk.screen() == "unavailable");
    }
}

TEST_CASE("A store that breaks under a student ends the stay and keeps the words off the screen") {
    StudentAtKiosk student;
    student.at_home().want(flow::OpenDiagnosis{}).on(flow::StoreFailed{0, flow::StoreProblem::Broken});
    CHECK(student.screen() == "unavailable");
    CHECK(student.times<flow::WipeSession>() == 1);
}

TEST_CASE("A disk that fills under a student says that the change is not saved and takes no next student") {
    StudentAtKiosk student;
    student.at_home().want(flow::OpenDiagnosis{}, flow::ChooseSelfLevel{"SZ", 2});
    student.on(flow::StoreFailed{student.asked<flow::SaveDraft>().ticket, flow::StoreProblem::DiskFull});
    CHECK(student.signed_in().message == flow::Message::DiskFull);
    CHECK(flow::state_of(student.session().diagnosis.saving) == flow::SaveState::Failed);

    SECTION("a later save that works takes the sign away") {
        student.want(flow::DismissMessage{}, flow::ChooseSelfLevel{"SZ", 3}).on(flow::DraftSaved{student.asked<flow::SaveDraft>().ticket});
        CHECK(flow::state_of(student.session().diagnosis.saving) == flow::SaveState::Saved);
    }
    SECTION("leaving tries to save once more, then nobody is served") {
        const auto saves = student.times<flow::SaveDraft>();
        student.want(flow::SignOut{});
        CHECK(student.times<flow::SaveDraft>() == saves + 1);
        CHECK(student.screen() == "unavailable");
    }
}

TEST_CASE("An idle student gets a countdown of at least twenty seconds, then the terminal is wiped") {
    StudentAtKiosk student;
    student.at_home().on(flow::Touched{});
    const auto idle = std::chrono::seconds{published()->policy.idle_seconds};
    CHECK(flow::next_wake(student.state) == student.state.now + idle);
    student.later(idle - 1s);
    CHECK_FALSE(student.state.leaving_at.has_value());
    student.later(1s);
    REQUIRE(student.state.leaving_at.has_value());
    CHECK(*student.state.leaving_at - student.state.now >= 20s);
    CHECK(*flow::next_wake(student.state) <= student.state.now + 1s);

    SECTION("staying stops it") {
        student.later(10s).want(flow::StayHere{}).later(15s);
        CHECK(student.screen() == "home");
        CHECK_FALSE(student.state.leaving_at.has_value());
    }
    SECTION("nobody there: attract, wiped, nothing kept") {
        student.want(flow::ChooseTextScale{200}).later(std::chrono::ceil<std::chrono::seconds>(*student.state.leaving_at - student.state.now));
        CHECK(student.screen() == "attract");
        CHECK(student.times<flow::WipeSession>() == 1);
        CHECK(student.state.preferences.text_scale == 100);
    }
}

TEST_CASE("The draft is saved before the wipe") {
    StudentAtKiosk student;
    student.at_home().want(flow::OpenDiagnosis{}, flow::ChooseSelfLevel{"SZ", 2}, flow::SignOut{});
    std::size_t save = 0, wipe = 0;
    for (std::size_t i = 0; i < student.all.size(); ++i) {
        if (std::holds_alternative<flow::SaveDraft>(student.all[i])) save = i;
        if (std::holds_alternative<flow::WipeSession>(student.all[i])) wipe = i;
    }
    CHECK(save < wipe);
}

TEST_CASE("A resting terminal asks for no wake-up") {
    StudentAtKiosk kiosk;
    CHECK_FALSE(flow::next_wake(kiosk.ready().state).has_value());
}

TEST_CASE("A newer bundle waits until the student has gone") {
    StudentAtKiosk student;
    student.at_home();
    const auto newer = std::make_shared<const domain::Published>(*published());
    student.on(flow::BundleChanged{newer});
    CHECK(student.session().published == published());
    student.want(flow::SignOut{});
    CHECK(student.state.machine.published == newer);
}

TEST_CASE("Who chose another look and walked on without a login leaves the next one the kiosk's own") {
    StudentAtKiosk kiosk;
    kiosk.ready().want(flow::ChooseLanguage{domain::Language::English}).on(flow::Touched{});
    const auto idle = std::chrono::seconds{published()->policy.idle_seconds};
    CHECK(flow::next_wake(kiosk.state) == kiosk.state.now + idle);
    kiosk.later(idle);
    CHECK(kiosk.state.preferences == kiosk.state.usual);
    CHECK_FALSE(flow::next_wake(kiosk.state).has_value());
}

TEST_CASE("Whoever turns back before the login is forgotten like whoever signs out") {
    StudentAtKiosk kiosk;
    kiosk.ready().want(flow::Start{}, flow::Back{});
    CHECK(kiosk.screen() == "attract");
    CHECK(kiosk.times<flow::WipeSession>() == 1);
    kiosk.want(flow::Start{}, flow::AgreedBefore{}).type("20240101").want(flow::Back{});
    CHECK(kiosk.screen() == "attract");
    CHECK(kiosk.times<flow::WipeSession>() == 2);
}

TEST_CASE("The longest stay is told two minutes before, counted down, and ends with the draft saved") {
    StudentAtKiosk student;
    student.at_home().want(flow::OpenDiagnosis{}, flow::ChooseSelfLevel{"SZ", 2});
    const auto longest = std::chrono::seconds{std::chrono::minutes{published()->policy.session_minutes}};
    const auto stays = [&](std::chrono::seconds span) {  // somebody who touches now and then
        for (; span > 30s; span -= 30s) student.later(30s).on(flow::Touched{});
        student.later(span).on(flow::Touched{});
    };
    stays(longest - flow::told_before_end - 1s);
    CHECK_FALSE(flow::tells_end(student.state));
    CHECK(flow::next_wake(student.state) == student.state.now + 1s);
    stays(1s);
    CHECK(flow::tells_end(student.state));
    CHECK(flow::end_of_stay(student.state)->why == flow::EndReason::LongestStay);
    student.want(flow::HeardOfEnd{});
    CHECK_FALSE(flow::tells_end(student.state));
    stays(flow::told_before_end - std::chrono::seconds{published()->policy.countdown_seconds});
    CHECK(flow::tells_end(student.state));
    CHECK(flow::is_ending(student.state));
    CHECK(flow::next_wake(student.state) == student.state.now + 1s);
    student.want(flow::HeardOfEnd{}, flow::StayHere{});
    CHECK(flow::tells_end(student.state));
    stays(std::chrono::seconds{published()->policy.countdown_seconds});
    CHECK(student.screen() == "attract");
    CHECK(student.times<flow::SaveDraft>() >= 1);
    CHECK(student.times<flow::WipeSession>() == 1);
}

TEST_CASE("A lock lets the student who is there finish, and takes no next one until it is lifted") {
    StudentAtKiosk student;
    student.at_home().on(flow::LockChanged{"送修"});
    CHECK(student.screen() == "home");
    CHECK(flow::tells_end(student.state));
    CHECK(flow::end_of_stay(student.state)->why == flow::EndReason::Locked);

    SECTION("two minutes later it is over") {
        student.want(flow::HeardOfEnd{}).later(60s).on(flow::Touched{}).later(60s);
        CHECK(student.screen() == "locked");
        CHECK(student.times<flow::WipeSession>() == 1);
        student.want(flow::Start{});
        CHECK(student.screen() == "locked");
        student.on(flow::LockChanged{});
        CHECK(student.screen() == "attract");
    }
    SECTION("lifted before, nothing ends") {
        student.on(flow::LockChanged{}).later(60s).on(flow::Touched{}).later(70s);
        CHECK(student.screen() == "home");
    }
    SECTION("a student who leaves leaves it locked") {
        student.want(flow::SignOut{});
        CHECK(student.screen() == "locked");
    }
}

TEST_CASE("A lock ends what nobody has logged in to yet, and a restart unlocks nothing") {
    StudentAtKiosk kiosk;
    kiosk.at_login().type("2024").on(flow::LockChanged{""});
    CHECK(kiosk.screen() == "locked");
    CHECK(kiosk.times<flow::WipeSession>() == 1);
    StudentAtKiosk restarted;
    restarted.on(flow::Ready{"门厅 1", flow::Enrolment::Present, published(), "送修"});
    CHECK(restarted.screen() == "locked");
    CHECK(restarted.state.machine.lock == "送修");
}
