// Chinese by its sound: letters go in, candidates come out; it learns nothing from anyone.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace xz::input {

// One student's typing at a time. All calls come from the interface's thread.
class PinyinEngine {
public:
    virtual ~PinyinEngine() = default;
    virtual void load() = 0;                 // begins, at the first call: nobody who only taps pays for it
    // False while it loads (or when it cannot): the keyboard then types letters as they are.
    [[nodiscard]] virtual bool is_ready() const = 0;
    virtual void type(char letter) = 0;      // a…z or '
    virtual void erase() = 0;                // the last letter
    // Candidates [first, first + count) for what is typed, best first; fewer at the end.
    [[nodiscard]] virtual std::vector<std::string> words(std::size_t first, std::size_t count) = 0;
    // Takes candidate `index`; what is now committed, empty while syllables after it wait for their turn.
    [[nodiscard]] virtual std::string choose(std::size_t index) = 0;
    [[nodiscard]] virtual std::string commit() = 0;  // the best candidate for all that is typed
    // What stands for the typing in the field: words chosen so far, then letters cut into syllables. Empty: nothing is being composed.
    [[nodiscard]] virtual std::string composing() const = 0;
    virtual void forget() = 0;               // everything typed so far, and the session with it: a new student comes
};

}  // namespace xz::input
