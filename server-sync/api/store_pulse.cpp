#include "server-sync/api/store_pulse.hpp"

#include <utility>

namespace xz::server::api {

namespace {
constexpr std::chrono::seconds Fresh{2};
constexpr const char* Name = "pulse";
}  // namespace

StorePulse::StorePulse(sync::PlatformState& state, const Clock& clock, Changed changed)
    : state_{state}, clock_{clock}, changed_{std::move(changed)} {}

void StorePulse::feel(std::function<void(Pulse)> answer) {
    const Steady now = clock_.steady();
    {
        std::unique_lock lock{guard_};
        if (felt_at_ && now - *felt_at_ < Fresh) {
            const Pulse known = last_;
            lock.unlock();
            return answer(known);
        }
        felt_at_ = now;
    }
    state_.set_value(Name, to_rfc3339(clock_.now()), [this, answer = std::move(answer)](auto outcome) {
        const Pulse felt = outcome ? Pulse::Beats : Pulse::Missed;
        settle(felt, outcome ? std::string{} : outcome.error().what);
        answer(felt);
    });
}

Pulse StorePulse::last() const {
    const std::lock_guard lock{guard_};
    return last_;
}

void StorePulse::settle(Pulse now, const std::string& why) {
    {
        const std::lock_guard lock{guard_};
        if (std::exchange(last_, now) == now) return;
    }
    changed_(now, why);
}

}  // namespace xz::server::api
