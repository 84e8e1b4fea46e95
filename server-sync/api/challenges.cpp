#include "server-sync/api/challenges.hpp"

namespace xz::server::api {

namespace {
constexpr std::chrono::seconds Life{120};  // a slow kiosk spends a second on Argon2id
constexpr std::size_t MostOpen = 100'000;  // beyond it the oldest are dropped
}  // namespace

protocol::Challenge Challenges::ask(Purpose purpose, std::string subject, std::string terminal, Steady now) {
    const std::lock_guard lock{guard_};
    forget(now);
    protocol::Challenge challenge;
    random_.fill(challenge);
    open_[challenge] = {purpose, std::move(subject), std::move(terminal), now + Life};
    order_.push_back(challenge);
    return challenge;
}

std::optional<std::string> Challenges::redeem(Purpose purpose, const protocol::Challenge& challenge, std::string_view terminal,
                                              Steady now) {
    const std::lock_guard lock{guard_};
    const auto found = open_.find(challenge);
    if (found == open_.end() || found->second.terminal != terminal) return std::nullopt;
    Open open = std::move(found->second);
    open_.erase(found);
    if (open.purpose != purpose || now > open.until) return std::nullopt;
    return std::move(open.subject);
}

void Challenges::forget(Steady now) {
    while (!order_.empty()) {
        const auto found = open_.find(order_.front());
        if (found != open_.end() && found->second.until >= now && order_.size() < MostOpen) return;
        if (found != open_.end()) open_.erase(found);
        order_.pop_front();
    }
}

}  // namespace xz::server::api
