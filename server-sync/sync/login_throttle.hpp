// Failures lock where they come from; whom they aim at waits only at sources where they never succeeded (DESIGN 4, login).
#pragma once

#include "server-sync/sync/completion.hpp"
#include "terminal/core/support/clock.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace xz::server::sync {

struct ThrottleRules {
    int failures_per_source = 10;  // in `span`, then the source waits
    std::chrono::minutes span{15};
    int strange_failures_per_subject = 20;  // a day, over sources where the subject never succeeded
};

enum class Attempt { Allowed, SourceWaits, SubjectWaits };

struct AttemptAnswer {
    Attempt attempt = Attempt::Allowed;
    std::chrono::seconds wait{0};
};

// `source`: "terminal:<id>" of a student's login, "web:<ip>" of a staff login or "enrol:<ip>": guesses at one kind hold up no other; `subject`: "student:<no>", "staff:<user>" or "enrol:<code's hash>".
class LoginThrottle {
public:
    virtual ~LoginThrottle() = default;
    // Allowed: from now on the attempt counts as a failure, until one of the others says what came of it, or for `span`. So
    // many at once get no more tries than one after the other.
    [[nodiscard]] virtual AttemptAnswer begin(std::string_view source, std::string_view subject, Instant now,
                                              const ThrottleRules& rules) = 0;
    virtual void failed(std::string source, std::string subject, Instant now, Completion<Done> done) = 0;
    // Nothing was learned from it: it does not count.
    virtual void withdrawn(std::string_view source, std::string_view subject) = 0;
    virtual void succeeded(std::string source, std::string subject, Instant now, Completion<Done> done) = 0;
};

}  // namespace xz::server::sync
