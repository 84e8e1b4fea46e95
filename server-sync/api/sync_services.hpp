// What the endpoints of the sync API work with, handed in once by the composition root.
#pragma once

#include "server-sync/api/challenges.hpp"
#include "server-sync/api/message.hpp"
#include "server-sync/api/metrics.hpp"
#include "server-sync/api/refusal.hpp"
#include "server-sync/sync/ports.hpp"
#include "terminal/core/crypto/authority.hpp"
#include "terminal/core/crypto/sign.hpp"
#include "terminal/core/protocol/key_set.hpp"
#include "terminal/core/support/clock.hpp"
#include "terminal/core/support/random.hpp"
#include "terminal/core/support/result.hpp"

#include <functional>
#include <memory>

namespace xz::server::sync {
class Ingest;
class StudentActions;
class StudentContexts;
class WarningDesk;
}

namespace xz::server::api {

struct SyncServices {
    const sync::Ports& ports;
    sync::Ingest& ingest;
    const sync::StudentContexts& contexts;
    const sync::StudentActions& actions;
    const sync::WarningDesk& warnings;
    Challenges& challenges;
    const crypto::Authority& authority;
    const crypto::SigningKey& receipt_key;
    std::function<std::shared_ptr<const protocol::KeySet>()> key_set;  // the one in force
    const Clock& clock;
    RandomSource& random;  // safe to use from several threads
    Metrics& metrics;
    Post post;
};

// The terminal that the certificate names, if it is enrolled; else the refusal. A locked one still beats, renews and asks for its bundle.
[[nodiscard]] Result<sync::Terminal, Response> enrolled_terminal(const Request& request, const sync::Ports& ports);
// The same, if it may serve students.
[[nodiscard]] Result<sync::Terminal, Response> active_terminal(const Request& request, const sync::Ports& ports);

}  // namespace xz::server::api
