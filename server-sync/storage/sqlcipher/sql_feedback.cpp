#include "server-sync/storage/sqlcipher/sql_feedback.hpp"

#include "server-sync/storage/sqlcipher/feedback_rows.hpp"
#include "server-sync/storage/sqlcipher/rows.hpp"
#include "server-sync/storage/sqlcipher/sql_actions.hpp"

namespace xz::server::storage {

namespace {

// A student's post whose record was disowned since is nobody's.
constexpr std::string_view kPosts =
    "SELECT actor, said_by, office, record, words, at FROM feedback_post AS post WHERE student_no = ?1 AND thread = ?2 "
    "AND (record = '' OR EXISTS (SELECT 1 FROM record WHERE record.id = post.record AND record.student_no = ?1 "
    "AND record.status = 'counted')) ORDER BY number";
constexpr std::string_view kOfStudent =
    "SELECT student_no, id, academic_year, class_code, department_code, addressee, about, state, assigned, reopening, opened_at, due, "
    "answered_at, read_at FROM feedback_thread WHERE student_no = ? ORDER BY opened_at DESC, id DESC LIMIT ?";
constexpr std::string_view kOfClass =
    "SELECT student_no, id, academic_year, class_code, department_code, addressee, about, state, assigned, reopening, opened_at, due, "
    "answered_at, read_at FROM feedback_thread WHERE class_code = ? ORDER BY opened_at DESC, id DESC LIMIT ?";
constexpr std::string_view kOfDepartment =
    "SELECT student_no, id, academic_year, class_code, department_code, addressee, about, state, assigned, reopening, opened_at, due, "
    "answered_at, read_at FROM feedback_thread WHERE department_code = ? ORDER BY opened_at DESC, id DESC LIMIT ?";
constexpr std::string_view kAddressedTo =
    "SELECT student_no, id, academic_year, class_code, department_code, addressee, about, state, assigned, reopening, opened_at, due, "
    "answered_at, read_at FROM feedback_thread WHERE addressee = ? ORDER BY opened_at DESC, id DESC LIMIT ?";
constexpr std::string_view kAssignedTo =
    "SELECT student_no, id, academic_year, class_code, department_code, addressee, about, state, assigned, reopening, opened_at, due, "
    "answered_at, read_at FROM feedback_thread WHERE assigned = ? AND assigned <> '' ORDER BY opened_at DESC, id DESC LIMIT ?";
constexpr std::string_view kOverdue =
    "SELECT student_no, id FROM feedback_thread WHERE state IN ('open', 'assigned', 'reopened') AND due < ? ORDER BY due LIMIT ?";
constexpr std::string_view kRead = "UPDATE feedback_thread SET read_at = ? WHERE student_no = ? AND id = ?";

}  // namespace

std::vector<sync::FeedbackThread> SqlFeedback::listed(std::string_view sql, std::string_view of, std::size_t limit) const {
    return readers_.read([&](sqlite::Database& database) { return every(database.query(sql, of, limit), read_thread); });
}

std::optional<sync::FeedbackThread> SqlFeedback::find(const sync::ThreadKey& key) const {
    return readers_.read([&](sqlite::Database& database) { return find_thread(database, key); });
}

std::vector<sync::FeedbackPost> SqlFeedback::posts_of(const sync::ThreadKey& key) const {
    return readers_.read([&](sqlite::Database& database) {
        return every(database.query(kPosts, key.student_no, key.id), [](auto& row) {
            return sync::FeedbackPost{
                .by = {.actor = domain::actor_from(row.text_view(0)).value_or(domain::Actor::Platform), .name = row.text(1)},
                .office = row.text(2),
                .record = row.text(3),
                .words = row.blob(4),
                .at = instant(row, 5)};
        });
    });
}

std::vector<sync::FeedbackThread> SqlFeedback::of_student(std::string_view student_no, std::size_t limit) const {
    return listed(kOfStudent, student_no, limit);
}

std::vector<sync::FeedbackThread> SqlFeedback::of_class(std::string_view class_code, std::size_t limit) const {
    return listed(kOfClass, class_code, limit);
}

std::vector<sync::FeedbackThread> SqlFeedback::of_department(std::string_view department_code, std::size_t limit) const {
    return listed(kOfDepartment, department_code, limit);
}

std::vector<sync::FeedbackThread> SqlFeedback::addressed_to(domain::Addressee to, std::size_t limit) const {
    return listed(kAddressedTo, domain::name_of(to), limit);
}

std::vector<sync::FeedbackThread> SqlFeedback::assigned_to(std::string_view user, std::size_t limit) const {
    return listed(kAssignedTo, user, limit);
}

std::vector<sync::ThreadKey> SqlFeedback::overdue(std::chrono::year_month_day day, std::size_t limit) const {
    return readers_.read([&](sqlite::Database& database) {
        return every(database.query(kOverdue, column(day), limit), [](auto& row) { return sync::ThreadKey{row.text(0), row.text(1)}; });
    });
}

void SqlFeedback::change(sync::ThreadKey key, sync::DecideFeedback decide, sync::StepTrace trace,
                         sync::Completion<sync::Verdict> done) {
    const auto work = [key = std::move(key), decide = std::move(decide), trace = std::move(trace)](sqlite::Database& database) {
        const auto now = find_thread(database, key);
        if (!now) {
            return sync::Verdict::NotFound;
        }
        const sync::FeedbackChange change = decide(*now);
        if (change.verdict == sync::Verdict::Done) {
            put_thread(database, change.next);
            if (change.post) {
                put_post(database, key, *change.post);
            }
            leave_trace(database, key.student_no, trace, change.at);
        }
        return change.verdict;
    };
    writer_.write(work, std::move(done));
}

void SqlFeedback::mark_read(sync::ThreadKey key, Instant at, sync::Completion<sync::Verdict> done) {
    const auto work = [=](sqlite::Database& database) {
        return database.run(kRead, column(at), key.student_no, key.id) == 1 ? sync::Verdict::Done : sync::Verdict::NotFound;
    };
    writer_.write(work, std::move(done));
}

}  // namespace xz::server::storage
