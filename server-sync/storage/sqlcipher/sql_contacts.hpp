// Tasks to get in touch with students who wished it.
#pragma once

#include "server-sync/storage/sqlcipher/readers.hpp"
#include "server-sync/storage/sqlcipher/writer.hpp"
#include "server-sync/sync/contact_tasks.hpp"
#include "server-sync/sync/record_store.hpp"

namespace xz::server::storage {

// Inside the transaction in which the record is counted. The same record again changes nothing.
void put_contact(sqlite::Database& database, const sync::RecordHead& record, domain::Contact to, Instant at);

class SqlContacts final : public sync::ContactTasks {
public:
    SqlContacts(Writer& writer, const Readers& readers) : writer_{writer}, readers_{readers} {}
    [[nodiscard]] std::optional<sync::ContactTask> find(std::int64_t number) const override;
    [[nodiscard]] std::vector<sync::ContactTask> of_class(std::string_view class_code, std::size_t limit) const override;
    [[nodiscard]] std::vector<sync::ContactTask> of_centre(std::size_t limit) const override;
    void finish(std::int64_t number, std::string by, Bytes note, sync::AuditEntry audit, sync::Completion<sync::Verdict> done) override;

private:
    Writer& writer_;
    const Readers& readers_;
};

}  // namespace xz::server::storage
