// Memory that is zeroed when it is given back, so that nothing of one student is left for the next.
//
// A program that links this room has its `free` and `realloc` replaced, for every library in it (SQLite, OpenSSL, curl, librime, ImGui, the
// C++ runtime's delete). The sanitizers' builds keep their own.
#include <malloc.h>
#include <string.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

extern "C" {

void __libc_free(void* memory);  // NOLINT: glibc's own name for what is replaced here

// glibc's calls to them come here too (glibc manual, "Replacing malloc"). malloc and calloc stay glibc's.
void free(void* memory) noexcept {
    if (memory != nullptr) {
        ::explicit_bzero(memory, ::malloc_usable_size(memory));
        __libc_free(memory);
    }
}

// glibc's would leave behind what it moves away from.
void* realloc(void* memory, std::size_t size) noexcept {
    if (memory == nullptr) {
        return std::malloc(size);
    }
    if (size == 0) {
        std::free(memory);
        return nullptr;
    }
    const std::size_t has = ::malloc_usable_size(memory);
    if (size <= has && size >= has / 2) {
        return memory;
    }
    void* fresh = std::malloc(size);
    if (fresh != nullptr) {
        ::memcpy(fresh, memory, std::min(size, has));
        std::free(memory);
    }
    return fresh;
}

}  // extern "C"

#endif
