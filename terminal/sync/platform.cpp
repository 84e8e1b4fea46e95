#include "terminal/sync/platform.hpp"

#include "terminal/core/protocol/error_body.hpp"

#include <fmt/format.h>

#include <charconv>

namespace xz::sync {
namespace {

using namespace std::chrono_literals;

// A student waits for these, and for no longer.
constexpr auto while_somebody_waits = 10s;
constexpr auto in_the_background = 60s;

CallFailure failure_of(const Silence& silence) {
    using Kind = CallFailure::Kind;
    const Kind kind = [&silence] {
        switch (silence.why) {
            case NoAnswer::UntrustedServer: return Kind::UntrustedServer;
            case NoAnswer::RefusedIdentity: return Kind::RefusedIdentity;
            case NoAnswer::TooLarge: return Kind::NotThePlatform;
            case NoAnswer::Stopped: return Kind::Stopped;
            case NoAnswer::Unreachable:
            case NoAnswer::TimedOut:
            case NoAnswer::Interrupted: break;
        }
        return Kind::Offline;
    }();
    return {.kind = kind, .message = silence.detail};
}

// Only the form of whole seconds: the platform gives no dates here. Longer than a day is not believed.
std::optional<std::chrono::seconds> retry_after(const HttpAnswer& answer) {
    const auto text = answer.header("retry-after");
    long seconds = 0;
    if (!text || std::from_chars(text->data(), text->data() + text->size(), seconds).ptr != text->data() + text->size() ||
        seconds < 0) {
        return std::nullopt;
    }
    return std::min<std::chrono::seconds>(std::chrono::seconds{seconds}, 24h);
}

CallFailure failure_of(const HttpAnswer& answer) {
    using Kind = CallFailure::Kind;
    CallFailure failed{.kind = Kind::NotThePlatform, .status = answer.status};
    const auto error = protocol::decode_error_body(answer.body);
    if (error) {
        failed.code = error->code;
        failed.message = fmt::format("{} {}: {} {}", answer.status, error->code, error->message, error->path);
    } else {
        failed.message = fmt::format("status {} without an error of the platform's form", answer.status);
    }
    if (answer.status == 429 || answer.status == 503) {
        failed.kind = Kind::Busy;
        failed.retry_after = retry_after(answer);
    } else if (answer.status >= 500) {
        failed.kind = Kind::PlatformError;
    } else if (answer.status >= 400 && error) {
        failed.kind = Kind::Refused;
    }
    return failed;
}

CallFailure malformed(std::string_view path, const protocol::Malformed& what) {
    return {.kind = CallFailure::Kind::NotThePlatform, .status = 200, .message = fmt::format("{}: {}", path, json::to_text(what.problem))};
}

}  // namespace

Called<HttpAnswer> Platform::exchange(HttpRequest request) {
    auto answer = http_.send(request);
    if (!answer) {
        return failure(failure_of(answer.error()));
    }
    if (answer->status != 200 && answer->status != 204 && answer->status != 304) {
        return failure(failure_of(*answer));
    }
    return std::move(*answer);
}

template <typename T>
Called<T> Platform::post(std::string path, std::string body, std::chrono::milliseconds limit,
                         protocol::Decoded<T> (*decode)(std::string_view), std::vector<std::pair<std::string, std::string>> headers) {
    const auto answer = exchange({.method = Method::Post, .path = path, .body = std::move(body), .headers = std::move(headers), .limit = limit});
    if (!answer) {
        return failure(answer.error());
    }
    auto decoded = decode(answer->body);
    if (!decoded) {
        return failure(malformed(path, decoded.error()));
    }
    return std::move(*decoded);
}

Called<protocol::EnrolAnswer> Platform::enrol(const protocol::EnrolRequest& request) {
    return post("/sync/v1/enrol", encode(request), in_the_background, protocol::decode_enrol_answer);
}

Called<protocol::RenewChallenge> Platform::renew(const protocol::RenewBegin& request) {
    return post("/sync/v1/renew", encode(request), in_the_background, protocol::decode_renew_challenge);
}

Called<protocol::RenewAnswer> Platform::renew(const protocol::RenewFinish& request) {
    return post("/sync/v1/renew", encode(request), in_the_background, protocol::decode_renew_answer);
}

Called<std::optional<Platform::Published>> Platform::bundle(const std::string& etag) {
    HttpRequest request{.method = Method::Get, .path = "/sync/v1/bundle", .limit = in_the_background, .answer_cap = protocol::MaxBundle};
    if (!etag.empty()) {
        request.headers.emplace_back("If-None-Match", etag);
    }
    const auto answer = exchange(std::move(request));
    if (!answer) {
        return failure(answer.error());
    }
    if (answer->status == 304) {
        return std::optional<Published>{};
    }
    auto bundle = protocol::decode_bundle(answer->body);
    if (!bundle) {
        return failure(malformed("/sync/v1/bundle", bundle.error()));
    }
    return Published{std::move(*bundle), std::string{answer->header("etag").value_or("")}};
}

Called<protocol::BatchAnswer> Platform::records(std::span<const std::string> envelopes) {
    auto answer = post("/sync/v1/records", protocol::encode_batch(envelopes), in_the_background, protocol::decode_batch_answer);
    if (answer && answer->results.size() != envelopes.size()) {
        return failure(CallFailure{.kind = CallFailure::Kind::NotThePlatform,
                                   .status = 200,
                                   .message = fmt::format("{} results for {} envelopes", answer->results.size(), envelopes.size())});
    }
    return answer;
}

Called<protocol::LoginChallenge> Platform::login(const protocol::LoginBegin& request) {
    return post("/sync/v1/login", encode(request), while_somebody_waits, protocol::decode_login_challenge);
}

Called<protocol::LoginAnswer> Platform::login(const protocol::LoginFinish& request) {
    return post("/sync/v1/login", encode(request), while_somebody_waits, protocol::decode_login_answer);
}

Called<void> Platform::pin(const protocol::PinRequest& request) {
    std::string body = std::visit([](const auto& one) { return encode(one); }, request);
    const auto answer = exchange({.method = Method::Post, .path = "/sync/v1/pin", .body = std::move(body), .limit = while_somebody_waits});
    if (!answer) {
        return failure(answer.error());
    }
    if (answer->status != 204) {
        return failure(CallFailure{.kind = CallFailure::Kind::NotThePlatform, .status = answer->status, .message = "an answer where none was due"});
    }
    return {};
}

Called<protocol::ActionAnswer> Platform::act(const protocol::Action& action, std::string_view token) {
    return post("/sync/v1/actions", encode(action), while_somebody_waits, protocol::decode_action_answer, {{"X-Session", std::string{token}}});
}

Called<protocol::HeartbeatAnswer> Platform::heartbeat(const protocol::Heartbeat& request) {
    return post("/sync/v1/heartbeat", encode(request), in_the_background, protocol::decode_heartbeat_answer);
}

}  // namespace xz::sync
