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

// All forms are replaced, so that whatever one of them gave out another may take back.
namespace {

void* taken(std::size_t size) { return std::malloc(size != 0 ? size : 1); }

void* taken(std::size_t size, std::align_val_t alignment) {
    const auto boundary = static_cast<std::size_t>(alignment);
    return std::aligned_alloc(boundary, (size + boundary - 1) / boundary * boundary);
}

template <typename... Alignment>
void* taken_or_thrown(std::size_t size, Alignment... alignment) {
    while (true) {
        if (void* memory = taken(size, alignment...)) {
            return memory;
        }
        const std::new_handler handler = std::get_new_handler();
        if (handler == nullptr) {
            throw std::bad_alloc{};
        }
        handler();
    }
}

void returned(void* memory) { xz::app::return_zeroed(memory, nullptr); }

}  // namespace

void* operator new(std::size_t size) { return taken_or_thrown(size); }
void* operator new[](std::size_t size) { return taken_or_thrown(size); }
void* operator new(std::size_t size, std::align_val_t alignment) { return taken_or_thrown(size, alignment); }
void* operator new[](std::size_t size, std::align_val_t alignment) { return taken_or_thrown(size, alignment); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return taken(size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return taken(size); }
void* operator new(std::size_t size, std::align_val_t alignment, const std::nothrow_t&) noexcept { return taken(size, alignment); }
void* operator new[](std::size_t size, std::align_val_t alignment, const std::nothrow_t&) noexcept { return taken(size, alignment); }

void operator delete(void* memory) noexcept { returned(memory); }
void operator delete[](void* memory) noexcept { returned(memory); }
void operator delete(void* memory, std::size_t) noexcept { returned(memory); }
void operator delete[](void* memory, std::size_t) noexcept { returned(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { returned(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { returned(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { returned(memory); }
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { returned(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { returned(memory); }
void operator delete[](void* memory, const std::nothrow_t&) noexcept { returned(memory); }
void operator delete(void* memory, std::align_val_t, const std::nothrow_t&) noexcept { returned(memory); }
void operator delete[](void* memory, std::align_val_t, const std::nothrow_t&) noexcept { returned(memory); }
