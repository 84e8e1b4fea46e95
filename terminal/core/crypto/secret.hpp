// Bytes that must not outlive their use: kept off swap and core dumps, zeroed when freed, never copied by accident.
#pragma once

#include "terminal/core/support/bytes.hpp"
#include "terminal/core/support/random.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

namespace xz::crypto {

// Overwrites the stack below the caller, where calls that have returned left what they worked on; 256 KiB, deeper than any of ours goes.
void wipe_stack();

// A block of secret bytes whose length is known at run time. Moved-from blocks are empty.
class SecureBytes {
public:
    SecureBytes() = default;
    explicit SecureBytes(std::size_t size);  // zeros
    [[nodiscard]] static SecureBytes copy_of(ByteView bytes);
    [[nodiscard]] static SecureBytes copy_of(std::string_view text) { return copy_of(bytes_of(text)); }
    SecureBytes(SecureBytes&& other) noexcept;
    SecureBytes& operator=(SecureBytes&& other) noexcept;

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    [[nodiscard]] ByteView bytes() const { return {block_.get(), size_}; }
    [[nodiscard]] std::span<std::uint8_t> bytes() { return {block_.get(), size_}; }
    [[nodiscard]] std::string_view text() const { return text_of(bytes()); }
    // Forgets what lies beyond `size`, which is at most the present one.
    void shrink(std::size_t size);

private:
    struct Free {
        void operator()(std::uint8_t* block) const;
    };
    std::unique_ptr<std::uint8_t[], Free> block_;
    std::size_t size_ = 0;
};

// Exactly N secret bytes. Moving is the only way on: a copy has to be asked for with clone().
template <std::size_t N>
class Secret {
public:
    static constexpr std::size_t Size = N;

    Secret() : bytes_{N} {}  // zeros, to be filled
    [[nodiscard]] static Secret random(RandomSource& source) {
        Secret secret;
        source.fill(secret.bytes());
        return secret;
    }
    // Nothing when the length differs.
    [[nodiscard]] static std::optional<Secret> from(ByteView bytes) {
        if (bytes.size() != N) return std::nullopt;
        Secret secret;
        secret.bytes_ = SecureBytes::copy_of(bytes);
        return secret;
    }
    [[nodiscard]] Secret clone() const { return *from(bytes()); }
    [[nodiscard]] ByteView bytes() const { return bytes_.bytes(); }
    [[nodiscard]] std::span<std::uint8_t> bytes() { return bytes_.bytes(); }

private:
    SecureBytes bytes_;
};

// Overwrites memory that the language would let the compiler leave as it is.
void wipe(std::span<std::uint8_t> bytes);
void wipe(std::string& text);  // and empties it

}  // namespace xz::crypto
