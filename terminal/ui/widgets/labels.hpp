// The words that widgets themselves say; the screens fill them from the catalog of the language in force.
#pragma once

#include <string>

namespace xz::ui {

struct Labels {
    std::string space, done, more, chinese, english, numbers, symbols, letters, newline, handwriting;  // keys of the keyboard
    std::string shift, left, right, undo;  // keys that show a sign, for reading aloud
    std::string write_here;                                                              // on the pad for handwriting
    std::string full;                                                                    // under a field that takes no more
    std::string clear, erase;                                                            // the number pad
    std::string increase, decrease;                                                      // steppers, for reading aloud
    std::string back;
};

}  // namespace xz::ui
