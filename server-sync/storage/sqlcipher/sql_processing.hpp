// The processor's work list and its results, settled in one transaction a batch.
#pragma once

#include "server-sync/storage/sqlcipher/readers.hpp"
#include "server-sync/storage/sqlcipher/writer.hpp"
#include "server-sync/sync/processing_store.hpp"

namespace xz::server::storage {

class SqlProcessing final : public sync::ProcessingStore {
public:
    SqlProcessing(Writer& writer, const Readers& readers) : writer_{writer}, readers_{readers} {}
    [[nodiscard]] std::vector<sync::PendingEnvelope> pending(std::size_t limit) const override;
    [[nodiscard]] std::vector<sync::WaitingRecord> waiting(std::size_t limit) const override;
    [[nodiscard]] sync::WaitingNumbers waiting_numbers() const override;
    [[nodiscard]] sync::ProofFailures proof_failures(std::string_view student_no, std::string_view terminal) const override;
    void forgive_proofs(std::string student_no, sync::Completion<sync::Done> done) override;
    void settle(std::vector<sync::Settled> settled, sync::Completion<sync::Done> done) override;

private:
    Writer& writer_;
    const Readers& readers_;
};

}  // namespace xz::server::storage
