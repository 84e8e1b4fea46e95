// What platform and kiosk alone cannot open, opened with the recovery key: envelopes whose box key is gone.
#pragma once

#include "server-sync/admin/command.hpp"
#include "terminal/core/crypto/box.hpp"

namespace xz::server::admin {

// Each open case of quarantine that was sealed to a missing box key and to this recovery key goes the way of every envelope once more,
// with the recovery key in its place: proven, counted, or set aside for another reason. {"opened","still_closed"}. Only while no server
// works on the store: the recovery key never enters a program that the network can reach. On record before the first is opened.
[[nodiscard]] Answer recover_quarantined(const Platform& platform, const crypto::BoxKey& recovery);

}  // namespace xz::server::admin
