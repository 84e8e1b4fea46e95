#include "server-sync/storage/sqlcipher/sql_teaching_notes.hpp"

#include "server-sync/storage/sqlcipher/rows.hpp"
#include "server-sync/storage/sqlcipher/sql_audit.hpp"

namespace xz::server::storage {

namespace {

constexpr std::string_view kForStudent =
    "SELECT id, what, why, from_when, unit, author, office, published_at, "
    "EXISTS (SELECT 1 FROM teaching_note_read WHERE note = id AND student_no = ?1) FROM teaching_note WHERE unit IN ('', ?2, ?3, ?4, ?5) "
    "OR id IN (SELECT note FROM teaching_note_thread WHERE student_no = ?1) ORDER BY number DESC LIMIT ?6";
constexpr std::size_t kUnits = 4;  // class, major, department, college
constexpr std::string_view kThreadsOfStudent = "SELECT student_no, thread FROM teaching_note_thread WHERE note = ? AND student_no = ?";
constexpr std::string_view kThreads = "SELECT student_no, thread FROM teaching_note_thread WHERE note = ?";
constexpr std::string_view kNewest =
    "SELECT id, what, why, from_when, unit, author, office, published_at FROM teaching_note ORDER BY number DESC LIMIT ?";
constexpr std::string_view kThere = "SELECT 1 FROM teaching_note WHERE id = ?";
constexpr std::string_view kPublish =
    "INSERT INTO teaching_note (id, what, why, from_when, unit, author, office, published_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view kLink = "INSERT INTO teaching_note_thread (note, student_no, thread) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
constexpr std::string_view kRead =
    "INSERT INTO teaching_note_read (note, student_no, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";

sync::TeachingNote read_note(const sqlite::Statement& row) {
    return {.id = row.text(0),
            .what = row.text(1),
            .why = row.text(2),
            .from_when = day(row, 3),
            .unit = row.text(4),
            .user = row.text(5),
            .office = row.text(6),
            .published_at = instant(row, 7),
            .threads = {}};
}

sync::ThreadKey read_key(const sqlite::Statement& row) {
    return {row.text(0), row.text(1)};
}

}  // namespace

std::vector<sync::NoteForStudent> SqlTeachingNotes::for_student(std::string_view student_no, const std::vector<std::string>& units,
                                                                std::size_t limit) const {
    return readers_.read([&](sqlite::Database& database) {
        const auto unit = [&](std::size_t index) {
            return index < units.size() && index < kUnits ? std::optional{std::string_view{units[index]}} : std::nullopt;
        };
        auto notes = every(database.query(kForStudent, student_no, unit(0), unit(1), unit(2), unit(3), limit), [](auto& row) {
            return sync::NoteForStudent{.note = read_note(row), .unread = row.integer(8) == 0};
        });
        for (sync::NoteForStudent& each : notes) {
            each.note.threads = every(database.query(kThreadsOfStudent, each.note.id, student_no), read_key);
        }
        return notes;
    });
}

std::vector<sync::TeachingNote> SqlTeachingNotes::newest(std::size_t limit) const {
    return readers_.read([&](sqlite::Database& database) {
        auto notes = every(database.query(kNewest, limit), read_note);
        for (sync::TeachingNote& each : notes) {
            each.threads = every(database.query(kThreads, each.id), read_key);
        }
        return notes;
    });
}

void SqlTeachingNotes::publish(sync::TeachingNote note, sync::AuditEntry audit, sync::Completion<sync::Verdict> done) {
    auto work = [note = std::move(note), audit = std::move(audit)](sqlite::Database& database) {
        if (any(database.query(kThere, note.id))) {
            return sync::Verdict::OnceOnly;
        }
        database.run(kPublish, note.id, note.what, note.why, column(note.from_when), note.unit, note.user, note.office,
                     column(note.published_at));
        for (const sync::ThreadKey& thread : note.threads) {
            database.run(kLink, note.id, thread.student_no, thread.id);
        }
        append_audit(database, audit);
        return sync::Verdict::Done;
    };
    writer_.write(std::move(work), std::move(done));
}

void SqlTeachingNotes::mark_read(std::string student_no, std::string note, Instant at, sync::Completion<sync::Verdict> done) {
    const auto work = [=](sqlite::Database& database) {
        if (!any(database.query(kThere, note))) {
            return sync::Verdict::NotFound;
        }
        database.run(kRead, note, student_no, column(at));
        return sync::Verdict::Done;
    };
    writer_.write(work, std::move(done));
}

}  // namespace xz::server::storage
