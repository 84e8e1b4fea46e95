// From proven to counted: what each kind of record must be, when it may have been begun, and what it counts for (DOMAIN 2, 3, 5).
#pragma once

#include "server-sync/sync/judging.hpp"
#include "server-sync/sync/ports.hpp"
#include "server-sync/sync/published_cache.hpp"
#include "server-sync/sync/record_vault.hpp"
#include "terminal/core/domain/plan.hpp"
#include "terminal/core/support/clock.hpp"

namespace xz::server::sync {

class RecordCounting {
public:
    RecordCounting(Ports ports, const PublishedCache& published, const RecordVault& vault, const Clock& clock)
        : ports_{ports}, published_{published}, vault_{vault}, clock_{clock} {}

    // Makes a proven record counted, or says what it awaits, or why it is set aside.
    void count(const protocol::Record& record, const PlacedStudent& student, Vouched vouched, Settled& settled) const;
    // A counted diagnosis, after other data came. What cannot be scored now keeps the result that it has.
    void score_again(const protocol::Record& record, const PlacedStudent& student, Settled& settled) const;

private:
    struct Basis {
        const protocol::RecordContent& content;
        const PlacedStudent& student;
        const domain::Published& newest;
        const domain::Instrument& instrument;
        const domain::Cycle* cycle;          // null for feedback of a year that nobody published
    };
    // Each answers whether the record may count, unless it has made it wait.
    [[nodiscard]] bool take_plan(const Basis& basis, Settled& settled) const;
    [[nodiscard]] bool take_checkpoint(const Basis& basis, Settled& settled) const;
    [[nodiscard]] bool take_feedback(const Basis& basis, Settled& settled) const;
    [[nodiscard]] bool take_diagnosis(const Basis& basis, Settled& settled) const;
    [[nodiscard]] bool begun_in_time(const Basis& basis, Settled& settled) const;
    [[nodiscard]] bool plan_holds(const domain::Plan& plan, const Basis& basis) const;
    [[nodiscard]] std::optional<RecordHead> counted(const Basis& basis, const std::string& record, Settled& settled) const;

    Ports ports_;
    const PublishedCache& published_;
    const RecordVault& vault_;
    const Clock& clock_;
};

}  // namespace xz::server::sync
