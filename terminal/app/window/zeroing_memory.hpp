// Memory that is zeroed when it is given back, so that nothing of one student is left for the next.
//
// A program that links this room has its `new` and `delete` replaced by ones that do so, too.
#pragma once

#include <cstddef>

namespace xz::app {

// ImGui's allocator functions; `user` is unused.
void* take_memory(std::size_t size, void* user);
void return_zeroed(void* memory, void* user);

}  // namespace xz::app
