#include "terminal/ui/screens/gallery_walk.hpp"

#include "terminal/ui/flow/staff.hpp"
#include "terminal/ui/flow/stay.hpp"

namespace xz::ui::screens {
namespace {

using flow::MachineFacts;
using flow::StaffPage;
using Health = MachineFacts::Health;
using Verdict = flow::StaffPinChecked::Verdict;

MachineFacts sound(const Walk& walk) {
    MachineFacts facts;
    facts.line = MachineFacts::Line::Connected;
    facts.platform_url = "https://platform.example.edu.cn:8443";
    facts.last_contact = walk.wall() - 2min;
    facts.certificate_until = walk.wall() + std::chrono::hours{24 * 210};
    facts.health = Health::Good;
    facts.held = 128;
    facts.drafts = 3;
    facts.free_bytes = std::uint64_t{52} << 30;
    facts.key_level = "credentials";
    facts.bundle_version = 12;
    facts.version = "1.0.0";
    facts.cipher_version = "4.6.1 community";
    facts.system = "Linux 6.1.0-18-amd64 x86_64";
    facts.mixer = "amixer";
    facts.volume = 60;
    return facts;
}

MachineFacts troubled(const Walk& walk) {
    auto facts = sound(walk);
    facts.line = MachineFacts::Line::UntrustedServer;
    facts.trouble = "SSL certificate problem: self-signed certificate in certificate chain";
    facts.alarm = "the platform refuses envelope 01907b33-6a10-7c42-9f0d-2c9be47ad610: malformed";
    facts.last_contact = walk.wall() - std::chrono::hours{50};
    facts.ignored_proxy = "https_proxy=http://10.1.2.3:3128";
    facts.waiting = 17;
    facts.oldest_waiting = walk.wall() - std::chrono::hours{49};
    facts.quarantined = 1;
    facts.refused = 1;
    facts.health = Health::Full;
    facts.mixer = {};
    facts.volume.reset();
    return facts;
}

Walk& at_pin(Walk& walk) {
    walk.ready();
    for (int i = 0; i < flow::corner_touches; ++i) walk.want(flow::TouchCorner{});
    return walk;
}
Walk& checked(Walk& walk, Verdict verdict, std::chrono::seconds wait = 0s) {
    at_pin(walk).type("20482048").want(flow::ConfirmEntry{});
    return walk.on(flow::StaffAnswer{flow::StaffPinChecked{walk.ticket(), verdict, wait}});
}
Walk& panel(Walk& walk, MachineFacts facts, StaffPage page = StaffPage::Overview) {
    checked(walk, Verdict::Right);
    if (page != StaffPage::Overview) walk.want(flow::OpenStaffPage{page});
    return walk.on(flow::StaffAnswer{flow::MachineSeen{walk.ticket(), std::make_shared<const MachineFacts>(std::move(facts))}});
}
Walk& check(Walk& walk, int done, std::vector<std::string> faults) {
    panel(walk, sound(walk), StaffPage::Store).want(flow::CheckWholeStore{});
    return walk.on(flow::StaffAnswer{flow::StoreCheckStep{walk.ticket(), done, 3, std::move(faults)}});
}
MachineFacts wrecked() {
    MachineFacts facts;
    facts.platform_url = "https://platform.example.edu.cn:8443";
    facts.store_failure = "the store is damaged";
    facts.wreck = {.pages = 912, .damaged_pages = 2, .envelopes = 486, .waiting = 17, .lost = 1, .drafts = 3, .identity = MachineFacts::Wreck::Identity::Whole};
    return facts;
}
Walk& wreck(Walk& walk, flow::StoreProblem problem = flow::StoreProblem::Broken) {
    return panel(walk, wrecked(), StaffPage::Store).on(flow::StoreFailed{0, problem});
}
Walk& salvaged(Walk& walk, std::string failure) {
    wreck(walk).want(flow::AskSalvage{}).want(flow::SalvageNow{});
    return walk.on(flow::StaffAnswer{flow::StoreSalvaged{walk.ticket(), std::move(failure), "set-aside-2026-06-10T080000.000Z"}});
}
Walk& long_stay(Walk& walk, std::chrono::seconds before_end) {
    walk.home();
    const std::chrono::seconds longest = std::chrono::minutes{walk.published().policy.session_minutes};
    return walk.later(longest - before_end - 1s).want(flow::StayHere{}).later(1s);
}

constexpr Picture pictures[] = {
    {"locked", [](Walk& w) { w.ready().on(flow::LockChanged{"本机送修，预计周五恢复。请到二楼大厅使用另一台终端。"}); }},
    {"locked.silent", [](Walk& w) { w.ready().on(flow::LockChanged{""}); }},
    {"home.ending", [](Walk& w) { long_stay(w, flow::told_before_end); }},
    {"home.ending_now", [](Walk& w) { long_stay(w, 12s); }},
    {"home.locking", [](Walk& w) { w.home().on(flow::LockChanged{"本机送修"}); }},
    {"maintenance_pin", [](Walk& w) { at_pin(w).type("2048"); }},
    {"maintenance_pin.asking", [](Walk& w) { at_pin(w).type("20482048").want(flow::ConfirmEntry{}); }},
    {"maintenance_pin.refused", [](Walk& w) { checked(w, Verdict::Wrong, 60s); }},
    {"maintenance_pin.none_set", [](Walk& w) { checked(w, Verdict::NoneSet); }},
    {"maintenance", [](Walk& w) { panel(w, sound(w)); }},
    {"maintenance.troubled", [](Walk& w) { panel(w, troubled(w)); }},
    {"maintenance.loading", [](Walk& w) { checked(w, Verdict::Right); }},
    {"maintenance.restart", [](Walk& w) { panel(w, sound(w)).want(flow::AskProgramEnd{flow::ProgramEnd::Restart}); }},
    {"maintenance.leave", [](Walk& w) { panel(w, sound(w)).want(flow::AskProgramEnd{flow::ProgramEnd::Leave}); }},
    {"maintenance_network", [](Walk& w) { panel(w, sound(w), StaffPage::Network); }},
    {"maintenance_network.troubled", [](Walk& w) { panel(w, troubled(w), StaffPage::Network); }},
    {"maintenance_sync", [](Walk& w) { panel(w, sound(w), StaffPage::Sync); }},
    {"maintenance_sync.troubled", [](Walk& w) { panel(w, troubled(w), StaffPage::Sync); }},
    {"maintenance_store", [](Walk& w) { panel(w, sound(w), StaffPage::Store); }},
    {"maintenance_store.checking", [](Walk& w) { check(w, 1, {}); }},
    {"maintenance_store.whole", [](Walk& w) { check(w, 3, {}); }},
    {"maintenance_store.faulty", [](Walk& w) { check(w, 3, {"HMAC verification failed for page 17"}); }},
    {"maintenance_store.damaged", [](Walk& w) { wreck(w); }},
    {"maintenance_store.salvage", [](Walk& w) { wreck(w).want(flow::AskSalvage{}); }},
    {"maintenance_store.salvaging", [](Walk& w) { wreck(w).want(flow::AskSalvage{}).want(flow::SalvageNow{}); }},
    {"maintenance_store.salvaged", [](Walk& w) { salvaged(w, {}); }},
    {"maintenance_store.not_salvaged", [](Walk& w) { salvaged(w, "the disk is full"); }},
    {"maintenance_store.shut", [](Walk& w) { panel(w, MachineFacts{.platform_url = "https://platform.example.edu.cn:8443"}, StaffPage::Store); }},
    {"maintenance_versions", [](Walk& w) { panel(w, sound(w), StaffPage::Versions); }},
    {"maintenance_touch", [](Walk& w) { panel(w, sound(w), StaffPage::TouchTest); }},
    {"maintenance_volume", [](Walk& w) { panel(w, sound(w), StaffPage::Volume); }},
    {"maintenance_volume.none", [](Walk& w) { panel(w, troubled(w), StaffPage::Volume); }},
};

}  // namespace

std::span<const Picture> staff_pictures() { return pictures; }

}  // namespace xz::ui::screens
