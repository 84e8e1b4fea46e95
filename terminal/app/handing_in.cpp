#include "terminal/app/handing_in.hpp"

#include "terminal/core/domain/dossier.hpp"
#include "terminal/core/protocol/key_set.hpp"
#include "terminal/core/protocol/seal.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace xz::app {
namespace {

// The revision that this one replaces: the newest that this kiosk or the platform knows of (ids are ordered by time).
struct Revision {
    std::optional<std::string> base;
    std::uint32_t number = 1;

    void follow(const std::string& id, std::uint32_t revision) {
        if (!base || id > *base) {
            base = id;
        }
        number = std::max(number, revision + 1);
    }
};

// What stands of that kind in the student's year, as the login's context tells it. A checkpoint's number is not told.
void follow_standing(Revision& next, const protocol::StudentContext& context, protocol::RecordKind kind, std::string_view academic_year) {
    const auto standing = context.academic_year == academic_year ? domain::year_standing_from_json(context.plan) : std::nullopt;
    if (!standing || !*standing) {
        return;
    }
    const domain::YearStanding& year = **standing;
    if (const std::string plan = domain::latest_record(year.plan.state); kind == protocol::RecordKind::Plan && !plan.empty()) {
        next.follow(plan, year.plan.revision);
    }
    if (kind == protocol::RecordKind::Checkpoint && !year.checkpoint_record.empty()) {
        next.follow(year.checkpoint_record, 1);
    }
    if (const std::string diagnosis = domain::latest_record(year.diagnosis.state); kind == protocol::RecordKind::Diagnosis && !diagnosis.empty()) {
        next.follow(diagnosis, year.diagnosis.revision);
    }
}

Revision next_revision(storage::Store& store, const Visit& visit, const ui::flow::Submit& submit) {
    Revision next;
    if (submit.kind == protocol::RecordKind::Feedback) {
        return next;  // each says something of its own
    }
    std::vector<std::string> set_aside;
    if (visit.online) {
        const protocol::StudentContext& context = *visit.online->context;
        std::uint32_t known = 0;
        for (const protocol::Submission& submission : context.submissions) {
            if (submission.kind != submit.kind || submission.academic_year != submit.academic_year) {
                continue;
            }
            ++known;
            if (submission.status == protocol::SubmissionStatus::Quarantined) {
                set_aside.push_back(submission.id);
            } else {
                next.follow(submission.id, known);
            }
        }
        follow_standing(next, context, submit.kind, submit.academic_year);
    }
    const auto last = store.last_submissions().find(visit.student_no, submit.kind, submit.academic_year);
    if (last && std::ranges::find(set_aside, last->id) == set_aside.end()) {
        next.follow(last->id, last->revision);
    }
    return next;
}

// The platform holds the statement's span against submitted_at, which is of this machine's clock. Where the clock is so wrong that
// the one lies outside the other, the PIN's proof is good at any time.
protocol::Prover prover_of(const Visit& visit, Instant submitted_at) {
    if (visit.online && submitted_at >= visit.online->statement.issued && submitted_at <= visit.online->statement.expires) {
        return visit.online->statement;
    }
    return &visit.proof_key;
}

}  // namespace

HandedIn hand_in(storage::Store& store, Visit& visit, const ui::flow::Submit& submit, Instant now, IdMaker& ids, RandomSource& random) {
    const auto identity = store.identity().identity();
    if (!identity) {
        throw CannotSeal{"this terminal is not enrolled"};
    }
    const auto keys = protocol::decode_key_set(identity->key_set);
    if (!keys || keys->box.empty() || keys->recovery.empty()) {
        throw CannotSeal{"the key set names nobody to seal for"};
    }
    const crypto::SigningKey terminal_key{identity->sign_seed.clone()};
    const protocol::Sealer sealer{identity->terminal, terminal_key, keys->box.front().key, keys->recovery.front().key,
                                  keys->box.front().kid, keys->recovery.front().kid};
    const Revision revision = next_revision(store, visit, submit);
    const protocol::RecordContent content{
        .id = ids.uuid_v7(),
        .student_no = visit.student_no,
        .kind = submit.kind,
        .academic_year = submit.academic_year,
        .instrument = submit.instrument,
        .revision = revision.number,
        .base = revision.base,
        .payload = submit.payload,
        .consents = submit.consents,
        .started_at = submit.started_at,
        .submitted_at = submit.submitted_at,
        .locale = submit.locale,
        .source = protocol::RecordSource::Terminal,
    };
    const auto envelope = protocol::seal(content, prover_of(visit, submit.submitted_at), store.outbox().next_place(), sealer, now, random);
    if (!envelope) {
        throw CannotSeal{"what was handed in is no record: " + json::to_text(envelope.error().problem)};
    }

    const storage::OpenDraft* draft = visit.draft(submit.kind, submit.academic_year);
    store.submit(*envelope, {visit.student_no, submit.kind, submit.academic_year, revision.number, now}, draft);
    std::erase_if(visit.drafts, [draft](const storage::OpenDraft& one) { return &one == draft; });
    return {envelope->id, envelope->seq};
}

}  // namespace xz::app
