// What can go wrong under a database, typed: a full disk, a failing disk, damage, or our own mistake.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace xz::sqlite {

enum class Fault : std::uint8_t {
    DiskFull,     // no space, quota or file size limit
    Io,           // the disk or the file system refused
    Corrupt,      // a page fails its authentication or the b-tree is broken
    Busy,         // another connection holds the lock
    Constraint,   // a UNIQUE, CHECK, NOT NULL or FOREIGN KEY of the schema
    ReadOnly,     // file or connection may not be written
    OutOfMemory,
    Interrupted,
    Misuse,       // everything else: wrong SQL, wrong use
};

[[nodiscard]] std::string_view to_text(Fault fault);

// Thrown where nobody nearby can act. `what()` names the fault and SQLite's own text, never a bound value.
class Error : public std::runtime_error {
public:
    Error(Fault fault, int extended_code, const std::string& message)
        : std::runtime_error{message}, fault_{fault}, extended_code_{extended_code} {}
    [[nodiscard]] Fault fault() const { return fault_; }
    [[nodiscard]] int extended_code() const { return extended_code_; }

private:
    Fault fault_;
    int extended_code_;
};

}  // namespace xz::sqlite
