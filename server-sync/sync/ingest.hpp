// Receives batches of envelopes: checks what shows without opening them, makes them durable, answers with signed receipts.
#pragma once

#include "server-sync/sync/envelope_store.hpp"
#include "server-sync/sync/terminal_registry.hpp"
#include "terminal/core/crypto/sign.hpp"
#include "terminal/core/protocol/batch.hpp"
#include "terminal/core/support/clock.hpp"

#include <functional>
#include <string>
#include <variant>

namespace xz::server::sync {

// Malformed: no batch, 4xx, nothing was kept. Unavailable: 503, nothing was kept.
using IngestAnswer = std::variant<protocol::BatchAnswer, protocol::Malformed, Unavailable>;

class Ingest {
public:
    // `post` runs work on the caller's threads, so that neither checking nor signing happens on the store's writer.
    using Post = std::function<void(std::function<void()>)>;

    Ingest(EnvelopeStore& store, protocol::Epoch epoch, const crypto::SigningKey& receipt_key, const Clock& clock, Post post);

    // `from`: the terminal of the certificate, as registered. `body`: after gunzip, at most protocol::MaxBody. Signatures are
    // checked on the calling thread; `done` is called once, from `post`ed work or at once.
    void receive(const Terminal& from, std::string_view body, std::function<void(IngestAnswer)> done);

private:
    [[nodiscard]] ArrivedEnvelope inspect(const Terminal& from, std::string_view bytes, Instant now) const;

    EnvelopeStore& store_;
    protocol::Epoch epoch_;
    const crypto::SigningKey& receipt_key_;
    const Clock& clock_;
    Post post_;
};

}  // namespace xz::server::sync
