// Arriving envelopes: told apart from what is there, fitted into their chain, stored.
#pragma once

#include "server-sync/storage/sqlcipher/readers.hpp"
#include "server-sync/storage/sqlcipher/writer.hpp"
#include "server-sync/sync/envelope_store.hpp"

namespace xz::server::storage {

class SqlEnvelopes final : public sync::EnvelopeStore {
public:
    SqlEnvelopes(Writer& writer, const Readers& readers) : writer_{writer}, readers_{readers} {}
    void append(std::vector<sync::ArrivedEnvelope> envelopes, sync::Completion<std::vector<sync::StoredEnvelope>> done) override;
    [[nodiscard]] std::vector<sync::ChainHead> chains(std::string_view terminal) const override;
    [[nodiscard]] std::optional<sync::ChainHead> chain(std::string_view terminal, std::string_view chain) const override;
    [[nodiscard]] sync::EnvelopeCounts counts() const override;
    void mark_safe(std::string terminal, std::string chain, std::uint64_t safe_seq, sync::Completion<sync::Done> done) override;

private:
    Writer& writer_;
    const Readers& readers_;
};

}  // namespace xz::server::storage
