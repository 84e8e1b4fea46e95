// Plans and diagnoses on their way, their steps, and verdicts of evidence.
#pragma once

#include "server-sync/storage/sqlcipher/readers.hpp"
#include "server-sync/storage/sqlcipher/writer.hpp"
#include "server-sync/sync/proceedings_store.hpp"

namespace xz::server::storage {

class SqlProceedings final : public sync::ProceedingsStore {
public:
    SqlProceedings(Writer& writer, const Readers& readers) : writer_{writer}, readers_{readers} {}
    [[nodiscard]] sync::Proceeding find(const sync::ProceedingKey& key) const override;
    [[nodiscard]] std::vector<sync::Proceeding> of_student(std::string_view student_no) const override;
    [[nodiscard]] std::vector<sync::ProceedingStep> steps_of(const sync::ProceedingKey& key) const override;
    [[nodiscard]] std::vector<sync::ClassEntry> of_class(std::string_view class_code, protocol::RecordKind kind,
                                                         std::string_view academic_year) const override;
    [[nodiscard]] std::vector<sync::ProceedingKey> in_state(protocol::RecordKind kind, std::string_view state,
                                                            std::string_view before_year, std::size_t limit) const override;
    void change(sync::ProceedingKey key, sync::DecideProceeding decide, sync::StepTrace trace,
                sync::Completion<sync::Verdict> done) override;
    [[nodiscard]] std::vector<sync::EvidenceVerdict> verdicts_of(std::string_view student_no, std::string_view record) const override;
    void verify(std::string student_no, std::string record, sync::EvidenceVerdict verdict, sync::AuditEntry audit,
                sync::Completion<sync::Verdict> done) override;

private:
    Writer& writer_;
    const Readers& readers_;
};

}  // namespace xz::server::storage
