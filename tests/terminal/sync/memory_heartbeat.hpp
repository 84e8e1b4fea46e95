// A terminal in good health that remembers what the platform told it.
#pragma once

#include "terminal/sync/heartbeat.hpp"

#include <vector>

namespace xz::sync::test {

class MemoryHeartbeat final : public HeartbeatStore {
public:
    explicit MemoryHeartbeat(RandomSource& random) : key{crypto::SigningKey::generate(random)} {}

    crypto::SigningKey key;
    std::vector<protocol::HeartbeatAnswer> taken;

    [[nodiscard]] protocol::Heartbeat measure() override {
        return {.version = "0.1.0", .head = protocol::sign({"kiosk-01", "0b6c2b1e-3c5d-4c8e-9f00-0123456789ab", 0, {}, {}, {}}, key)};
    }
    void take(const protocol::HeartbeatAnswer& answer) override { taken.push_back(answer); }
};

}  // namespace xz::sync::test
