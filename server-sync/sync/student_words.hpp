// What is said with a student besides records (reasons, comments, answers, tasks), at rest under that student's key (DESIGN 5).
#pragma once

#include "server-sync/sync/student_keys.hpp"
#include "terminal/core/support/bytes.hpp"
#include "terminal/core/support/random.hpp"

#include <string>
#include <string_view>

namespace xz::server::sync {

// Blocking: some 0.1 ms, with a student's first words an fsync. Throws StoreUnavailable.
class StudentWords {
public:
    StudentWords(StudentKeys& keys, RandomSource& random) : keys_{keys}, random_{random} {}
    // No words make no bytes.
    [[nodiscard]] Bytes seal(const std::string& student_no, std::string_view words) const;
    // Empty: there were none, or they are erased.
    [[nodiscard]] std::string open(std::string_view student_no, ByteView sealed) const;

private:
    StudentKeys& keys_;
    RandomSource& random_;
};

// Stands for words that a state needs and that nobody has to read to take a step from it.
[[nodiscard]] inline std::string unread(const Bytes& sealed) { return sealed.empty() ? "" : "sealed"; }

}  // namespace xz::server::sync
