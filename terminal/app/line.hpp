// The terminal's line to its platform: who it is, what it trusts, and the sync that runs over it.
#pragma once

#include "terminal/app/effect_runner.hpp"
#include "terminal/app/sync_store.hpp"
#include "terminal/sync/curl_client.hpp"
#include "terminal/sync/sync_loop.hpp"

#include <string>

namespace xz::app {

// What a line is made of, read from the store.
struct LineEnds {
    std::string platform_url;
    std::string terminal;
    sync::PinnedAuthorities authorities;
    std::string certificate;
    crypto::SecureBytes certificate_key;
    protocol::KeySet keys;
};

// One for the program's life once the terminal is enrolled. The sync and the logins have a connection each, so that a student never
// waits behind a long drain.
class Line {
public:
    Line(LineEnds ends, StorageThread& storage, FormsInForce& forms, BelievableTime& time, const Clock& clock, RandomSource& random,
         std::function<sync::SyncIntervals()> intervals, sync::SyncListener listener, StoreWatch watch,
         sync::SyncLoop::OnFailure on_failure, std::function<void(Worker::Task)> on_sign_in_thread);

    [[nodiscard]] SignIn& sign_in() { return sign_in_; }
    void wake() { loop_.wake(); }
    void wake_for_all() { loop_.wake_for_all(); }
    // Ends the exchanges under way and the sync's thread.
    void stop();

private:
    [[nodiscard]] StoreWatch with_renewal(StoreWatch watch);
    [[nodiscard]] sync::SyncListener with_trust(sync::SyncListener listener);
    // What is trusted or shown has changed: the sync's connection takes it here, on the sync thread, the logins' on its own.
    void identify();

    sync::Identity identity_;  // sync thread
    std::function<void(Worker::Task)> on_sign_in_thread_;
    sync::Trust trust_;
    sync::CurlClient sync_http_;
    sync::CurlClient login_http_;
    sync::Platform sync_platform_{sync_http_};
    sync::Platform login_platform_{login_http_};
    SignIn sign_in_;
    SyncStore store_;
    sync::OutboxDrain drain_;
    sync::BundleRefresh bundle_;
    sync::Heartbeat heartbeat_;
    sync::Renewal renewal_;
    sync::SyncTurn turn_;
    sync::SyncLoop loop_;
};

}  // namespace xz::app
