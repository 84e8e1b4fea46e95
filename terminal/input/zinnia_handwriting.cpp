#include "terminal/input/zinnia_handwriting.hpp"

#include <zinnia.h>

#include <algorithm>
#include <cmath>
#include <condition_variable>
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
    [[nodiscard]] int x(const PenPoint& point) const { return static_cast<int>(std::lround(Side / 2.0F + (point.x - middle.x) * scale)); }
    [[nodiscard]] int y(const PenPoint& point) const { return static_cast<int>(std::lround(Side / 2.0F + (point.y - middle.y) * scale)); }

    PenPoint middle;
    float scale = 1;
};

std::vector<std::string> recognized(zinnia_recognizer_t* recognizer, const std::vector<Stroke>& strokes) {
    const std::unique_ptr<zinnia_character_t, DestroyCharacter> character{zinnia_character_new()};
    zinnia_character_set_width(character.get(), Side);
    zinnia_character_set_height(character.get(), Side);
    const Placed placed{strokes};
    for (std::size_t i = 0; i < strokes.size(); ++i) {
        for (const PenPoint& point : strokes[i]) {
            zinnia_character_add(character.get(), i, placed.x(point), placed.y(point));
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
            lock.unlock();
            std::vector<std::string> found = recognized(recognizer.get(), strokes);
            lock.lock();
            if (forgotten_ == before) {
                found_ = std::move(found);
                lock.unlock();
                changed_();
                lock.lock();
            }
        }
    }

    std::filesystem::path model_;
    std::function<void()> changed_;
    std::mutex mutex_;  // of all that follows
    std::condition_variable wanted_;
    std::optional<std::vector<Stroke>> asked_;
    std::vector<std::string> found_;
    unsigned forgotten_ = 0;  // times: an answer to what was forgotten meanwhile is dropped
    bool ending_ = false;
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
