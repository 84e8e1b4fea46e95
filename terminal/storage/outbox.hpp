// Sealed envelopes on their way to the platform, in one chain without a gap, until a verified receipt and a backup let them go.
//
// Rules of DESIGN 4 (Envelope; Purge and restore). What is in an envelope cannot be read here.
#pragma once

#include "terminal/core/crypto/hash.hpp"
#include "terminal/core/protocol/batch.hpp"
#include "terminal/core/protocol/heartbeat.hpp"
#include "terminal/core/protocol/seal.hpp"
#include "terminal/core/sqlite/database.hpp"
#include "terminal/core/support/clock.hpp"
#include "terminal/core/support/random.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace xz::storage {

// The last envelope sealed in the present chain; `seq` 0 and zeros: none yet.
struct ChainEnd {
    std::string chain;
    std::uint64_t seq = 0;
    crypto::Digest sha256{};
};

struct Outgoing {
    std::string chain;
    std::uint64_t seq = 0;
    std::string id;
    crypto::Digest sha256{};
    std::string bytes;  // canonical; send exactly these
};

enum class EnvelopeState : std::uint8_t {
    Waiting,      // no receipt of the platform's present epoch
    Stored,       // receipt: stored or duplicate
    Quarantined,  // receipt: the platform holds it and has set it aside
    Refused,      // the platform would not take it even alone: set aside here, for IT to see
};

struct QueueState {
    std::uint64_t waiting = 0;
    std::optional<Instant> oldest_waiting;  // captured_at
    std::uint64_t held = 0;                 // rows of any state
    std::uint64_t quarantined = 0;
    std::uint64_t refused = 0;
};

// What a set-aside envelope looks like to IT.
struct SetAside {
    std::string id;
    std::string chain;
    std::uint64_t seq = 0;
    EnvelopeState state = EnvelopeState::Refused;
    std::string reason;
    Instant captured_at;
};

enum class ChainVerdict : std::uint8_t {
    Agrees,
    RolledBack,  // the platform holds more of this chain than was sealed here: this store is an old copy of itself
    Forked,      // at have_seq the platform holds another envelope
    OtherChain,  // the answer is about a chain that is not the present one
};

class Outbox {
public:
    Outbox(sqlite::Database& database, const Clock& clock, RandomSource& random);

    [[nodiscard]] ChainEnd chain_end();
    // Where the next envelope belongs: seal for this place, then Store::submit before anybody asks again.
    [[nodiscard]] protocol::ChainPlace next_place();
    // After RolledBack, Forked, a salvage or a new enrolment. What waits in former chains is still pushed.
    void start_new_chain();

    // Inside the caller's transaction; `envelope` must stand at next_place().
    void insert(const protocol::SealedEnvelope& envelope, protocol::RecordKind kind, Instant captured_at);

    // The oldest that wait, in the order of their chains; together at most `max_bytes`, but at least one if any waits.
    [[nodiscard]] std::vector<Outgoing> next_batch(std::size_t max_count, std::size_t max_bytes);

    // Results whose receipts the caller has verified, in one transaction. One whose id and hash are not an envelope here
    // changes nothing. Answers the ids that got a receipt.
    std::vector<std::string> keep_receipts(std::span<const protocol::BatchResult> verified);

    // A 4xx for this one alone.
    void set_refused(std::string_view id, std::string_view reason);
    // IT has looked: all of them wait again. Answers how many.
    std::int64_t retry_refused();
    [[nodiscard]] std::vector<SetAside> set_aside();

    // What a verified heartbeat answer says of the present chain. Whatever has a receipt of another epoch waits again; so does what
    // lies beyond have_seq, when that is the first word of this chain since the store was opened or less than the last.
    [[nodiscard]] ChainVerdict compare(const protocol::HeartbeatAnswer& verified);

    // Deletes what the platform has stored, by a receipt of the answer's epoch, in its chain at or below safe_seq, received at
    // least `keep` before the answer's time. What is quarantined stays for people to see. Answers how many.
    std::int64_t purge(const protocol::HeartbeatAnswer& verified, std::chrono::hours keep);

    [[nodiscard]] QueueState state();
    [[nodiscard]] std::optional<EnvelopeState> state_of(std::string_view id);
    // Each in its order, for export: every envelope still held. `take` is called with its canonical bytes.
    template <typename Take>
    void each_held(Take&& take) {
        sqlite::Statement rows = all_held();
        while (rows.next()) take(rows.text_view(0), rows.text_view(1));
    }

private:
    [[nodiscard]] sqlite::Statement all_held();  // id, bytes

    sqlite::Database& database_;
    const Clock& clock_;
    RandomSource& random_;
    struct Said {
        std::string chain;
        std::uint64_t have_seq = 0;
    };
    Said said_;  // by the last answer that agreed; in memory, so that each start asks for what is missing once more
};

}  // namespace xz::storage
