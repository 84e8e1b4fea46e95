#include "terminal/sync/heartbeat.hpp"

namespace xz::sync {

Called<protocol::HeartbeatAnswer> Heartbeat::beat() {
    const protocol::Heartbeat report = store_.measure();
    auto answer = platform_.heartbeat(report);
    if (!answer) {
        return answer;
    }
    const auto key = trust_.keys()->receipt_key(answer->kid);
    if (!key || !is_signed_by(*answer, *key)) {
        return failure(CallFailure{.kind = CallFailure::Kind::BadSignature, .status = 200, .message = "the heartbeat's answer does not verify"});
    }
    if (answer->chain != report.head.chain) {
        return failure(CallFailure{.kind = CallFailure::Kind::BadSignature, .status = 200, .message = "the heartbeat's answer is about another chain"});
    }
    store_.take(*answer);
    return answer;
}

}  // namespace xz::sync
