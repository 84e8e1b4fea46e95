// Feedback threads, what was said in them, and what their students have read (DOMAIN 3).
#pragma once

#include "server-sync/sync/audit_log.hpp"
#include "server-sync/sync/completion.hpp"
#include "server-sync/sync/proceedings_store.hpp"
#include "server-sync/sync/steps.hpp"
#include "terminal/core/domain/feedback.hpp"
#include "terminal/core/domain/proceedings.hpp"
#include "terminal/core/support/bytes.hpp"
#include "terminal/core/support/clock.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::server::sync {

// Ids of records are a student's own: the same one may be another student's as well.
struct ThreadKey {
    std::string student_no;
    std::string id;  // of the record that opened it
    friend bool operator==(const ThreadKey&, const ThreadKey&) = default;
};

struct FeedbackThread {
    ThreadKey key;
    std::string academic_year;
    std::string class_code;       // at the time of opening
    std::string department_code;
    domain::Addressee to = domain::Addressee::Counselor;
    std::string about;            // a dimension's or an indicator's code, or empty
    domain::FeedbackState state;
    Instant opened_at;
    std::chrono::year_month_day due;  // to be answered by; of one that waits
    bool unread = false;              // by its student
};

struct FeedbackPost {
    Stepper by;
    std::string office;  // of staff: what the student sees as author
    std::string record;  // of a student's post that came as a record, whose words lie there; else empty
    Bytes words;         // sealed
    Instant at;
};

// Append-only: how a thread came to be where it is. `from` and `to` are names of states; what was said is in the posts.
struct FeedbackStep {
    std::string from, to;  // `from` is empty where it begins
    std::string action;    // domain::name_of(FeedbackAction); "submit": a record opened it or went on with it
    Stepper by;
    std::string assigned;  // to whom, of "assign"
    Instant at;
};

// Decided inside the store's transaction: pure, fast, perhaps called twice.
struct FeedbackChange {
    Verdict verdict = Verdict::Done;
    FeedbackThread next;  // of Done only
    std::optional<FeedbackPost> post;
    FeedbackStep step;    // of Done only
};
using DecideFeedback = std::function<FeedbackChange(const FeedbackThread& now)>;

// What a counted feedback record says to its threads, without its words.
struct FeedbackArrival {
    std::string thread;  // that it goes on with; empty: it opens one
    domain::Addressee to = domain::Addressee::Counselor;
    std::string about;
    std::string department_code;
    std::chrono::year_month_day due;  // of an answer, when it opens or reopens
};

// Whose threads a member of staff finds: what is assigned to them, and what one of these names.
struct FeedbackDuty {
    std::string user;
    std::vector<std::string> counselled_classes;  // of the students, as they are now: addressed to the counselor
    std::vector<std::string> led_departments;     // addressed to department or teacher, and what was escalated there; nothing confidential
    bool quality_office = false;                  // addressed to the school, and everything that was escalated
    bool psychology_centre = false;               // addressed to it
};

// A thread's place in a list: escalated ones first, then those that wait, then the others; each by their due day.
struct FeedbackPlace {
    int urgency = 0;  // 0 escalated, 1 waits, 2 neither
    std::chrono::year_month_day due;
    ThreadKey key;
};

// Reads throw StoreUnavailable. All calls may come from any thread.
class FeedbackStore {
public:
    virtual ~FeedbackStore() = default;

    [[nodiscard]] virtual std::optional<FeedbackThread> find(const ThreadKey& key) const = 0;
    [[nodiscard]] virtual std::vector<FeedbackPost> posts_of(const ThreadKey& key) const = 0;  // oldest first
    [[nodiscard]] virtual std::vector<FeedbackStep> steps_of(const ThreadKey& key) const = 0;  // oldest first
    [[nodiscard]] virtual std::vector<FeedbackThread> of_student(std::string_view student_no, std::size_t limit) const = 0;  // newest first
    // In the order of their places. `state`: of that name only; empty: of any.
    [[nodiscard]] virtual std::vector<FeedbackThread> in_duty(const FeedbackDuty& duty, std::string_view state,
                                                              const std::optional<FeedbackPlace>& after, std::size_t limit) const = 0;
    // Waiting for an answer that was due before `day`.
    [[nodiscard]] virtual std::vector<ThreadKey> overdue(std::chrono::year_month_day day, std::size_t limit) const = 0;

    // Records open and continue threads in ProcessingStore::settle; every other step comes through here.
    virtual void change(ThreadKey key, DecideFeedback decide, StepTrace trace, Completion<Verdict> done) = 0;

    // NotFound: not this student's.
    virtual void mark_read(ThreadKey key, Instant at, Completion<Verdict> done) = 0;
};

}  // namespace xz::server::sync
