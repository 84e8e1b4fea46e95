// A student before a kiosk without a window: intents in, effects out, answers when the test gives them.
#pragma once

#include "terminal/ui/flow/update.hpp"
#include "tests/support/bundle_folder.hpp"

#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace xz::testing {

using namespace std::chrono_literals;
namespace flow = ui::flow;

inline std::shared_ptr<const domain::Published> published() {
    static const auto read = std::make_shared<const domain::Published>(published_from(XUEZHEN_ASSETS "/instruments"));
    return read;
}

inline Instant inside_window() {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::sys_days{published()->cycles.back().diagnosis.opens} + std::chrono::days{2});
}

inline protocol::StudentContext context() {
    protocol::StudentContext context;
    context.student_no = "20240101";
    context.masked_name = "周*";
    context.department = "信息工程系";
    context.class_name = "信息2401";
    context.grade = 2;
    context.internship_started = true;
    context.academic_year = published()->cycles.back().academic_year;
    const auto day = published()->cycles.back().diagnosis.opens;
    for (const auto& dimension : published()->current().dimensions)
        for (const auto& indicator : dimension.indicators)
            if (!indicator.asked()) context.status_data.push_back({indicator.code, "1", "教务系统", day, context.academic_year});
    return context;
}

class StudentAtKiosk {
public:
    StudentAtKiosk() { tick(0s, inside_window()); }

    StudentAtKiosk& on(const flow::Event& event) {
        auto step = flow::update(std::move(state), event);
        state = std::move(step.state);
        last = std::move(step.effects);
        for (const auto& effect : last) all.push_back(effect);
        return *this;
    }
    template <typename... Intents>
    StudentAtKiosk& want(Intents... intents) {
        (on(flow::Event{flow::Intent{std::move(intents)}}), ...);
        return *this;
    }
    StudentAtKiosk& tick(std::chrono::seconds span, Instant at) {
        steady += span;
        wall = at + span;
        return on(flow::Tick{steady, wall});
    }
    StudentAtKiosk& later(std::chrono::seconds span) { return tick(span, wall); }
    StudentAtKiosk& type(std::string_view text) {
        for (const char c : text) want(flow::TypeCharacter{c});
        return *this;
    }

    StudentAtKiosk& ready() { return on(flow::Ready{"门厅 1", flow::Enrolment::Present, published()}); }
    StudentAtKiosk& at_login(flow::SensitiveConsent sensitive = flow::SensitiveConsent::Granted) { return ready().want(flow::Start{}, flow::AgreeNotice{sensitive}); }
    StudentAtKiosk& logs_in() { return type("20240101").want(flow::ConfirmEntry{}).type("739204").want(flow::ConfirmEntry{}); }
    StudentAtKiosk& online(protocol::StudentContext with = context()) {
        const auto ticket = asked<flow::StartLogin>().ticket;
        on(flow::LoginSucceeded{ticket, flow::LoginMode::Online, std::make_shared<const protocol::StudentContext>(std::move(with)), {}});
        return *this;
    }
    // What lies on the disk of each kind.
    struct Kept {
        std::optional<std::string> diagnosis, plan, checkpoint, feedback;
    };
    StudentAtKiosk& drafts(const Kept& kept) {
        const std::pair<protocol::RecordKind, std::optional<std::string>> bodies[] = {{protocol::RecordKind::Plan, kept.plan},
                                                                                      {protocol::RecordKind::Checkpoint, kept.checkpoint},
                                                                                      {protocol::RecordKind::Diagnosis, kept.diagnosis},
                                                                                      {protocol::RecordKind::Feedback, kept.feedback}};
        for (const auto& [kind, body] : bodies) on(flow::DraftLoaded{opened(kind).ticket, body});
        return *this;
    }
    StudentAtKiosk& draft(std::optional<std::string> body = std::nullopt) { return drafts({.diagnosis = std::move(body), .plan = {}, .checkpoint = {}, .feedback = {}}); }
    [[nodiscard]] const flow::OpenDraft& opened(protocol::RecordKind kind) const {
        for (auto effect = all.rbegin(); effect != all.rend(); ++effect)
            if (const auto* found = std::get_if<flow::OpenDraft>(&*effect); found != nullptr && found->kind == kind) return *found;
        FAIL("no draft of that kind was opened");
        throw 0;
    }
    StudentAtKiosk& at_home() { return at_login().logs_in().online().draft(); }
    StudentAtKiosk& offline_at_home() {
        at_login().logs_in();
        on(flow::PlatformUnreachable{asked<flow::StartLogin>().ticket, flow::LocalDrafts::None, 0s});
        want(flow::ConfirmEntry{}).type("20240101").want(flow::ConfirmEntry{}).type("739204").want(flow::ConfirmEntry{});
        on(flow::LoginSucceeded{asked<flow::StartOffline>().ticket, flow::LoginMode::Offline, nullptr, {}});
        return draft();
    }
    // All own levels and why there is no plan, nothing else: the least that may be handed in.
    StudentAtKiosk& at_review() {
        want(flow::OpenDiagnosis{});
        for (const auto& dimension : published()->current().dimensions) want(flow::OpenDimension{dimension.code, {}}, flow::ChooseSelfLevel{dimension.code, 3}, flow::GoNext{});
        return want(flow::OpenTexts{}, flow::WriteText{{flow::TextKind::WithoutPlan, {}}, "转专业，今年没有写"}, flow::OpenReview{});
    }

    // The newest effect of that kind.
    template <typename Effect>
    [[nodiscard]] const Effect& asked() const {
        for (auto effect = all.rbegin(); effect != all.rend(); ++effect)
            if (const auto* found = std::get_if<Effect>(&*effect)) return *found;
        FAIL("the effect was never asked for");
        throw 0;
    }
    template <typename Effect>
    [[nodiscard]] std::size_t times() const {
        std::size_t count = 0;
        for (const auto& effect : all) count += std::holds_alternative<Effect>(effect) ? 1 : 0;
        return count;
    }
    [[nodiscard]] std::string_view screen() const { return flow::name_of(state.stage); }
    [[nodiscard]] const flow::SignedIn& signed_in() const { return std::get<flow::SignedIn>(state.stage); }
    [[nodiscard]] const flow::Session& session() const { return signed_in().session; }

    flow::State state;
    flow::Effects last, all;
    Steady steady{};
    Instant wall;
};

}  // namespace xz::testing
