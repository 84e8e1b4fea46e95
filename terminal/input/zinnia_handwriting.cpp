#include "terminal/input/zinnia_handwriting.hpp"

#include <zinnia.h>

#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <iterator>
#include <limits>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace xz::input {

namespace {

constexpr std::size_t Side = 1000;      // of the square that zinnia is told of
constexpr float Filled = 0.84F;         // of it by a character, as its model was trained
constexpr std::size_t MostFound = 40;   // candidates
constexpr std::size_t MostStrokes = 64; // of one character; the rest is scribble
constexpr int MostBends = 10;           // one within the other: zinnia's memory doubles with each
constexpr float Straight = 0.0005F;     // of the square's area: half of what zinnia takes for a bend

struct DestroyRecognizer {
    void operator()(zinnia_recognizer_t* it) const { zinnia_recognizer_destroy(it); }
};
struct DestroyCharacter {
    void operator()(zinnia_character_t* it) const { zinnia_character_destroy(it); }
};
struct DestroyResult {
    void operator()(zinnia_result_t* it) const { zinnia_result_destroy(it); }
};
using Recognizer = std::unique_ptr<zinnia_recognizer_t, DestroyRecognizer>;

// From the pad onto the square: as large as fits, not distorted, in its middle.
struct Placed {
    explicit Placed(const std::vector<Stroke>& strokes) {
        constexpr float Far = std::numeric_limits<float>::max();
        float left = Far, right = -Far, top = Far, bottom = -Far;
        for (const Stroke& stroke : strokes) {
            for (const PenPoint& point : stroke) {
                left = std::min(left, point.x);
                right = std::max(right, point.x);
                top = std::min(top, point.y);
                bottom = std::max(bottom, point.y);
            }
        }
        middle = {(left + right) / 2, (top + bottom) / 2};
        scale = Filled * Side / std::max({right - left, bottom - top, std::numeric_limits<float>::min()});
    }
    [[nodiscard]] PenPoint operator()(const PenPoint& point) const {
        return {std::round(Side / 2.0F + (point.x - middle.x) * scale), std::round(Side / 2.0F + (point.y - middle.y) * scale)};
    }

    PenPoint middle;
    float scale = 1;
};

// The points at which the line between `first` and `last` bends, found as zinnia finds them (the farthest from the chord, then within
// both halves), so that leaving out the others changes nothing but its effort, which has no bound of its own.
void add_bends(const Stroke& line, std::size_t first, std::size_t last, int depth, Stroke& kept) {
    const float along_x = line[last].x - line[first].x, along_y = line[last].y - line[first].y;
    const float turned = line[last].y * line[first].x - line[last].x * line[first].y;
    float farthest = -1;
    std::size_t bend = first;
    for (std::size_t i = first + 1; i < last; ++i) {
        const float distance = std::fabs(along_x * line[i].y - along_y * line[i].x + turned);
        if (distance > farthest) {
            farthest = distance;
            bend = i;
        }
    }
    constexpr float Area = float{Side} * Side;
    if (bend == first || depth == 0 || !(farthest * farthest / (along_x * along_x + along_y * along_y) > Straight * Area)) {
        return;
    }
    add_bends(line, first, bend, depth - 1, kept);
    kept.push_back(line[bend]);
    add_bends(line, bend, last, depth - 1, kept);
}

Stroke bends_of(const Stroke& line) {
    if (line.empty()) {
        return {};
    }
    Stroke kept{line.front()};
    add_bends(line, 0, line.size() - 1, MostBends, kept);
    if (line.size() > 1) {
        kept.push_back(line.back());
    }
    return kept;
}

std::vector<std::string> recognized(zinnia_recognizer_t* recognizer, const std::vector<Stroke>& strokes) {
    const std::unique_ptr<zinnia_character_t, DestroyCharacter> character{zinnia_character_new()};
    zinnia_character_set_width(character.get(), Side);
    zinnia_character_set_height(character.get(), Side);
    const Placed placed{strokes};
    for (std::size_t i = 0; i < std::min(strokes.size(), MostStrokes); ++i) {
        Stroke line;
        std::ranges::transform(strokes[i], std::back_inserter(line), placed);
        for (const PenPoint& point : bends_of(line)) {
            zinnia_character_add(character.get(), i, static_cast<int>(point.x), static_cast<int>(point.y));
        }
    }
    const std::unique_ptr<zinnia_result_t, DestroyResult> result{zinnia_recognizer_classify(recognizer, character.get(), MostFound)};
    std::vector<std::string> found;
    for (std::size_t i = 0; result && i < zinnia_result_size(result.get()); ++i) {
        found.emplace_back(zinnia_result_value(result.get(), i));
    }
    return found;
}

class ZinniaHandwriting final : public Handwriting {
public:
    ZinniaHandwriting(std::filesystem::path model, std::function<void()> changed) : model_{std::move(model)}, changed_{std::move(changed)} {}

    ~ZinniaHandwriting() override {
        {
            const std::lock_guard lock{mutex_};
            ending_ = true;
        }
        wanted_.notify_one();
        if (reader_.joinable()) {
            reader_.join();
        }
    }
    ZinniaHandwriting(const ZinniaHandwriting&) = delete;
    ZinniaHandwriting& operator=(const ZinniaHandwriting&) = delete;

    void load() override {
        if (!reader_.joinable()) {
            reader_ = std::thread{[this] { work(); }};
        }
    }

    void read(std::vector<Stroke> strokes) override {
        if (strokes.empty()) {
            forget();
            return;
        }
        load();
        const std::lock_guard lock{mutex_};
        asked_ = std::move(strokes);
        wanted_.notify_one();
    }

    std::vector<std::string> found() override {
        const std::lock_guard lock{mutex_};
        return found_;
    }

    std::vector<std::string> found_within(std::chrono::milliseconds patience) override {
        std::unique_lock lock{mutex_};
        read_.wait_for(lock, patience, [this] { return !asked_ && !reading_; });
        return found_;
    }

    void forget() override {
        const std::lock_guard lock{mutex_};
        asked_.reset();
        found_.clear();
        ++forgotten_;
    }

private:
    void work() {
        const Recognizer recognizer{zinnia_recognizer_new()};
        if (zinnia_recognizer_open(recognizer.get(), model_.c_str()) == 0) {
            return;
        }
        std::unique_lock lock{mutex_};
        while (true) {
            wanted_.wait(lock, [this] { return ending_ || asked_; });
            if (ending_) {
                return;
            }
            const std::vector<Stroke> strokes = std::move(*asked_);
            asked_.reset();
            const unsigned before = forgotten_;
            reading_ = true;
            lock.unlock();
            std::vector<std::string> found = recognized(recognizer.get(), strokes);
            lock.lock();
            reading_ = false;
            if (forgotten_ == before) {
                found_ = std::move(found);
                read_.notify_one();
                lock.unlock();
                changed_();
                lock.lock();
            }
        }
    }

    std::filesystem::path model_;
    std::function<void()> changed_;
    std::mutex mutex_;  // of all that follows
    std::condition_variable wanted_, read_;
    std::optional<std::vector<Stroke>> asked_;
    std::vector<std::string> found_;
    unsigned forgotten_ = 0;  // times: an answer to what was forgotten meanwhile is dropped
    bool ending_ = false, reading_ = false;
    std::thread reader_;
};

}  // namespace

std::unique_ptr<Handwriting> open_zinnia(const std::filesystem::path& model, std::function<void()> changed) {
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(model, ignored)) {
        return nullptr;
    }
    return std::make_unique<ZinniaHandwriting>(model, std::move(changed));
}

}  // namespace xz::input
