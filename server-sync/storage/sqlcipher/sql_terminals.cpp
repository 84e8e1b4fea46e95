#include "server-sync/storage/sqlcipher/sql_terminals.hpp"

#include "server-sync/storage/sqlcipher/rows.hpp"

namespace xz::server::storage {

namespace {

constexpr std::string_view kFind =
    "SELECT id, place, state, sign_key, added_at, enrolled_at, revoked_at, seen_at, lost_at, drained_bundle, status, reported_chain, "
    "reported_seq "
    "FROM terminal WHERE id = ?";
constexpr std::string_view kAll =
    "SELECT id, place, state, sign_key, added_at, enrolled_at, revoked_at, seen_at, lost_at, drained_bundle, status, reported_chain, "
    "reported_seq "
    "FROM terminal ORDER BY id";
constexpr std::string_view kAdd =
    "INSERT INTO terminal (id, place, state, added_at) VALUES (?, ?, 'expected', ?) ON CONFLICT DO NOTHING";
constexpr std::string_view kCode = "SELECT hash, terminal, expires_at FROM enrol_code WHERE hash = ?";
constexpr std::string_view kUse =
    "SELECT enrol_code.terminal, expires_at, used_at, enrol_code.sign_key, csr_hash, answer, terminal.sign_key, terminal.state "
    "FROM enrol_code JOIN terminal ON terminal.id = enrol_code.terminal WHERE hash = ?";
constexpr std::string_view kAddCode = "INSERT INTO enrol_code (hash, terminal, expires_at) VALUES (?, ?, ?)";
constexpr std::string_view kUsed =
    "UPDATE enrol_code SET used_at = ?, sign_key = ?, csr_hash = ?, answer = ? WHERE hash = ?";
constexpr std::string_view kEnrolled =
    "UPDATE terminal SET state = CASE state WHEN 'locked' THEN state ELSE 'active' END, sign_key = ?, enrolled_at = ? WHERE id = ?";
constexpr std::string_view kAddCertificate =
    "INSERT INTO certificate (serial, terminal, pem, not_before, not_after) VALUES (?, ?, ?, ?, ?)";
constexpr std::string_view kCertificates =
    "SELECT serial, terminal, pem, not_before, not_after FROM certificate WHERE terminal = ? ORDER BY not_after DESC";
constexpr std::string_view kSetState =
    "UPDATE terminal SET state = ?1, revoked_at = CASE WHEN ?1 = 'revoked' THEN coalesce(revoked_at, ?2) END "
    "WHERE id = ?3 AND (state <> 'revoked' OR ?1 = 'revoked')";
constexpr std::string_view kLock = "UPDATE terminal SET state = ? WHERE id = ? AND state IN ('active', 'locked')";
constexpr std::string_view kPutCommand =
    "INSERT OR REPLACE INTO terminal_command (terminal, id, name, args, issued_at) VALUES (?, ?, ?, ?, ?)";
constexpr std::string_view kCommand = "SELECT id, name, args, issued_at FROM terminal_command WHERE terminal = ?";
constexpr std::string_view kHeartbeat =
    "UPDATE terminal SET seen_at = ?1, status = ?2, reported_chain = CASE WHEN state = 'revoked' THEN reported_chain ELSE ?3 END, "
    "reported_seq = CASE WHEN state = 'revoked' THEN reported_seq ELSE ?4 END, lost_at = NULL, "
    "drained_bundle = CASE WHEN ?6 = 0 THEN max(drained_bundle, ?7) ELSE drained_bundle END WHERE id = ?5";
constexpr std::string_view kLose = "UPDATE terminal SET lost_at = ? WHERE id = ?";

sync::Terminal read_terminal(const sqlite::Statement& row) {
    return {.id = row.text(0),
            .place = row.text(1),
            .state = sync::terminal_state(row.text_view(2)).value_or(sync::TerminalState::Locked),
            .sign_key = row.is_null(3) ? Bytes{} : row.blob(3),
            .added_at = instant(row, 4),
            .enrolled_at = optional_instant(row, 5),
            .revoked_at = optional_instant(row, 6),
            .seen_at = optional_instant(row, 7),
            .lost_at = optional_instant(row, 8),
            .drained_bundle = static_cast<std::uint64_t>(row.integer(9)),
            .status = row.text(10),
            .reported_chain = row.text(11),
            .reported_seq = static_cast<std::uint64_t>(row.integer(12))};
}

void insert_certificate(sqlite::Database& database, const sync::Certificate& certificate) {
    database.run(kAddCertificate, certificate.serial, certificate.terminal, certificate.pem, column(certificate.not_before),
                 column(certificate.not_after));
}

sync::EnrolOutcome enrol_one(sqlite::Database& database, const sync::Enrolment& enrolment) {
    using sync::EnrolVerdict;
    struct Code {
        std::string terminal;
        Instant expires_at;
        bool used;
        Bytes sign_key;
        Bytes csr_hash;
        std::string answer;
        Bytes terminal_key;
        std::string state;
    };
    const auto code = first(database.query(kUse, enrolment.code_hash), [](auto& row) {
        return Code{row.text(0), instant(row, 1), !row.is_null(2), row.blob(3), row.blob(4), row.text(5), row.blob(6), row.text(7)};
    });
    if (!code || code->terminal != enrolment.certificate.terminal || code->state == "revoked") {
        return {.verdict = EnrolVerdict::CodeUnknown, .answer = {}};
    }
    if (code->used) {
        const bool same = code->sign_key == enrolment.sign_key && code->csr_hash == enrolment.csr_hash;
        return same ? sync::EnrolOutcome{.verdict = EnrolVerdict::Repeated, .answer = code->answer}
                    : sync::EnrolOutcome{.verdict = EnrolVerdict::CodeUsed, .answer = {}};
    }
    if (code->expires_at <= enrolment.at) {
        return {.verdict = EnrolVerdict::CodeExpired, .answer = {}};
    }
    if (!code->terminal_key.empty() && code->terminal_key != enrolment.sign_key) {
        return {.verdict = EnrolVerdict::OtherKey, .answer = {}};
    }
    database.run(kUsed, column(enrolment.at), enrolment.sign_key, enrolment.csr_hash, enrolment.answer, enrolment.code_hash);
    database.run(kEnrolled, enrolment.sign_key, column(enrolment.at), code->terminal);
    insert_certificate(database, enrolment.certificate);
    return {.verdict = EnrolVerdict::Enrolled, .answer = enrolment.answer};
}

}  // namespace

std::optional<sync::Terminal> SqlTerminals::find(std::string_view id) const {
    return readers_.read([&](sqlite::Database& database) { return first(database.query(kFind, id), read_terminal); });
}

std::vector<sync::Terminal> SqlTerminals::all() const {
    return readers_.read([](sqlite::Database& database) { return every(database.query(kAll), read_terminal); });
}

std::optional<sync::EnrolCode> SqlTerminals::code(ByteView hash) const {
    return readers_.read([&](sqlite::Database& database) {
        return first(database.query(kCode, hash), [](auto& row) {
            return sync::EnrolCode{.hash = row.blob(0), .terminal = row.text(1), .expires_at = instant(row, 2)};
        });
    });
}

std::vector<sync::Certificate> SqlTerminals::certificates(std::string_view terminal) const {
    return readers_.read([&](sqlite::Database& database) {
        return every(database.query(kCertificates, terminal), [](auto& row) {
            return sync::Certificate{.serial = row.text(0),
                                     .terminal = row.text(1),
                                     .pem = row.text(2),
                                     .not_before = instant(row, 3),
                                     .not_after = instant(row, 4)};
        });
    });
}

std::optional<sync::TerminalCommand> SqlTerminals::command(std::string_view terminal) const {
    return readers_.read([&](sqlite::Database& database) {
        return first(database.query(kCommand, terminal), [](auto& row) {
            return sync::TerminalCommand{.id = row.text(0), .name = row.text(1), .args = row.text(2), .issued_at = instant(row, 3)};
        });
    });
}

void SqlTerminals::add(sync::Terminal terminal, sync::Completion<bool> done) {
    const auto work = [=](sqlite::Database& database) {
        return database.run(kAdd, terminal.id, terminal.place, column(terminal.added_at)) == 1;
    };
    writer_.write(work, std::move(done));
}

void SqlTerminals::add_code(sync::EnrolCode code, sync::Completion<sync::Done> done) {
    const auto work = [=](sqlite::Database& database) {
        database.run(kAddCode, code.hash, code.terminal, column(code.expires_at));
    };
    writer_.write(work, std::move(done));
}

void SqlTerminals::enrol(sync::Enrolment enrolment, sync::Completion<sync::EnrolOutcome> done) {
    writer_.write([enrolment = std::move(enrolment)](sqlite::Database& database) { return enrol_one(database, enrolment); },
                  std::move(done));
}

void SqlTerminals::add_certificate(sync::Certificate certificate, sync::Completion<sync::Done> done) {
    writer_.write([=](sqlite::Database& database) { insert_certificate(database, certificate); }, std::move(done));
}

void SqlTerminals::set_state(std::string id, sync::TerminalState state, Instant at, sync::Completion<bool> done) {
    const auto work = [=](sqlite::Database& database) {
        return database.run(kSetState, sync::to_text(state), column(at), id) == 1;
    };
    writer_.write(work, std::move(done));
}

void SqlTerminals::lock(std::string id, sync::TerminalState state, sync::TerminalCommand command, sync::Completion<bool> done) {
    const auto work = [=](sqlite::Database& database) {
        if (database.run(kLock, sync::to_text(state), id) != 1) {
            return false;
        }
        database.run(kPutCommand, id, command.id, command.name, command.args, column(command.issued_at));
        return true;
    };
    writer_.write(work, std::move(done));
}

void SqlTerminals::lose(std::string id, Instant at, sync::Completion<bool> done) {
    writer_.write([=](sqlite::Database& database) { return database.run(kLose, column(at), id) == 1; }, std::move(done));
}

void SqlTerminals::heartbeat(sync::Heartbeat beat, sync::Completion<sync::Done> done) {
    const auto work = [=](sqlite::Database& database) {
        database.run(kHeartbeat, column(beat.at), beat.status, beat.chain, static_cast<std::int64_t>(beat.seq), beat.terminal,
                     static_cast<std::int64_t>(beat.queue_depth), static_cast<std::int64_t>(beat.bundle_version));
    };
    writer_.write(work, std::move(done));
}

}  // namespace xz::server::storage
