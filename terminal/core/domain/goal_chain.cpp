#include "terminal/core/domain/goal_chain.hpp"

#include <algorithm>

namespace xz::domain {

const GoalNode* GoalChain::find(std::string_view code) const {
    const auto found = std::find_if(nodes.begin(), nodes.end(), [&](const auto& node) { return node.code == code; });
    return found == nodes.end() ? nullptr : &*found;
}

std::vector<const GoalNode*> GoalChain::branch(std::string_view department) const {
    std::vector<const GoalNode*> nodes_of_branch;
    for (const auto& node : nodes)
        if (node.department.empty() || node.department == department) nodes_of_branch.push_back(&node);
    return nodes_of_branch;
}

}  // namespace xz::domain
