// Chinese by its sound: letters go in, candidates come out; it learns nothing from anyone.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace xz::input {

struct Candidates {
    std::string composing;           // the letters as typed and cut into syllables: "ti gao ying yu"
    std::vector<std::string> words;  // of the page in force, best first
    std::size_t page = 0;
    bool has_more = false;           // a further page
};

// One student's typing. A new student gets a new engine session by `forget`.
class PinyinEngine {
public:
    virtual ~PinyinEngine() = default;
    // False while it loads (or when it cannot): the keyboard then types letters as they are.
    [[nodiscard]] virtual bool is_ready() const = 0;
    virtual void type(char letter) = 0;      // a…z or '
    virtual void erase() = 0;                // the last letter
    virtual std::string choose(std::size_t index) = 0;  // of the page; what is now committed (maybe empty: more syllables follow)
    virtual std::string commit() = 0;        // the best candidate for all that is typed
    virtual void turn_page(int pages) = 0;   // 1 forward, −1 back
    [[nodiscard]] virtual const Candidates& candidates() const = 0;
    [[nodiscard]] virtual bool is_composing() const = 0;
    virtual void forget() = 0;               // everything typed so far, and the session with it
};

}  // namespace xz::input
