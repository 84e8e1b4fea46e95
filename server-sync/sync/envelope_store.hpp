// Where sealed envelopes arrive and wait: the port behind POST /sync/v1/records (DESIGN 4, Envelope).
#pragma once

#include "server-sync/sync/completion.hpp"
#include "terminal/core/support/bytes.hpp"
#include "terminal/core/support/clock.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::server::sync {

enum class Arrival { Stored, Duplicate, Conflict, Quarantined };

[[nodiscard]] std::string_view to_text(Arrival arrival);  // as the wire spells it: "stored", …

// Why something rests in quarantine; the texts are the wire's and the database's.
namespace reason {
inline constexpr std::string_view malformed = "malformed";    // no envelope of version 1
inline constexpr std::string_view signature = "signature";    // not signed by the terminal's key
inline constexpr std::string_view terminal = "terminal";      // another terminal's certificate carried it
inline constexpr std::string_view revoked = "revoked";        // beyond the last head that a revoked terminal reported
inline constexpr std::string_view fork = "fork";              // another envelope holds this place in the chain
inline constexpr std::string_view conflict = "conflict";      // same terminal and id, other bytes
inline constexpr std::string_view unreadable = "unreadable";  // the seal does not open
inline constexpr std::string_view mismatch = "mismatch";      // header and record disagree
inline constexpr std::string_view record = "record";          // opened, but no record by its schema
inline constexpr std::string_view student = "student";        // nobody of that number
inline constexpr std::string_view proof = "proof";            // neither PIN nor session proves the student
inline constexpr std::string_view proof_waits = "proof-waits";  // too many wrong proofs: waits until the student confirms
inline constexpr std::string_view window = "window";          // begun outside the window of its kind
inline constexpr std::string_view instrument = "instrument";  // made with an instrument that was never published
inline constexpr std::string_view disowned = "disowned";      // 不是我
}  // namespace reason

// One envelope after the checks that need no database: signature, form, certificate (see ingest.hpp).
struct ArrivedEnvelope {
    std::string id;        // empty when malformed
    std::string terminal;  // of the certificate
    std::string kind;
    std::string chain;
    std::uint64_t seq = 0;
    std::string prev;    // hex
    std::string sha256;  // hex, of the bytes
    std::string header;  // canonical, without dek, recovery and body
    std::string bytes;   // as they came, canonical
    Instant received_at;
    std::string receipt;  // canonical JSON, signed; says "stored"
    std::string refusal;  // a reason that already condemns it, or empty
};

struct StoredEnvelope {
    Arrival arrival = Arrival::Stored;
    std::string reason;  // of Quarantined and Conflict
    Instant received_at;  // of the first arrival
    std::string receipt;  // of the first arrival when this is a duplicate of this epoch; empty: the caller signs one
};

// How far the platform's gapless copy of one terminal's chain reaches.
struct ChainHead {
    std::string chain;
    std::uint64_t have_seq = 0;  // 0: nothing yet
    std::string have_sha256;     // hex; 64 zeros at 0
    std::uint64_t safe_seq = 0;  // last one opened and in a verified backup
    std::uint64_t highest_seq = 0;  // > have_seq while there is a gap
    std::optional<Instant> forked_at;
};

// The next piece of work of the processor: an envelope whose receipt is out and that is not opened yet.
struct PendingEnvelope {
    std::int64_t number = 0;  // order of arrival
    std::string terminal;
    std::string bytes;
    Instant received_at;
};

struct EnvelopeCounts {
    std::uint64_t stored = 0;
    std::uint64_t pending = 0;
    std::uint64_t quarantined = 0;
    std::optional<Instant> oldest_pending;
};

class EnvelopeStore {
public:
    virtual ~EnvelopeStore() = default;

    // All of one request, in order; answers in the same order. Concurrent calls share one commit.
    virtual void append(std::vector<ArrivedEnvelope> envelopes, Completion<std::vector<StoredEnvelope>> done) = 0;

    [[nodiscard]] virtual std::vector<ChainHead> chains(std::string_view terminal) const = 0;
    [[nodiscard]] virtual std::optional<ChainHead> chain(std::string_view terminal, std::string_view chain) const = 0;

    // Oldest first, at most `limit`, after `after`.
    [[nodiscard]] virtual std::vector<PendingEnvelope> pending(std::int64_t after, std::size_t limit) const = 0;
    [[nodiscard]] virtual EnvelopeCounts counts() const = 0;

    // Destroys dek, recovery and body of envelopes whose record was counted before `until`; says how many.
    virtual void destroy_bodies(Instant until, Completion<std::uint64_t> done) = 0;
    // Everything up to here is opened and rests in a verified backup.
    virtual void mark_safe(std::string terminal, std::string chain, std::uint64_t safe_seq, Completion<Done> done) = 0;
};

}  // namespace xz::server::sync
