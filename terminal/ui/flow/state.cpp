#include "terminal/ui/flow/state.hpp"

namespace xz::ui::flow {

State::State() = default;
State::State(const State& other) = default;
State::State(State&& other) noexcept = default;
State& State::operator=(const State& other) = default;
State& State::operator=(State&& other) noexcept = default;
State::~State() = default;

}  // namespace xz::ui::flow
