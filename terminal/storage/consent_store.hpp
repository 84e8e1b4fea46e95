// What students agreed to or declined on this kiosk, so that the notice is asked once a year; found by pseudonym only.
#pragma once

#include "terminal/core/protocol/record.hpp"
#include "terminal/core/sqlite/database.hpp"
#include "terminal/storage/pseudonym.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace xz::storage {

class ConsentStore {
public:
    ConsentStore(sqlite::Database& database, const Pseudonyms& pseudonyms) : database_{database}, pseudonyms_{pseudonyms} {}

    // The newest answer of each purpose replaces the one before; durable when it returns.
    void keep(std::string_view student_no, std::span<const protocol::Consent> consents);
    [[nodiscard]] std::vector<protocol::Consent> latest(std::string_view student_no);

private:
    sqlite::Database& database_;
    const Pseudonyms& pseudonyms_;
};

}  // namespace xz::storage
