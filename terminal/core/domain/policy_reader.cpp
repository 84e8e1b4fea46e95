#include "terminal/core/domain/reading.hpp"

#include <boost/json/value.hpp>

namespace xz::domain::reading {

Policy read_policy(const Place& place) {
    auto reader = place.object();
    const auto whole = [&](std::string_view key, int low, int high) { return static_cast<int>(reader.integer(key, low, high)); };
    Policy policy{.idle_seconds = whole("idle_seconds", 60, 90),  // DOMAIN 7, kiosk
                  .countdown_seconds = whole("countdown_seconds", 20, 30),  // DESIGN 7: long enough to read, reach and tap
                  .session_minutes = static_cast<int>(reader.optional_integer("session_minutes", 10, 240).value_or(Policy{}.session_minutes)),
                  .purge_after_days = whole("purge_after_days", 1, 365),
                  .draft_days = whole("draft_days", 1, 7),  // DESIGN 5: a draft dies in at most seven days
                  .drafts_per_student = whole("drafts_per_student", 1, 3),  // DESIGN 5
                  .min_free_mebibytes = whole("min_free_mebibytes", 16, 100'000),
                  .heartbeat_seconds = whole("heartbeat_seconds", 10, 86'400),
                  .bundle_refresh_seconds = whole("bundle_refresh_seconds", 10, 86'400),
                  .max_login_failures = whole("max_login_failures", 3, 20),
                  .new_red_max_age_days = whole("new_red_max_age_days", 1, 365),
                  .feedback_working_days = whole("feedback_working_days", 1, 60)};
    reader.refuse_unknown();
    return policy;
}

}  // namespace xz::domain::reading
