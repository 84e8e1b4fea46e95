#include "terminal/sync/sync_loop.hpp"

#include <algorithm>
#include <pthread.h>
#include <utility>

namespace xz::sync {
namespace {

// A broken store is not asked again at once.
constexpr std::chrono::seconds after_exception{10};

}  // namespace

SyncLoop::SyncLoop(SyncTurn& turn, HttpPort& http, const Clock& clock, OnFailure on_failure)
    : turn_{turn}, http_{http}, clock_{clock}, on_failure_{std::move(on_failure)}, thread_{[this] { run(); }} {}

SyncLoop::~SyncLoop() { stop(); }

void SyncLoop::wake() {
    {
        const std::lock_guard lock{mutex_};
        woken_ = true;
    }
    changed_.notify_one();
}

void SyncLoop::wake_for_all() {
    {
        const std::lock_guard lock{mutex_};
        woken_ = true;
        all_wanted_ = true;
    }
    changed_.notify_one();
}

void SyncLoop::stop() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    http_.stop();
    changed_.notify_one();
    if (thread_.joinable()) {
        thread_.join();
    }
}

void SyncLoop::run() {
    pthread_setname_np(pthread_self(), "sync");
    Steady not_before = clock_.steady();
    std::unique_lock lock{mutex_};
    while (!stopping_) {
        if (woken_) {
            woken_ = false;
            std::exchange(all_wanted_, false) ? turn_.hurry_all() : turn_.hurry();
        }
        const Steady next = std::max(not_before, turn_.due());
        if (next > clock_.steady()) {
            changed_.wait_until(lock, next, [this] { return stopping_ || woken_; });
            continue;
        }
        lock.unlock();
        try {
            turn_.take();
        } catch (...) {
            on_failure_(std::current_exception());
            not_before = clock_.steady() + after_exception;
        }
        lock.lock();
    }
}

}  // namespace xz::sync
