// Getting in, the diagnosis, the report, and what lies over a screen.
#include "terminal/ui/screens/gallery_walk.hpp"

namespace xz::ui::screens {
namespace {

using Granted = flow::SensitiveConsent;

void unavailable(Walk& walk, flow::StoreProblem problem) { walk.ready().on(flow::StoreFailed{0, problem}); }

Instant a_day_before(std::chrono::year_month_day day) { return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::sys_days{day} - std::chrono::days{9}); }

constexpr Picture pictures[] = {
    {"starting", [](Walk&) {}},
    {"unavailable.store_broken", [](Walk& w) { unavailable(w, flow::StoreProblem::Broken); }},
    {"unavailable.wrong_key", [](Walk& w) { unavailable(w, flow::StoreProblem::WrongKey); }},
    {"unavailable.keyring_broken", [](Walk& w) { unavailable(w, flow::StoreProblem::KeyringBroken); }},
    {"unavailable.store_foreign", [](Walk& w) { unavailable(w, flow::StoreProblem::Foreign); }},
    {"unavailable.store_too_new", [](Walk& w) { unavailable(w, flow::StoreProblem::TooNew); }},
    {"unavailable.store_unreachable", [](Walk& w) { unavailable(w, flow::StoreProblem::Unreachable); }},
    {"unavailable.disk_full", [](Walk& w) { unavailable(w, flow::StoreProblem::DiskFull); }},
    {"unavailable.not_enrolled", [](Walk& w) { w.on(flow::Ready{"图书馆一楼 01", flow::Enrolment::Missing, nullptr}); }},
    {"unavailable.no_bundle", [](Walk& w) { w.on(flow::Ready{"图书馆一楼 01", flow::Enrolment::Present, nullptr}); }},
    {"attract", [](Walk& w) { w.ready(); }},
    {"attract.offline", [](Walk& w) { w.offline(); }},
    {"notice", [](Walk& w) { w.ready().notice(); }},
    {"login", [](Walk& w) { w.ready().agree(Granted::Granted); }},
    {"login.number", [](Walk& w) { w.ready().agree(Granted::Granted).number(); }},
    {"login.pin", [](Walk& w) { w.ready().agree(Granted::Granted).pin().type("739"); }},
    {"login.asking", [](Walk& w) { w.ready().agree(Granted::Granted).asking(); }},
    {"login.refused", [](Walk& w) { w.ready().agree(Granted::Granted).asking().on(flow::LoginRefused{w.ticket(), 0s}); }},
    {"login.wait", [](Walk& w) { w.ready().agree(Granted::Granted).asking().on(flow::LoginRefused{w.ticket(), 28s}); }},
    {"activation", [](Walk& w) { w.ready().agree(Granted::Granted).want(flow::FirstLogin{}).number(); }},
    {"activation.code", [](Walk& w) { w.ready().agree(Granted::Granted).want(flow::FirstLogin{}).number().want(flow::ConfirmEntry{}).type("4071938"); }},
    {"activation.weak_pin",
     [](Walk& w) {
         w.ready().agree(Granted::Granted).want(flow::FirstLogin{}).number().want(flow::ConfirmEntry{}).type("4071938265").want(flow::ConfirmEntry{});
         w.type("123456").want(flow::ConfirmEntry{});
     }},
    {"activation.pin_again",
     [](Walk& w) {
         w.ready().agree(Granted::Granted).want(flow::FirstLogin{}).number().want(flow::ConfirmEntry{}).type("4071938265").want(flow::ConfirmEntry{});
         w.type("739204").want(flow::ConfirmEntry{}).type("7392");
     }},
    {"activation.asking",
     [](Walk& w) {
         w.ready().agree(Granted::Granted).want(flow::FirstLogin{}).number().want(flow::ConfirmEntry{}).type("4071938265").want(flow::ConfirmEntry{});
         for (int i = 0; i < 2; ++i) w.type("739204").want(flow::ConfirmEntry{});
     }},
    {"offline_confirm", [](Walk& w) { w.offline().agree(Granted::Granted).asking().on(flow::PlatformUnreachable{w.ticket(), flow::LocalDrafts::None, 0s}); }},
    {"offline_confirm.other_pin",
     [](Walk& w) { w.offline().agree(Granted::Granted).asking().on(flow::PlatformUnreachable{w.ticket(), flow::LocalDrafts::OtherPin, 0s}); }},
    {"offline_confirm.number",
     [](Walk& w) {
         w.offline().agree(Granted::Granted).asking().on(flow::PlatformUnreachable{w.ticket(), flow::LocalDrafts::None, 0s});
         w.want(flow::BeginNewDraft{}).type("2024");
     }},
    {"offline_confirm.differ",
     [](Walk& w) {
         w.offline().agree(Granted::Granted).asking().on(flow::PlatformUnreachable{w.ticket(), flow::LocalDrafts::None, 0s});
         w.want(flow::BeginNewDraft{}).type("2024").want(flow::ConfirmEntry{}).type("111222").want(flow::ConfirmEntry{});
     }},
    {"offline_confirm.asking",
     [](Walk& w) {
         w.offline().agree(Granted::Granted).asking().on(flow::PlatformUnreachable{w.ticket(), flow::LocalDrafts::None, 0s});
         w.want(flow::BeginNewDraft{}).number().want(flow::ConfirmEntry{}).type("739204").want(flow::ConfirmEntry{});
     }},
    {"opening", [](Walk& w) { w.ready().agree(Granted::Granted).logged_in(gallery_context(w.published())); }},
    {"home", [](Walk& w) { w.home(); }},
    {"home.long_name", [](Walk& w) { w.ready().agree(Granted::Granted).logged_in(gallery_context_named(w.published(), "买买提·阿不都热依木", "𠮷㐂龘䶮产业学院", "大数据技术（中外合作办学）2401")).opened(); }},
    {"home.draft", [](Walk& w) { w.home().fill_until("JN").want(flow::GoHome{}).saved(); }},
    {"home.offline", [](Walk& w) { w.home_offline(); }},
    {"home.quarantined", [](Walk& w) { w.ready().agree(Granted::Granted).logged_in(gallery_context_quarantined(w.published())).opened(); }},
    {"home.submitted", [](Walk& w) { w.home().done().want(flow::GoHome{}); }},
    {"home.closed", [](Walk& w) { w.at(a_day_before(w.published().cycles.back().diagnosis.opens)).home(); }},
    {"closed_window", [](Walk& w) { w.at(a_day_before(w.published().cycles.back().diagnosis.opens)).home().want(flow::OpenDiagnosis{}); }},
    {"self_level", [](Walk& w) { w.home().want(flow::OpenDiagnosis{}); }},
    {"self_level.chosen", [](Walk& w) { w.home().want(flow::OpenDiagnosis{}).want(flow::ChooseSelfLevel{"SZ", 3}).saved(); }},
    {"self_level.offline", [](Walk& w) { w.home_offline().want(flow::OpenDiagnosis{}); }},
    {"dimension", [](Walk& w) { w.home().fill_until("XY").fill(w.published().current().dimensions[1], 3); }},
    {"dimension.empty", [](Walk& w) { w.home().want(flow::OpenDiagnosis{}).want(flow::ChooseSelfLevel{"SZ", 3}).want(flow::GoNext{}).saved(); }},
    {"dimension.choices", [](Walk& w) { w.home().fill_until("JN").fill(w.published().current().dimensions[2], 4).improvement("JN"); }},
    {"dimension.numbers", [](Walk& w) { w.home().fill_until("SX").fill(w.published().current().dimensions[3], 3); }},
    {"dimension.withheld", [](Walk& w) { w.home(Granted::Refused).fill_until("SX").want(flow::ChooseSelfLevel{"SX", 3}).want(flow::GoNext{}).saved(); }},
    {"dimension.missing",
     [](Walk& w) {
         w.home().fill_until("MY").fill(w.published().current().dimensions[4], 2);
         w.want(flow::ChooseMissing{"MY03", domain::Missing::Declined}).saved();
     }},
    {"dimension.offline", [](Walk& w) { w.home_offline().fill_until("LD").fill(w.published().current().dimensions[5], 3); }},
    {"dimension.not_saved",
     [](Walk& w) {
         w.home().want(flow::OpenDiagnosis{}).want(flow::ChooseSelfLevel{"SZ", 3});
         w.on(flow::StoreFailed{w.ticket(), flow::StoreProblem::DiskFull}).want(flow::DismissMessage{});
     }},
    {"texts", [](Walk& w) { w.home().texts(); }},
    {"texts.writing", [](Walk& w) { w.home().texts(); }, "text.suggestion"},
    {"review", [](Walk& w) { w.home().review(); }},
    {"review.missing", [](Walk& w) { w.home().fill_until("MY").want(flow::OpenReview{}).saved(); }},
    {"submitting", [](Walk& w) { w.home().submitting(); }},
    {"done", [](Walk& w) { w.home().done(); }},
    {"done.arrived", [](Walk& w) { w.home().done().on(flow::ReceiptArrived{"01907b33-6a10-7c42-9f0d-2c9be47ad610"}); }},
    {"report", [](Walk& w) { w.home().report(); }},
    {"report.offline", [](Walk& w) { w.home_offline().report(); }},
    {"report.last_year", [](Walk& w) { w.home().want(flow::OpenReport{}); }},
    {"countdown", [](Walk& w) { w.home().fill_until("XY").fill(w.published().current().dimensions[1], 3).later(120s).later(8s); }},
    {"message.not_saved",
     [](Walk& w) {
         w.home().want(flow::OpenDiagnosis{}).want(flow::ChooseSelfLevel{"SZ", 3}).on(flow::StoreFailed{w.ticket(), flow::StoreProblem::DiskFull});
     }},
    {"message.not_submitted", [](Walk& w) { w.home().submitting().on(flow::StoreFailed{w.ticket(), flow::StoreProblem::DiskFull}); }},
    {"message.draft_unreadable", [](Walk& w) { w.ready().agree(Granted::Granted).logged_in(gallery_context(w.published())).on(flow::DraftLoaded{w.ticket(), "{\"v\":99}"}).opened(); }},
    {"notice.signed_in",
     [](Walk& w) { w.ready().notice().want(flow::AgreedBefore{}).logged_in(gallery_context(w.published())).opened(); }},
    {"activation.refused",
     [](Walk& w) {
         w.ready().agree(Granted::Granted).want(flow::FirstLogin{}).number().want(flow::ConfirmEntry{}).type("4071938265").want(flow::ConfirmEntry{});
         w.type("739204").want(flow::ConfirmEntry{}).type("739204").want(flow::ConfirmEntry{}).on(flow::PinRefused{w.ticket(), 0s});
     }},
};

}  // namespace

std::span<const Picture> diagnosis_pictures() { return pictures; }

}  // namespace xz::ui::screens
