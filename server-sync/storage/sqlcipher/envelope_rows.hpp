// The two rows of a stored envelope: what stays of it, and the sealed bytes that wait for the processor.
#pragma once

#include "terminal/core/crypto/hash.hpp"
#include "terminal/core/protocol/receipt.hpp"
#include "terminal/core/sqlite/database.hpp"

#include <cstdint>
#include <string_view>

namespace xz::server::storage {

struct EnvelopeRow {
    std::string_view id;
    std::string_view terminal;
    crypto::Digest sha256{};
    std::string_view header;  // its associated data
    Instant received_at;
    const protocol::Receipt* receipt = nullptr;  // null: none was given that says "stored"
    std::string_view bytes;
};

// Inside a transaction; the envelope's number.
std::int64_t insert_envelope(sqlite::Database& database, const EnvelopeRow& row);
void insert_body(sqlite::Database& database, std::int64_t number, std::string_view bytes);

}  // namespace xz::server::storage
