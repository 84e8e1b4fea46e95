#include "terminal/app/handing_in.hpp"

#include "terminal/core/protocol/key_set.hpp"
#include "terminal/core/protocol/seal.hpp"

#include <algorithm>

namespace xz::app {
namespace {

// The revision that this one replaces: the newest that this kiosk or the platform knows of (ids are ordered by time).
struct Revision {
    std::optional<std::string> base;
    std::uint32_t number = 1;
};

Revision next_revision(storage::Store& store, const Visit& visit, const ui::flow::Submit& submit) {
    Revision next;
    if (const auto last = store.last_submissions().find(visit.student_no, submit.kind, submit.academic_year)) {
        next = {last->id, last->revision + 1};
    }
    if (visit.online) {
        std::uint32_t known = 0;
        for (const protocol::Submission& submission : visit.online->context->submissions) {
            if (submission.kind != submit.kind || submission.academic_year != submit.academic_year) {
                continue;
            }
            ++known;
            if (!next.base || submission.id > *next.base) {
                next.base = submission.id;
            }
        }
        next.number = std::max(next.number, known + 1);
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

    storage::OpenDraft* draft = visit.draft(submit.kind, submit.academic_year);
    if (draft == nullptr) {  // it expired or was pushed out meanwhile; what it held is in the envelope
        visit.drafts.push_back(store.drafts().begin(visit.student_no, submit.kind, submit.academic_year, visit.stretched, bytes_of("{}")));
        draft = &visit.drafts.back();
    }
    store.submit(*envelope, {visit.student_no, submit.kind, submit.academic_year, revision.number, now}, *draft);
    std::erase_if(visit.drafts, [draft](const storage::OpenDraft& one) { return &one == draft; });
    return {envelope->id, envelope->seq};
}

}  // namespace xz::app
