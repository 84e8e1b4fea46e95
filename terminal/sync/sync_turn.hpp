// Decides what the sync does when: drains at once when something was submitted, beats, renews and asks for the bundle in their
// intervals, waits longer after failures.
#pragma once

#include "terminal/core/support/clock.hpp"
#include "terminal/core/support/random.hpp"
#include "terminal/sync/backoff.hpp"
#include "terminal/sync/bundle_refresh.hpp"
#include "terminal/sync/heartbeat.hpp"
#include "terminal/sync/outbox_drain.hpp"
#include "terminal/sync/renewal.hpp"
#include "terminal/sync/sync_state.hpp"

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace xz::sync {

// Called on the sync thread.
struct SyncListener {
    std::function<void(const SyncState&)> state_changed;
    std::function<void(const std::vector<protocol::BatchResult>&)> settled;
    std::function<void(const protocol::BundlePayload&)> bundle_changed;
    std::function<void(const protocol::Command&)> commanded;  // once for each id while the program runs
};

struct SyncIntervals {
    std::chrono::milliseconds heartbeat{60'000};
    std::chrono::milliseconds bundle{300'000};
};

class SyncTurn {
public:
    // `intervals` is asked each time, because a new bundle may change them.
    SyncTurn(OutboxDrain& drain, BundleRefresh& bundle, Heartbeat& heartbeat, Renewal& renewal, const Clock& clock,
             RandomSource& random, std::function<SyncIntervals()> intervals, SyncListener listener);

    // Something was submitted, or a student waits for an answer: due now, unless the platform asked us to stay away for a while.
    void hurry();
    // Somebody at the machine wants to see everything done now: records, heartbeat, bundle.
    void hurry_all();
    // Does one exchange, the most urgent that is due; nothing if none is.
    void take();
    // When the next is due.
    [[nodiscard]] Steady due() const;
    [[nodiscard]] const SyncState& state() const { return state_; }

private:
    // One of the four things the sync does, with its own patience: what fails in one need not hold up the others.
    struct Chore {
        Steady due;
        Backoff backoff;
    };
    void drain();
    void beat();
    void refresh_bundle();
    void renew();
    void succeeded(Chore& chore);
    void failed(Chore& chore, const CallFailure& failure);
    void publish(SyncState next);
    [[nodiscard]] Steady after(std::chrono::milliseconds interval);

    OutboxDrain& drain_;
    BundleRefresh& bundle_;
    Heartbeat& heartbeat_;
    Renewal& renewal_;
    const Clock& clock_;
    RandomSource& random_;
    std::function<SyncIntervals()> intervals_;
    SyncListener listener_;
    SyncState state_;
    Chore refreshing_;
    Chore draining_;
    Chore beating_;
    Chore renewing_;
    Backoff line_backoff_;
    Steady quiet_until_;  // no platform, or one that asked us to wait: nothing is sent before
    enum class Quiet { ByFailure, OnRequest } quiet_ = Quiet::ByFailure;  // a hurry breaks only the first
    std::vector<std::string> commands_seen_;
};

}  // namespace xz::sync
