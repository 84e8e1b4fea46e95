#include "terminal/ui/widgets/composition.hpp"

#include "terminal/input/handwriting.hpp"
#include "terminal/input/pinyin_engine.hpp"

#include <algorithm>
#include <utility>

namespace xz::ui {

namespace {

constexpr std::chrono::milliseconds Patience{500};  // many times what one character takes

}  // namespace

bool Composition::is_pinyin_ready() const { return aids_.pinyin != nullptr && aids_.pinyin->is_ready(); }

void Composition::load_pinyin() {
    if (aids_.pinyin != nullptr) {
        aids_.pinyin->load();
    }
}

void Composition::load_handwriting() {
    if (aids_.hand != nullptr) {
        aids_.hand->load();
    }
}

bool Composition::is_pinyin() const { return is_pinyin_ready() && !aids_.pinyin->composing().empty(); }

bool Composition::is_empty() const { return !is_pinyin() && strokes_.empty(); }

std::string Composition::shown() const {
    if (is_pinyin()) {
        return aids_.pinyin->composing();
    }
    return strokes_.empty() || read_.empty() ? std::string{} : read_.front();
}

void Composition::type(char letter) {
    aids_.pinyin->type(letter);
    to_first_page();
}

bool Composition::erase() {
    if (is_pinyin()) {
        aids_.pinyin->erase();
        to_first_page();
        return true;
    }
    if (strokes_.empty()) {
        return false;
    }
    if (strokes_.size() == 1) {
        forget_strokes();
    } else {
        strokes_.pop_back();
        read();
    }
    return true;
}

void Composition::forget() {
    if (is_pinyin_ready()) {
        aids_.pinyin->forget();
    }
    forget_strokes();
    to_first_page();
}

void Composition::forget_strokes() {
    strokes_.clear();
    read_.clear();
    if (aids_.hand != nullptr) {
        aids_.hand->forget();
    }
}

void Composition::pen_to(Point at) {
    if (strokes_.empty()) {
        return;  // a key has taken the character from under the pen
    }
    std::vector<Point>& stroke = strokes_.back();
    if (stroke.empty() || stroke.back() != at) {
        stroke.push_back(at);
    }
}

void Composition::pen_up() {
    if (!strokes_.empty()) {
        read();
    }
}

void Composition::hear() {
    if (strokes_.empty()) {
        return;
    }
    if (std::vector<std::string> found = aids_.hand->found(); !found.empty()) {
        read_ = std::move(found);
    }
}

void Composition::read() {
    std::vector<input::Stroke> lines;
    for (const std::vector<Point>& stroke : strokes_) {
        input::Stroke& line = lines.emplace_back();
        for (const Point& point : stroke) {
            line.push_back({point.x, point.y});
        }
    }
    to_first_page();
    aids_.hand->read(std::move(lines));
}

std::vector<std::string> Composition::words(std::size_t first, std::size_t count) const {
    if (is_pinyin()) {
        return aids_.pinyin->words(first, count);
    }
    const auto from = static_cast<std::ptrdiff_t>(std::min(first, read_.size())), to = static_cast<std::ptrdiff_t>(std::min(first + count, read_.size()));
    return {read_.begin() + from, read_.begin() + to};
}

std::string Composition::choose(std::size_t index) {
    to_first_page();
    if (is_pinyin()) {
        return aids_.pinyin->choose(index);
    }
    std::string word = index < read_.size() ? read_[index] : std::string{};
    forget_strokes();
    return word;
}

std::string Composition::take() {
    if (is_pinyin()) {
        to_first_page();
        return aids_.pinyin->commit();
    }
    if (!strokes_.empty()) {
        // The last stroke may not be read yet, and what was read before it is another character.
        if (std::vector<std::string> found = aids_.hand->found_within(Patience); !found.empty()) {
            read_ = std::move(found);
        }
    }
    return choose(0);
}

void Composition::turn_page() {
    if (!is_empty() && next_page_ > pages_.back()) {
        pages_.push_back(next_page_);
    }
}

void Composition::turn_back() {
    if (pages_.size() > 1) {
        pages_.pop_back();
    }
}

}  // namespace xz::ui
