// Teaching-improvement notes, the feedback they answer, and who has read them.
#pragma once

#include "server-sync/storage/sqlcipher/readers.hpp"
#include "server-sync/storage/sqlcipher/writer.hpp"
#include "server-sync/sync/teaching_notes.hpp"

namespace xz::server::storage {

class SqlTeachingNotes final : public sync::TeachingNotes {
public:
    SqlTeachingNotes(Writer& writer, const Readers& readers) : writer_{writer}, readers_{readers} {}
    [[nodiscard]] std::vector<sync::NoteForStudent> for_student(std::string_view student_no, const std::vector<std::string>& units,
                                                                std::size_t limit) const override;
    [[nodiscard]] std::vector<sync::TeachingNote> newest(std::size_t limit) const override;
    void publish(sync::TeachingNote note, sync::AuditEntry audit, sync::Completion<sync::Verdict> done) override;
    void mark_read(std::string student_no, std::string note, Instant at, sync::Completion<sync::Verdict> done) override;

private:
    Writer& writer_;
    const Readers& readers_;
};

}  // namespace xz::server::storage
