// Chinese by its strokes: lines go in, characters come out; it learns nothing from anyone.
#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace xz::input {

struct PenPoint {
    float x = 0, y = 0;  // in any unit, y down: where on the pad and how large it is written is all the same
};
using Stroke = std::vector<PenPoint>;

// One student's writing at a time. All calls come from the interface's thread, and none waits but one.
class Handwriting {
public:
    virtual ~Handwriting() = default;
    virtual void load() = 0;                                      // begins, at the first call: nobody who types by pinyin pays for it
    virtual void read(std::vector<Stroke> strokes) = 0;           // all strokes of one character so far, in their order; none: nothing is written
    [[nodiscard]] virtual std::vector<std::string> found() = 0;   // what the strokes last read may be, best first; the former answer while it reads
    // As found, once the strokes last read are taken for something; waits for that as long as `patience` at most. For whoever stops writing.
    [[nodiscard]] virtual std::vector<std::string> found_within(std::chrono::milliseconds patience) = 0;
    virtual void forget() = 0;                                    // the strokes, and what they were taken for
};

}  // namespace xz::input
