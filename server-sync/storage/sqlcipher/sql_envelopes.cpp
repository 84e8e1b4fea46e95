#include "server-sync/storage/sqlcipher/sql_envelopes.hpp"

#include "server-sync/storage/sqlcipher/envelope_rows.hpp"
#include "server-sync/storage/sqlcipher/rows.hpp"
#include "server-sync/storage/sqlcipher/sql_quarantine.hpp"
#include "server-sync/sync/chain.hpp"

namespace xz::server::storage {

namespace {

using protocol::QuarantineReason;
using protocol::ReceiptStatus;

constexpr std::string_view kKnown = "SELECT sha256, received_at FROM envelope WHERE id = ? AND terminal = ?";
constexpr std::string_view kHead =
    "SELECT chain, have_seq, have_sha256, safe_seq, highest_seq, forked_at FROM chain WHERE terminal = ? AND chain = ?";
constexpr std::string_view kHeads =
    "SELECT chain, have_seq, have_sha256, safe_seq, highest_seq, forked_at FROM chain WHERE terminal = ? ORDER BY chain";
constexpr std::string_view kPutHead =
    "INSERT INTO chain (terminal, chain, have_seq, have_sha256, highest_seq, forked_at) VALUES (?, ?, ?, ?, ?, ?) "
    "ON CONFLICT DO UPDATE SET have_seq = excluded.have_seq, have_sha256 = excluded.have_sha256, "
    "highest_seq = excluded.highest_seq, forked_at = excluded.forked_at";
constexpr std::string_view kAhead = "SELECT sha256, prev FROM chain_ahead WHERE terminal = ? AND chain = ? AND seq = ?";
constexpr std::string_view kInsertAhead = "INSERT INTO chain_ahead (terminal, chain, seq, sha256, prev) VALUES (?, ?, ?, ?, ?)";
constexpr std::string_view kDropAhead = "DELETE FROM chain_ahead WHERE terminal = ? AND chain = ? AND seq = ?";
constexpr std::string_view kMarkSafe =
    "UPDATE chain SET safe_seq = max(safe_seq, min(?, have_seq)) WHERE terminal = ? AND chain = ?";
constexpr std::string_view kStored = "SELECT coalesce(max(number), 0) FROM envelope";
constexpr std::string_view kPending =
    "SELECT (SELECT count(*) FROM envelope_body), "
    "(SELECT received_at FROM envelope WHERE number = (SELECT min(number) FROM envelope_body))";
constexpr std::string_view kQuarantined = "SELECT count(*) FROM quarantine WHERE resolution = ''";

sync::ChainHead head_of(const sqlite::Statement& row) {
    return {.chain = row.text(0),
            .have_seq = static_cast<std::uint64_t>(row.integer(1)),
            .have_sha256 = fixed<32>(row, 2),
            .safe_seq = static_cast<std::uint64_t>(row.integer(3)),
            .highest_seq = static_cast<std::uint64_t>(row.integer(4)),
            .forked_at = optional_instant(row, 5)};
}

std::optional<sync::ChainHead> find_head(sqlite::Database& database, std::string_view terminal, std::string_view chain) {
    return first(database.query(kHead, terminal, chain), head_of);
}

void put_head(sqlite::Database& database, std::string_view terminal, const sync::ChainHead& head) {
    database.run(kPutHead, terminal, head.chain, static_cast<std::int64_t>(head.have_seq), head.have_sha256,
                 static_cast<std::int64_t>(head.highest_seq), column(head.forked_at));
}

struct Link {
    crypto::Digest sha256{};
    crypto::Digest prev{};
};

std::optional<Link> find_ahead(sqlite::Database& database, std::string_view terminal, const sync::ChainHead& head,
                               std::uint64_t seq) {
    if (seq > head.highest_seq) {
        return std::nullopt;
    }
    return first(database.query(kAhead, terminal, head.chain, static_cast<std::int64_t>(seq)),
                 [](auto& row) { return Link{fixed<32>(row, 0), fixed<32>(row, 1)}; });
}

// The gap is filled: what waited beyond it joins the gapless part, as far as it links up.
void absorb_ahead(sqlite::Database& database, std::string_view terminal, sync::ChainHead& head, Instant now) {
    while (head.have_seq < head.highest_seq) {
        const auto next = find_ahead(database, terminal, head, head.have_seq + 1);
        if (!next) {
            return;
        }
        if (next->prev != head.have_sha256) {
            head.forked_at = head.forked_at.value_or(now);  // both are stored; the chain stays as it is for a person to see
            return;
        }
        ++head.have_seq;
        head.have_sha256 = next->sha256;
        database.run(kDropAhead, terminal, head.chain, static_cast<std::int64_t>(head.have_seq));
    }
}

sync::StoredEnvelope put_aside(sqlite::Database& database, const sync::ArrivedEnvelope& arrived, QuarantineReason reason) {
    const Instant now = arrived.receipt.received_at;
    const auto known = set_aside(database, {.terminal = arrived.terminal,
                                            .id = arrived.receipt.id,
                                            .sha256 = arrived.receipt.sha256,
                                            .reason = reason,
                                            .received_at = now,
                                            .envelope = std::nullopt,
                                            .record = std::nullopt,
                                            .bytes = arrived.bytes});
    const auto status = reason == QuarantineReason::Conflict ? ReceiptStatus::Conflict : ReceiptStatus::Quarantined;
    return {.status = status, .reason = reason, .received_at = known.value_or(now)};
}

sync::StoredEnvelope append_one(sqlite::Database& database, const sync::ArrivedEnvelope& arrived, const std::string& kept_header) {
    if (arrived.refusal || !arrived.header) {
        return put_aside(database, arrived, arrived.refusal.value_or(QuarantineReason::Malformed));
    }
    const protocol::EnvelopeHeader& header = *arrived.header;
    const Instant now = arrived.receipt.received_at;
    const auto known = first(database.query(kKnown, header.id, arrived.terminal),
                             [](auto& row) { return std::pair{fixed<32>(row, 0), instant(row, 1)}; });
    if (known && known->first == arrived.receipt.sha256) {
        return {.status = ReceiptStatus::Duplicate, .reason = std::nullopt, .received_at = known->second};
    }
    if (known) {
        return put_aside(database, arrived, QuarantineReason::Conflict);
    }

    sync::ChainHead head = find_head(database, arrived.terminal, header.chain).value_or(sync::ChainHead{.chain = header.chain});
    const auto place = find_ahead(database, arrived.terminal, head, header.seq) ? sync::Place::Taken : sync::Place::Free;
    const sync::ChainFit fits = sync::fit(head, header.seq, header.prev, place);
    if (fits == sync::ChainFit::Forked) {
        head.forked_at = head.forked_at.value_or(now);
        put_head(database, arrived.terminal, head);
        return put_aside(database, arrived, QuarantineReason::Fork);
    }
    head.highest_seq = std::max(head.highest_seq, header.seq);
    if (fits == sync::ChainFit::Next) {
        head.have_seq = header.seq;
        head.have_sha256 = arrived.receipt.sha256;
        absorb_ahead(database, arrived.terminal, head, now);
    } else {
        database.run(kInsertAhead, arrived.terminal, header.chain, static_cast<std::int64_t>(header.seq), arrived.receipt.sha256,
                     header.prev);
    }
    put_head(database, arrived.terminal, head);
    insert_envelope(database, {.id = header.id,
                               .terminal = arrived.terminal,
                               .sha256 = arrived.receipt.sha256,
                               .header = kept_header,
                               .received_at = now,
                               .receipt = &arrived.receipt,
                               .bytes = arrived.bytes});
    return {.status = ReceiptStatus::Stored, .reason = std::nullopt, .received_at = now};
}

}  // namespace

void SqlEnvelopes::append(std::vector<sync::ArrivedEnvelope> envelopes,
                          sync::Completion<std::vector<sync::StoredEnvelope>> done) {
    std::vector<std::string> headers;  // made here, because everybody waits for the writer
    headers.reserve(envelopes.size());
    for (const sync::ArrivedEnvelope& arrived : envelopes) {
        headers.push_back(arrived.header ? protocol::associated_data(*arrived.header) : "");
    }
    auto work = [envelopes = std::move(envelopes), headers = std::move(headers)](sqlite::Database& database) {
        std::vector<sync::StoredEnvelope> stored;
        stored.reserve(envelopes.size());
        for (std::size_t index = 0; index < envelopes.size(); ++index) {
            stored.push_back(append_one(database, envelopes[index], headers[index]));
        }
        return stored;
    };
    writer_.write(std::move(work), std::move(done));
}

std::vector<sync::ChainHead> SqlEnvelopes::chains(std::string_view terminal) const {
    return readers_.read([&](sqlite::Database& database) { return every(database.query(kHeads, terminal), head_of); });
}

std::optional<sync::ChainHead> SqlEnvelopes::chain(std::string_view terminal, std::string_view chain) const {
    return readers_.read([&](sqlite::Database& database) { return find_head(database, terminal, chain); });
}

sync::EnvelopeCounts SqlEnvelopes::counts() const {
    return readers_.read([](sqlite::Database& database) {
        sync::EnvelopeCounts counts;
        const auto number = [](auto& row) { return static_cast<std::uint64_t>(row.integer(0)); };
        counts.stored = first(database.query(kStored), number).value_or(0);
        counts.quarantined = first(database.query(kQuarantined), number).value_or(0);
        (void)first(database.query(kPending), [&](auto& row) {
            counts.pending = static_cast<std::uint64_t>(row.integer(0));
            counts.oldest_pending = optional_instant(row, 1);
            return true;
        });
        return counts;
    });
}

void SqlEnvelopes::mark_safe(std::string terminal, std::string chain, std::uint64_t safe_seq, sync::Completion<sync::Done> done) {
    const auto work = [=](sqlite::Database& database) {
        database.run(kMarkSafe, static_cast<std::int64_t>(safe_seq), terminal, chain);
    };
    writer_.write(work, std::move(done));
}

}  // namespace xz::server::storage
