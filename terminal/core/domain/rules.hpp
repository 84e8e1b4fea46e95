// The numbers of the judging rules that are no indicator's own (DOMAIN 5): published with the standard, never compiled in.
#pragma once

#include "terminal/core/domain/decimal.hpp"

#include <array>

namespace xz::domain {

struct Rules {
    std::array<Decimal, 3> levels;  // 合格, 良好, 优秀 of a dimension's or the whole's score
    Decimal coverage;               // below it 数据不足
    int overall_dimensions = 0;     // fewer make no overall
    int overall_weight = 0;         // less weight makes no overall, per cent
    Decimal cap_below;              // a dimension below it caps the overall level at 合格
    int yellow_to_orange = 0;       // as many yellow make an orange
    int orange_to_red = 0;          // as many orange make a red
    std::array<int, 3> response_days{};  // working days to answer a yellow, an orange, a red
    int reflection_gap = 0;         // as far apart prompts a reflection question
    Decimal trend;                  // as much difference is 进步 or 退步
    std::array<Decimal, 3> attainment;  // 部分达成, 基本达成, 达成
};

}  // namespace xz::domain
