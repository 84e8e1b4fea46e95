#include "terminal/app/ticker.hpp"

#include <pthread.h>

#include <utility>

namespace xz::app {

Ticker::Ticker(std::chrono::milliseconds interval, std::function<void()> tick)
    : interval_{interval}, tick_{std::move(tick)}, thread_{[this] { work(); }} {}

Ticker::~Ticker() {
    {
        const std::lock_guard lock{mutex_};
        ending_ = true;
    }
    ended_.notify_one();
    thread_.join();
}

void Ticker::work() {
    pthread_setname_np(pthread_self(), "ticker");
    std::unique_lock lock{mutex_};
    while (!ended_.wait_for(lock, interval_, [this] { return ending_; })) {
        lock.unlock();
        tick_();
        lock.lock();
    }
}

}  // namespace xz::app
