// Records as their students and the boards read them, and the exact results of those that count.
#pragma once

#include "server-sync/storage/sqlcipher/readers.hpp"
#include "server-sync/storage/sqlcipher/writer.hpp"
#include "server-sync/sync/record_store.hpp"

namespace xz::server::storage {

class SqlRecords final : public sync::RecordStore {
public:
    SqlRecords(Writer& writer, const Readers& readers) : writer_{writer}, readers_{readers} {}
    [[nodiscard]] std::optional<sync::RecordHead> find(std::string_view student_no, std::string_view id) const override;
    [[nodiscard]] std::vector<sync::RecordHead> of_student(std::string_view student_no, std::size_t limit) const override;
    [[nodiscard]] std::uint64_t count_of_student(std::string_view student_no) const override;
    [[nodiscard]] std::vector<sync::RecordHead> standing(std::string_view student_no) const override;
    [[nodiscard]] std::optional<Bytes> sealed_content(std::string_view student_no, std::string_view id) const override;
    void claim(std::string student_no, std::string id, sync::ActionMark action, Instant at, sync::Completion<bool> done) override;
    void disown(std::string student_no, std::string id, sync::ActionMark action, Instant at, sync::Completion<sync::Verdict> done) override;

private:
    Writer& writer_;
    const Readers& readers_;
};

class SqlResults final : public sync::ResultStore {
public:
    explicit SqlResults(const Readers& readers) : readers_{readers} {}
    [[nodiscard]] std::optional<sync::ScoredResult> find(std::string_view student_no, std::string_view academic_year) const override;
    [[nodiscard]] std::vector<sync::ScoredResult> of_class(std::string_view class_code, std::string_view academic_year) const override;
    [[nodiscard]] std::vector<std::string> academic_years() const override;
    [[nodiscard]] ClassCount count(std::string_view class_code, std::string_view academic_year) const override;

private:
    const Readers& readers_;
};

}  // namespace xz::server::storage
