// The feedback channel (反馈): staff assign and answer, students close and reopen, and what the college changed is told back (DOMAIN 3).
#pragma once

#include "server-sync/sync/ports.hpp"
#include "server-sync/sync/published_cache.hpp"
#include "server-sync/sync/record_vault.hpp"
#include "server-sync/sync/student_words.hpp"
#include "terminal/core/domain/dossier.hpp"
#include "terminal/core/support/clock.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::server::sync {

struct ThreadCase {
    FeedbackThread thread;
    std::vector<domain::Post> posts;  // oldest first; texts are empty where their student's key is gone
    std::vector<FeedbackStep> steps;  // oldest first
};

// Whoever calls on behalf of staff has checked their scope; steps by staff are audited here, looks by the caller. Steps seal words on the
// calling thread; their completion is the store's.
class FeedbackDesk {
public:
    FeedbackDesk(Ports ports, const PublishedCache& published, const RecordVault& vault, RandomSource& random)
        : ports_{ports}, published_{published}, vault_{vault}, words_{ports.student_keys, random} {}

    // --- reads, some 1 ms. Throw StoreUnavailable.
    [[nodiscard]] std::optional<ThreadCase> thread_case(const ThreadKey& key) const;
    // The member `replies` of a student's context: their threads and the notes for their class, department and college.
    [[nodiscard]] domain::Replies replies_for(const PlacedStudent& student) const;

    // --- staff. `to`: a user; `office`: what the student sees as author.
    void assign(ThreadKey thread, std::string to, Stepper by, Instant now, Completion<Verdict> done) const;
    void answer(ThreadKey thread, std::string text, std::string office, Stepper by, Instant now, Completion<Verdict> done) const;
    // The note's id must be new (OnceOnly). ReasonMissing without what or why.
    void publish(TeachingNote note, Stepper by, Completion<Verdict> done) const;

    // --- its student, online. `action`: the student's.
    void close(ThreadKey thread, ActionMark action, Instant now, Completion<Verdict> done) const;
    void reopen(ThreadKey thread, std::string why, ActionMark action, Instant now, Completion<Verdict> done) const;
    void mark_read(std::string student_no, std::string subject, Instant now, Completion<Verdict> done) const;

    // --- duty, blocking: what was not answered in the published working days. Answers how many. Throws StoreUnavailable.
    std::uint64_t escalate_overdue(Instant now) const;

private:
    Ports ports_;
    const PublishedCache& published_;
    const RecordVault& vault_;
    StudentWords words_;
};

}  // namespace xz::server::sync
