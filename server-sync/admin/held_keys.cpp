#include "server-sync/admin/held_keys.hpp"

#include <algorithm>

namespace xz::server::admin {

HeldKeys::HeldKeys(protocol::KeySet key_set, std::vector<crypto::BoxKey> boxes)
    : key_set_{std::make_shared<const protocol::KeySet>(std::move(key_set))} {
    for (auto& box : boxes) boxes_.push_back(std::make_shared<const crypto::BoxKey>(std::move(box)));
}

std::shared_ptr<const protocol::KeySet> HeldKeys::key_set() const {
    const std::lock_guard lock{mutex_};
    return key_set_;
}

std::shared_ptr<const crypto::BoxKey> HeldKeys::box(std::string_view kid) const {
    const std::lock_guard lock{mutex_};
    const auto found = std::ranges::find_if(boxes_, [&](const auto& box) { return box->public_key().id() == kid; });
    return found == boxes_.end() ? nullptr : *found;
}

std::vector<std::shared_ptr<const crypto::BoxKey>> HeldKeys::boxes() const {
    const std::lock_guard lock{mutex_};
    return boxes_;
}

void HeldKeys::take(protocol::KeySet key_set) {
    auto next = std::make_shared<const protocol::KeySet>(std::move(key_set));
    const std::lock_guard lock{mutex_};
    key_set_ = std::move(next);
}

void HeldKeys::add(crypto::BoxKey box) {
    auto more = std::make_shared<const crypto::BoxKey>(std::move(box));
    const std::lock_guard lock{mutex_};
    boxes_.push_back(std::move(more));
}

void HeldKeys::destroy(std::string_view kid) {
    const std::lock_guard lock{mutex_};
    std::erase_if(boxes_, [&](const auto& box) { return box->public_key().id() == kid; });
}

}  // namespace xz::server::admin
