// Failures lock where they come from, never the student they aim at (DESIGN 4, login).
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

// `source`: "terminal:<id>" or "address:<ip>"; `subject`: "student:<no>" or "staff:<user>".
class LoginThrottle {
public:
    virtual ~LoginThrottle() = default;
    [[nodiscard]] virtual AttemptAnswer may_try(std::string_view source, std::string_view subject, Instant now,
                                                const ThrottleRules& rules) const = 0;
    virtual void failed(std::string source, std::string subject, Instant now, Completion<Done> done) = 0;
    virtual void succeeded(std::string source, std::string subject, Instant now, Completion<Done> done) = 0;
};

}  // namespace xz::server::sync
