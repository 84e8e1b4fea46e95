// When each browser session was last used: an unused one ends long before its last hour.
#pragma once

#include "terminal/core/support/clock.hpp"

#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace xz::server::api {

// In memory: after a restart every session counts as just used. Safe to use from several threads.
class SessionActivity {
public:
    // False: it was idle for too long. True: it is in use as of `now`.
    [[nodiscard]] bool use(std::string_view token_hash, Steady now);
    void forget(std::string_view token_hash);

private:
    std::mutex guard_;
    std::map<std::string, Steady, std::less<>> used_;
};

}  // namespace xz::server::api
