// The goal chain (目标链) that a student's goals hang on: college → plan → department → class.
#pragma once

#include "terminal/core/domain/label.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::domain {

enum class ChainLevel { College, Programme, Department, Class };  // 学院, 专项规划, 系, 班

struct GoalNode {
    std::string code;
    std::string parent;  // "" for the root
    ChainLevel level = ChainLevel::College;
    Label text;
    std::string department;  // its name, as rosters write it; "" above the departments
    std::string indicator;   // the indicator that measures it; may be ""
    std::optional<std::string> target;
};

struct GoalChain {
    std::vector<GoalNode> nodes;

    [[nodiscard]] const GoalNode* find(std::string_view code) const;
    // The nodes that a student of this department may pick: the branch from the root to its leaves.
    [[nodiscard]] std::vector<const GoalNode*> branch(std::string_view department) const;
};

}  // namespace xz::domain
