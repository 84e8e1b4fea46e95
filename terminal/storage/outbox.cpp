#include "terminal/storage/outbox.hpp"

#include "terminal/core/sqlite/transaction.hpp"
#include "terminal/core/support/ids.hpp"
#include "terminal/storage/instant_column.hpp"

#include <algorithm>
#include <cassert>
#include <stdexcept>

namespace xz::storage {

namespace {

constexpr std::string_view kEnd = "SELECT id, last_seq, last_sha256, place FROM chains ORDER BY place DESC LIMIT 1";
constexpr std::string_view kNewChain =
    "INSERT INTO chains (id, place, last_seq, last_sha256) VALUES (?, (SELECT coalesce(max(place), 0) + 1 FROM chains), 0, ?)";
constexpr std::string_view kExtend = "UPDATE chains SET last_seq = ?2, last_sha256 = ?3 WHERE place = ?1 AND last_seq = ?2 - 1";
constexpr std::string_view kInsert =
    "INSERT INTO envelopes (place, seq, id, sha256, kind, captured_at, bytes) VALUES (?, ?, ?, ?, ?, ?, ?)";

constexpr std::string_view kWaiting =
    "SELECT c.id, e.seq, e.id, e.sha256, e.bytes FROM envelopes e JOIN chains c ON c.place = e.place "
    "WHERE e.state = 0 ORDER BY e.place, e.seq LIMIT ?";
constexpr std::string_view kReceipt =
    "UPDATE envelopes SET state = ?3, reason = ?4, receipt = ?5, epoch = ?6, received_at = ?7 WHERE id = ?1 AND sha256 = ?2";
constexpr std::string_view kRefuse = "UPDATE envelopes SET state = 3, reason = ?2 WHERE id = ?1 AND state = 0";
constexpr std::string_view kRetry = "UPDATE envelopes SET state = 0, reason = '' WHERE state = 3";
constexpr std::string_view kSetAside =
    "SELECT e.id, c.id, e.seq, e.state, e.reason, e.captured_at FROM envelopes e JOIN chains c ON c.place = e.place "
    "WHERE e.state IN (2, 3) ORDER BY e.place, e.seq";

constexpr std::string_view kHashAt = "SELECT sha256 FROM envelopes WHERE place = ? AND seq = ?";
constexpr std::string_view kWaitForEpoch = "UPDATE envelopes SET state = 0 WHERE state IN (1, 2) AND epoch <> ?";
constexpr std::string_view kWaitBeyond = "UPDATE envelopes SET state = 0 WHERE state IN (1, 2) AND place = ? AND seq > ?";
constexpr std::string_view kPurge =
    "DELETE FROM envelopes WHERE place = (SELECT place FROM chains WHERE id = ?1) AND seq <= ?2 AND state = 1 "
    "AND epoch = ?3 AND received_at <= ?4";

constexpr std::string_view kCounts = "SELECT state, count(*) FROM envelopes GROUP BY state";
constexpr std::string_view kOldest = "SELECT captured_at FROM envelopes WHERE state = 0 ORDER BY place, seq LIMIT 1";
constexpr std::string_view kStateOf = "SELECT state FROM envelopes WHERE id = ?";
constexpr std::string_view kAllHeld = "SELECT id, bytes FROM envelopes ORDER BY place, seq";

struct Last {
    ChainEnd end;
    std::int64_t place = 0;
};

crypto::Digest digest_from(ByteView bytes) {
    crypto::Digest digest{};
    assert(bytes.size() == digest.size());  // the schema's CHECK
    std::ranges::copy(bytes, digest.begin());
    return digest;
}

// Place 0: no chain yet.
Last last_of(sqlite::Database& database) {
    Last last;
    sqlite::Statement& row = database.query(kEnd);
    if (row.next()) {
        last.end = {row.text(0), static_cast<std::uint64_t>(row.integer(1)), digest_from(row.blob_view(2))};
        last.place = row.integer(3);
        row.reset();
    }
    return last;
}

EnvelopeState state_after(protocol::ReceiptStatus status) {
    switch (status) {
        case protocol::ReceiptStatus::Stored:
        case protocol::ReceiptStatus::Duplicate: return EnvelopeState::Stored;
        case protocol::ReceiptStatus::Conflict:
        case protocol::ReceiptStatus::Quarantined: break;
    }
    return EnvelopeState::Quarantined;
}

}  // namespace

Outbox::Outbox(sqlite::Database& database, const Clock& clock, RandomSource& random)
    : database_{database}, clock_{clock}, random_{random} {
    if (last_of(database_).place == 0) {
        start_new_chain();
    }
}

ChainEnd Outbox::chain_end() {
    return last_of(database_).end;
}

protocol::ChainPlace Outbox::next_place() {
    const ChainEnd end = chain_end();
    return {end.chain, end.seq + 1, end.sha256};
}

void Outbox::start_new_chain() {
    database_.run(kNewChain, IdMaker{clock_, random_}.uuid_v7(), crypto::Digest{});
}

void Outbox::insert(const protocol::SealedEnvelope& envelope, protocol::RecordKind kind, Instant captured_at) {
    assert(database_.in_transaction());
    const Last last = last_of(database_);
    database_.run(kInsert, last.place, envelope.seq, envelope.id, envelope.sha256, to_text(kind), to_column(captured_at),
                  envelope.bytes);
    if (database_.run(kExtend, last.place, envelope.seq, envelope.sha256) != 1) {
        throw std::logic_error{"an envelope that does not stand next in its chain"};  // would be a gap for ever
    }
}

std::vector<Outgoing> Outbox::next_batch(std::size_t max_count, std::size_t max_bytes) {
    std::vector<Outgoing> batch;
    std::size_t bytes = 0;
    sqlite::Statement& rows = database_.query(kWaiting, max_count);
    while (rows.next()) {
        bytes += rows.text_view(4).size();
        if (bytes > max_bytes && !batch.empty()) {
            rows.reset();
            break;
        }
        batch.push_back({rows.text(0), static_cast<std::uint64_t>(rows.integer(1)), rows.text(2), digest_from(rows.blob_view(3)),
                         rows.text(4)});
    }
    return batch;
}

std::vector<std::string> Outbox::keep_receipts(std::span<const protocol::BatchResult> verified) {
    std::vector<std::string> kept;
    sqlite::Transaction transaction{database_};
    for (const protocol::BatchResult& result : verified) {
        const protocol::Receipt& receipt = result.receipt;
        const auto changed = database_.run(
            kReceipt, receipt.id, receipt.sha256, static_cast<int>(state_after(receipt.status)),
            result.reason ? to_text(*result.reason) : to_text(receipt.status), encode(receipt), receipt.epoch,
            to_column(receipt.received_at));
        if (changed > 0) {
            kept.push_back(receipt.id);
        }
    }
    transaction.commit();
    return kept;
}

void Outbox::set_refused(std::string_view id, std::string_view reason) {
    database_.run(kRefuse, id, reason);
}

std::int64_t Outbox::retry_refused() {
    return database_.run(kRetry);
}

std::vector<SetAside> Outbox::set_aside() {
    std::vector<SetAside> found;
    for (sqlite::Statement& row = database_.query(kSetAside); row.next();) {
        found.push_back({row.text(0), row.text(1), static_cast<std::uint64_t>(row.integer(2)),
                         static_cast<EnvelopeState>(row.integer(3)), row.text(4), instant_from(row.integer(5))});
    }
    return found;
}

ChainVerdict Outbox::compare(const protocol::HeartbeatAnswer& verified) {
    const Last last = last_of(database_);
    if (verified.chain != last.end.chain) {
        return ChainVerdict::OtherChain;
    }
    if (verified.have_seq > last.end.seq) {
        return ChainVerdict::RolledBack;
    }
    std::optional<crypto::Digest> ours;
    if (verified.have_seq == last.end.seq) {
        ours = last.end.sha256;
    } else {
        for (sqlite::Statement& row = database_.query(kHashAt, last.place, verified.have_seq); row.next();) {
            ours = digest_from(row.blob_view(0));
        }
    }
    if (ours && *ours != verified.have_sha256) {
        return ChainVerdict::Forked;
    }
    database_.run(kWaitForEpoch, verified.epoch);
    // Once, not at every answer: behind an envelope that the platform does not take, have_seq stands still for ever.
    if (said_.chain != verified.chain || verified.have_seq < said_.have_seq) {
        database_.run(kWaitBeyond, last.place, verified.have_seq);
    }
    said_ = {verified.chain, verified.have_seq};
    return ChainVerdict::Agrees;
}

std::int64_t Outbox::purge(const protocol::HeartbeatAnswer& verified, std::chrono::hours keep) {
    return database_.run(kPurge, verified.chain, verified.safe_seq, verified.epoch, to_column(verified.time - keep));
}

QueueState Outbox::state() {
    QueueState state;
    for (sqlite::Statement& row = database_.query(kCounts); row.next();) {
        const auto count = static_cast<std::uint64_t>(row.integer(1));
        state.held += count;
        switch (static_cast<EnvelopeState>(row.integer(0))) {
            case EnvelopeState::Waiting: state.waiting = count; break;
            case EnvelopeState::Stored: break;
            case EnvelopeState::Quarantined: state.quarantined = count; break;
            case EnvelopeState::Refused: state.refused = count; break;
        }
    }
    for (sqlite::Statement& row = database_.query(kOldest); row.next();) {
        state.oldest_waiting = instant_from(row.integer(0));
    }
    return state;
}

std::optional<EnvelopeState> Outbox::state_of(std::string_view id) {
    std::optional<EnvelopeState> state;
    for (sqlite::Statement& row = database_.query(kStateOf, id); row.next();) {
        state = static_cast<EnvelopeState>(row.integer(0));
    }
    return state;
}

sqlite::Statement Outbox::all_held() {
    return database_.prepare(kAllHeld);
}

}  // namespace xz::storage
