// What is being written and is no word yet: letters of pinyin, or the strokes of a character.
#pragma once

#include "terminal/input/writing_aids.hpp"
#include "terminal/ui/canvas/geometry.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace xz::ui {

class Composition {
public:
    explicit Composition(const input::WritingAids& aids) : aids_{aids} {}

    [[nodiscard]] bool can_write_by_hand() const { return aids_.hand != nullptr; }
    [[nodiscard]] bool can_write_chinese() const { return aids_.pinyin != nullptr || aids_.hand != nullptr; }
    [[nodiscard]] bool is_pinyin_ready() const;
    void load_pinyin();
    void load_handwriting();

    [[nodiscard]] bool is_pinyin() const;  // letters wait for their word
    [[nodiscard]] bool is_empty() const;   // nothing does
    // Underlined in the field until it is taken.
    [[nodiscard]] std::string shown() const;

    void type(char letter);  // a…z or '; pinyin is ready
    // One letter or stroke back; false: there was none.
    bool erase();
    void forget();           // all of it
    void forget_strokes();

    // The pen on its pad, from the pad's corner; what it wrote is read when it lifts.
    void pen_down() { strokes_.emplace_back(); }
    void pen_to(Point at);
    void pen_up();
    void hear();  // what the strokes were taken for meanwhile
    [[nodiscard]] const std::vector<std::vector<Point>>& strokes() const { return strokes_; }

    // Candidates [first, first + count), best first; fewer at the end.
    [[nodiscard]] std::vector<std::string> words(std::size_t first, std::size_t count) const;
    // Candidate `index`; empty while syllables after it wait for their turn.
    [[nodiscard]] std::string choose(std::size_t index);
    [[nodiscard]] std::string take();  // the best candidate for all of it

    // Pages of candidates: where the one shown begins; the next one begins where this one's last did not fit.
    [[nodiscard]] std::size_t page() const { return pages_.back(); }
    [[nodiscard]] bool is_first_page() const { return pages_.size() == 1; }
    [[nodiscard]] bool is_on_page(std::size_t index) const { return next_page_ == 0 || index < next_page_; }
    void next_page_at(std::size_t first) { next_page_ = first; }  // 0: all fit
    void turn_page();
    void turn_back();

private:
    void read();
    void to_first_page() { pages_.assign(1, 0); }

    input::WritingAids aids_;
    std::vector<std::vector<Point>> strokes_;
    std::vector<std::string> read_;  // what they were last taken for
    std::vector<std::size_t> pages_{0};
    std::size_t next_page_ = 0;
};

}  // namespace xz::ui
