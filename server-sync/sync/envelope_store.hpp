// Where sealed envelopes arrive and wait: the port behind POST /sync/v1/records (DESIGN 4, Envelope).
#pragma once

#include "server-sync/sync/completion.hpp"
#include "terminal/core/protocol/envelope.hpp"
#include "terminal/core/protocol/names.hpp"
#include "terminal/core/protocol/receipt.hpp"
#include "terminal/core/support/clock.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::server::sync {

// One envelope after the checks that need no database: signature, form, certificate (see ingest.hpp).
struct ArrivedEnvelope {
    std::string terminal;  // of the certificate
    std::string bytes;     // exactly as they came
    protocol::Receipt receipt;  // signed, says Stored; its id is empty when none can be found
    std::optional<protocol::EnvelopeHeader> header;  // nothing when malformed
    std::optional<protocol::QuarantineReason> refusal;  // what already condemns it
};

struct StoredEnvelope {
    protocol::ReceiptStatus status = protocol::ReceiptStatus::Stored;
    std::optional<protocol::QuarantineReason> reason;  // of Conflict and Quarantined
    Instant received_at;  // of a duplicate: when its bytes arrived first
};

// How far the platform's gapless copy of one terminal's chain reaches.
struct ChainHead {
    std::string chain;
    std::uint64_t have_seq = 0;  // 0: nothing yet
    crypto::Digest have_sha256{};  // zeros at 0
    std::uint64_t safe_seq = 0;  // last one opened and in a verified backup
    std::uint64_t highest_seq = 0;  // > have_seq while there is a gap
    std::optional<Instant> forked_at;
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

    [[nodiscard]] virtual EnvelopeCounts counts() const = 0;

    // Everything up to here is opened and rests in a verified backup.
    virtual void mark_safe(std::string terminal, std::string chain, std::uint64_t safe_seq, Completion<Done> done) = 0;
};

}  // namespace xz::server::sync
