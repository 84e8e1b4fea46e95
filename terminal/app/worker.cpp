#include "terminal/app/worker.hpp"

#include <pthread.h>

namespace xz::app {

Worker::Worker(std::string name, OnFailure on_failure)
    : name_{std::move(name)}, on_failure_{std::move(on_failure)}, thread_{[this] { work(); }} {}

Worker::~Worker() { finish(); }

bool Worker::post(Task task) {
    {
        const std::lock_guard lock{mutex_};
        if (finishing_) {
            return false;
        }
        tasks_.push_back(std::move(task));
    }
    changed_.notify_one();
    return true;
}

void Worker::finish() {
    {
        const std::lock_guard lock{mutex_};
        finishing_ = true;
    }
    changed_.notify_one();
    if (thread_.joinable()) {
        thread_.join();
    }
}

void Worker::work() {
    pthread_setname_np(pthread_self(), name_.substr(0, 15).c_str());
    std::unique_lock lock{mutex_};
    for (;;) {
        changed_.wait(lock, [this] { return finishing_ || !tasks_.empty(); });
        if (tasks_.empty()) {
            return;
        }
        Task task = std::move(tasks_.front());
        tasks_.pop_front();
        lock.unlock();
        try {
            task();
        } catch (...) {
            on_failure_(std::current_exception());
        }
        task = nullptr;
        lock.lock();
    }
}

}  // namespace xz::app
