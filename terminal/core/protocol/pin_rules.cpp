#include "terminal/core/protocol/pin_rules.hpp"

#include <algorithm>
#include <array>

namespace xz::protocol {
namespace {

constexpr std::size_t Digits = 6;

// Walks over the number pad and numbers that sound like words; what a pattern below finds is not repeated here.
constexpr std::array<std::string_view, 20> Favourites{
    "147258", "147369", "159357", "159753", "258369", "258147", "369258", "357159", "789456", "456123",
    "321654", "654123", "520131", "521131", "131452", "201314", "147852", "142536", "100200", "110120"};

bool is_run(std::string_view pin) {
    const int step = (pin[1] - pin[0] + 10) % 10;
    if (step > 2 && step < 8) return false;
    for (std::size_t i = 1; i < pin.size(); ++i)
        if ((pin[i] - pin[i - 1] + 10) % 10 != step) return false;
    return true;
}

// 777777, 121212, 123123
bool repeats(std::string_view pin) {
    return pin.substr(0, 4) == pin.substr(2) || pin.substr(0, 3) == pin.substr(3);
}

// 123321
bool mirrors(std::string_view pin) {
    return std::equal(pin.begin(), pin.begin() + 3, pin.rbegin());
}

// 112233
bool doubles(std::string_view pin) {
    return pin[0] == pin[1] && pin[2] == pin[3] && pin[4] == pin[5];
}

// 111222, 100000
bool has_two_digits_at_most(std::string_view pin) {
    const std::size_t other = pin.find_first_not_of(pin[0]);
    return other == std::string_view::npos ||
           std::ranges::all_of(pin, [&](char c) { return c == pin[0] || c == pin[other]; });
}

}  // namespace

std::optional<PinFault> check_new_pin(std::string_view pin, std::string_view student_no) {
    if (pin.size() != Digits || !std::ranges::all_of(pin, [](char c) { return c >= '0' && c <= '9'; }))
        return PinFault::NotSixDigits;
    if (is_run(pin) || repeats(pin) || mirrors(pin) || doubles(pin) || has_two_digits_at_most(pin) ||
        std::ranges::find(Favourites, pin) != Favourites.end())
        return PinFault::TooCommon;
    if (student_no.find(pin) != std::string_view::npos) return PinFault::InStudentNumber;
    return std::nullopt;
}

}  // namespace xz::protocol
