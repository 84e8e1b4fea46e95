#include "server-sync/api/login.hpp"

#include "server-sync/api/context_size.hpp"
#include "server-sync/api/refusal.hpp"
#include "server-sync/api/student_session.hpp"
#include "server-sync/api/token.hpp"
#include "server-sync/sync/student_context.hpp"
#include "server-sync/sync/warning_desk.hpp"

#include <algorithm>

namespace xz::server::api {

namespace {

constexpr std::chrono::hours SessionLife{2};
constexpr std::string_view Active = "active";

// The key in force; for whom there is none, a key that nothing was ever signed with, so that the check costs the same.
crypto::VerifyKey key_of(const sync::Ports& ports, const std::string& student_no, const crypto::VerifyKey& nobody) {
    for (const auto& key : ports.students.pin_keys(student_no)) {
        if (key.valid_until) continue;
        if (auto verify = crypto::VerifyKey::from(key.public_key)) return *verify;
    }
    return nobody;
}

// Nothing: no PIN can be proven, whatever the student types.
std::optional<Bytes> platform_salt(const sync::Ports& ports) {
    auto salt = from_base64(ports.state.value("platform_salt").value_or(""));
    return salt && !salt->empty() ? std::optional{std::move(*salt)} : std::nullopt;
}

void begin(const SyncServices& services, const sync::Terminal& terminal, const protocol::Identity& who, const Respond& respond) {
    const auto of_platform = platform_salt(services.ports);
    if (!of_platform) return respond(error_response(500, "no_platform_salt", "the platform's salt is missing: restore the store from a backup"));
    std::string subject = subject_of(who, services.ports.students);
    const auto salt = crypto::pin_salt(*of_platform, subject);
    const auto challenge = services.challenges.ask(Purpose::Login, std::move(subject), terminal.id, services.clock.steady());
    respond({.status = 200, .content_type = "application/json", .body = protocol::encode(protocol::LoginChallenge{challenge, salt})});
}

struct Opened {
    sync::Session session;
    std::string answer;
    std::string academic_year;
};

// Nothing where the student cannot use a terminal: unknown, gone, or nothing is published yet.
std::optional<Opened> open(const SyncServices& services, const sync::Terminal& terminal, const std::string& student_no, Instant now) {
    const auto placed = services.ports.students.find(student_no);
    if (!placed || placed->student.status != Active) return std::nullopt;
    auto context = services.contexts.assemble(student_no, now);
    if (!context) return std::nullopt;
    std::string academic_year = context->academic_year;
    const Token token = make_token(services.random);
    const Instant expires = now + SessionLife;
    auto statement = protocol::sign(protocol::Statement{.student_no = student_no, .terminal = terminal.id, .issued = now, .expires = expires},
                                    services.receipt_key);
    return Opened{
        .session = {.token_hash = token.hash,
                    .subject = student_no,
                    .kind = "student",
                    .bound_to = terminal.id,
                    .csrf = {},
                    .issued_at = now,
                    .expires_at = expires},
        .answer = protocol::encode(protocol::LoginAnswer{token.text, std::move(statement), expires, fitted(std::move(*context))}),
        .academic_year = std::move(academic_year),
    };
}

void finish(const SyncServices& services, const sync::Terminal& terminal, const protocol::LoginFinish& proof,
            const crypto::VerifyKey& nobody, Respond respond) {
    const auto subject = services.challenges.redeem(Purpose::Login, proof.challenge, terminal.id, services.clock.steady());
    if (!subject) return respond(login_failed());
    const Instant now = services.clock.now();
    const std::string source = throttle_source(terminal);
    auto& throttle = services.ports.throttle;
    const auto may = throttle.begin(source, throttle_subject(*subject), now, sync::ThrottleRules{});
    if (may.attempt != sync::Attempt::Allowed) return respond(busy_response(429, "too_many_attempts", may.wait));
    const bool proven = protocol::is_signed_by(proof, key_of(services.ports, *subject, nobody));
    auto opened = proven ? open(services, terminal, *subject, now) : std::nullopt;
    if (!opened) {
        return throttle.failed(source, throttle_subject(*subject), now, [respond = std::move(respond)](auto) { respond(login_failed()); });
    }
    throttle.succeeded(source, throttle_subject(*subject), now, [](auto) {});
    services.ports.processing.forgive_proofs(*subject, [](auto) {});
    services.warnings.notify(*subject, opened->academic_year, now);
    services.ports.sessions.open(std::move(opened->session), [respond = std::move(respond), answer = std::move(opened->answer)](auto outcome) {
        if (!outcome) return respond(store_unavailable());
        respond({.status = 200, .content_type = "application/json", .body = answer});
    });
}

}  // namespace

std::string subject_of(const protocol::Identity& who, const sync::StudentDirectory& students) {
    if (const auto* number = std::get_if<protocol::StudentNumber>(&who)) return number->text;
    const auto& card = std::get<protocol::CardNumber>(who).text;
    return students.student_of_card(card).value_or("card:" + card);  // no student number holds a colon
}

Response login_failed() { return error_response(401, "login_refused", "the number or its proof is not good"); }

Endpoint login(const SyncServices& services) {
    const auto nobody = crypto::SigningKey::generate(services.random).verify_key();
    return [&services, nobody](Request request, Respond respond) {
        const auto asked = protocol::decode_login_request(request.body);
        if (!asked) return respond(malformed(asked.error()));
        const auto terminal = active_terminal(request, services.ports);
        if (!terminal) return respond(terminal.error());
        if (const auto* proof = std::get_if<protocol::LoginFinish>(&*asked)) {
            return finish(services, *terminal, *proof, nobody, std::move(respond));
        }
        begin(services, *terminal, std::get<protocol::LoginBegin>(*asked).who, respond);
    };
}

}  // namespace xz::server::api
