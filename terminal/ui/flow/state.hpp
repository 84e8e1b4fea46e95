// All that the interface knows at one moment: the machine, the choices of who stands before it, and the stage.
#pragma once

#include "terminal/ui/flow/preferences.hpp"
#include "terminal/ui/flow/stage.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::ui::flow {

// What outlives students.
struct Machine {
    std::string name;
    Enrolment enrolment = Enrolment::Missing;
    std::shared_ptr<const domain::Published> published;  // shared with the workers, read-only; null before the first bundle
    Connection connection = Connection::Unknown;
    std::uint32_t queued = 0;
    std::optional<StoreProblem> problem;
    std::optional<std::string> lock;  // the platform's words
    enum class Phase : std::uint8_t { Starting, Ready } phase = Phase::Starting;
    enum class Voice : std::uint8_t { Absent, Present } voice = Voice::Absent;  // whether it can read aloud
};

struct State {
    // Made in state.cpp alone, as Intent's are.
    State();
    State(const State& other);
    State(State&& other) noexcept;
    State& operator=(const State& other);
    State& operator=(State&& other) noexcept;
    ~State();

    Machine machine;
    Preferences usual;  // the kiosk's own, from its settings
    Preferences preferences;
    Stage stage = Starting{};
    Steady now;
    Instant wall;
    Steady last_touch;
    std::optional<Steady> leaving_at;  // the idle countdown runs until then
    Ticket last_ticket = 0;
    std::vector<Steady> corner;  // touches of the hidden corner, lately
};

// The name that the widget list and `screenshot` use: "login", "dimension", "review", …
[[nodiscard]] std::string_view name_of(const Stage& stage);

}  // namespace xz::ui::flow
