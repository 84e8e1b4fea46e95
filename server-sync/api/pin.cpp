#include "server-sync/api/pin.hpp"

#include "server-sync/api/login.hpp"
#include "server-sync/api/refusal.hpp"
#include "server-sync/api/student_session.hpp"
#include "terminal/core/protocol/pin.hpp"

namespace xz::server::api {

namespace {

Response refused() { return error_response(401, "pin_refused", "the number, the code or the old proof is not good"); }

Bytes bytes_of_key(const crypto::VerifyKey& key) { return {key.bytes().begin(), key.bytes().end()}; }

// One attempt to set a key for a student, from one terminal.
struct Attempt {
    const SyncServices& services;
    std::string source;
    std::string student_no;
    Instant now;
    Respond respond;
    std::optional<sync::Session> own;  // the session that changes the PIN, which stays

    [[nodiscard]] std::string subject() const { return throttle_subject(student_no); }

    [[nodiscard]] bool waits() const {
        const auto may = services.ports.throttle.begin(source, subject(), now, sync::ThrottleRules{});
        if (may.attempt == sync::Attempt::Allowed) return false;
        respond(busy_response(429, "too_many_attempts", may.wait));
        return true;
    }

    void fail() const {
        services.ports.throttle.failed(source, subject(), now, [answer = respond](auto) { answer(refused()); });
    }

    // Who set this key may not be who opened the sessions before.
    void end_sessions() const {
        services.ports.sessions.close_all("student", student_no, [attempt = *this](auto closed) {
            if (!closed) return attempt.respond(store_unavailable());
            if (!attempt.own) return attempt.respond(empty_response(204));
            attempt.services.ports.sessions.open(*attempt.own, [answer = attempt.respond](auto opened) {
                answer(opened ? empty_response(204) : store_unavailable());
            });
        });
    }

    [[nodiscard]] sync::Completion<sync::PinVerdict> settled() const {
        return [attempt = *this](auto outcome) {
            if (outcome && *outcome != sync::PinVerdict::Set) return attempt.fail();
            attempt.services.ports.throttle.withdrawn(attempt.source, attempt.subject());
            if (!outcome) return attempt.respond(store_unavailable());
            attempt.end_sessions();
        };
    }
};

void set_first(const protocol::PinFirst& asked, const Attempt& attempt) {
    const auto code = protocol::parse_activation_code(asked.activation);
    if (attempt.waits()) return;
    if (!code || !protocol::is_self_signed(asked)) return attempt.fail();
    attempt.services.ports.students.activate(attempt.student_no, sync::activation_hash(attempt.student_no, *code),
                                             bytes_of_key(asked.key), attempt.now, attempt.settled());
}

void change(const protocol::PinChange& asked, const Attempt& attempt) {
    if (attempt.waits()) return;
    bool proven = false;
    for (const auto& held : attempt.services.ports.students.pin_keys(attempt.student_no)) {
        const auto key = held.valid_until ? std::nullopt : crypto::VerifyKey::from(held.public_key);
        proven = proven || (key && protocol::is_signed_by_old_key(asked, *key));
    }
    if (!proven || !protocol::is_self_signed(asked)) return attempt.fail();
    attempt.services.ports.students.change_pin(attempt.student_no, bytes_of_key(asked.key), attempt.now, attempt.settled());
}

}  // namespace

Endpoint pin(const SyncServices& services) {
    return [&services](Request request, Respond respond) {
        const auto asked = protocol::decode_pin_request(request.body);
        if (!asked) return respond(malformed(asked.error()));
        const auto terminal = active_terminal(request, services.ports);
        if (!terminal) return respond(terminal.error());
        Attempt attempt{services, throttle_source(*terminal), {}, services.clock.now(), std::move(respond), std::nullopt};
        if (const auto* first = std::get_if<protocol::PinFirst>(&*asked)) {
            attempt.student_no = subject_of(first->who, services.ports.students);
            return set_first(*first, attempt);
        }
        const auto& next = std::get<protocol::PinChange>(*asked);
        auto subject = services.challenges.redeem(Purpose::Login, next.challenge, terminal->id, services.clock.steady());
        if (!subject) return attempt.respond(refused());
        attempt.student_no = std::move(*subject);
        if (auto session = student_session(request, *terminal, services); session && session->subject == attempt.student_no) {
            attempt.own = std::move(*session);
        }
        change(next, attempt);
    };
}

}  // namespace xz::server::api
