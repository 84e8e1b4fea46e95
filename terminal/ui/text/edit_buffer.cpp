#include "terminal/ui/text/edit_buffer.hpp"

#include "terminal/ui/text/line_breaker.hpp"

#include <algorithm>

namespace xz::ui {

namespace {

constexpr std::size_t MostSteps = 50;

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

std::size_t count(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return !continues(c); }));
}

std::size_t before(const std::string& text, std::size_t at) {
    if (at == 0) {
        return 0;
    }
    do {
        --at;
    } while (at > 0 && continues(text[at]));
    return at;
}

std::size_t after(const std::string& text, std::size_t at) {
    return at < text.size() ? std::min(text.size(), at + code_point_at(text, at).bytes) : at;
}

}  // namespace

void EditBuffer::follow(std::string_view value) {
    if (value != value_) {
        value_ = value;
        caret_ = value_.size();
        past_.clear();
    }
}

void EditBuffer::remember() {
    if (past_.size() == MostSteps) {
        past_.erase(past_.begin());
    }
    past_.push_back({value_, caret_});
}

bool EditBuffer::insert(std::string_view text) {
    const std::size_t have = length();
    const std::size_t room = most_ > have ? most_ - have : 0;
    std::size_t end = 0;
    for (std::size_t taken = 0; taken < room && end < text.size(); ++taken) {
        end = std::min(text.size(), end + code_point_at(text, end).bytes);
    }
    if (end == 0) {
        return false;
    }
    remember();
    value_.insert(caret_, text.substr(0, end));
    caret_ += end;
    return true;
}

bool EditBuffer::erase_before() {
    if (caret_ == 0) {
        return false;
    }
    remember();
    const std::size_t from = before(value_, caret_);
    value_.erase(from, caret_ - from);
    caret_ = from;
    return true;
}

bool EditBuffer::erase_after() {
    if (caret_ == value_.size()) {
        return false;
    }
    remember();
    value_.erase(caret_, after(value_, caret_) - caret_);
    return true;
}

bool EditBuffer::undo() {
    if (past_.empty()) {
        return false;
    }
    value_ = std::move(past_.back().value);
    caret_ = past_.back().caret;
    past_.pop_back();
    return true;
}

void EditBuffer::move_left() { caret_ = before(value_, caret_); }
void EditBuffer::move_right() { caret_ = after(value_, caret_); }

void EditBuffer::move_to(std::size_t byte) {
    caret_ = std::min(byte, value_.size());
    while (caret_ > 0 && caret_ < value_.size() && continues(value_[caret_])) {
        --caret_;
    }
}

std::size_t EditBuffer::length() const { return count(value_); }

}  // namespace xz::ui
