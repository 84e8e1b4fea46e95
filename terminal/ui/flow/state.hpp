// All that the interface knows at one moment: the machine, the choices of who stands before it, and the stage.
#pragma once

#include "terminal/ui/flow/stage.hpp"
#include "terminal/ui/theme/theme.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace xz::ui::flow {

// What outlives students.
struct Machine {
    std::string name;
    Enrolment enrolment = Enrolment::Missing;
    std::shared_ptr<const domain::Published> published;  // shared with the workers, read-only; null before the first bundle
    Connection connection = Connection::Unknown;
    std::uint32_t queued = 0;
    std::optional<StoreProblem> problem;
    enum class Phase : std::uint8_t { Starting, Ready } phase = Phase::Starting;
};

// What who stands there has chosen; back to the kiosk's own at every wipe.
struct Preferences {
    domain::Language language = domain::Language::Chinese;
    int text_scale = 100;  // per cent, 100…200
    Contrast contrast = Contrast::Normal;
    Reach reach = Reach::Full;
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
};

// The name that the widget list and `screenshot` use: "login", "dimension", "review", …
[[nodiscard]] std::string_view name_of(const Stage& stage);

}  // namespace xz::ui::flow
