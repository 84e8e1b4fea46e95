// What changes of the platform's keys while it runs: the key set that the offline root signed, and the private halves of box keys.
#pragma once

#include "terminal/core/crypto/box.hpp"
#include "terminal/core/protocol/key_set.hpp"

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::server::admin {

// From any thread. Whoever opens an envelope while its key is destroyed finishes with it: shared for that reason.
class HeldKeys {
public:
    HeldKeys(protocol::KeySet key_set, std::vector<crypto::BoxKey> boxes);

    [[nodiscard]] std::shared_ptr<const protocol::KeySet> key_set() const;
    [[nodiscard]] std::optional<crypto::VerifyKey> receipt_key(std::string_view kid) const { return key_set()->receipt_key(kid); }
    // Null: not held, or destroyed.
    [[nodiscard]] std::shared_ptr<const crypto::BoxKey> box(std::string_view kid) const;
    [[nodiscard]] std::vector<std::shared_ptr<const crypto::BoxKey>> boxes() const;

    void take(protocol::KeySet key_set);
    void add(crypto::BoxKey box);
    void destroy(std::string_view kid);

private:
    mutable std::mutex mutex_;
    std::shared_ptr<const protocol::KeySet> key_set_;
    std::vector<std::shared_ptr<const crypto::BoxKey>> boxes_;
};

}  // namespace xz::server::admin
