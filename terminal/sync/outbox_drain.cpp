#include "terminal/sync/outbox_drain.hpp"

#include "terminal/core/protocol/envelope.hpp"

#include <algorithm>
#include <iterator>

namespace xz::sync {
namespace {

// {"envelopes":[…]} and a comma each must fit beside them.
constexpr std::size_t batch_bytes = protocol::MaxBody - 1024;

// Only a platform that says that the batch itself is none: a login page's 403 or a moved address must set nothing aside.
bool refuses_the_batch(const CallFailure& failed) {
    return failed.kind == CallFailure::Kind::Refused && (failed.status == 400 || failed.status == 413 || failed.status == 422);
}

}  // namespace

bool OutboxDrain::is_good(const Waiting& sent, const protocol::BatchResult& result, const protocol::Epoch& epoch) const {
    const protocol::Receipt& receipt = result.receipt;
    const auto key = trust_.keys()->receipt_key(receipt.kid);
    return result.id == sent.id && receipt.id == sent.id && receipt.status == result.status && receipt.epoch == epoch &&
           receipt.sha256 == protocol::envelope_digest(sent.bytes) && key && is_signed_by(receipt, *key);
}

Called<OutboxDrain::Progress> OutboxDrain::send_batch() {
    std::vector<Waiting> batch = store_.waiting(batch_, batch_bytes);
    if (batch.empty()) {
        return Progress{};
    }
    std::vector<std::string> envelopes;
    envelopes.reserve(batch.size());
    std::ranges::transform(batch, std::back_inserter(envelopes), [](Waiting& one) { return one.bytes; });

    const auto answer = platform_.records(envelopes);
    if (!answer) {
        if (!refuses_the_batch(answer.error())) {
            return failure(answer.error());
        }
        if (batch.size() == 1) {
            store_.set_aside(batch.front().id, answer.error().message);
        }
        batch_ = std::max<std::size_t>(1, batch.size() / 2);
        return Progress{Progress::Left::More, {}, std::nullopt};
    }

    Progress progress{Progress::Left::More, {}, std::nullopt};
    for (std::size_t i = 0; i < batch.size(); ++i) {
        const protocol::BatchResult& result = answer->results[i];
        if (is_good(batch[i], result, answer->epoch)) {
            progress.settled.push_back(result);
        }
    }
    if (!progress.settled.empty()) {
        store_.settle(progress.settled);
    }
    if (progress.settled.size() < batch.size()) {
        progress.trouble = CallFailure{.kind = CallFailure::Kind::BadSignature,
                                       .status = 200,
                                       .message = std::to_string(batch.size() - progress.settled.size()) + " receipts do not verify"};
        return progress;
    }
    batch_ = std::min(batch_ * 2, protocol::MaxEnvelopes);
    return progress;
}

}  // namespace xz::sync
