// The college's roster, status data and PIN keys.
#pragma once

#include "server-sync/storage/sqlcipher/readers.hpp"
#include "server-sync/storage/sqlcipher/writer.hpp"
#include "server-sync/sync/student_directory.hpp"

#include <atomic>

namespace xz::server::storage {

class SqlStudents final : public sync::StudentDirectory {
public:
    SqlStudents(Writer& writer, const Readers& readers) : writer_{writer}, readers_{readers} {}
    [[nodiscard]] std::optional<sync::PlacedStudent> find(std::string_view student_no) const override;
    [[nodiscard]] std::optional<std::string> student_of_card(std::string_view card_no) const override;
    [[nodiscard]] std::vector<sync::PinKey> pin_keys(std::string_view student_no) const override;
    [[nodiscard]] std::vector<sync::Observation> observations(std::string_view student_no, std::string_view academic_year,
                                                              std::chrono::year_month_day until) const override;
    [[nodiscard]] std::optional<sync::OrgUnit> unit(std::string_view code) const override;
    [[nodiscard]] std::vector<sync::OrgUnit> units(sync::UnitKind kind) const override;
    [[nodiscard]] std::uint64_t students_in(std::string_view class_code) const override;
    [[nodiscard]] std::vector<std::string> numbers() const override;
    [[nodiscard]] std::vector<sync::Student> without_pin(std::string_view unit_code) const override;
    [[nodiscard]] std::optional<Instant> taken_at(const sync::ImportBatch& batch) const override;
    [[nodiscard]] std::vector<sync::Overruling> overruled(const sync::StatusImport& import) const override;
    void import_roster(sync::RosterImport import, sync::Completion<sync::RosterOutcome> done) override;
    void import_status(sync::StatusImport import, sync::Completion<sync::StatusOutcome> done) override;
    void activate(std::string student_no, Bytes code_hash, Bytes public_key, Instant at,
                  sync::Completion<sync::PinVerdict> done) override;
    void change_pin(std::string student_no, Bytes public_key, Instant at, sync::Completion<sync::PinVerdict> done) override;
    void renew_codes(std::vector<sync::ActivationCode> codes, sync::AuditEntry audit, sync::Completion<std::vector<std::string>> done) override;
    void reset_pin(sync::ActivationCode code, Instant at, sync::AuditEntry audit, sync::Completion<sync::PinVerdict> done) override;

private:
    Writer& writer_;
    const Readers& readers_;
    std::atomic<bool> importing_{false};  // a status import is on its way (status_intake.hpp)
};

}  // namespace xz::server::storage
