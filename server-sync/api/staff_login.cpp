#include "server-sync/api/staff_login.hpp"

#include "server-sync/api/refusal.hpp"
#include "server-sync/api/staff_session.hpp"
#include "server-sync/api/token.hpp"
#include "terminal/core/support/json.hpp"

#include <boost/json/value.hpp>

namespace xz::server::api {

namespace {

constexpr std::size_t LongestUser = 64;
constexpr std::size_t LongestPassword = 256;
constexpr std::size_t LargestBody = 4096;
constexpr std::string_view NobodysPassword = "nobody signs in with this";
constexpr std::chrono::seconds DeskPause{2};

struct Credentials {
    std::string user;
    std::string password;
};

Result<Credentials, Response> read(const Request& request) {
    if (!request.header("content-type").starts_with("application/json")) {
        return failure(error_response(415, "not_json", "expected content-type application/json"));
    }
    const auto value = json::parse(request.body, {.bytes = LargestBody, .depth = 2});
    if (!value) return failure(error_response(400, "not_json", value.error().expected, value.error().path));
    std::vector<json::Problem> problems;
    json::ObjectReader reader{*value, "$", problems};
    Credentials credentials{reader.text("user", 1, LongestUser), reader.text("password", 1, LongestPassword)};
    reader.refuse_unknown();
    if (!problems.empty()) return failure(error_response(400, "bad_shape", "expected " + problems.front().expected, problems.front().path));
    return credentials;
}

Response failed() { return error_response(401, "login_failed", "user or password is not right"); }

// One attempt, on its way from the password desk to the session store.
struct Attempt {
    const WebServices& services;
    Request request;
    std::string user;
    Instant now;
    Respond respond;

    [[nodiscard]] std::string source() const { return "web:" + request.source; }
    [[nodiscard]] std::string subject() const { return "staff:" + user; }

    void fail() const {
        services.ports.throttle.failed(source(), subject(), now, [answer = respond](auto) { answer(failed()); });
    }

    void succeed(const sync::StaffAccount& account) const {
        services.ports.throttle.succeeded(source(), subject(), now, [](auto) {});
        if (const auto old = request.cookie(cookie_name(request)); !old.empty()) {
            services.ports.sessions.close(token_hash(old), [](auto) {});
        }
        const Token token = make_token(services.random);
        const Token csrf = make_token(services.random);
        Response response = staff_response(account, csrf.text);
        response.headers.emplace_back("set-cookie", session_cookie(request, token.text));
        services.ports.sessions.open({.token_hash = token.hash,
                                      .subject = account.user,
                                      .kind = "staff",
                                      .bound_to = {},
                                      .csrf = csrf.text,
                                      .issued_at = now,
                                      .expires_at = now + StaffSessionLife},
                                     [answer = respond, response = std::move(response)](auto outcome) {
                                         answer(outcome ? response : store_unavailable());
                                     });
    }
};

}  // namespace

Response staff_response(const sync::StaffAccount& account, std::string_view csrf) {
    return json_response(200, {{"name", account.name}, {"role", sync::to_text(account.role)}, {"csrf", csrf}});
}

Endpoint staff_login(const WebServices& services) {
    return [&services, nobodys_hash = crypto::hash_password(NobodysPassword, services.random)](Request request, Respond respond) {
        auto credentials = read(request);
        if (!credentials) return respond(credentials.error());
        const Instant now = services.clock.now();
        Attempt attempt{services, std::move(request), credentials->user, now, std::move(respond)};
        attempt.request.body.clear();
        const auto may = services.ports.throttle.begin(attempt.source(), attempt.subject(), now, sync::ThrottleRules{});
        if (may.attempt != sync::Attempt::Allowed) return attempt.respond(busy_response(429, "too_many_attempts", may.wait));
        auto account = services.ports.staff.find(credentials->user);
        const bool usable = account && account->active && !account->password_hash.empty();
        const std::string hash = usable ? account->password_hash : nobodys_hash;
        const bool taken = services.passwords.check(hash, std::move(credentials->password),
                                                    [attempt, account = usable ? account : std::nullopt](crypto::PasswordVerdict verdict) {
                                                        if (!account || verdict == crypto::PasswordVerdict::Wrong) return attempt.fail();
                                                        attempt.succeed(*account);
                                                    });
        if (!taken) {
            services.ports.throttle.withdrawn(attempt.source(), attempt.subject());
            attempt.respond(busy_response(503, "busy", DeskPause));
        }
    };
}

}  // namespace xz::server::api
