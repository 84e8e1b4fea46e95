#include "server-sync/analytics/comparable.hpp"

#include "tests/support/bundle_folder.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using server::analytics::Comparable;
using server::analytics::Judge;

namespace {

Judge published() {
    return std::make_shared<domain::Instrument>(testing::published_from(XUEZHEN_ASSETS "/instruments").current());
}

Judge changed(void (*change)(domain::Instrument&)) {
    auto next = std::make_shared<domain::Instrument>(*published());
    next->version = 2;
    change(*next);
    return next;
}

domain::Indicator& indicator(domain::Instrument& instrument, std::string_view code) {
    for (auto& dimension : instrument.dimensions)
        for (auto& each : dimension.indicators)
            if (each.code == code) return each;
    throw std::runtime_error{"no such indicator"};
}

}  // namespace

TEST_CASE("Years that the same definitions judged may stand side by side") {
    const auto now = published();
    const Comparable all{{now, changed([](domain::Instrument&) {}), now}};
    for (const auto& dimension : now->dimensions) CHECK(all.dimension(dimension.code));
    CHECK(all.overall());
    CHECK_FALSE(all.dimension("ZZ"));
    CHECK_FALSE(Comparable{}.dimension("XY"));
    CHECK_FALSE(Comparable{std::vector<Judge>{}}.overall());
}

TEST_CASE("A dimension with an indicator renamed, split, added or judged otherwise stands alone, and so does the whole") {
    const auto now = published();
    for (const auto change : {+[](domain::Instrument& next) { indicator(next, "XY01").code = "XY11"; },
                              +[](domain::Instrument& next) { indicator(next, "XY01").thresholds->good = *domain::Decimal::parse("76"); },
                              +[](domain::Instrument& next) { next.dimensions[1].indicators.pop_back(); },
                              +[](domain::Instrument& next) { next.dimensions[1].indicators.push_back(next.dimensions[0].indicators[0]); }}) {
        const Comparable some{{changed(change), now}};
        CHECK_FALSE(some.dimension("XY"));
        CHECK(some.dimension("JN"));
        CHECK_FALSE(some.overall());
    }
}

TEST_CASE("A dimension whose indicators weigh otherwise inside it stands alone, and so does the whole") {
    const auto now = published();
    const Comparable some{{changed([](domain::Instrument& next) {
                               indicator(next, "XY01").weight -= 5;
                               indicator(next, "XY02").weight += 5;
                           }),
                           now}};
    CHECK_FALSE(some.dimension("XY"));
    CHECK(some.dimension("JN"));
    CHECK_FALSE(some.overall());
}

TEST_CASE("What is asked and not judged changes nothing, a dimension's weight the whole only") {
    const auto now = published();
    CHECK(Comparable{{changed([](domain::Instrument& next) { indicator(next, "SX06").code = "SX16"; }), now}}.overall());
    const Comparable weighed{{changed([](domain::Instrument& next) { std::swap(next.dimensions[0].weight, next.dimensions[1].weight); }), now}};
    CHECK(weighed.dimension("XY"));
    CHECK_FALSE(weighed.overall());
}
