// The two figures of the product: the radar of seven dimensions and the figure-eight of the year.
#pragma once

#include "terminal/ui/widgets/ui.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace xz::ui {

enum class SeriesLook { Main, Dashed, Faint };

struct RadarSeries {
    std::string_view name;
    SeriesLook look = SeriesLook::Main;
    std::span<const std::optional<double>> values;  // 0…100, one an axis; a missing one leaves a gap
};
struct Radar {
    std::span<const std::string> axes;
    std::span<const RadarSeries> series;
    std::optional<double> pass;        // a dashed ring
    std::string_view pass_label;       // 虚线圈 合格 60
};
// Grows once when it is first shown (not with reduced motion); takes a square and its legend.
void radar(Ui& ui, std::string_view id, const Radar& radar);

// The year as an eight: planning runs round the left loop, diagnosis round the right one.
struct YearFigure {
    std::span<const std::string> left;    // labels in the order of travel round the left loop, from its top: 目标 标准 设计 组织 实施
    std::span<const std::string> right;   // 诊断 激励 学习 创新 改进
    std::string_view left_center, right_center;  // 规划 已通过 / 还剩 12 天
    float position = 0;                   // steps done: 0 … left.size() + right.size(); the marker stands there
    bool on_night = false;                // colours of the attract screen, no labels but the centres
    std::optional<float> light;           // 0…1: how far round it a light has come
};
// Answers the place under the left loop's last word, 实施: what goes on inside of it hangs there.
Point year_figure(Ui& ui, std::string_view id, const YearFigure& figure, float height_units = 0);

// The small loop inside 实施: 监测 预警 改进 设计, and round again; `current` is where the student stands. Hangs on `from`, where it is given.
void small_loop(Ui& ui, std::string_view id, std::span<const std::string> steps, std::size_t current, std::optional<Point> from = std::nullopt);

}  // namespace xz::ui
