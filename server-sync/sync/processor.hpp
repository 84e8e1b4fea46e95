// Opens, proves and counts what has a receipt: a worker whose whole state is in the store, so that it resumes after a crash.
#pragma once

#include "server-sync/sync/ports.hpp"
#include "server-sync/sync/published_cache.hpp"
#include "server-sync/sync/record_vault.hpp"
#include "terminal/core/crypto/box.hpp"
#include "terminal/core/protocol/proof.hpp"
#include "terminal/core/support/clock.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <utility>

namespace xz::server::sync {

struct ProcessingRules {
    std::size_t batch = 64;                       // envelopes read, and settled in one transaction
    std::uint64_t wrong_proofs_per_terminal = 5;  // of one student; then PIN proofs wait unchecked (DESIGN 4)
    std::uint64_t wrong_proofs_in_all = 20;
    std::chrono::milliseconds statement_slack = std::chrono::minutes{10};  // for a terminal's clock
    std::chrono::minutes keep_body{60};           // after counting; DESIGN 5 allows 24 h
    std::chrono::seconds rest{5};                 // between looks when nobody wakes it
};

struct ProcessingKeys {
    std::function<const crypto::BoxKey*(std::string_view kid)> box;  // null: not ours
    protocol::KeyLookup receipt;                                     // former ones too
};

using ClassAndYear = std::pair<std::string, std::string>;  // class code, academic year

struct ProcessingEvents {
    // On the worker, after each batch that counted something: classes whose numbers moved.
    std::function<void(const std::set<ClassAndYear>&)> counted;
    // On the worker: it will try again after `rest`. One line, no personal data.
    std::function<void(const std::string&)> troubled;
};

struct ProcessingNumbers {
    std::uint64_t counted = 0;
    std::uint64_t quarantined = 0;
    std::uint64_t waiting = 0;
};

class Processor {
public:
    Processor(Ports ports, ProcessingKeys keys, const Clock& clock, RandomSource& random, ProcessingRules rules,
              ProcessingEvents events);
    ~Processor();  // stops

    void start();
    void stop();  // after the batch in hand; also safe when never started
    void wake();  // something arrived: call it after each stored batch

    // All there is to do, on the calling thread, when not started (tests, admin): answers what became of it.
    ProcessingNumbers drain();

    [[nodiscard]] ProcessingNumbers numbers() const;

private:
    [[nodiscard]] bool work_once();
    [[nodiscard]] Settled process(const PendingEnvelope& envelope);
    [[nodiscard]] Settled process(const WaitingRecord& record);
    [[nodiscard]] Settled refuse(const PendingEnvelope& envelope, protocol::QuarantineReason reason) const;
    void prove(const protocol::Record& record, const protocol::EnvelopeHeader& header, Settled& settled) const;
    void count(const protocol::Record& record, Settled& settled) const;
    void settle(std::vector<Settled> settled);
    void loop();

    Ports ports_;
    ProcessingKeys keys_;
    const Clock& clock_;
    ProcessingRules rules_;
    ProcessingEvents events_;
    PublishedCache published_;
    RecordVault vault_;

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
