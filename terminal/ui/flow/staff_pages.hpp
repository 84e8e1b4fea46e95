// The stages of maintenance: the staff's PIN, then the panel.
#pragma once

#include "terminal/ui/flow/refusal.hpp"
#include "terminal/ui/flow/staff_task.hpp"

#include <memory>
#include <optional>

namespace xz::ui::flow {

struct MaintenancePin {
    enum class Step : std::uint8_t { Entry, Asking, NoneSet } step = Step::Entry;
    SecretText pin;
    Ticket asking = 0;
    std::optional<Refusal> refusal;
};

struct Salvaging {
    enum class Step : std::uint8_t { Asked, Running, Done, Failed } step = Step::Asked;
    StoreSalvaged outcome;  // of Done and Failed
};

struct Maintenance {
    StaffPage page = StaffPage::Overview;
    std::shared_ptr<const MachineFacts> facts;  // null until they have come
    Ticket looking = 0;                         // 0: no answer is awaited
    Steady seen_at;
    std::optional<StoreCheckStep> check;        // the store's, as far as it is
    std::optional<Salvaging> salvage;
    std::optional<ProgramEnd> asks;             // whether it is really to end
};

}  // namespace xz::ui::flow
