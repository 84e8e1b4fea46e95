// Writing aids whose answers a test can foretell.
#pragma once

#include "terminal/input/handwriting.hpp"
#include "terminal/input/pinyin_engine.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace xz::testing {

// Each word is the letters typed, in capitals; the second candidate has a star.
class FakePinyin final : public input::PinyinEngine {
public:
    void load() override {}
    [[nodiscard]] bool is_ready() const override { return true; }
    void type(char letter) override { letters_ += letter; }
    void erase() override { letters_.pop_back(); }
    std::vector<std::string> words(std::size_t first, std::size_t count) override {
        std::vector<std::string> all{"<" + letters_ + ">", letters_ + "*"};
        for (int i = 0; i < 40; ++i) {
            all.push_back("词" + std::to_string(i));
        }
        all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(first, all.size())));
        all.resize(std::min(count, all.size()));
        return all;
    }
    std::string choose(std::size_t index) override {
        const std::string word = words(index, 1).front();
        letters_.clear();
        return word;
    }
    std::string commit() override { return choose(0); }
    [[nodiscard]] std::string composing() const override { return letters_; }
    void forget() override { letters_.clear(); }

private:
    std::string letters_;
};

// Takes any strokes for their number: 一, 二, …
class FakeHand : public input::Handwriting {
public:
    void load() override {}
    void read(std::vector<input::Stroke> strokes) override {
        strokes_ = strokes.size();
        points_ = strokes.empty() ? 0 : strokes.back().size();
    }
    std::vector<std::string> found() override {
        static const std::vector<std::string> counted{"一", "二", "三"};
        return strokes_ == 0 ? std::vector<std::string>{} : std::vector<std::string>{counted[std::min<std::size_t>(strokes_, 3) - 1], "点" + std::to_string(points_)};
    }
    std::vector<std::string> found_within(std::chrono::milliseconds) override { return FakeHand::found(); }
    void forget() override { strokes_ = points_ = 0; }

private:
    std::size_t strokes_ = 0, points_ = 0;
};

}  // namespace xz::testing
