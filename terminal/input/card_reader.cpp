#include "terminal/input/card_reader.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace xz::input {

namespace {

// The character that a key stands for in a reader's burst; nothing for keys that no reader sends.
std::optional<char32_t> written(const Keystroke& key) {
    if (const auto* character = std::get_if<char32_t>(&key)) {
        return *character;
    }
    switch (std::get<HardKey>(key)) {
        case HardKey::Enter:
            return U'\n';
        case HardKey::Tab:
            return U'\t';
        default:
            return std::nullopt;
    }
}

Keystroke keystroke(char32_t written) {
    return written == U'\n' ? Keystroke{HardKey::Enter} : written == U'\t' ? Keystroke{HardKey::Tab} : Keystroke{written};
}

void release(std::u32string& held, std::vector<Keystroke>& typed) {
    std::transform(held.begin(), held.end(), std::back_inserter(typed), keystroke);
    held.clear();
}

}  // namespace

bool CardReader::is_of_number(char32_t c) const {
    const bool digit = c >= U'0' && c <= U'9';
    const bool letter = (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
    return digit || (letter && format_.characters == CardFormat::Characters::LettersAndDigits);
}

CardReader::Fit CardReader::fit() const {
    const std::u32string_view held{held_}, prefix{format_.prefix}, suffix{format_.suffix};
    if (held.size() <= prefix.size()) {
        return prefix.starts_with(held) ? Fit::Begun : Fit::Not;
    }
    if (!held.starts_with(prefix)) {
        return Fit::Not;
    }
    const std::u32string_view rest = held.substr(prefix.size());
    const std::size_t number = static_cast<std::size_t>(std::find_if_not(rest.begin(), rest.end(), [this](char32_t c) { return is_of_number(c); }) - rest.begin());
    const std::u32string_view end = rest.substr(number);
    if (end.empty()) {
        return number <= format_.most ? Fit::Begun : Fit::Not;
    }
    if (number < format_.least || number > format_.most || !suffix.starts_with(end)) {
        return Fit::Not;
    }
    return end.size() == suffix.size() ? Fit::Whole : Fit::Begun;
}

CardReader::Outcome CardReader::key(Keystroke key, std::chrono::milliseconds now) {
    Outcome outcome = pass(now);
    last_ = now;
    const std::optional<char32_t> character = written(key);
    if (burst_ == Burst::Read && character && (*character == U'\n' || *character == U'\t')) {
        return outcome;  // Enter twice, where a reader sends CR and LF
    }
    if (!character || burst_ == Burst::Typing) {
        release(held_, outcome.typed);
        outcome.typed.push_back(key);
        burst_ = Burst::Typing;
        return outcome;
    }
    burst_ = Burst::Open;
    held_ += *character;
    switch (fit()) {
        case Fit::Begun:
            break;
        case Fit::Not:
            release(held_, outcome.typed);
            burst_ = Burst::Typing;
            break;
        case Fit::Whole:
            for (const char32_t c : std::u32string_view{held_}.substr(format_.prefix.size(), held_.size() - format_.prefix.size() - format_.suffix.size())) {
                outcome.card += static_cast<char>(c);
            }
            held_.clear();
            burst_ = Burst::Read;
            break;
    }
    return outcome;
}

CardReader::Outcome CardReader::pass(std::chrono::milliseconds now) {
    Outcome outcome;
    if (now - last_ > format_.longest_gap) {
        release(held_, outcome.typed);
        burst_ = Burst::Open;
    }
    return outcome;
}

std::optional<std::chrono::milliseconds> CardReader::due() const {
    if (held_.empty()) {
        return std::nullopt;
    }
    return last_ + format_.longest_gap + std::chrono::milliseconds{1};
}

}  // namespace xz::input
