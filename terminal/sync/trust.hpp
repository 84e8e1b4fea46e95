// The platform's key set that is in force: replaced whole when a verified newer one arrives, read by every thread that seals or verifies.
#pragma once

#include "terminal/core/protocol/key_set.hpp"

#include <memory>
#include <mutex>

namespace xz::sync {

class Trust {
public:
    // `keys` were verified under the pinned root when they were stored.
    explicit Trust(protocol::KeySet keys) : keys_{std::make_shared<const protocol::KeySet>(std::move(keys))} {}

    // Shared: a reader keeps the set it began with while a newer one comes into force.
    [[nodiscard]] std::shared_ptr<const protocol::KeySet> keys() const {
        const std::lock_guard lock{mutex_};
        return keys_;
    }
    void replace(protocol::KeySet keys) {
        auto next = std::make_shared<const protocol::KeySet>(std::move(keys));
        const std::lock_guard lock{mutex_};
        keys_ = std::move(next);
    }

private:
    mutable std::mutex mutex_;
    std::shared_ptr<const protocol::KeySet> keys_;
};

}  // namespace xz::sync
