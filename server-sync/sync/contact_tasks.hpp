// Who wished to be contacted (希望联系), as a task for whom they named, until somebody has been in touch (DOMAIN 4).
#pragma once

#include "server-sync/sync/audit_log.hpp"
#include "server-sync/sync/completion.hpp"
#include "server-sync/sync/steps.hpp"
#include "terminal/core/domain/indicator.hpp"
#include "terminal/core/support/bytes.hpp"
#include "terminal/core/support/clock.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::server::sync {

// Closed: the record that wishes it stands no more, or somebody was in touch for another of that year.
enum class ContactState { Open, Done, Closed };
[[nodiscard]] std::string_view to_text(ContactState state);  // open done closed

struct ContactTask {
    std::int64_t number = 0;
    std::string student_no;
    std::string academic_year;
    domain::Contact to = domain::Contact::Counselor;
    Instant made_at;  // when the record was counted
    ContactState state = ContactState::Open;
    // Of a done one: who was in touch, when, and a note under the student's key; it may be empty.
    std::string done_by;
    std::optional<Instant> done_at;
    Bytes note;
};

// Tasks are made where their records are counted (ProcessingStore). Reads throw StoreUnavailable. All calls may come from any thread.
class ContactTasks {
public:
    virtual ~ContactTasks() = default;

    [[nodiscard]] virtual std::optional<ContactTask> find(std::int64_t number) const = 0;
    // Open ones, then done ones, each newest first: the counselor's of the students who are in that class, and the psychology centre's.
    [[nodiscard]] virtual std::vector<ContactTask> of_class(std::string_view class_code, std::size_t limit) const = 0;
    [[nodiscard]] virtual std::vector<ContactTask> of_centre(std::size_t limit) const = 0;

    // Somebody was in touch. NotFound; WrongState: it is not open.
    virtual void finish(std::int64_t number, std::string by, Bytes note, AuditEntry audit, Completion<Verdict> done) = 0;
};

}  // namespace xz::server::sync
