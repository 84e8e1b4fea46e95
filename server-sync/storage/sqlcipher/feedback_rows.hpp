// Threads and posts as the store's own transactions read and write them.
#pragma once

#include "server-sync/sync/feedback_store.hpp"
#include "server-sync/sync/record_store.hpp"
#include "terminal/core/sqlite/database.hpp"

#include <optional>

namespace xz::server::storage {

// Reads student_no, id, academic_year, class_code, department_code, addressee, about, state, assigned, reopening, opened_at, due,
// answered_at, read_at from column 0 on.
[[nodiscard]] sync::FeedbackThread read_thread(const sqlite::Statement& row);

// Inside a transaction. A thread whose opening record is not its student's (any more) is not found; it stays for a claim.
[[nodiscard]] std::optional<sync::FeedbackThread> find_thread(sqlite::Database& database, const sync::ThreadKey& key);
void put_thread(sqlite::Database& database, const sync::FeedbackThread& thread);
void put_post(sqlite::Database& database, const sync::ThreadKey& thread, const sync::FeedbackPost& post);
void put_step(sqlite::Database& database, const sync::ThreadKey& thread, const sync::FeedbackStep& step);
// A counted record opens its thread, or continues the one it names. The same record again changes nothing.
void arrive(sqlite::Database& database, const sync::RecordHead& record, const sync::FeedbackArrival& arrival, Instant at);

}  // namespace xz::server::storage
