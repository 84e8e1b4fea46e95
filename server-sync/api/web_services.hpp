// What the endpoints of the web API work with, handed in once by the composition root.
#pragma once

#include "server-sync/analytics/board.hpp"
#include "server-sync/api/metrics.hpp"
#include "server-sync/api/password_desk.hpp"
#include "server-sync/api/refusal.hpp"
#include "server-sync/api/session_activity.hpp"
#include "server-sync/sync/ports.hpp"
#include "terminal/core/support/clock.hpp"
#include "terminal/core/support/random.hpp"

#include <string>

namespace xz::server::sync {
class FeedbackDesk;
class Proceedings;
class StudentYears;
class WarningDesk;
}

namespace xz::server::api {

struct WebServices {
    const sync::Ports& ports;
    const analytics::Boards& boards;
    PasswordDesk& passwords;
    SessionActivity& activity;
    const Clock& clock;
    RandomSource& random;  // safe to use from several threads
    const sync::Proceedings& proceedings;
    const sync::StudentYears& years;
    const sync::WarningDesk& warnings;
    const sync::FeedbackDesk& feedback;
    Metrics& metrics;
    Post post;
    std::string slips_page;  // the template of printed activation codes
};

}  // namespace xz::server::api
