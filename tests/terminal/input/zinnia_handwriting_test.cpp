#include "terminal/input/zinnia_handwriting.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <malloc.h>
#include <mutex>
#include <tuple>

namespace {

using namespace xz::input;

// Waits for each answer.
class Pad {
public:
    Pad() : hand{open_zinnia(SimplifiedModel, [this] {
                const std::lock_guard lock{mutex_};
                answered_ = true;
                changed_.notify_one();
            })} {
        REQUIRE(hand);
    }
    std::vector<std::string> write(std::vector<Stroke> strokes) {
        std::unique_lock lock{mutex_};
        answered_ = false;
        lock.unlock();
        hand->read(std::move(strokes));
        lock.lock();
        REQUIRE(changed_.wait_for(lock, std::chrono::seconds{30}, [this] { return answered_; }));
        return hand->found();
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool answered_ = false;

public:
    std::unique_ptr<Handwriting> hand;  // last: its thread ends first
};

const Stroke across{{0.1F, 0.35F}, {0.5F, 0.34F}, {0.9F, 0.35F}}, down{{0.5F, 0.05F}, {0.5F, 0.5F}, {0.5F, 0.95F}};
const Stroke left{{0.5F, 0.36F}, {0.3F, 0.63F}, {0.1F, 0.78F}}, right{{0.51F, 0.36F}, {0.7F, 0.63F}, {0.92F, 0.78F}};

}  // namespace

TEST_CASE("Strokes are read as the character that they make, each further one anew, and nothing is learnt") {
    Pad pad;
    CHECK(pad.hand->found().empty());
    const auto cross = pad.write({across, down});
    REQUIRE_FALSE(cross.empty());
    CHECK(cross.front() == "十");
    CHECK(cross.size() > 8);
    CHECK(pad.write({across, down, left, right}).front() == "木");
    pad.hand->forget();
    CHECK(pad.hand->found().empty());
    CHECK(pad.write({across, down}) == cross);
    pad.hand->read({});
    CHECK(pad.hand->found().empty());
}

TEST_CASE("Whoever stops writing gets the character with its last stroke, though it was not read yet") {
    Pad pad;
    REQUIRE(pad.write({across}).front() == "一");
    pad.hand->read({across, down});
    CHECK(pad.hand->found_within(std::chrono::seconds{30}).front() == "十");
}

TEST_CASE("Where on the pad and how large a character is written is all the same") {
    Pad pad;
    const auto moved = [](Stroke stroke, float size, float x, float y) {
        for (PenPoint& point : stroke) point = {point.x * size + x, point.y * size + y};
        return stroke;
    };
    for (const auto& [size, x, y] : {std::tuple{400.0F, 20.0F, 30.0F}, {90.0F, 600.0F, 250.0F}, {250.0F, 300.0F, 5.0F}})
        CHECK(pad.write({moved(across, size, x, y), moved(down, size, x, y), moved(left, size, x, y), moved(right, size, x, y)}).front() == "木");
    // A dot and a level line have no height of their own.
    CHECK_FALSE(pad.write({{{10, 10}}}).empty());
    CHECK(pad.write({{{10, 50}, {100, 50}, {300, 50}}}).front() == "一");
}

TEST_CASE("Scribbling is read like writing, in bounded time and memory") {
    Pad pad;
    Stroke hatching, spiral;
    for (int i = 0; i < 3000; ++i) {
        hatching.push_back({static_cast<float>(i), i % 2 == 0 ? 0.0F : 2000.0F});
        const float turn = static_cast<float>(i) * 0.1F;
        spiral.push_back({turn * std::cos(turn), turn * std::sin(turn)});
    }
    const auto before = ::mallinfo2().uordblks;
    CHECK_FALSE(pad.write({hatching}).empty());
    CHECK_FALSE(pad.write({spiral}).empty());
    CHECK_FALSE(pad.write(std::vector<Stroke>(500, across)).empty());
    CHECK(::mallinfo2().uordblks < before + (std::size_t{16} << 20));
    pad.hand->forget();
    CHECK(pad.write({across, down}).front() == "十");
}

TEST_CASE("Without its model handwriting is not offered") { CHECK(open_zinnia("/nonexistent.model", [] {}) == nullptr); }
