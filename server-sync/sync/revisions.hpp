// Which of several revisions stands (DESIGN 4, Record).
#pragma once

#include "server-sync/sync/record_store.hpp"

#include <cstddef>
#include <optional>
#include <span>

namespace xz::server::sync {

// Counted records of one student, kind and year, in any order; the index of the one that stands. Of two with one base an
// online proof wins over a PIN's, then the one whose earlier instant of submission and receipt is earlier, then the
// greater id; from there the same among its own revisions. A record whose base is not (yet) among them stands at the root.
// A withdrawn one stands only as the base of others.
[[nodiscard]] std::optional<std::size_t> current_revision(std::span<const RecordHead> records);

}  // namespace xz::server::sync
