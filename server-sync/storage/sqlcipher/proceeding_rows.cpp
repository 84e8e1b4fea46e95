#include "server-sync/storage/sqlcipher/proceeding_rows.hpp"

#include "server-sync/storage/sqlcipher/rows.hpp"

#include <array>

namespace xz::server::storage {

namespace {

constexpr std::string_view kFind =
    "SELECT state, active, record, revision, words, comment, without_plan, since, steps FROM proceeding "
    "WHERE student_no = ? AND kind = ? AND academic_year = ?";
constexpr std::string_view kPut =
    "INSERT INTO proceeding (student_no, kind, academic_year, state, active, record, revision, words, comment, without_plan, since, "
    "steps) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET state = excluded.state, active = excluded.active, "
    "record = excluded.record, revision = excluded.revision, words = excluded.words, comment = excluded.comment, "
    "without_plan = excluded.without_plan, since = excluded.since, steps = excluded.steps";
constexpr std::string_view kLog =
    "INSERT INTO proceeding_step (student_no, kind, academic_year, step, from_state, to_state, action, actor, taken_by, record, words, "
    "at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view kStandBack =
    "UPDATE record SET withdrawn = 1 WHERE student_no = ? AND kind = ? AND academic_year = ? AND status = 'counted' "
    "AND received_at <= ? AND id NOT IN (?, ?)";

constexpr std::array<std::string_view, 3> kWithoutPlan{"no", "explained", "unexplained"};

sync::WithoutPlan without_plan(std::string_view text) {
    for (std::size_t index = 0; index < kWithoutPlan.size(); ++index) {
        if (kWithoutPlan[index] == text) {
            return static_cast<sync::WithoutPlan>(index);
        }
    }
    return sync::WithoutPlan::No;
}

std::optional<ByteView> or_null(const Bytes& bytes) {
    return bytes.empty() ? std::nullopt : std::optional{ByteView{bytes}};
}

}  // namespace

sync::Proceeding read_proceeding(sync::ProceedingKey key, const sqlite::Statement& row, int from) {
    sync::Proceeding found;
    found.key = std::move(key);
    found.state = "draft";
    if (!row.is_null(from)) {
        found.state = row.text(from);
        found.active = row.text(from + 1);
        found.record = row.text(from + 2);
        found.revision = static_cast<std::uint64_t>(row.integer(from + 3));
        found.words = row.blob(from + 4);
        found.comment = row.blob(from + 5);
        found.without_plan = without_plan(row.text_view(from + 6));
        found.since = instant(row, from + 7);
        found.steps = static_cast<std::uint64_t>(row.integer(from + 8));
    }
    return found;
}

sync::Proceeding find_proceeding(sqlite::Database& database, const sync::ProceedingKey& key) {
    auto found = first(database.query(kFind, key.student_no, protocol::to_text(key.kind), key.academic_year),
                       [&](auto& row) { return read_proceeding(key, row, 0); });
    if (found) {
        return std::move(*found);
    }
    sync::Proceeding none;
    none.key = key;
    none.state = "draft";
    return none;
}

void take_step(sqlite::Database& database, const sync::Proceeding& now, const sync::ProceedingChange& change) {
    const sync::Proceeding& next = change.next;
    const sync::ProceedingStep& step = change.step;
    const std::string_view kind = protocol::to_text(now.key.kind);
    const auto number = static_cast<std::int64_t>(now.steps) + 1;
    database.run(kPut, now.key.student_no, kind, now.key.academic_year, next.state, next.active, next.record,
                 static_cast<std::int64_t>(next.revision), or_null(next.words), or_null(next.comment),
                 kWithoutPlan[static_cast<std::size_t>(next.without_plan)], column(step.at), number);
    database.run(kLog, now.key.student_no, kind, now.key.academic_year, number, step.from, step.to, step.action,
                 domain::name_of(step.actor), step.by, step.record, or_null(step.words), column(step.at));
}

void stand_back(sqlite::Database& database, const sync::ProceedingKey& key, Instant until, std::string_view active,
                std::string_view newest) {
    database.run(kStandBack, key.student_no, protocol::to_text(key.kind), key.academic_year, column(until), active, newest);
}

}  // namespace xz::server::storage
