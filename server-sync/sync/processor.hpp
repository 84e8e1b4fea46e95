// Opens, proves and counts what has a receipt: a worker whose whole state is in the store, so that it resumes after a crash.
#pragma once

#include "server-sync/sync/ports.hpp"
#include "server-sync/sync/published_cache.hpp"
#include "server-sync/sync/record_intake.hpp"
#include "server-sync/sync/record_vault.hpp"
#include "terminal/core/support/clock.hpp"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace xz::server::sync {

using ClassAndYear = std::pair<std::string, std::string>;  // class code, academic year

struct ProcessingEvents {
    // On the worker, after each batch that counted something: classes whose numbers moved.
    std::function<void(const std::set<ClassAndYear>&)> counted;
    // On the worker: the store is gone and it will try again after `rest`, or it could not take one envelope or record and
    // set that one aside. One line, no personal data.
    std::function<void(const std::string&)> troubled;
};

struct ProcessingNumbers {
    std::uint64_t counted = 0;
    std::uint64_t quarantined = 0;
    std::uint64_t waiting = 0;  // times since the start that one came as far as opened or proven, and no further
};

class Processor {
public:
    Processor(Ports ports, ProcessingKeys keys, const Clock& clock, RandomSource& random, ProcessingRules rules = {},
              ProcessingEvents events = {});
    ~Processor();  // stops
    Processor(const Processor&) = delete;
    Processor& operator=(const Processor&) = delete;

    void start();
    void stop();  // after the batch in hand; also safe when never started
    void wake();  // something arrived: call it after each stored batch

    // All there is to do, on the calling thread, while not started (tests, command line). Throws StoreUnavailable.
    ProcessingNumbers drain();

    [[nodiscard]] ProcessingNumbers numbers() const;

private:
    enum class Progress { Nothing, Something };
    [[nodiscard]] Progress work_once();
    template <typename Work>
    [[nodiscard]] Taken take(const Work& work);
    void trouble(const std::string& what) const;
    void seal(std::vector<Taken>& taken) const;
    [[nodiscard]] Progress settle(std::vector<Taken> taken);
    [[nodiscard]] std::vector<Settled> settle_one_by_one(const std::vector<Settled>& batch);
    void write(const std::vector<Settled>& settled);
    void tell(const std::vector<Settled>& settled);
    void loop();

    Ports ports_;
    ProcessingRules rules_;
    ProcessingEvents events_;
    PublishedCache published_;
    RecordVault vault_;
    RecordIntake intake_;

    std::mutex mutex_;
    std::condition_variable woken_;
    bool wanted_ = false;
    bool stopping_ = false;
    std::thread worker_;
    std::atomic<std::uint64_t> counted_{0};
    std::atomic<std::uint64_t> quarantined_{0};
    std::atomic<std::uint64_t> waiting_{0};
};

}  // namespace xz::server::sync
