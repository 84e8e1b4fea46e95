#include "tests/support/sample/dice.hpp"

namespace xz::sample {

Dice Dice::fork(std::string_view name) const {
    std::uint64_t hash = 14695981039346656037ull;  // FNV-1a
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
    return Dice{state_ ^ hash};
}

std::uint64_t Dice::next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ull);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return z ^ (z >> 31);
}

std::size_t Dice::below(std::size_t end) {
    return static_cast<std::size_t>(next() % end);
}

double Dice::unit() {
    return static_cast<double>(next() >> 11) * 0x1.0p-53;
}

bool Dice::chance(double probability) {
    return unit() < probability;
}

double Dice::around(double mean, double deviation) {
    double sum = -6;
    for (int i = 0; i < 12; ++i) sum += unit();
    return mean + deviation * sum;
}

}  // namespace xz::sample
