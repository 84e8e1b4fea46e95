#include "terminal/core/domain/goal_chain.hpp"

#include "tests/terminal/core/domain/published_fixture.hpp"

#include <catch2/catch_test_macros.hpp>

#include <set>

using namespace xz::testing;

TEST_CASE("A student picks from the branch of their own department") {
    const auto branch = published().goal_chain.branch("气象系");
    std::set<std::string> departments;
    for (const auto* node : branch) departments.insert(node->department);
    CHECK(departments == std::set<std::string>{"", "气象系"});
    CHECK(branch.size() == 8);
    CHECK(published().goal_chain.branch("不存在的系").size() == 4);
}

TEST_CASE("All eight departments hang on the chain") {
    std::set<std::string> departments;
    for (const auto& node : published().goal_chain.nodes)
        if (!node.department.empty()) departments.insert(node.department);
    CHECK(departments == std::set<std::string>{"气象系", "软件工程系", "计算机技术系", "电子工程系", "测绘工程系", "电子商务与管理系", "社会体育系", "数字技术学院"});
    CHECK(published().goal_chain.find("G")->parent.empty());
    CHECK_FALSE(published().goal_chain.find("nowhere"));
}
