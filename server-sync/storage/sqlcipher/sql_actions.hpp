// Answers to students' actions, and what else a step leaves behind it.
#pragma once

#include "server-sync/storage/sqlcipher/readers.hpp"
#include "server-sync/storage/sqlcipher/writer.hpp"
#include "server-sync/sync/action_store.hpp"
#include "server-sync/sync/proceedings_store.hpp"

namespace xz::server::storage {

// Inside the transaction of a step that was done.
void leave_trace(sqlite::Database& database, std::string_view student_no, const sync::StepTrace& trace, Instant at);

class SqlActions final : public sync::ActionStore {
public:
    SqlActions(Writer& writer, const Readers& readers) : writer_{writer}, readers_{readers} {}
    [[nodiscard]] std::optional<sync::Verdict> answered(std::string_view student_no, const sync::ActionMark& action) const override;
    void keep(std::string student_no, sync::ActionMark action, sync::Verdict verdict, Instant at,
              sync::Completion<sync::Verdict> done) override;

private:
    Writer& writer_;
    const Readers& readers_;
};

}  // namespace xz::server::storage
