#include "terminal/ui/flow/secret_text.hpp"

namespace xz::ui::flow {

SecretText::SecretText(std::string_view text) {
    for (const char character : text) push(character);
}

SecretText::SecretText(SecretText&& other) noexcept : characters_{other.characters_}, size_{other.size_} {
    other.clear();
}

SecretText& SecretText::operator=(SecretText&& other) noexcept {
    if (this != &other) {
        characters_ = other.characters_;
        size_ = other.size_;
        other.clear();
    }
    return *this;
}

SecretText::~SecretText() { clear(); }

void SecretText::push(char character) {
    if (size_ < capacity) characters_[size_++] = character;
}

void SecretText::pop() {
    if (size_ > 0) characters_[--size_] = 0;
}

void SecretText::clear() {
    // Through volatile, or the compiler may leave out writes to an object that dies.
    for (volatile char& character : characters_) character = 0;
    size_ = 0;
}

bool operator==(const SecretText& left, const SecretText& right) {
    unsigned different = left.size_ == right.size_ ? 0U : 1U;
    for (std::size_t i = 0; i < SecretText::capacity; ++i)
        different |= static_cast<unsigned>(left.characters_[i] ^ right.characters_[i]);
    return different == 0;
}

}  // namespace xz::ui::flow
