// One envelope's way from sealed bytes to a verdict: opened, proven, counted, waiting or set aside (DESIGN 4). No threads here.
#pragma once

#include "server-sync/sync/ports.hpp"
#include "server-sync/sync/published_cache.hpp"
#include "server-sync/sync/record_counting.hpp"
#include "server-sync/sync/record_vault.hpp"
#include "terminal/core/crypto/box.hpp"
#include "terminal/core/protocol/proof.hpp"
#include "terminal/core/protocol/seal.hpp"
#include "terminal/core/support/clock.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace xz::server::sync {

struct ProcessingRules {
    std::size_t batch = 64;                       // envelopes read, and settled in one transaction
    std::uint64_t wrong_proofs_per_terminal = 5;  // of one student; then PIN proofs wait unchecked (DESIGN 4)
    std::uint64_t wrong_proofs_in_all = 20;
    std::chrono::milliseconds statement_slack = std::chrono::minutes{10};  // for a terminal's clock
    std::chrono::seconds rest{5};                 // between looks when nobody wakes it
};

struct ProcessingKeys {
    using Box = std::function<std::shared_ptr<const crypto::BoxKey>(std::string_view kid)>;  // shared: it may be destroyed meanwhile; null: not held
    Box box;
    protocol::KeyLookup receipt;  // former ones too
    Box recovery = {};            // by rkid, where `box` has none: only in the hands of the custodians
};

// A verdict, and the record's canonical text that is still to be sealed under its student's key (empty: nothing to seal).
struct Taken {
    Settled settled;
    std::string record;
};

class RecordIntake {
public:
    RecordIntake(Ports ports, ProcessingKeys keys, const PublishedCache& published, const RecordVault& vault, const Clock& clock,
                 const ProcessingRules& rules)
        : ports_{ports}, keys_{std::move(keys)}, counting_{ports, published, vault, clock}, vault_{vault}, clock_{clock}, rules_{rules} {}

    [[nodiscard]] Taken take(const PendingEnvelope& envelope);
    [[nodiscard]] Taken take(const WaitingRecord& record);

    // What becomes of one that took another way out than take() gives: set aside for a person, or left as it was counted.
    [[nodiscard]] static Taken set_aside(const PendingEnvelope& envelope);
    [[nodiscard]] static Taken set_aside(const WaitingRecord& record);
    // Nor could what take() gave be written.
    [[nodiscard]] static Settled set_aside(const Settled& rejected);

    // What was found wrong since is in the store now.
    void settled() { wrong_in_batch_.clear(); }

private:
    // Proven, or else waiting or set aside with what that says about its terminal.
    [[nodiscard]] bool is_proven(const protocol::Record& record, const protocol::EnvelopeHeader& header, Settled& settled);
    [[nodiscard]] ProofKind prove(const protocol::Record& record, const protocol::EnvelopeHeader& header) const;
    [[nodiscard]] Taken score_again(const WaitingRecord& counted) const;
    [[nodiscard]] bool must_wait(const RecordHead& head) const;

    Ports ports_;
    ProcessingKeys keys_;
    RecordCounting counting_;
    const RecordVault& vault_;
    const Clock& clock_;
    const ProcessingRules& rules_;
    std::map<std::pair<std::string, std::string>, std::uint64_t> wrong_in_batch_;  // student, terminal
};

}  // namespace xz::server::sync
