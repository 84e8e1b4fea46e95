// Tells the platform how this terminal is, and learns how far the platform has its work and what it shall do.
#pragma once

#include "terminal/sync/platform.hpp"
#include "terminal/sync/trust.hpp"

namespace xz::sync {

class HeartbeatStore {
public:
    virtual ~HeartbeatStore() = default;
    // How things are now, the chain head signed.
    [[nodiscard]] virtual protocol::Heartbeat measure() = 0;
    // A verified answer about our chain: purge what is safe, send again what the platform lost, advance the time floor.
    virtual void take(const protocol::HeartbeatAnswer& answer) = 0;
};

class Heartbeat {
public:
    Heartbeat(Platform& platform, HeartbeatStore& store, const Trust& trust) : platform_{platform}, store_{store}, trust_{trust} {}

    // BadSignature also for an answer about another chain than the one reported.
    [[nodiscard]] Called<protocol::HeartbeatAnswer> beat();

private:
    Platform& platform_;
    HeartbeatStore& store_;
    const Trust& trust_;
};

}  // namespace xz::sync
