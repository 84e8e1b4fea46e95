#include "server-sync/storage/sqlcipher/sql_contacts.hpp"

#include "server-sync/storage/sqlcipher/rows.hpp"
#include "server-sync/storage/sqlcipher/sql_audit.hpp"

namespace xz::server::storage {

namespace {

constexpr std::string_view kPut =
    "INSERT INTO contact_task (student_no, academic_year, record, addressee, made_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
// Stands: its record does. Settled: somebody was in touch that year, for this record or another.
constexpr std::string_view kFind =
    "SELECT number, student_no, academic_year, addressee, made_at, done_by, done_at, note, "
    "EXISTS (SELECT 1 FROM record WHERE record.id = task.record AND record.student_no = task.student_no AND record.current = 1), "
    "EXISTS (SELECT 1 FROM contact_task AS other WHERE other.student_no = task.student_no "
    "AND other.academic_year = task.academic_year AND other.addressee = task.addressee AND other.done_at IS NOT NULL) "
    "FROM contact_task AS task WHERE number = ?";
constexpr std::string_view kOfClass =
    "SELECT number FROM contact_task JOIN student USING (student_no) WHERE addressee = 'counselor' AND class_code = ? "
    "ORDER BY done_at IS NOT NULL, number DESC LIMIT ?";
constexpr std::string_view kOfCentre =
    "SELECT number FROM contact_task WHERE addressee = 'psychology-centre' ORDER BY done_at IS NOT NULL, number DESC LIMIT ?";
constexpr std::string_view kFinish = "UPDATE contact_task SET done_by = ?, done_at = ?, note = ? WHERE number = ?";

std::optional<sync::ContactTask> find_task(sqlite::Database& database, std::int64_t number) {
    return first(database.query(kFind, number), [](auto& row) {
        sync::ContactTask task;
        task.number = row.integer(0);
        task.student_no = row.text(1);
        task.academic_year = row.text(2);
        task.to = domain::contact_from(row.text_view(3)).value_or(domain::Contact::Counselor);
        task.made_at = instant(row, 4);
        task.done_by = row.text(5);
        task.done_at = optional_instant(row, 6);
        task.note = row.is_null(7) ? Bytes{} : row.blob(7);
        const bool is_open = row.integer(8) != 0 && row.integer(9) == 0;
        task.state = is_open ? sync::ContactState::Open : task.done_at ? sync::ContactState::Done : sync::ContactState::Closed;
        return task;
    });
}

std::vector<sync::ContactTask> listed(sqlite::Database& database, const std::vector<std::int64_t>& numbers) {
    std::vector<sync::ContactTask> tasks;
    for (const std::int64_t number : numbers) {
        auto task = find_task(database, number);
        if (task && task->state != sync::ContactState::Closed) {
            tasks.push_back(std::move(*task));
        }
    }
    return tasks;
}

std::int64_t read_number(const sqlite::Statement& row) {
    return row.integer(0);
}

}  // namespace

void put_contact(sqlite::Database& database, const sync::RecordHead& record, domain::Contact to, Instant at) {
    database.run(kPut, record.student_no, record.academic_year, record.id, domain::name_of(to), column(at));
}

std::optional<sync::ContactTask> SqlContacts::find(std::int64_t number) const {
    return readers_.read([&](sqlite::Database& database) { return find_task(database, number); });
}

std::vector<sync::ContactTask> SqlContacts::of_class(std::string_view class_code, std::size_t limit) const {
    return readers_.read([&](sqlite::Database& database) {
        return listed(database, every(database.query(kOfClass, class_code, limit), read_number));
    });
}

std::vector<sync::ContactTask> SqlContacts::of_centre(std::size_t limit) const {
    return readers_.read([&](sqlite::Database& database) {
        return listed(database, every(database.query(kOfCentre, limit), read_number));
    });
}

void SqlContacts::finish(std::int64_t number, std::string by, Bytes note, sync::AuditEntry audit,
                         sync::Completion<sync::Verdict> done) {
    const auto work = [number, by = std::move(by), note = std::move(note), audit = std::move(audit)](sqlite::Database& database) {
        const auto now = find_task(database, number);
        if (!now) {
            return sync::Verdict::NotFound;
        }
        if (now->state != sync::ContactState::Open) {
            return sync::Verdict::WrongState;
        }
        const auto words = note.empty() ? std::nullopt : std::optional{ByteView{note}};
        database.run(kFinish, by, column(audit.at), words, number);
        append_audit(database, audit);
        return sync::Verdict::Done;
    };
    writer_.write(work, std::move(done));
}

}  // namespace xz::server::storage
