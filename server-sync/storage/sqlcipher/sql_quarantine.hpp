// What was set aside, kept whole and once per content.
#pragma once

#include "server-sync/storage/sqlcipher/readers.hpp"
#include "server-sync/storage/sqlcipher/writer.hpp"
#include "server-sync/sync/quarantine.hpp"
#include "terminal/core/crypto/hash.hpp"

namespace xz::server::storage {

struct SetAside {
    std::string_view terminal;
    std::string_view id;
    crypto::Digest sha256{};
    protocol::QuarantineReason reason = protocol::QuarantineReason::Malformed;
    Instant received_at;
    std::optional<std::int64_t> envelope;  // number, when it was stored before
    std::optional<std::int64_t> record;    // number, when it was opened before: then `bytes` is empty
    std::string_view bytes;
};

// Inside a transaction. Answers when this content arrived first, if it was there already.
std::optional<Instant> set_aside(sqlite::Database& database, const SetAside& what);

class SqlQuarantine final : public sync::Quarantine {
public:
    SqlQuarantine(Writer& writer, const Readers& readers) : writer_{writer}, readers_{readers} {}
    [[nodiscard]] std::vector<sync::Quarantined> open_cases(std::int64_t after, std::size_t limit) const override;
    [[nodiscard]] std::optional<std::string> bytes(std::int64_t number) const override;
    void resolve(std::int64_t number, sync::Resolution resolution, std::string actor, Instant at,
                 sync::Completion<bool> done) override;

private:
    Writer& writer_;
    const Readers& readers_;
};

}  // namespace xz::server::storage
