#include "terminal/ui/flow/staff.hpp"

#include "terminal/ui/flow/entry.hpp"
#include "tests/terminal/ui/flow/student_at_kiosk.hpp"

#include <algorithm>
#include <vector>

using namespace xz;
using namespace xz::testing;

namespace {

using Verdict = flow::StaffPinChecked::Verdict;

class Staff : public StudentAtKiosk {
public:
    template <typename Task>
    [[nodiscard]] const Task& told() const {
        for (auto effect = all.rbegin(); effect != all.rend(); ++effect)
            if (const auto* task = std::get_if<flow::StaffTask>(&*effect))
                if (const auto* found = std::get_if<Task>(task)) return *found;
        FAIL("the task was never given");
        throw 0;
    }
    Staff& touches(int count, std::chrono::seconds between = 0s) {
        for (int i = 0; i < count; ++i) {
            want(flow::TouchCorner{});
            later(between);
        }
        return *this;
    }
    Staff& enters(std::string_view pin, Verdict verdict, std::chrono::seconds wait = 0s) {
        type(pin).want(flow::ConfirmEntry{});
        on(flow::StaffAnswer{flow::StaffPinChecked{told<flow::CheckStaffPin>().ticket, verdict, wait}});
        return *this;
    }
    Staff& sees(flow::MachineFacts facts) {
        on(flow::StaffAnswer{flow::MachineSeen{told<flow::LookAtMachine>().ticket, std::make_shared<const flow::MachineFacts>(std::move(facts))}});
        return *this;
    }
    Staff& at_panel() {
        ready();
        return touches(flow::corner_touches).enters("20482048", Verdict::Right);
    }
    [[nodiscard]] const flow::Maintenance& panel() const { return std::get<flow::Maintenance>(state.stage); }
};

}  // namespace

TEST_CASE("Five touches of the hidden corner within four seconds ask for the staff's PIN, fewer or slower ones nothing") {
    Staff kiosk;
    kiosk.ready();
    CHECK(kiosk.touches(4).screen() == "attract");
    kiosk.later(5s);
    CHECK(kiosk.touches(4).screen() == "attract");
    kiosk.later(5s);
    CHECK(kiosk.touches(5, 2s).screen() == "attract");
    kiosk.later(5s);
    CHECK(kiosk.touches(5).screen() == "maintenance_pin");
}

TEST_CASE("The panel opens where nobody can be served, and never under a student") {
    Staff broken;
    broken.on(flow::StoreFailed{0, flow::StoreProblem::Broken});
    CHECK(broken.touches(5).screen() == "maintenance_pin");
    Staff locked;
    locked.ready().on(flow::LockChanged{"送修"});
    CHECK(locked.touches(5).screen() == "maintenance_pin");
    Staff busy;
    busy.at_home();
    CHECK(busy.touches(9).screen() == "home");
}

TEST_CASE("A wrong staff PIN waits before the next, a right one opens the panel, and nothing of it stays") {
    Staff kiosk;
    kiosk.ready();
    kiosk.touches(5).type("12345");
    CHECK_FALSE(flow::can_confirm(kiosk.state));
    kiosk.type("6").want(flow::ConfirmEntry{});
    CHECK(kiosk.told<flow::CheckStaffPin>().pin == flow::SecretText{"123456"});
    kiosk.on(flow::StaffAnswer{flow::StaffPinChecked{kiosk.told<flow::CheckStaffPin>().ticket, Verdict::Wrong, 30s}});
    CHECK(std::get<flow::MaintenancePin>(kiosk.state.stage).pin.empty());
    kiosk.type("20482048");
    CHECK_FALSE(flow::can_confirm(kiosk.state));
    kiosk.later(30s);
    CHECK(flow::can_confirm(kiosk.state));
    kiosk.want(flow::ConfirmEntry{}).on(flow::StaffAnswer{flow::StaffPinChecked{kiosk.told<flow::CheckStaffPin>().ticket, Verdict::Right}});
    CHECK(kiosk.screen() == "maintenance");
}

TEST_CASE("Without a PIN in the settings the panel says how to set one") {
    Staff kiosk;
    kiosk.ready();
    kiosk.touches(5).enters("20482048", Verdict::NoneSet);
    CHECK(std::get<flow::MaintenancePin>(kiosk.state.stage).step == flow::MaintenancePin::Step::NoneSet);
    kiosk.want(flow::Back{});
    CHECK(kiosk.screen() == "attract");
}

TEST_CASE("The panel shows the machine as it is, and looks again while it is open") {
    Staff kiosk;
    kiosk.at_panel().sees({.waiting = 3});
    CHECK(kiosk.panel().facts->waiting == 3);
    const auto wake = flow::next_wake(kiosk.state);
    REQUIRE(wake.has_value());
    CHECK(*wake <= kiosk.state.now + 5s);
    kiosk.later(5s);
    kiosk.sees({.waiting = 0});
    CHECK(kiosk.panel().facts->waiting == 0);
    kiosk.want(flow::OpenStaffPage{flow::StaffPage::Sync}, flow::SyncEverything{});
    CHECK(kiosk.screen() == "maintenance_sync");
    (void)kiosk.told<flow::SyncAll>();
    kiosk.want(flow::Back{});
    CHECK(kiosk.screen() == "maintenance");
    kiosk.want(flow::Back{});
    CHECK(kiosk.screen() == "attract");
}

TEST_CASE("A check of the store tells how far it is, and nobody is sent away while it runs") {
    Staff kiosk;
    kiosk.at_panel().want(flow::OpenStaffPage{flow::StaffPage::Store}, flow::CheckWholeStore{}, flow::CheckWholeStore{});
    const auto ticket = kiosk.told<flow::CheckStore>().ticket;
    kiosk.later(70s).on(flow::StaffAnswer{flow::StoreCheckStep{ticket, 1, 3, {}}});
    CHECK(kiosk.panel().check->done == 1);
    kiosk.later(70s).on(flow::StaffAnswer{flow::StoreCheckStep{ticket, 3, 3, {"page 17"}}});
    CHECK(kiosk.panel().check->faults == std::vector<std::string>{"page 17"});
    CHECK_FALSE(kiosk.state.leaving_at.has_value());
    kiosk.want(flow::CheckWholeStore{});
    CHECK(kiosk.told<flow::CheckStore>().ticket != ticket);
}

TEST_CASE("A damaged store is salvaged only when that was asked and then said once more, and once") {
    Staff kiosk;
    kiosk.at_panel().sees({});
    kiosk.want(flow::AskSalvage{}).want(flow::SalvageNow{});
    CHECK_FALSE(kiosk.panel().salvage);  // nothing is damaged
    flow::MachineFacts facts;
    facts.wreck = flow::MachineFacts::Wreck{.pages = 9, .damaged_pages = 1, .envelopes = 4};
    kiosk.later(6s);
    kiosk.sees(facts);
    kiosk.want(flow::SalvageNow{});
    CHECK_FALSE(kiosk.panel().salvage);
    kiosk.want(flow::AskSalvage{}).want(flow::KeepRunning{});
    CHECK_FALSE(kiosk.panel().salvage);
    kiosk.want(flow::AskSalvage{}).want(flow::SalvageNow{});
    const auto ticket = kiosk.told<flow::SalvageStore>().ticket;
    kiosk.want(flow::AskSalvage{}).want(flow::SalvageNow{});
    CHECK(kiosk.told<flow::SalvageStore>().ticket == ticket);
    kiosk.on(flow::StaffAnswer{flow::StoreSalvaged{ticket, "the disk is full", {}}});
    CHECK(kiosk.panel().salvage->step == flow::Salvaging::Step::Failed);
    kiosk.want(flow::AskSalvage{}).want(flow::SalvageNow{});
    kiosk.on(flow::StaffAnswer{flow::StoreSalvaged{kiosk.told<flow::SalvageStore>().ticket, {}, "set-aside-x"}});
    CHECK(kiosk.panel().salvage->step == flow::Salvaging::Step::Done);
    kiosk.want(flow::AskSalvage{});
    CHECK(kiosk.panel().salvage->step == flow::Salvaging::Step::Done);
}

TEST_CASE("Each way in which a store stays shut has its own words for whoever stands there") {
    using Problem = flow::StoreProblem;
    std::vector<flow::Reason> reasons;
    for (const auto problem : {Problem::Broken, Problem::WrongKey, Problem::KeyringBroken, Problem::Foreign, Problem::TooNew, Problem::Unreachable, Problem::DiskFull}) {
        Staff kiosk;
        kiosk.on(flow::StoreFailed{0, problem});
        const auto reason = std::get<flow::Unavailable>(kiosk.state.stage).reason;
        CHECK(std::ranges::find(reasons, reason) == reasons.end());
        reasons.push_back(reason);
    }
}

TEST_CASE("The program ends or begins again only when that was asked and then said once more") {
    Staff kiosk;
    kiosk.at_panel().want(flow::EndProgramNow{});
    const auto* last = std::get_if<flow::StaffTask>(&kiosk.all.back());
    CHECK((last == nullptr || !std::holds_alternative<flow::EndProgram>(*last)));
    kiosk.want(flow::AskProgramEnd{flow::ProgramEnd::Leave}, flow::KeepRunning{}, flow::AskProgramEnd{flow::ProgramEnd::Restart}, flow::EndProgramNow{});
    CHECK(kiosk.told<flow::EndProgram>().end == flow::ProgramEnd::Restart);
}

TEST_CASE("Staff that walks away leaves no panel open, and is not sent away by what it came to mend") {
    Staff kiosk;
    kiosk.at_panel().on(flow::StoreFailed{0, flow::StoreProblem::DiskFull}).on(flow::LockChanged{"送修"});
    CHECK(kiosk.screen() == "maintenance");
    kiosk.later(std::chrono::seconds{published()->policy.idle_seconds});
    REQUIRE(kiosk.state.leaving_at.has_value());
    kiosk.later(std::chrono::seconds{published()->policy.countdown_seconds});
    CHECK(kiosk.screen() == "unavailable");
}
