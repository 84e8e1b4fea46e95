// A thread that calls the same thing again and again, an interval apart.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace xz::app {

class Ticker {
public:
    // `tick` is called on the ticker's thread, first after one interval, and must not throw.
    Ticker(std::chrono::milliseconds interval, std::function<void()> tick);
    ~Ticker();  // a tick under way ends; none follows
    Ticker(const Ticker&) = delete;
    Ticker& operator=(const Ticker&) = delete;

private:
    void work();

    std::chrono::milliseconds interval_;
    std::function<void()> tick_;
    std::mutex mutex_;
    std::condition_variable ended_;
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace xz::app
