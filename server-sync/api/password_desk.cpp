#include "server-sync/api/password_desk.hpp"

namespace xz::server::api {

PasswordDesk::PasswordDesk(int threads, std::size_t most_waiting) : most_waiting_{most_waiting} {
    for (int i = 0; i < threads; ++i) threads_.emplace_back([this](std::stop_token stop) { work(std::move(stop)); });
}

PasswordDesk::~PasswordDesk() { close(); }

void PasswordDesk::close() {
    for (auto& thread : threads_) thread.request_stop();
    threads_.clear();
    const std::lock_guard lock{guard_};
    waiting_.clear();
}

bool PasswordDesk::check(std::string hash, std::string password, Verdict verdict) {
    const std::lock_guard lock{guard_};
    if (waiting_.size() >= most_waiting_) return false;
    waiting_.push_back({std::move(hash), std::move(password), std::move(verdict)});
    arrived_.notify_one();
    return true;
}

void PasswordDesk::work(std::stop_token stop) {
    while (true) {
        std::unique_lock lock{guard_};
        if (!arrived_.wait(lock, stop, [this] { return !waiting_.empty(); })) return;
        Case next = std::move(waiting_.front());
        waiting_.pop_front();
        lock.unlock();
        const auto verdict = crypto::check_password(next.hash, next.password);
        crypto::wipe(next.password);
        next.verdict(verdict);
    }
}

}  // namespace xz::server::api
