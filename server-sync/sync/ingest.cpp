#include "server-sync/sync/ingest.hpp"

#include <memory>
#include <utility>

namespace xz::server::sync {

namespace {

using protocol::QuarantineReason;
using protocol::ReceiptStatus;

// Of a revoked terminal only what it had reported, signed, before is still taken (DESIGN 4).
bool is_beyond_report(const Terminal& terminal, const protocol::EnvelopeHeader& header) {
    return terminal.state == TerminalState::Revoked &&
           (header.chain != terminal.reported_chain || header.seq > terminal.reported_seq);
}

}  // namespace

Ingest::Ingest(EnvelopeStore& store, protocol::Epoch epoch, const crypto::SigningKey& receipt_key, const Clock& clock, Post post)
    : store_{store}, epoch_{epoch}, receipt_key_{receipt_key}, clock_{clock}, post_{std::move(post)} {}

ArrivedEnvelope Ingest::inspect(const Terminal& from, std::string_view bytes, Instant now) const {
    ArrivedEnvelope arrived;
    arrived.terminal = from.id;
    arrived.bytes = bytes;
    arrived.receipt.sha256 = protocol::envelope_digest(bytes);
    arrived.receipt.received_at = now;
    arrived.receipt.epoch = epoch_;

    auto envelope = protocol::decode_envelope(bytes);
    if (!envelope) {
        arrived.receipt.id = protocol::envelope_id_in(bytes);
        arrived.refusal = QuarantineReason::Malformed;
        return arrived;
    }
    arrived.receipt.id = envelope->header.id;
    const auto key = crypto::VerifyKey::from(from.sign_key);
    if (envelope->header.terminal != from.id) {
        arrived.refusal = QuarantineReason::Terminal;
    } else if (!key || !protocol::is_signed_by(*envelope, *key)) {
        arrived.refusal = QuarantineReason::Signature;
    } else if (is_beyond_report(from, envelope->header)) {
        arrived.refusal = QuarantineReason::Revoked;
    }
    arrived.header = std::move(envelope->header);
    if (!arrived.refusal) {
        arrived.receipt = protocol::sign(std::move(arrived.receipt), receipt_key_);
    }
    return arrived;
}

void Ingest::receive(const Terminal& from, std::string_view body, std::function<void(IngestAnswer)> done) {
    const auto parts = protocol::split_batch(body);
    if (!parts) {
        done(parts.error());
        return;
    }
    const Instant now = clock_.now();
    std::vector<ArrivedEnvelope> arrived;
    std::vector<protocol::Receipt> receipts;
    arrived.reserve(parts->size());
    receipts.reserve(parts->size());
    for (const std::string_view part : *parts) {
        arrived.push_back(inspect(from, part, now));
        receipts.push_back(arrived.back().receipt);
    }

    auto finish = [this, receipts = std::move(receipts), done = std::move(done)](Outcome<std::vector<StoredEnvelope>> outcome) mutable {
        if (!outcome) {
            done(std::move(outcome.error()));
            return;
        }
        protocol::BatchAnswer answer{.epoch = epoch_, .results = {}};
        answer.results.reserve(receipts.size());
        for (std::size_t index = 0; index < receipts.size(); ++index) {
            const StoredEnvelope& stored = (*outcome)[index];
            protocol::Receipt receipt = std::move(receipts[index]);
            if (stored.status != ReceiptStatus::Stored) {
                receipt.status = stored.status;
                receipt.received_at = stored.received_at;
                receipt = protocol::sign(std::move(receipt), receipt_key_);
            }
            std::string id = receipt.id;
            answer.results.push_back(
                {.id = std::move(id), .status = stored.status, .reason = stored.reason, .receipt = std::move(receipt)});
        }
        done(std::move(answer));
    };
    // Shared, because a std::function must be copyable and these receipts need not be.
    auto shared = std::make_shared<decltype(finish)>(std::move(finish));
    store_.append(std::move(arrived), [this, shared](Outcome<std::vector<StoredEnvelope>> outcome) {
        post_([shared, outcome = std::move(outcome)]() mutable { (*shared)(std::move(outcome)); });
    });
}

}  // namespace xz::server::sync
