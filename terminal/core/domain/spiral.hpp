// Where a student stands on the year's figure-eight (8字形质量改进螺旋, DOMAIN 1), and what is due.
#pragma once

#include "terminal/core/domain/dossier.hpp"
#include "terminal/core/domain/windows.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace xz::domain {

// 目标 标准 设计 组织 实施 诊断 激励 学习 创新 改进
enum class SpiralStep { Goal, Standard, Design, Organise, Implement, Diagnose, Motivate, Learn, Innovate, Improve };
inline constexpr std::array SpiralSteps{SpiralStep::Goal, SpiralStep::Standard, SpiralStep::Design, SpiralStep::Organise, SpiralStep::Implement,
                                        SpiralStep::Diagnose, SpiralStep::Motivate, SpiralStep::Learn, SpiralStep::Innovate, SpiralStep::Improve};
[[nodiscard]] std::string_view name_of(SpiralStep step);  // goal standard design organise implement diagnose motivate learn innovate improve

// The small loop inside 实施: 监测 预警 改进 设计.
enum class SmallLoop { Watching, Warned, Correcting, Revising };

struct DueItem {
    enum class Kind { Plan, PlanReturned, Checkpoint, Diagnosis, DiagnosisReturned, Warning, Reply, Note } kind;
    std::optional<Day> day;   // the last one; nothing: whenever
    std::string subject;      // a warning's key, a thread's id
};

struct Stand {
    SpiralStep step = SpiralStep::Goal;
    SmallLoop loop = SmallLoop::Watching;
    std::vector<DueItem> due;  // what the student should do, the earliest day first, those without a day last
};

// What is known of the student; offline nothing is, and the calendar alone decides.
struct StandBasis {
    const Cycle& cycle;
    Cohort cohort = Cohort::Continuing;
    const YearStanding* standing = nullptr;
    const Warnings* warnings = nullptr;
    const Replies* replies = nullptr;
};
[[nodiscard]] Stand stand_of(const StandBasis& basis, Instant now);

}  // namespace xz::domain
