// A test platform on which one class goes through a year: plans, checks, diagnoses and feedback handed in, and staff's answers to them.
#pragma once

#include "server-sync/sync/feedback_desk.hpp"
#include "server-sync/sync/proceedings.hpp"
#include "server-sync/sync/student_years.hpp"
#include "terminal/core/domain/checkpoint.hpp"
#include "terminal/core/domain/feedback.hpp"
#include "terminal/core/domain/plan.hpp"
#include "tests/support/platform/test_platform.hpp"

#include <stdexcept>

namespace xz::testing {

class SpiralPlatform : public TestPlatform {
public:
    static constexpr const char* Student = "2024001";

    SpiralPlatform() : kiosk{add_terminal("kiosk-01")}, cache{ports().bundles}, vault{ports().records, ports().student_keys, random},
                       proceedings{ports(), cache, vault, random}, desk{ports(), cache, vault, random}, years{ports(), cache, vault} {
        add_students({Student, "2024002"});
        at("2025-09-20");
    }

    // Noon in China.
    void at(const char* day) {
        const auto parsed = day_from_text(day);
        if (!parsed) throw std::invalid_argument{day};
        clock.jump_to(Instant{std::chrono::sys_days{*parsed}.time_since_epoch() + std::chrono::hours{4}});
    }

    static domain::Plan a_plan(const std::string& goal = "加权均分提高到 80 分") {
        domain::Plan plan;
        plan.year_goal = "稳步提高";
        domain::DimensionPlan& study = plan.dimensions["XY"];
        study.target_level = domain::Level::Good;
        study.goals.push_back({.code = "g1",
                               .text = goal,
                               .indicator = "XY01",
                               .baseline = domain::Decimal::parse("70"),
                               .target = domain::Decimal::parse("80"),
                               .priority = 3,
                               .measures = {{.code = "m1", .text = "每天预习", .due = day_from_text("2026-01-15")}},
                               .expected = "",
                               .due = std::nullopt,
                               .support = "",
                               .node = "",
                               .from = std::nullopt});
        return plan;
    }

    protocol::RecordContent of_kind(protocol::RecordKind kind, std::string payload, const std::string& student = Student) {
        protocol::RecordContent content = diagnosis(student);
        content.kind = kind;
        content.payload = std::move(payload);
        return content;
    }
    protocol::RecordContent plan(const domain::Plan& content = a_plan(), const std::string& student = Student) {
        return of_kind(protocol::RecordKind::Plan, domain::to_json(content), student);
    }
    static protocol::RecordContent revision_of(const protocol::RecordContent& base, protocol::RecordContent content) {
        content.revision = base.revision + 1;
        content.base = base.id;
        return content;
    }
    protocol::RecordContent checkpoint(const std::string& of_plan, int progress = 50) {
        domain::Checkpoint content;
        content.plan = of_plan;
        content.goals["g1"] = {.progress = progress, .note = "", .measures = {{"m1", {domain::MeasureProgress::Done, ""}}}};
        return of_kind(protocol::RecordKind::Checkpoint, domain::to_json(content));
    }
    protocol::RecordContent feedback(const std::string& text, const std::string& thread = {}) {
        domain::Feedback content;
        content.thread = thread;
        content.to = domain::Addressee::Department;
        content.about = "XY";
        content.text = text;
        return of_kind(protocol::RecordKind::Feedback, domain::to_json(content));
    }
    // A diagnosis with more in it than answers.
    template <typename Edit>
    protocol::RecordContent diagnosis_with(Edit&& edit) {
        protocol::RecordContent content = diagnosis(Student);
        auto edited = domain::diagnosis_from_json(content.payload);
        edit(*edited);
        content.payload = domain::to_json(*edited);
        return content;
    }

    std::string sealed(const protocol::RecordContent& content) {
        return kiosk.seal(content, statement(content.student_no, kiosk.id), clock.now());
    }
    // Online, and processed.
    protocol::RecordContent hand_in(protocol::RecordContent content) {
        (void)receive(kiosk, {sealed(content)});
        (void)process();
        return content;
    }

    // With the PIN's proof; it may have been written long before.
    protocol::RecordContent hand_in_offline(protocol::RecordContent content) {
        (void)receive(kiosk, {sealed_offline(content)});
        (void)process();
        return content;
    }
    std::string sealed_offline(const protocol::RecordContent& content) {
        return kiosk.seal(content, &pin_of(content.student_no), clock.now());
    }

    [[nodiscard]] server::sync::RecordHead head(const protocol::RecordContent& content) {
        return ports().records.find(content.student_no, content.id).value();
    }
    [[nodiscard]] server::sync::Proceeding proceeding(protocol::RecordKind kind, const std::string& student = Student) {
        return ports().proceedings.find({student, kind, Year});
    }
    [[nodiscard]] std::string plan_state() { return proceeding(protocol::RecordKind::Plan).state; }
    [[nodiscard]] std::string diagnosis_state() { return proceeding(protocol::RecordKind::Diagnosis).state; }

    template <typename Step>
    [[nodiscard]] static server::sync::Verdict taken(Step&& step) {
        return server::sync::wait_for<server::sync::Verdict>(
            [&](server::sync::Completion<server::sync::Verdict> done) { step(std::move(done)); });
    }
    [[nodiscard]] static server::sync::Reviewed looked_at(const protocol::RecordContent& content) {
        return {content.student_no, content.academic_year, content.id};
    }
    // Opened and approved.
    void approve(const protocol::RecordContent& content) {
        (void)taken([&](auto done) { proceedings.open_plan(looked_at(content), counselor, clock.now(), done); });
        (void)taken([&](auto done) { proceedings.approve_plan(looked_at(content), "", counselor, clock.now(), done); });
    }
    void return_plan(const protocol::RecordContent& content, const std::string& reason) {
        (void)taken([&](auto done) { proceedings.open_plan(looked_at(content), counselor, clock.now(), done); });
        (void)taken([&](auto done) { proceedings.return_plan(looked_at(content), reason, counselor, clock.now(), done); });
    }

    TestTerminal kiosk;
    server::sync::PublishedCache cache;
    server::sync::RecordVault vault;
    server::sync::Proceedings proceedings;
    server::sync::FeedbackDesk desk;
    server::sync::StudentYears years;
    const server::sync::Stepper counselor{.actor = domain::Actor::Counselor, .name = "staff:fdy"};
    const server::sync::Stepper lead{.actor = domain::Actor::DepartmentLead, .name = "staff:zr"};
};

}  // namespace xz::testing
