#include "server-sync/analytics/advance.hpp"
#include "tests/support/property.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <iterator>

using namespace xz;
using namespace xz::server::analytics;
using server::sync::ScoredResult;

namespace {

const AggregateRules rules;

ScoredResult result(int student, int score, bool answers_all = true) {
    ScoredResult scored;
    scored.student_no = "s" + std::to_string(student);
    scored.overall = domain::Ratio{score};
    scored.level = domain::Level::Good;
    scored.dimensions = {{"XY", domain::Ratio{score}, std::nullopt, std::nullopt}};
    scored.indicators = {{"XY01", domain::Ratio{score}}};
    if (answers_all) {
        scored.indicators.push_back({"XY06", domain::Ratio{score}});
    }
    return scored;
}

}  // namespace

TEST_CASE("Nine students publish nothing, ten do, and nineteen change nothing") {
    std::vector<ScoredResult> counted;
    for (int student = 0; student < 9; ++student) {
        counted.push_back(result(student, 80));
    }
    CHECK_FALSE(advance(std::nullopt, counted, {}, rules));
    counted.push_back(result(9, 80));
    const auto first = advance(std::nullopt, counted, {}, rules);
    REQUIRE(first);
    CHECK(first->students == 10);
    CHECK(first->dimensions.at("XY").sum == domain::Ratio{800});
    for (int student = 10; student < 19; ++student) {
        counted.push_back(result(student, 50));
        CHECK_FALSE(advance(first, counted, {}, rules));
    }
    counted.push_back(result(19, 50));
    CHECK(advance(first, counted, {}, rules)->students == 20);
}

TEST_CASE("An aggregate is kept and read back exactly") {
    std::vector<ScoredResult> counted;
    for (int student = 0; student < 12; ++student) {
        counted.push_back(result(student, 70 + student, student % 2 == 0));
        counted.back().overall = *domain::Ratio::parse("247/3");
    }
    const Sums sums = sum_of(counted);
    CHECK(decode_sums(encode(sums)) == sums);
    CHECK_FALSE(decode_sums("{}"));
}

TEST_CASE("Whoever keeps every published aggregate of a group never isolates fewer than ten by subtracting two") {
    xz::testing::check_property("differences over time", [] {
        std::vector<ScoredResult> counted;
        std::optional<Sums> published;
        std::vector<Sums> kept;
        const auto steps = *rc::gen::inRange(10, 60);
        for (int step = 0; step < steps; ++step) {
            // Mostly somebody new, sometimes a revision of what is there.
            const auto student = *rc::gen::inRange(0, 45);
            const auto fresh = result(student, *rc::gen::inRange(0, 101), *rc::gen::arbitrary<bool>());
            const auto there = std::find_if(counted.begin(), counted.end(),
                                            [&](const auto& each) { return each.student_no == fresh.student_no; });
            if (there == counted.end()) {
                counted.push_back(fresh);
            } else {
                *there = fresh;
            }
            if (auto next = advance(published, counted, {}, rules)) {
                published = std::move(next);
                kept.push_back(*published);
            }
        }
        const auto apart = [](std::uint64_t low, std::uint64_t high) { return low == high || high >= low + rules.step; };
        for (std::size_t later = 0; later < kept.size(); ++later) {
            RC_ASSERT(kept[later].students >= rules.least);
            for (std::size_t earlier = 0; earlier < later; ++earlier) {
                std::vector<std::string> entered;
                std::set_difference(kept[later].members.begin(), kept[later].members.end(), kept[earlier].members.begin(),
                                    kept[earlier].members.end(), std::back_inserter(entered));
                RC_ASSERT(entered.size() >= rules.step);
                for (const auto& [code, total] : kept[later].indicators) {
                    const auto before = kept[earlier].indicators.find(code);
                    RC_ASSERT(apart(before == kept[earlier].indicators.end() ? 0 : before->second.n, total.n));
                }
            }
        }
    });
}
