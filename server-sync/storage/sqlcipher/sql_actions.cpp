#include "server-sync/storage/sqlcipher/sql_actions.hpp"

#include "server-sync/storage/sqlcipher/rows.hpp"
#include "server-sync/storage/sqlcipher/sql_audit.hpp"

namespace xz::server::storage {

namespace {

constexpr std::string_view kFind = "SELECT verdict FROM student_action WHERE student_no = ? AND action = ?";
constexpr std::string_view kKeep =
    "INSERT INTO student_action (student_no, action, verdict, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING";

std::optional<sync::Verdict> find_answer(sqlite::Database& database, std::string_view student_no, std::string_view action) {
    return first(database.query(kFind, student_no, action),
                 [](auto& row) { return sync::verdict(row.text_view(0)).value_or(sync::Verdict::Done); });
}

}  // namespace

void leave_trace(sqlite::Database& database, std::string_view student_no, const sync::StepTrace& trace, Instant at) {
    if (trace.audit) {
        append_audit(database, *trace.audit);
    }
    if (!trace.action.empty()) {
        database.run(kKeep, student_no, trace.action, sync::to_text(sync::Verdict::Done), column(at));
    }
}

std::optional<sync::Verdict> SqlActions::answered(std::string_view student_no, std::string_view action) const {
    return readers_.read([&](sqlite::Database& database) { return find_answer(database, student_no, action); });
}

void SqlActions::keep(std::string student_no, std::string action, sync::Verdict verdict, Instant at,
                      sync::Completion<sync::Verdict> done) {
    const auto work = [=](sqlite::Database& database) {
        database.run(kKeep, student_no, action, sync::to_text(verdict), column(at));
        return find_answer(database, student_no, action).value_or(verdict);
    };
    writer_.write(work, std::move(done));
}

}  // namespace xz::server::storage
