// Teaching-improvement notes (教学改进告知): what the college changed, for whom, and which feedback it answers (DOMAIN 3).
#pragma once

#include "server-sync/sync/audit_log.hpp"
#include "server-sync/sync/completion.hpp"
#include "server-sync/sync/feedback_store.hpp"
#include "server-sync/sync/steps.hpp"
#include "terminal/core/support/clock.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace xz::server::sync {

struct TeachingNote {
    std::string id;     // UUIDv7
    std::string what, why;
    std::chrono::year_month_day from_when;
    std::string unit;   // class, major or department that it is for; empty: the whole college
    std::string user;   // who wrote it
    std::string office; // as people see the author
    Instant published_at;
    std::vector<ThreadKey> threads;  // the feedback it answers
};
// As one student sees it.
struct NoteForStudent {
    TeachingNote note;   // threads: this student's only
    bool unread = false;
};

// Reads throw StoreUnavailable. All calls may come from any thread.
class TeachingNotes {
public:
    virtual ~TeachingNotes() = default;

    // Those for one of these units and those that answer this student's feedback, newest first.
    [[nodiscard]] virtual std::vector<NoteForStudent> for_student(std::string_view student_no, const std::vector<std::string>& units,
                                                                  std::size_t limit) const = 0;
    [[nodiscard]] virtual std::vector<TeachingNote> newest(std::size_t limit) const = 0;

    // OnceOnly: there is one of that id.
    virtual void publish(TeachingNote note, AuditEntry audit, Completion<Verdict> done) = 0;
    // NotFound: no such note.
    virtual void mark_read(std::string student_no, std::string note, Instant at, Completion<Verdict> done) = 0;
};

}  // namespace xz::server::sync
