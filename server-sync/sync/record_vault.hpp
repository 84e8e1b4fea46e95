// Records at rest: under their student's own key, bound to their id, so that erasing the key erases the words (DESIGN 5).
#pragma once

#include "server-sync/sync/record_store.hpp"
#include "server-sync/sync/student_keys.hpp"
#include "terminal/core/protocol/record.hpp"
#include "terminal/core/support/random.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace xz::server::sync {

class RecordVault {
public:
    RecordVault(const RecordStore& records, StudentKeys& keys, RandomSource& random)
        : records_{records}, keys_{keys}, random_{random} {}

    // The student's key must exist (StudentKeys::ensure).
    [[nodiscard]] Bytes seal(std::string_view student_no, std::string_view id, std::string_view canonical_record) const;
    [[nodiscard]] std::optional<protocol::Record> open(std::string_view student_no, std::string_view id, ByteView sealed) const;
    // Nothing: unknown, or erased.
    [[nodiscard]] std::optional<protocol::Record> content(std::string_view student_no, std::string_view id) const;
    // What seals: for words that rest beside records.
    [[nodiscard]] RandomSource& random() const { return random_; }

private:
    const RecordStore& records_;
    StudentKeys& keys_;
    RandomSource& random_;
};

}  // namespace xz::server::sync
