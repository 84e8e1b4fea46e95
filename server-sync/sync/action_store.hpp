// Answers that students' actions got, so that the same action sent again is answered as the first time and done once.
#pragma once

#include "server-sync/sync/completion.hpp"
#include "server-sync/sync/steps.hpp"
#include "terminal/core/support/bytes.hpp"
#include "terminal/core/support/clock.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace xz::server::sync {

// An action's id, and a digest of what it says: the same id with other content is another action, and not done.
struct ActionMark {
    std::string id;      // empty: no student's action
    Bytes content = {};  // empty where it is not known: of an action kept by an earlier program
};

class ActionStore {
public:
    virtual ~ActionStore() = default;
    // What the action was answered; Conflict when its id came with other content before.
    [[nodiscard]] virtual std::optional<Verdict> answered(std::string_view student_no, const ActionMark& action) const = 0;
    // The answer that is there already wins, and comes back as answered() gives it.
    virtual void keep(std::string student_no, ActionMark action, Verdict verdict, Instant at, Completion<Verdict> done) = 0;
};

}  // namespace xz::server::sync
