// Checks passwords one or two at a time: each costs 19 MiB and tens of milliseconds, which a flood must not multiply.
#pragma once

#include "terminal/core/crypto/password.hpp"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace xz::server::api {

class PasswordDesk {
public:
    using Verdict = std::function<void(crypto::PasswordVerdict)>;

    PasswordDesk(int threads, std::size_t most_waiting);
    ~PasswordDesk();
    PasswordDesk(const PasswordDesk&) = delete;
    PasswordDesk& operator=(const PasswordDesk&) = delete;

    // False: too many wait already; `verdict` is never called then. Else it is called on one of the desk's threads.
    [[nodiscard]] bool check(std::string hash, std::string password, Verdict verdict);

    // Ends the threads; what waits is dropped. Nothing may be checked after.
    void close();

private:
    struct Case {
        std::string hash;
        std::string password;
        Verdict verdict;
    };
    void work(std::stop_token stop);

    std::size_t most_waiting_;
    std::mutex guard_;
    std::condition_variable_any arrived_;
    std::deque<Case> waiting_;
    std::vector<std::jthread> threads_;  // last: ends before what it uses
};

}  // namespace xz::server::api
