#include "server-sync/storage/sqlcipher/feedback_rows.hpp"

#include "server-sync/storage/sqlcipher/rows.hpp"
#include "server-sync/sync/submission.hpp"

namespace xz::server::storage {

namespace {

using domain::feedback_state::Reopening;

constexpr std::string_view kFind =
    "SELECT student_no, id, academic_year, class_code, department_code, addressee, about, state, assigned, reopening, opened_at, due, "
    "answered_at, read_at FROM feedback_shown WHERE student_no = ? AND id = ?";
constexpr std::string_view kPut =
    "INSERT INTO feedback_thread (student_no, id, academic_year, class_code, department_code, addressee, about, state, assigned, "
    "reopening, opened_at, due) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET state = excluded.state, "
    "assigned = excluded.assigned, reopening = excluded.reopening, due = excluded.due";
constexpr std::string_view kPost =
    "INSERT INTO feedback_post (student_no, thread, actor, said_by, office, record, words, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view kStep =
    "INSERT INTO feedback_step (student_no, thread, from_state, to_state, action, actor, taken_by, assigned, at) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view kAnswered = "UPDATE feedback_thread SET answered_at = ? WHERE student_no = ? AND id = ?";
constexpr std::string_view kSaid = "SELECT 1 FROM feedback_post WHERE student_no = ? AND record = ?";
constexpr std::string_view kThere = "SELECT 1 FROM feedback_thread WHERE student_no = ? AND id = ?";

}  // namespace

sync::FeedbackThread read_thread(const sqlite::Statement& row) {
    sync::FeedbackThread thread;
    thread.key = {row.text(0), row.text(1)};
    thread.academic_year = row.text(2);
    thread.class_code = row.text(3);
    thread.department_code = row.text(4);
    thread.to = domain::addressee_from(row.text_view(5)).value_or(domain::Addressee::Counselor);
    thread.about = row.text(6);
    const auto reopening = row.text_view(9) == "used" ? Reopening::Used : Reopening::Possible;
    thread.state = domain::feedback_state_from(row.text_view(7), row.text(8), reopening).value_or(domain::feedback_state::Open{});
    thread.opened_at = instant(row, 10);
    thread.due = day(row, 11);
    thread.unread = !row.is_null(12) && (row.is_null(13) || row.integer(13) < row.integer(12));
    return thread;
}

std::optional<sync::FeedbackThread> find_thread(sqlite::Database& database, const sync::ThreadKey& key) {
    return first(database.query(kFind, key.student_no, key.id), read_thread);
}

void put_thread(sqlite::Database& database, const sync::FeedbackThread& thread) {
    const std::string_view reopening = domain::reopening_of(thread.state) == Reopening::Used ? "used" : "possible";
    database.run(kPut, thread.key.student_no, thread.key.id, thread.academic_year, thread.class_code, thread.department_code,
                 domain::name_of(thread.to), thread.about, domain::name_of(thread.state), domain::assigned_to(thread.state), reopening,
                 column(thread.opened_at), column(thread.due));
}

void put_post(sqlite::Database& database, const sync::ThreadKey& thread, const sync::FeedbackPost& post) {
    const auto words = post.words.empty() ? std::nullopt : std::optional{ByteView{post.words}};
    database.run(kPost, thread.student_no, thread.id, domain::name_of(post.by.actor), post.by.name, post.office, post.record, words,
                 column(post.at));
    if (post.by.actor != domain::Actor::Student) {
        database.run(kAnswered, column(post.at), thread.student_no, thread.id);
    }
}

void put_step(sqlite::Database& database, const sync::ThreadKey& thread, const sync::FeedbackStep& step) {
    database.run(kStep, thread.student_no, thread.id, step.from, step.to, step.action, domain::name_of(step.by.actor), step.by.name,
                 step.assigned, column(step.at));
}

void arrive(sqlite::Database& database, const sync::RecordHead& record, const sync::FeedbackArrival& arrival, Instant at) {
    // Claimed after it was disowned: its thread is there as it was.
    if (any(database.query(kThere, record.student_no, record.id))) {
        return;
    }
    const bool said = any(database.query(kSaid, record.student_no, record.id));
    const sync::ThreadKey named{record.student_no, arrival.thread};
    const auto former = arrival.thread.empty() ? std::nullopt : find_thread(database, named);
    const auto continued = said && former ? former : sync::continued(former, arrival);
    sync::FeedbackThread thread;
    if (continued) {
        thread = *continued;
    } else {
        thread.key = {record.student_no, record.id};
        thread.academic_year = record.academic_year;
        thread.class_code = record.class_code;
        thread.department_code = arrival.department_code;
        thread.to = former ? former->to : arrival.to;
        thread.about = former ? former->about : arrival.about;
        thread.state = domain::feedback_state::Open{};
        thread.opened_at = at;
        thread.due = arrival.due;
    }
    put_thread(database, thread);
    if (!(said && former)) {
        put_step(database, thread.key,
                 {.from = continued ? std::string{domain::name_of(former->state)} : std::string{},
                  .to = std::string{domain::name_of(thread.state)},
                  .action = "submit",
                  .by = {},
                  .assigned = {},
                  .at = at});
    }
    if (!said) {
        put_post(database, thread.key, {.by = {}, .office = {}, .record = record.id, .words = {}, .at = record.submitted_at});
    }
}

}  // namespace xz::server::storage
