#include "terminal/core/domain/reading.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>

namespace xz::domain::reading {

namespace {

constexpr std::size_t MostNodes = 500;

GoalNode read_node(const Place& place, const GoalChain& chain, const std::set<std::string, std::less<>>& indicators) {
    auto reader = place.object();
    GoalNode node;
    node.code = code(reader, "code");
    node.parent = reader.text("parent", 0, 32);
    node.level = static_cast<ChainLevel>(reader.choice("level", {"college", "programme", "department", "class"}));
    node.text = label(reader, "text", place.problems);
    const bool local = node.level == ChainLevel::Department || node.level == ChainLevel::Class;
    if (local) node.department = reader.text("department", 1, 60);
    if (reader.optional_member("indicator")) {
        node.indicator = code(reader, "indicator");
        if (!indicators.empty() && !indicators.contains(node.indicator)) reader.problem("indicator", "the code of a published indicator");
        if (reader.optional_member("target")) node.target = decimal(reader, "target", place.problems).text();
    }
    reader.refuse_unknown();

    const auto* parent = chain.find(node.parent);
    if (chain.nodes.empty() != node.parent.empty())
        reader.problem("parent", chain.nodes.empty() ? "\"\", the first node being the root" : "a node's code, the root standing alone");
    else if (!node.parent.empty() && !parent) reader.problem("parent", "the code of a node before this one");
    else if (parent && parent->level > node.level) reader.problem("level", "a level not above its parent's");
    else if (parent && !parent->department.empty() && parent->department != node.department)
        reader.problem("department", "its parent's department");
    return node;
}

}  // namespace

GoalChain read_goal_chain(const Place& place, const std::set<std::string, std::less<>>& indicators) {
    GoalChain chain;
    const auto* array = place.value.if_array();
    if (!array || array->empty() || array->size() > MostNodes) {
        place.problem(fmt::format("an array of 1 to {} nodes", MostNodes));
        return chain;
    }
    Unique codes;
    for (std::size_t index = 0; index < array->size(); ++index) {
        const auto path = fmt::format("{}[{}]", place.path, index);
        chain.nodes.push_back(read_node({(*array)[index], path, place.problems}, chain, indicators));
        json::ObjectReader named{(*array)[index], path, place.problems};
        codes.add(named, "code", chain.nodes.back().code);
    }
    return chain;
}

}  // namespace xz::domain::reading
