#include "server-sync/api/heartbeat.hpp"

#include "server-sync/api/refusal.hpp"
#include "terminal/core/protocol/heartbeat.hpp"

#include <algorithm>

namespace xz::server::api {

namespace {

crypto::Digest digest_from_hex(std::string_view text) {
    crypto::Digest digest{};
    if (const auto bytes = from_hex(text); bytes && bytes->size() == digest.size()) std::ranges::copy(*bytes, digest.begin());
    return digest;
}

std::string answer_for(const SyncServices& services, const protocol::Heartbeat& beat) {
    const auto held = services.ports.envelopes.chain(beat.head.terminal, beat.head.chain);
    protocol::HeartbeatAnswer answer{
        .epoch = services.ports.state.epoch(),
        .time = services.clock.now(),
        .chain = beat.head.chain,
        .audit_head = digest_from_hex(services.ports.audit.head()),
    };
    if (held) {
        answer.have_seq = held->have_seq;
        answer.have_sha256 = held->have_sha256;
        answer.safe_seq = held->safe_seq;
    }
    if (auto command = services.ports.terminals.command(beat.head.terminal)) {
        answer.commands.push_back({.id = std::move(command->id), .name = std::move(command->name), .args = std::move(command->args)});
    }
    return protocol::encode(protocol::sign(std::move(answer), services.receipt_key));
}

}  // namespace

Endpoint heartbeat(const SyncServices& services) {
    return [&services](Request request, Respond respond) {
        const auto beat = protocol::decode_heartbeat(request.body);
        if (!beat) return respond(malformed(beat.error()));
        const auto terminal = enrolled_terminal(request, services.ports);
        if (!terminal) return respond(terminal.error());
        const auto key = crypto::VerifyKey::from(terminal->sign_key);
        if (beat->head.terminal != terminal->id || !key || !protocol::is_signed_by(beat->head, *key)) {
            return respond(error_response(403, "bad_signature", "the chain head is not signed by this terminal", "$.head"));
        }
        services.ports.terminals.heartbeat({.terminal = terminal->id,
                                            .at = services.clock.now(),
                                            .status = request.body,
                                            .chain = beat->head.chain,
                                            .seq = beat->head.seq,
                                            .queue_depth = beat->queue_depth,
                                            .bundle_version = beat->bundle_version},
                                           [answer = answer_for(services, *beat), respond = std::move(respond)](auto outcome) {
                                               if (!outcome) return respond(store_unavailable());
                                               respond({.status = 200, .content_type = "application/json", .body = answer});
                                           });
    };
}

}  // namespace xz::server::api
