#include "terminal/ui/flow/weak_pin.hpp"

#include <algorithm>
#include <array>

namespace xz::ui::flow {
namespace {

// Found near the top of every published count of six-digit PINs, and not covered by a rule.
constexpr std::array<std::string_view, 8> popular{"520131", "131452", "159753", "147258", "258369", "147852", "100200", "314159"};

bool is_run(std::string_view pin, int step) {
    return std::adjacent_find(pin.begin(), pin.end(), [&](char a, char b) { return (b - a + 10) % 10 != (step + 10) % 10; }) == pin.end();
}

bool repeats(std::string_view pin, std::size_t period) {
    for (std::size_t i = period; i < pin.size(); ++i)
        if (pin[i] != pin[i - period]) return false;
    return true;
}

bool is_mirrored_run(std::string_view pin) {
    const auto half = pin.substr(0, pin.size() / 2);
    return (is_run(half, 1) || is_run(half, -1)) && std::equal(half.begin(), half.end(), pin.rbegin());
}

bool is_pairs(std::string_view pin) { return pin[0] == pin[1] && pin[2] == pin[3] && pin[4] == pin[5]; }

}  // namespace

bool is_weak_pin(std::string_view pin, std::string_view student_no) {
    if (pin.size() != pin_length) return true;
    return is_run(pin, 1) || is_run(pin, -1) || repeats(pin, 1) || repeats(pin, 2) || repeats(pin, 3) || is_pairs(pin) || is_mirrored_run(pin) ||
           student_no.find(pin) != student_no.npos || std::find(popular.begin(), popular.end(), pin) != popular.end();
}

}  // namespace xz::ui::flow
