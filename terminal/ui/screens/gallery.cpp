#include "terminal/ui/screens/gallery.hpp"

#include "terminal/ui/flow/update.hpp"
#include "terminal/ui/screens/gallery_student.hpp"

#include <array>
#include <utility>

namespace xz::ui::screens {
namespace {

using namespace std::chrono_literals;

// Walks through the flow as a student does; its effects stay undone, their answers are given where the walk needs them.
class Walk {
public:
    explicit Walk(const std::shared_ptr<const domain::Published>& published) : published_{published} {
        const auto day = std::chrono::sys_days{published->cycles.back().diagnosis.opens} + std::chrono::days{2};
        at(std::chrono::time_point_cast<std::chrono::milliseconds>(day) + 2h + 32min);
    }

    Walk& at(Instant wall) {
        wall_ = wall;
        return on(flow::Tick{steady_, wall_});
    }
    Walk& later(std::chrono::seconds span) {
        steady_ += span;
        wall_ += span;
        return on(flow::Tick{steady_, wall_});
    }
    Walk& on(const flow::Event& event) {
        auto step = flow::update(std::move(state_), event);
        state_ = std::move(step.state);
        return *this;
    }
    Walk& want(flow::Intent intent) { return on(flow::Event{std::move(intent)}); }

    Walk& ready() {
        on(flow::Ready{"图书馆一楼 01", flow::Enrolment::Present, published_});
        return on(flow::SyncChanged{flow::Connection::Connected, 0});
    }
    Walk& offline() {
        ready();
        return on(flow::SyncChanged{flow::Connection::Away, 3});
    }
    Walk& notice() { return want(flow::Start{}); }
    Walk& agree(flow::SensitiveConsent sensitive) { return notice().want(flow::AgreeNotice{sensitive}); }
    Walk& type(std::string_view text) {
        for (const char c : text) want(flow::TypeCharacter{c});
        return *this;
    }
    Walk& number() { return type("2024010117"); }
    Walk& pin() { return number().want(flow::ConfirmEntry{}); }
    Walk& asking() { return pin().type("739204").want(flow::ConfirmEntry{}); }
    Walk& logged_in(std::shared_ptr<const protocol::StudentContext> context) {
        asking();
        const auto mode = context == nullptr ? flow::LoginMode::Offline : flow::LoginMode::Online;
        return on(flow::LoginSucceeded{state_.last_ticket, mode, std::move(context), {}});
    }
    Walk& opened() { return on(flow::DraftLoaded{state_.last_ticket, std::nullopt}); }
    Walk& saved() { return on(flow::DraftSaved{state_.last_ticket}); }

    // Signed in, on the home page.
    Walk& home(flow::SensitiveConsent sensitive = flow::SensitiveConsent::Granted) {
        return ready().agree(sensitive).logged_in(gallery_context(*published_)).opened();
    }
    Walk& home_offline() {
        offline().agree(flow::SensitiveConsent::Granted).asking();
        on(flow::PlatformUnreachable{state_.last_ticket, flow::LocalDrafts::None, 0s});
        want(flow::BeginNewDraft{}).number().want(flow::ConfirmEntry{}).type("739204").want(flow::ConfirmEntry{});
        on(flow::LoginSucceeded{state_.last_ticket, flow::LoginMode::Offline, nullptr, {}});
        return opened();
    }
    // Own level, then every item of the page.
    Walk& fill(const domain::Dimension& dimension, int level) {
        want(flow::OpenDimension{dimension.code, {}}).want(flow::ChooseSelfLevel{dimension.code, level}).want(flow::GoNext{});
        for (auto& intent : gallery_answers(dimension)) want(std::move(intent));
        want(flow::ChooseCompletion{dimension.code, 75});
        return saved();
    }
    // All dimensions before `until`, then that one's first page; for an empty code all of them and the texts' page.
    Walk& fill_until(std::string_view until) {
        want(flow::OpenDiagnosis{});
        int level = 1;
        for (const auto& dimension : published_->current().dimensions) {
            if (dimension.code == until) return want(flow::OpenDimension{dimension.code, {}});
            fill(dimension, 2 + level++ % 3);
        }
        return want(flow::OpenTexts{}).saved();
    }
    Walk& improvement(const std::string& dimension) {
        want(flow::ToggleGap{dimension, published_->current().problems_of(dimension).front().code}).want(flow::ToggleCause{dimension, "time"}).want(flow::AddImprovement{dimension});
        want(flow::WriteText{{flow::TextKind::Improvement, dimension, 0}, "每周两次英语晚自习，12 月通过四级"}).want(flow::ToggleCarry{dimension, 0});
        return saved();
    }
    Walk& texts() {
        fill_until({}).improvement("XY");
        return want(flow::WriteText{{flow::TextKind::Overall, "gained"}, "第一次带队参加市级竞赛，学会了分工。"}).saved();
    }
    Walk& review() { return texts().want(flow::GoNext{}).saved(); }
    Walk& submitting() { return review().want(flow::SubmitNow{}); }
    Walk& done() { return submitting().on(flow::Submitted{state_.last_ticket, "01907b33-6a10-7c42-9f0d-2c9be47ad610", 41}); }
    Walk& report() { return done().want(flow::GoNext{}); }

    [[nodiscard]] const domain::Published& published() const { return *published_; }
    [[nodiscard]] flow::Ticket ticket() const { return state_.last_ticket; }
    flow::State take() { return std::move(state_); }

private:
    std::shared_ptr<const domain::Published> published_;  // shared: every state of the gallery reads it
    flow::State state_;
    Steady steady_{};
    Instant wall_{};
};

struct Picture {
    std::string_view name;
    void (*paint)(Walk&);
};

using Granted = flow::SensitiveConsent;

void unavailable(Walk& walk, flow::StoreProblem problem) { walk.ready().on(flow::StoreFailed{0, problem}); }

Instant a_day_before(std::chrono::year_month_day day) { return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::sys_days{day} - std::chrono::days{9}); }

constexpr std::array<Picture, 57> pictures{{
    {"starting", [](Walk&) {}},
    {"unavailable.store_broken", [](Walk& w) { unavailable(w, flow::StoreProblem::Broken); }},
    {"unavailable.wrong_key", [](Walk& w) { unavailable(w, flow::StoreProblem::WrongKey); }},
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
    {"opening", [](Walk& w) { w.ready().agree(Granted::Granted).logged_in(gallery_context(w.published())); }},
    {"home", [](Walk& w) { w.home(); }},
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
    {"message.draft_unreadable", [](Walk& w) { w.ready().agree(Granted::Granted).logged_in(gallery_context(w.published())).on(flow::DraftLoaded{w.ticket(), "{\"v\":99}"}); }},
    {"notice.signed_in",
     [](Walk& w) { w.ready().notice().want(flow::AgreedBefore{}).logged_in(gallery_context(w.published())).opened(); }},
    {"activation.refused",
     [](Walk& w) {
         w.ready().agree(Granted::Granted).want(flow::FirstLogin{}).number().want(flow::ConfirmEntry{}).type("4071938265").want(flow::ConfirmEntry{});
         w.type("739204").want(flow::ConfirmEntry{}).type("739204").want(flow::ConfirmEntry{}).on(flow::PinRefused{w.ticket(), 0s});
     }},
}};

constexpr auto names = [] {
    std::array<std::string_view, pictures.size()> list{};
    for (std::size_t i = 0; i < pictures.size(); ++i) list[i] = pictures[i].name;
    return list;
}();

}  // namespace

std::span<const std::string_view> gallery_names() { return names; }

std::optional<flow::State> gallery_state(std::string_view name, const std::shared_ptr<const domain::Published>& published) {
    for (const auto& picture : pictures) {
        if (picture.name != name) continue;
        Walk walk{published};
        picture.paint(walk);
        return walk.take();
    }
    return std::nullopt;
}

}  // namespace xz::ui::screens
