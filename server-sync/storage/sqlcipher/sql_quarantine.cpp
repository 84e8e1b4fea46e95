#include "server-sync/storage/sqlcipher/sql_quarantine.hpp"

#include "server-sync/storage/sqlcipher/envelope_rows.hpp"
#include "server-sync/storage/sqlcipher/rows.hpp"
#include "terminal/core/protocol/envelope.hpp"

namespace xz::server::storage {

namespace {

constexpr std::string_view kKnown = "SELECT received_at FROM quarantine WHERE sha256 = ? AND terminal = ?";
constexpr std::string_view kInsert =
    "INSERT INTO quarantine (terminal, id, sha256, reason, received_at, envelope, record, size, bytes) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view kAgain =
    "UPDATE quarantine SET reason = ?, resolution = '', record = coalesce(?, record), bytes = coalesce(bytes, ?) "
    "WHERE sha256 = ? AND terminal = ?";
constexpr std::string_view kOpen =
    "SELECT number, terminal, id, sha256, reason, received_at, size, resolution FROM quarantine "
    "WHERE resolution = '' AND number > ? ORDER BY number LIMIT ?";
constexpr std::string_view kBytes = "SELECT bytes FROM quarantine WHERE number = ? AND bytes IS NOT NULL";
constexpr std::string_view kCase =
    "SELECT terminal, received_at, envelope, record, bytes FROM quarantine WHERE number = ? AND resolution = ''";
constexpr std::string_view kResolve =
    "UPDATE quarantine SET resolution = ?, resolved_by = ?, resolved_at = ?, bytes = CASE WHEN ? THEN bytes END, envelope = ? "
    "WHERE number = ?";
constexpr std::string_view kRetryRecord = "UPDATE record SET retry = 1, vouched = 2 WHERE number = ? AND status <> 'counted'";

struct Case {
    std::string terminal;
    Instant received_at;
    std::optional<std::int64_t> envelope;
    std::optional<std::int64_t> record;
    std::string bytes;
};

// A released envelope goes the way of every other: stored, then opened and proven. Its place in a chain is nobody's.
std::optional<std::int64_t> release(sqlite::Database& database, const Case& found) {
    const auto envelope = protocol::decode_envelope(found.bytes);
    if (!envelope) {
        return std::nullopt;
    }
    return insert_envelope(database, {.id = envelope->header.id,
                                      .terminal = found.terminal,
                                      .sha256 = protocol::envelope_digest(found.bytes),
                                      .header = protocol::associated_data(envelope->header),
                                      .received_at = found.received_at,
                                      .receipt = nullptr,
                                      .bytes = found.bytes});
}

}  // namespace

std::optional<Instant> set_aside(sqlite::Database& database, const SetAside& what) {
    const std::string_view reason = protocol::to_text(what.reason);
    const auto known = first(database.query(kKnown, what.sha256, what.terminal), [](auto& row) { return instant(row, 0); });
    const std::optional<ByteView> kept = what.bytes.empty() ? std::nullopt : std::optional{bytes_of(what.bytes)};
    if (known) {
        if (what.record || what.envelope) {
            database.run(kAgain, reason, what.record, kept, what.sha256, what.terminal);  // a release had given the bytes away
        }
        return known;
    }
    database.run(kInsert, what.terminal, what.id, what.sha256, reason, column(what.received_at), what.envelope, what.record,
                 static_cast<std::int64_t>(what.bytes.size()), kept);
    return std::nullopt;
}

std::vector<sync::Quarantined> SqlQuarantine::open_cases(std::int64_t after, std::size_t limit) const {
    return readers_.read([&](sqlite::Database& database) {
        return every(database.query(kOpen, after, limit), [](auto& row) {
            return sync::Quarantined{
                .number = row.integer(0),
                .terminal = row.text(1),
                .id = row.text(2),
                .sha256 = to_hex(row.blob_view(3)),
                .reason = protocol::from_text<protocol::QuarantineReason>(row.text_view(4)).value_or(protocol::QuarantineReason::Malformed),
                .received_at = instant(row, 5),
                .size = static_cast<std::uint64_t>(row.integer(6)),
                .resolution = row.text(7)};
        });
    });
}

std::optional<std::string> SqlQuarantine::bytes(std::int64_t number) const {
    return readers_.read([&](sqlite::Database& database) {
        return first(database.query(kBytes, number), [](auto& row) { return std::string{text_of(row.blob_view(0))}; });
    });
}

void SqlQuarantine::resolve(std::int64_t number, sync::Resolution resolution, std::string actor, Instant at,
                            sync::Completion<bool> done) {
    const auto work = [=](sqlite::Database& database) {
        auto found = first(database.query(kCase, number), [](auto& row) {
            return Case{.terminal = row.text(0),
                        .received_at = instant(row, 1),
                        .envelope = row.optional_integer(2),
                        .record = row.optional_integer(3),
                        .bytes = std::string{text_of(row.blob_view(4))}};
        });
        if (!found) {
            return false;
        }
        const bool released = resolution == sync::Resolution::Released;
        if (released && found->record) {
            database.run(kRetryRecord, *found->record);
        } else if (released && found->envelope) {
            insert_body(database, *found->envelope, found->bytes);
        } else if (released) {
            found->envelope = release(database, *found);
            if (!found->envelope) {
                return false;
            }
        }
        const std::string_view spelled = released ? "released" : "discarded";
        // Discarded bytes stay: only a backup's end forgets them. Released ones are the processor's from here.
        database.run(kResolve, spelled, actor, column(at), !released, found->envelope, number);
        return true;
    };
    writer_.write(work, std::move(done));
}

}  // namespace xz::server::storage
