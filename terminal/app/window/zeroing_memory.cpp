#include "terminal/app/window/zeroing_memory.hpp"

#include <malloc.h>
#include <string.h>

#include <cstdlib>
#include <new>

namespace xz::app {

void* take_memory(std::size_t size, void*) { return std::malloc(size); }

void return_zeroed(void* memory, void*) {
    if (memory != nullptr) {
        ::explicit_bzero(memory, ::malloc_usable_size(memory));
        std::free(memory);
    }
}

}  // namespace xz::app

void* operator new(std::size_t size) {
    while (true) {
        if (void* memory = std::malloc(size != 0 ? size : 1)) {
            return memory;
        }
        const std::new_handler handler = std::get_new_handler();
        if (handler == nullptr) {
            throw std::bad_alloc{};
        }
        handler();
    }
}

void* operator new(std::size_t size, std::align_val_t alignment) {
    const auto boundary = static_cast<std::size_t>(alignment);
    if (void* memory = std::aligned_alloc(boundary, (size + boundary - 1) / boundary * boundary)) {
        return memory;
    }
    throw std::bad_alloc{};
}

void operator delete(void* memory) noexcept { xz::app::return_zeroed(memory, nullptr); }
void operator delete(void* memory, std::size_t) noexcept { xz::app::return_zeroed(memory, nullptr); }
void operator delete(void* memory, std::align_val_t) noexcept { xz::app::return_zeroed(memory, nullptr); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { xz::app::return_zeroed(memory, nullptr); }
