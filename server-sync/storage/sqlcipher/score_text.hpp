// A result's exact scores as one JSON text in one column: they are written once and read whole.
#pragma once

#include "server-sync/sync/record_store.hpp"

#include <string>
#include <string_view>

namespace xz::server::storage {

// {"dimensions":[{"code","data"?,"level"?,"score"?}],"indicators":[[code,score]]}, scores as "n/d".
[[nodiscard]] std::string encode_scores(const sync::ScoredResult& result);
// Fills dimensions and indicators; what does not read is left out.
void decode_scores(std::string_view text, sync::ScoredResult& result);

}  // namespace xz::server::storage
