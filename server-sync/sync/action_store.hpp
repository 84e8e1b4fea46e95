// Answers that students' actions got, so that the same action sent again is answered as the first time and done once.
#pragma once

#include "server-sync/sync/completion.hpp"
#include "server-sync/sync/steps.hpp"
#include "terminal/core/support/clock.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace xz::server::sync {

class ActionStore {
public:
    virtual ~ActionStore() = default;
    [[nodiscard]] virtual std::optional<Verdict> answered(std::string_view student_no, std::string_view action) const = 0;
    // The answer that is there already wins, and comes back.
    virtual void keep(std::string student_no, std::string action, Verdict verdict, Instant at, Completion<Verdict> done) = 0;
};

}  // namespace xz::server::sync
