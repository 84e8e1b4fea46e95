// SQLite's memory, of which a test lets one allocation fail. A program that links this has it from its start.
#pragma once

#include <cstdint>

namespace xz::testing {

// While it lives, the allocation after `allocations` more ones of any thread comes to nothing, once.
class FailingMemory {
public:
    explicit FailingMemory(std::uint64_t allocations);
    FailingMemory(const FailingMemory&) = delete;
    FailingMemory& operator=(const FailingMemory&) = delete;
    ~FailingMemory();

    [[nodiscard]] bool has_failed() const;
};

}  // namespace xz::testing
