// Warnings with the log of their steps, objections, and the marks of students whose data have changed.
#pragma once

#include "server-sync/storage/sqlcipher/readers.hpp"
#include "server-sync/storage/sqlcipher/writer.hpp"
#include "server-sync/sync/warning_store.hpp"

namespace xz::server::storage {

class SqlWarnings final : public sync::WarningStore {
public:
    SqlWarnings(Writer& writer, const Readers& readers) : writer_{writer}, readers_{readers} {}
    [[nodiscard]] std::vector<sync::StoredWarning> of_student(std::string_view student_no, std::string_view academic_year) const override;
    [[nodiscard]] std::vector<sync::StoredWarning> open_of_class(std::string_view class_code, std::string_view academic_year) const override;
    [[nodiscard]] std::vector<sync::WarningStep> steps_of(std::string_view student_no, std::string_view academic_year) const override;
    void change(std::string student_no, domain::WarningKey key, sync::DecideChange decide, sync::StepTrace trace,
                sync::Completion<sync::Verdict> done) override;
    void change_all(std::string student_no, std::string academic_year, sync::DecideChange decide,
                    sync::Completion<std::uint64_t> done) override;
    [[nodiscard]] std::vector<sync::ToEvaluate> to_evaluate(std::size_t limit) const override;
    [[nodiscard]] std::vector<sync::EvaluationBasis> bases_of(const std::vector<sync::ToEvaluate>& students) const override;
    void take(std::vector<sync::Evaluated> evaluated, sync::Completion<sync::Done> done) override;
    [[nodiscard]] std::vector<sync::ToEvaluate> open_before(std::string_view academic_year, std::size_t limit) const override;
    [[nodiscard]] std::vector<sync::StoredObjection> objections_of(std::string_view student_no,
                                                                   std::string_view academic_year) const override;
    [[nodiscard]] std::vector<sync::StoredObjection> open_objections_of_class(std::string_view class_code) const override;
    [[nodiscard]] std::optional<sync::StoredObjection> objection(std::int64_t number) const override;
    void object(sync::StoredObjection objection, sync::DatumSought sought, sync::StepTrace trace,
                sync::Completion<sync::Verdict> done) override;
    void answer(sync::StoredObjection answered, sync::DecideChange decide, sync::StepTrace trace,
                sync::Completion<sync::Verdict> done) override;

private:
    Writer& writer_;
    const Readers& readers_;
};

}  // namespace xz::server::storage
