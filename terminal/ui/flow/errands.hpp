// A student's errands: their pages, and what the platform answers. Parts of update().
#pragma once

#include "terminal/ui/flow/update.hpp"

namespace xz::ui::flow {

[[nodiscard]] Effects run_errand(State& state, SignedIn& signed_in, const ErrandWish& wish);

// The platform has answered, or is away: what was written for it is done with, or stays.
enum class ErrandEnd : std::uint8_t { Done, Refused, Unreachable };
[[nodiscard]] Effects errand_ended(State& state, SignedIn& signed_in, const Asking& asked, ErrandEnd end);

// A feedback was handed in, and its draft with it: what else stood in that stays.
[[nodiscard]] Effects keep_other_words(State& state, Session& session);
[[nodiscard]] bool is_errand(const Page& page);

// What is written so far; empty: nothing.
[[nodiscard]] std::string errand_text(const Session& session, ErrandText kind, std::string_view subject);
[[nodiscard]] std::size_t most_characters(ErrandText kind);  // code points
// Asked of the platform and not answered: what was added to it now would go when its answer comes.
[[nodiscard]] bool is_on_its_way(const Session& session, ErrandText kind, std::string_view subject);
// A few words at least.
[[nodiscard]] bool may_send(const Session& session, ErrandText kind, std::string_view subject);

// The state of the student's objection to that datum of this year; nothing where there is none. `subject`: a warning's key, or an indicator.
struct ObjectionStanding {
    domain::ObjectionState state = domain::ObjectionState::None;
    std::string answer;
};
[[nodiscard]] ObjectionStanding objection_of(const Session& session, std::string_view subject);

}  // namespace xz::ui::flow
