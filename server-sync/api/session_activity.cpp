#include "server-sync/api/session_activity.hpp"

namespace xz::server::api {

namespace {
constexpr std::chrono::minutes MostIdle{30};
constexpr std::chrono::hours LongestSession{8};  // beyond it the session store has forgotten the session too
constexpr std::size_t TidyAbove = 10'000;
}  // namespace

bool SessionActivity::use(std::string_view token_hash, Steady now) {
    const std::lock_guard lock{guard_};
    if (used_.size() > TidyAbove) std::erase_if(used_, [now](const auto& entry) { return now - entry.second > LongestSession; });
    const auto found = used_.find(token_hash);
    if (found == used_.end()) {
        used_.emplace(token_hash, now);
        return true;
    }
    if (now - found->second > MostIdle) return false;
    found->second = now;
    return true;
}

void SessionActivity::forget(std::string_view token_hash) {
    const std::lock_guard lock{guard_};
    if (const auto found = used_.find(token_hash); found != used_.end()) used_.erase(found);
}

}  // namespace xz::server::api
