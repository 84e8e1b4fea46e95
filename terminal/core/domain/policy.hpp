// The limits and times that the platform publishes to its terminals.
#pragma once

namespace xz::domain {

struct Policy {
    int idle_seconds = 75;       // without a touch until the countdown shows (DOMAIN 7: 60–90)
    int countdown_seconds = 20;  // "continue?" until the wipe; a person needs as long to read, reach and tap
    int session_minutes = 60;    // a stay's longest: others wait
    int purge_after_days = 14;   // a receipted, safe envelope stays this long
    int draft_days = 7;          // a draft dies with its key
    int drafts_per_student = 3;
    int min_free_mebibytes = 200;    // less free disk: no new session
    int heartbeat_seconds = 300;
    int bundle_refresh_seconds = 900;
    int max_login_failures = 5;      // per source before it waits
    int new_red_max_age_days = 45;   // older data raise no new red (DOMAIN 5)
    int feedback_working_days = 10;  // until an unanswered thread is escalated (DOMAIN 3)
};

}  // namespace xz::domain
