// A short secret a student types (PIN, activation code): never longer than its place, zeroed when it goes.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace xz::ui::flow {

class SecretText {
public:
    static constexpr std::size_t capacity = 64;

    SecretText() = default;
    explicit SecretText(std::string_view text);  // what exceeds the capacity is left out
    SecretText(const SecretText& other) = default;
    SecretText(SecretText&& other) noexcept;
    SecretText& operator=(const SecretText& other) = default;
    SecretText& operator=(SecretText&& other) noexcept;
    ~SecretText();

    // One ASCII character; a full text stays as it is.
    void push(char character);
    void pop();
    void clear();

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    // Valid while this object lives and is not changed.
    [[nodiscard]] std::string_view reveal() const { return {characters_.data(), size_}; }

    // Compares all places, however early they differ.
    friend bool operator==(const SecretText& left, const SecretText& right);

private:
    std::array<char, capacity> characters_{};
    std::size_t size_ = 0;
};

}  // namespace xz::ui::flow
