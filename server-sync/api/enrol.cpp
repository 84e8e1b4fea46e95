#include "server-sync/api/enrol.hpp"

#include "server-sync/api/refusal.hpp"
#include "terminal/core/protocol/enrol.hpp"

namespace xz::server::api {

namespace {

constexpr std::chrono::days CertificateLife{90};
constexpr std::chrono::minutes ClockSlack{10};  // a terminal's clock may be a little behind

Response refused() { return error_response(403, "code_refused", "this enrolment code is unknown, used or over its time"); }

std::string answer_for(const SyncServices& services, const std::string& terminal, const crypto::Certificate& certificate) {
    return protocol::encode(protocol::EnrolAnswer{
        .terminal = terminal,
        .cert = certificate.to_pem(),
        .ca = services.authority.certificate().to_pem(),
        .keys = *services.key_set(),
    });
}

sync::Enrolment enrolment_of(const SyncServices& services, const protocol::EnrolRequest& request,
                             const crypto::CertificateRequest& csr, const sync::EnrolCode& code, Instant now) {
    const auto certificate = services.authority.issue_client(csr, code.terminal, certificate_validity(now));
    const auto key = request.sign_key.bytes();
    // Requests differ each time they are made; the key behind them says whether it is the same terminal that asks again.
    const auto csr_key = csr.key_fingerprint();
    return {
        .code_hash = code.hash,
        .sign_key = Bytes(key.begin(), key.end()),
        .csr_hash = Bytes(csr_key.begin(), csr_key.end()),
        .certificate = {.serial = certificate.serial(),
                        .terminal = code.terminal,
                        .pem = certificate.to_pem(),
                        .not_before = certificate.not_before(),
                        .not_after = certificate.not_after()},
        .answer = answer_for(services, code.terminal, certificate),
        .at = now,
    };
}

// One subject for each code: guesses add up where they come from and stop nobody elsewhere.
std::string throttle_subject(const Bytes& code_hash) { return "enrol:" + to_hex(code_hash); }

}  // namespace

Bytes enrol_code_hash(std::string_view code_text) {
    const auto digest = crypto::sha256(code_text);
    return {digest.begin(), digest.end()};
}

crypto::Validity certificate_validity(Instant now) { return {now - ClockSlack, now + CertificateLife}; }

Endpoint enrol(const SyncServices& services) {
    return [&services](Request request, Respond respond) {
        const auto asked = protocol::decode_enrol_request(request.body);
        if (!asked) return respond(malformed(asked.error()));
        const auto csr = crypto::CertificateRequest::from_pem(asked->csr);
        if (!csr) return respond(error_response(400, "bad_csr", "expected a P-256 certificate request signed by its own key", "$.csr"));
        if (!protocol::is_self_signed(*asked)) {
            return respond(error_response(400, "bad_signature", "expected a signature of type enrol by sign_key", "$.sig"));
        }
        const Instant now = services.clock.now();
        const Bytes hash = enrol_code_hash(protocol::to_text(asked->code));
        const std::string source = "enrol:" + request.source;
        const auto may = services.ports.throttle.begin(source, throttle_subject(hash), now, sync::ThrottleRules{});
        if (may.attempt != sync::Attempt::Allowed) return respond(busy_response(429, "too_many_attempts", may.wait));
        const auto fail = [&services, source, hash, now, respond] {
            services.ports.throttle.failed(source, throttle_subject(hash), now, [respond](auto) { respond(refused()); });
        };
        const auto code = services.ports.terminals.code(hash);
        if (!code || !asked->code.names(services.authority.certificate())) return fail();
        services.ports.terminals.enrol(enrolment_of(services, *asked, *csr, *code, now), [&services, source, hash, respond, fail](auto outcome) {
            const bool enrolled = outcome && (outcome->verdict == sync::EnrolVerdict::Enrolled || outcome->verdict == sync::EnrolVerdict::Repeated);
            if (outcome && !enrolled) return fail();
            services.ports.throttle.withdrawn(source, throttle_subject(hash));
            if (!outcome) return respond(store_unavailable());
            respond({.status = 200, .content_type = "application/json", .body = std::move(outcome->answer)});
        });
    };
}

}  // namespace xz::server::api
