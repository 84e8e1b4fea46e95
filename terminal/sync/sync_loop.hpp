// The sync's thread: takes turns when they are due or when it is woken, until it is stopped.
#pragma once

#include "terminal/sync/http_port.hpp"
#include "terminal/sync/sync_turn.hpp"

#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>

namespace xz::sync {

class SyncLoop {
public:
    // Called on the sync thread for what a turn throws (the store is gone); the loop goes on after a while.
    using OnFailure = std::function<void(std::exception_ptr)>;

    // `http`: stopped with the loop, so that an exchange under way does not hold up the end.
    SyncLoop(SyncTurn& turn, HttpPort& http, const Clock& clock, OnFailure on_failure);
    ~SyncLoop();
    SyncLoop(const SyncLoop&) = delete;
    SyncLoop& operator=(const SyncLoop&) = delete;

    // Something was submitted, or a student waits: from any thread.
    void wake();
    // Somebody at the machine wants everything done now: from any thread.
    void wake_for_all();
    // Ends the thread; nothing of the sync runs after. Only once.
    void stop();

private:
    void run();

    SyncTurn& turn_;
    HttpPort& http_;
    const Clock& clock_;
    OnFailure on_failure_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool woken_ = false;
    bool all_wanted_ = false;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace xz::sync
