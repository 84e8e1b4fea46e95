// A caret in a text: typing, erasing, moving, never past the limit and never inside of a character; with undo.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace xz::ui {

class EditBuffer {
public:
    explicit EditBuffer(std::size_t most) : most_{most} {}

    // Takes over the value when it is another than the one last seen; the caret then stands at its end.
    void follow(std::string_view value);
    void set_most(std::size_t most) { most_ = most; }

    // What fits of `text` is inserted at the caret; false when nothing did.
    bool insert(std::string_view text);
    bool erase_before();
    bool erase_after();
    bool undo();
    void move_left();
    void move_right();
    void move_to(std::size_t byte);  // the nearest boundary at or before it

    [[nodiscard]] const std::string& value() const { return value_; }
    [[nodiscard]] std::size_t caret() const { return caret_; }  // in bytes
    [[nodiscard]] std::size_t length() const;                   // in code points

private:
    struct Step {
        std::string value;
        std::size_t caret;
    };
    void remember();
    std::string value_;
    std::size_t caret_ = 0;
    std::size_t most_;
    std::vector<Step> past_;
};

}  // namespace xz::ui
