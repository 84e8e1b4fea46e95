#include "server-sync/storage/sqlcipher/sql_actions.hpp"

#include "server-sync/storage/sqlcipher/rows.hpp"
#include "server-sync/storage/sqlcipher/sql_audit.hpp"

namespace xz::server::storage {

namespace {

constexpr std::string_view kFind = "SELECT verdict, content FROM student_action WHERE student_no = ? AND action = ?";
constexpr std::string_view kKeep =
    "INSERT INTO student_action (student_no, action, content, verdict, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

std::optional<sync::Verdict> find_answer(sqlite::Database& database, std::string_view student_no, const sync::ActionMark& action) {
    return first(database.query(kFind, student_no, action.id), [&](auto& row) {
        const bool is_another = !row.is_null(1) && row.blob(1) != action.content;
        return is_another ? sync::Verdict::Conflict : sync::verdict(row.text_view(0)).value_or(sync::Verdict::Done);
    });
}

void keep_answer(sqlite::Database& database, std::string_view student_no, const sync::ActionMark& action, sync::Verdict verdict, Instant at) {
    const auto content = action.content.empty() ? std::nullopt : std::optional{action.content};
    database.run(kKeep, student_no, action.id, content, sync::to_text(verdict), column(at));
}

}  // namespace

void leave_trace(sqlite::Database& database, std::string_view student_no, const sync::StepTrace& trace, Instant at) {
    if (trace.audit) {
        append_audit(database, *trace.audit);
    }
    if (!trace.action.id.empty()) {
        keep_answer(database, student_no, trace.action, sync::Verdict::Done, at);
    }
}

std::optional<sync::Verdict> SqlActions::answered(std::string_view student_no, const sync::ActionMark& action) const {
    return readers_.read([&](sqlite::Database& database) { return find_answer(database, student_no, action); });
}

void SqlActions::keep(std::string student_no, sync::ActionMark action, sync::Verdict verdict, Instant at,
                      sync::Completion<sync::Verdict> done) {
    const auto work = [=](sqlite::Database& database) {
        keep_answer(database, student_no, action, verdict, at);
        return find_answer(database, student_no, action).value_or(verdict);
    };
    writer_.write(work, std::move(done));
}

}  // namespace xz::server::storage
