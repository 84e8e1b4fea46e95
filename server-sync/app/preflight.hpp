// What is wrong with a configuration beside its keys, before anybody connects and wonders.
#pragma once

#include "server-sync/app/settings.hpp"
#include "terminal/core/crypto/certificate.hpp"
#include "terminal/core/support/clock.hpp"

#include <string>
#include <vector>

namespace xz::server::app {

// A line for each name of [sync] names that terminals would refuse under this certificate, and for one whose time is over.
[[nodiscard]] std::vector<std::string> certificate_problems(const Settings& settings, const crypto::Certificate& server, Instant now);

}  // namespace xz::server::app
