#include "server-sync/sync/revisions.hpp"
#include "tests/support/property.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <random>

using namespace xz;
using server::sync::current_revision;
using server::sync::ProofKind;
using server::sync::RecordHead;

namespace {

RecordHead record(std::string id, std::string base, ProofKind proof, int submitted, int received) {
    RecordHead head;
    head.id = std::move(id);
    head.base = std::move(base);
    head.proof = proof;
    head.submitted_at = Instant{std::chrono::milliseconds{submitted}};
    head.received_at = Instant{std::chrono::milliseconds{received}};
    return head;
}

std::string winner(const std::vector<RecordHead>& records) {
    const auto stands = current_revision(records);
    return stands ? records[*stands].id : "";
}

}  // namespace

TEST_CASE("Nothing stands where nothing counts") {
    CHECK(winner({}).empty());
}

TEST_CASE("A revision stands in place of its base") {
    CHECK(winner({record("a", "", ProofKind::Session, 1, 1), record("b", "a", ProofKind::Pin, 2, 2)}) == "b");
}

TEST_CASE("Of two revisions with one base the online proof wins, then the earlier, then the greater id") {
    CHECK(winner({record("a", "x", ProofKind::Session, 9, 9), record("b", "x", ProofKind::Pin, 1, 1)}) == "a");
    CHECK(winner({record("a", "x", ProofKind::Pin, 2, 9), record("b", "x", ProofKind::Pin, 3, 3)}) == "a");
    CHECK(winner({record("a", "x", ProofKind::Pin, 9, 2), record("b", "x", ProofKind::Pin, 3, 3)}) == "a");
    CHECK(winner({record("a", "x", ProofKind::Pin, 3, 3), record("b", "x", ProofKind::Pin, 3, 3)}) == "b");
}

TEST_CASE("A withdrawn record stands only as the base of others") {
    auto first = record("a", "", ProofKind::Session, 1, 1);
    auto revised = record("b", "a", ProofKind::Session, 2, 2);
    const auto rival = record("c", "", ProofKind::Pin, 3, 3);
    first.withdrawn = true;
    CHECK(winner({first}).empty());
    CHECK(winner({first, rival}) == "c");
    CHECK(winner({first, revised, rival}) == "b");
    revised.withdrawn = true;
    CHECK(winner({first, revised, rival}) == "c");
}

TEST_CASE("A ring of bases ends") {
    CHECK_FALSE(winner({record("a", "b", ProofKind::Pin, 1, 1), record("b", "a", ProofKind::Pin, 2, 2),
                        record("c", "", ProofKind::Pin, 3, 3)})
                    .empty());
}

TEST_CASE("Which revision stands does not depend on the order of arrival") {
    xz::testing::check_property("any order", [] {
        const auto count = *rc::gen::inRange(1, 7);
        std::vector<RecordHead> records;
        for (int index = 0; index < count; ++index) {
            const int base = *rc::gen::inRange(-1, index);
            records.push_back(record(std::string(1, static_cast<char>('a' + index)),
                                     base < 0 ? "" : std::string(1, static_cast<char>('a' + base)),
                                     *rc::gen::element(ProofKind::Pin, ProofKind::Session), *rc::gen::inRange(0, 4),
                                     *rc::gen::inRange(0, 4)));
        }
        auto shuffled = records;
        std::mt19937 dice{static_cast<unsigned>(*rc::gen::inRange(0, 1000))};
        std::shuffle(shuffled.begin(), shuffled.end(), dice);
        RC_ASSERT(winner(records) == winner(shuffled));
        RC_ASSERT(!winner(records).empty());
    });
}
