#include "server-sync/storage/sqlcipher/sql_feedback.hpp"

#include "server-sync/storage/sqlcipher/feedback_rows.hpp"
#include "server-sync/storage/sqlcipher/rows.hpp"
#include "server-sync/storage/sqlcipher/sql_actions.hpp"
#include "terminal/core/support/json.hpp"

#include <boost/json.hpp>

namespace xz::server::storage {

namespace {

// A student's post whose record was disowned since is nobody's.
constexpr std::string_view kPosts =
    "SELECT actor, said_by, office, record, words, at FROM feedback_post AS post WHERE student_no = ?1 AND thread = ?2 "
    "AND (record = '' OR EXISTS (SELECT 1 FROM record WHERE record.id = post.record AND record.student_no = ?1 "
    "AND record.status = 'counted')) ORDER BY number";
constexpr std::string_view kOfStudent =
    "SELECT student_no, id, academic_year, class_code, department_code, addressee, about, state, assigned, reopening, opened_at, due, "
    "answered_at, read_at FROM feedback_shown WHERE student_no = ? ORDER BY opened_at DESC, id DESC LIMIT ?";
constexpr std::string_view kInDuty =
    "SELECT t.student_no, id, academic_year, t.class_code, department_code, addressee, about, state, assigned, reopening, opened_at, due, "
    "answered_at, read_at, CASE WHEN state = 'escalated' THEN 0 WHEN state IN ('open', 'assigned', 'reopened') THEN 1 ELSE 2 END AS urgency "
    "FROM feedback_shown AS t JOIN student ON student.student_no = t.student_no WHERE ((assigned = ?1 AND assigned <> '') "
    "OR (addressee = 'counselor' AND student.class_code IN (SELECT value FROM json_each(?2))) "
    "OR (addressee <> 'psychology-centre' AND (addressee IN ('department', 'teacher') OR state = 'escalated') "
    "AND department_code IN (SELECT value FROM json_each(?3))) "
    "OR (?4 AND (addressee = 'school' OR state = 'escalated')) OR (?5 AND addressee = 'psychology-centre')) "
    "AND (?6 = '' OR state = ?6) AND (urgency, due, t.student_no, id) > (?7, ?8, ?9, ?10) ORDER BY urgency, due, t.student_no, id LIMIT ?11";
constexpr std::string_view kOverdue =
    "SELECT student_no, id FROM feedback_shown WHERE state IN ('open', 'assigned', 'reopened') AND due < ? ORDER BY due LIMIT ?";
constexpr std::string_view kSteps =
    "SELECT from_state, to_state, action, actor, taken_by, assigned, at FROM feedback_step WHERE student_no = ? AND thread = ? "
    "ORDER BY number";
constexpr std::string_view kRead = "UPDATE feedback_thread SET read_at = ? WHERE student_no = ? AND id = ?";

std::string listed(const std::vector<std::string>& codes) {
    json::Array array;
    for (const std::string& code : codes) {
        array.emplace_back(code);
    }
    return json::canonical(json::Value(std::move(array)));
}

}  // namespace

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
    return readers_.read([&](sqlite::Database& database) { return every(database.query(kOfStudent, student_no, limit), read_thread); });
}

std::vector<sync::FeedbackThread> SqlFeedback::in_duty(const sync::FeedbackDuty& duty, std::string_view state,
                                                       const std::optional<sync::FeedbackPlace>& after, std::size_t limit) const {
    const int urgency = after ? after->urgency : -1;
    const std::string due = after ? column(after->due) : std::string{};
    const sync::ThreadKey key = after ? after->key : sync::ThreadKey{};
    return readers_.read([&](sqlite::Database& database) {
        return every(database.query(kInDuty, duty.user, listed(duty.counselled_classes), listed(duty.led_departments), duty.quality_office ? 1 : 0,
                                    duty.psychology_centre ? 1 : 0, state, urgency, due, key.student_no, key.id, limit),
                     read_thread);
    });
}

std::vector<sync::FeedbackStep> SqlFeedback::steps_of(const sync::ThreadKey& key) const {
    return readers_.read([&](sqlite::Database& database) {
        return every(database.query(kSteps, key.student_no, key.id), [](auto& row) {
            return sync::FeedbackStep{
                .from = row.text(0),
                .to = row.text(1),
                .action = row.text(2),
                .by = {.actor = domain::actor_from(row.text_view(3)).value_or(domain::Actor::Platform), .name = row.text(4)},
                .assigned = row.text(5),
                .at = instant(row, 6)};
        });
    });
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
            put_step(database, key, change.step);
            leave_trace(database, key.student_no, trace, change.step.at);
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
