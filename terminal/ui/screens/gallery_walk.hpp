// The gallery's way through the flow: a student's touches, with the answers that the world would give.
#pragma once

#include "terminal/ui/flow/update.hpp"
#include "terminal/ui/screens/gallery_student.hpp"

#include <chrono>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace xz::ui::screens {

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
    // Nothing was kept of any draft.
    Walk& opened() {
        while (const auto* signed_in = std::get_if<flow::SignedIn>(&state_.stage)) {
            const auto* opening = std::get_if<flow::Opening>(&signed_in->page);
            if (opening == nullptr) break;
            on(flow::DraftLoaded{opening->waiting.begin()->first, std::nullopt});
        }
        return *this;
    }
    Walk& saved() { return on(flow::DraftSaved{state_.last_ticket}); }

    // Signed in, on the home page.
    Walk& home(flow::SensitiveConsent sensitive = flow::SensitiveConsent::Granted) {
        return ready().agree(sensitive).logged_in(gallery_context(*published_)).opened();
    }
    // On a day of the cycle, as the platform tells that student's year.
    Walk& home(Instant wall, std::shared_ptr<const protocol::StudentContext> context) {
        return at(wall).ready().agree(flow::SensitiveConsent::Granted).logged_in(std::move(context)).opened();
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
    [[nodiscard]] Instant wall() const { return wall_; }
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
    std::string_view field = {};  // that is being written into, above the keyboard
};
// One list a file: getting in and the diagnosis, the year's plan and check, the errands, the staff.
[[nodiscard]] std::span<const Picture> diagnosis_pictures();
[[nodiscard]] std::span<const Picture> year_pictures();
[[nodiscard]] std::span<const Picture> errand_pictures();
[[nodiscard]] std::span<const Picture> staff_pictures();

[[nodiscard]] inline Instant morning_of(std::chrono::year_month_day day) { return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::sys_days{day} + 2h + 32min); }

}  // namespace xz::ui::screens
