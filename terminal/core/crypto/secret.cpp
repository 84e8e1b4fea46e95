#include "terminal/core/crypto/secret.hpp"

#include <sodium.h>

#include <algorithm>
#include <new>
#include <utility>

namespace xz::crypto {

void wipe_stack() {
    constexpr std::size_t Depth = std::size_t{256} << 10;
    ::sodium_stackzero(Depth);
}

SecureBytes::SecureBytes(std::size_t size) : size_{size} {
    if (size == 0) return;
    if (sodium_init() < 0) throw std::bad_alloc{};
    // Guarded by unreadable pages, locked against swap where the limit allows it, excluded from core dumps, zeroed by sodium_free.
    block_.reset(static_cast<std::uint8_t*>(sodium_malloc(size)));
    if (!block_) throw std::bad_alloc{};
    sodium_memzero(block_.get(), size);
}

SecureBytes SecureBytes::copy_of(ByteView bytes) {
    SecureBytes copy{bytes.size()};
    std::ranges::copy(bytes, copy.block_.get());
    return copy;
}

SecureBytes::SecureBytes(SecureBytes&& other) noexcept
    : block_{std::move(other.block_)}, size_{std::exchange(other.size_, 0)} {}

SecureBytes& SecureBytes::operator=(SecureBytes&& other) noexcept {
    block_ = std::move(other.block_);
    size_ = std::exchange(other.size_, 0);
    return *this;
}

void SecureBytes::shrink(std::size_t size) {
    if (size >= size_) return;
    sodium_memzero(block_.get() + size, size_ - size);
    size_ = size;
}

void SecureBytes::Free::operator()(std::uint8_t* block) const {
    sodium_free(block);
}

void wipe(std::span<std::uint8_t> bytes) {
    sodium_memzero(bytes.data(), bytes.size());
}

void wipe(std::string& text) {
    sodium_memzero(text.data(), text.capacity());
    text.clear();
}

}  // namespace xz::crypto
