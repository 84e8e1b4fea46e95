// The sealed envelopes in a kiosk's store, read out of its file as far as the disk has kept it; nobody can read what is in them here.
#pragma once

#include "terminal/core/protocol/envelope.hpp"
#include "terminal/core/sqlite/database.hpp"
#include "terminal/core/support/result.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>

namespace xz::server::admin {

struct HeldNumbers {
    std::uint64_t envelopes = 0;      // handed to `take`
    std::uint64_t damaged_pages = 0;  // what stood on them is lost; the chain that has a gap there shows it
};

// `file`: the store's database, its write-ahead log beside it; nobody has it open, and nothing is written. Page after page, so that a
// damaged one costs what stood on it and nothing else.
[[nodiscard]] Result<HeldNumbers, sqlite::OpenFailure> read_held_envelopes(
    const std::filesystem::path& file, sqlite::Key key,
    const std::function<void(const protocol::EnvelopeHeader& header, std::string_view bytes)>& take);

}  // namespace xz::server::admin
