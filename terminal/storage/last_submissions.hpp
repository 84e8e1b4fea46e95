// All that a kiosk keeps of who submitted: HMAC(pepper, student_no) → the last record's id, so that a second one can name its base.
#pragma once

#include "terminal/core/protocol/names.hpp"
#include "terminal/core/sqlite/database.hpp"
#include "terminal/storage/pseudonym.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace xz::storage {

struct LastSubmission {
    std::string id;
    std::uint32_t revision = 1;
};

class LastSubmissions {
public:
    LastSubmissions(sqlite::Database& database, const Pseudonyms& pseudonyms) : database_{database}, pseudonyms_{pseudonyms} {}

    [[nodiscard]] std::optional<LastSubmission> find(std::string_view student_no, protocol::RecordKind kind,
                                                     std::string_view academic_year);
    // Inside the caller's transaction.
    void keep(std::string_view student_no, protocol::RecordKind kind, std::string_view academic_year,
              const LastSubmission& submission);

private:
    sqlite::Database& database_;
    const Pseudonyms& pseudonyms_;
};

}  // namespace xz::storage
