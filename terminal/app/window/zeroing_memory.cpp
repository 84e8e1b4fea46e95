#include "terminal/app/window/zeroing_memory.hpp"

#include <malloc.h>
#include <string.h>

#include <cstdlib>

namespace xz::app {

void* take_memory(std::size_t size, void*) { return std::malloc(size); }

void return_zeroed(void* memory, void*) {
    if (memory != nullptr) {
        ::explicit_bzero(memory, ::malloc_usable_size(memory));
        std::free(memory);
    }
}

}  // namespace xz::app
