#include "server-sync/api/renew.hpp"

#include "server-sync/api/enrol.hpp"
#include "server-sync/api/refusal.hpp"
#include "terminal/core/protocol/renew.hpp"

namespace xz::server::api {

namespace {

Response refused() { return error_response(403, "renewal_refused", "the challenge or its signature is not good"); }

void begin(const SyncServices& services, const sync::Terminal& terminal, const Respond& respond) {
    const auto challenge = services.challenges.ask(Purpose::Renew, terminal.id, terminal.id, services.clock.steady());
    respond({.status = 200, .content_type = "application/json", .body = protocol::encode(protocol::RenewChallenge{challenge})});
}

void finish(const SyncServices& services, const sync::Terminal& terminal, const protocol::RenewFinish& asked, Respond respond) {
    const auto key = crypto::VerifyKey::from(terminal.sign_key);
    const bool known = services.challenges.redeem(Purpose::Renew, asked.challenge, terminal.id, services.clock.steady()).has_value();
    if (!known || !key || !protocol::is_signed_by(asked, *key)) return respond(refused());
    const auto csr = crypto::CertificateRequest::from_pem(asked.csr);
    if (!csr) return respond(error_response(400, "bad_csr", "expected a P-256 certificate request signed by its own key", "$.csr"));
    const auto certificate = services.authority.issue_client(*csr, terminal.id, certificate_validity(services.clock.now()));
    auto answer = protocol::encode(protocol::RenewAnswer{certificate.to_pem()});
    services.ports.terminals.add_certificate({.serial = certificate.serial(),
                                              .terminal = terminal.id,
                                              .pem = certificate.to_pem(),
                                              .not_before = certificate.not_before(),
                                              .not_after = certificate.not_after()},
                                             [respond = std::move(respond), answer = std::move(answer)](auto outcome) {
                                                 if (!outcome) return respond(store_unavailable());
                                                 respond({.status = 200, .content_type = "application/json", .body = answer});
                                             });
}

}  // namespace

Endpoint renew(const SyncServices& services) {
    return [&services](Request request, Respond respond) {
        const auto asked = protocol::decode_renew_request(request.body);
        if (!asked) return respond(malformed(asked.error()));
        const auto terminal = enrolled_terminal(request, services.ports);
        if (!terminal) return respond(terminal.error());
        const auto& name = std::visit([](const auto& step) -> const std::string& { return step.terminal; }, *asked);
        if (name != terminal->id) {
            return respond(error_response(403, "other_terminal", "the certificate names another terminal", "$.terminal"));
        }
        if (const auto* last = std::get_if<protocol::RenewFinish>(&*asked)) return finish(services, *terminal, *last, std::move(respond));
        begin(services, *terminal, respond);
    };
}

}  // namespace xz::server::api
