// Turns what a student hands in into a proven record in a sealed envelope, and puts it on disk in the place of its draft.
#pragma once

#include "terminal/app/visit.hpp"
#include "terminal/core/support/ids.hpp"
#include "terminal/storage/store.hpp"
#include "terminal/ui/flow/effect.hpp"

#include <cstdint>
#include <stdexcept>
#include <string>

namespace xz::app {

struct HandedIn {
    std::string record_id;
    std::uint64_t seq = 0;
};

// What the flow hands over is no record, or the store has no keys to seal for: nobody nearby can act, and the draft is as it was.
class CannotSeal : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// On the storage thread. Durable when it returns; throws CannotSeal or sqlite::Error and then nothing has changed. `now`: captured_at.
[[nodiscard]] HandedIn hand_in(storage::Store& store, Visit& visit, const ui::flow::Submit& submit, Instant now, IdMaker& ids, RandomSource& random);

}  // namespace xz::app
