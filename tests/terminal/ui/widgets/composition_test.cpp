#include "terminal/ui/widgets/composition.hpp"

#include "tests/support/writing_aids.hpp"

#include <catch2/catch_test_macros.hpp>

namespace {

using namespace xz;

// Reads on another thread: while nobody waits, nothing has been found.
class SlowHand final : public testing::FakeHand {
public:
    std::vector<std::string> found() override { return {}; }
};

}  // namespace

TEST_CASE("A character whose last stroke is not read yet is not lost when the writing ends") {
    SlowHand hand;
    ui::Composition composition{{nullptr, &hand}};
    for (int stroke = 0; stroke < 2; ++stroke) {
        composition.pen_down();
        composition.pen_to({10, 10});
        composition.pen_up();
        composition.hear();
    }
    CHECK(composition.shown().empty());
    CHECK(composition.take() == "二");
    CHECK(composition.is_empty());
}
