#include "tests/support/failing_memory/failing_memory.hpp"

#include <sqlcipher/sqlite3.h>

#include <atomic>
#include <limits>
#include <stdexcept>

namespace xz::testing {

namespace {

constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

sqlite3_mem_methods real{};
std::atomic<std::int64_t> left = kNever;  // before the one that fails

bool fails() {
    return left.load() != kNever && left.fetch_sub(1) == 0;
}

void* allocate(int bytes) {
    return fails() ? nullptr : real.xMalloc(bytes);
}
void* reallocate(void* memory, int bytes) {
    return fails() ? nullptr : real.xRealloc(memory, bytes);
}

// Before anybody opens a database: SQLite takes no other memory afterwards.
const int installed = [] {
    sqlite3_mem_methods failing{};
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real) != SQLITE_OK) {
        return SQLITE_ERROR;
    }
    failing = real;
    failing.xMalloc = allocate;
    failing.xRealloc = reallocate;
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &failing);
}();

}  // namespace

FailingMemory::FailingMemory(std::uint64_t allocations) {
    if (installed != SQLITE_OK) {
        throw std::logic_error{"SQLite was in use before its memory could be watched"};
    }
    left = static_cast<std::int64_t>(allocations);
}

FailingMemory::~FailingMemory() {
    left = kNever;
}

bool FailingMemory::has_failed() const {
    return left.load() < 0;
}

}  // namespace xz::testing
