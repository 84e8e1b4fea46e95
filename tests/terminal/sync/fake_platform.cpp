#include "tests/terminal/sync/fake_platform.hpp"

#include "terminal/core/protocol/envelope.hpp"
#include "terminal/core/protocol/error_body.hpp"

#include <algorithm>
#include <utility>

namespace xz::sync::test {

HttpAnswer error(int status, const std::string& code) { return {status, encode(protocol::ErrorBody{code, "as the test wants it", ""}), {}}; }

FakePlatform::FakePlatform() = default;

protocol::KeySet FakePlatform::key_set() const {
    protocol::KeySet keys{.version = 1, .root = root.verify_key()};
    keys.authorities.push_back(authority.certificate().to_pem());
    keys.receipt.push_back({receipt.verify_key().id(), receipt.verify_key()});
    keys.bundle.push_back({bundle_key.verify_key().id(), bundle_key.verify_key()});
    keys.box.push_back({box.public_key().id(), box.public_key()});
    keys.recovery.push_back({recovery.public_key().id(), recovery.public_key()});
    return protocol::sign(std::move(keys), root);
}

protocol::Bundle FakePlatform::make_bundle(std::uint64_t version, const std::string& published) const {
    protocol::BundlePayload payload{.version = version, .academic_year = "2026-2027", .platform_salt = salt, .key_set = key_set(), .published = published};
    return protocol::sign_bundle(version, protocol::encode_payload(payload).value(), bundle_key);
}

void FakePlatform::publish(protocol::Bundle bundle) {
    const std::lock_guard lock{mutex_};
    bundle_ = std::move(bundle);
}

Result<HttpAnswer, Silence> FakePlatform::send(const HttpRequest& request) {
    const std::lock_guard lock{mutex_};
    paths.push_back(request.path);
    if (silence) {
        return failure(Silence{*silence, "as the test wants it"});
    }
    if (say) {
        return *say;
    }
    if (const auto other = instead.find(request.path); other != instead.end()) {
        return other->second;
    }
    HttpAnswer done = answer(request);
    if (const auto lost = std::exchange(lose_next_answer, std::nullopt)) {
        return failure(Silence{*lost, "the answer was lost"});
    }
    return done;
}

HttpAnswer FakePlatform::answer(const HttpRequest& request) {
    if (request.path == "/sync/v1/records") {
        return records(request.body);
    }
    if (request.path == "/sync/v1/heartbeat") {
        return heartbeat(request.body);
    }
    if (request.path == "/sync/v1/login") {
        return login(request.body);
    }
    if (request.path == "/sync/v1/enrol") {
        return enrol(request.body);
    }
    if (request.path == "/sync/v1/renew") {
        return renew(request.body);
    }
    if (request.path == "/sync/v1/pin") {
        return pin(request.body);
    }
    if (request.path == "/sync/v1/actions") {
        return act(request);
    }
    if (request.path == "/sync/v1/bundle") {
        return bundle(request);
    }
    return error(404, "not_found");
}

HttpAnswer FakePlatform::records(const std::string& body) {
    const auto split = protocol::split_batch(body);
    if (!split) {
        return error(400, "bad_shape");
    }
    const std::vector<std::string> envelopes{split->begin(), split->end()};
    batches.push_back(envelopes.size());
    if (refuse_batch) {
        if (const auto refused = refuse_batch(envelopes)) {
            return *refused;
        }
    }
    protocol::BatchAnswer answer{.epoch = epoch};
    for (const std::string& bytes : envelopes) {
        const std::string id = protocol::envelope_id_in(bytes);
        const auto [place, is_new] = stored.emplace(id, bytes);
        const auto status = is_new                   ? protocol::ReceiptStatus::Stored
                            : place->second == bytes ? protocol::ReceiptStatus::Duplicate
                                                     : protocol::ReceiptStatus::Conflict;
        protocol::BatchResult result{.id = id, .status = status};
        if (status == protocol::ReceiptStatus::Conflict) {
            result.reason = protocol::QuarantineReason::Conflict;
        }
        result.receipt = protocol::sign(protocol::Receipt{id, protocol::envelope_digest(bytes), status, now, epoch, "", {}}, receipt);
        if (tamper) {
            tamper(result);
        }
        answer.results.push_back(std::move(result));
    }
    return ok(encode(answer));
}

HttpAnswer FakePlatform::heartbeat(const std::string& body) {
    last_heartbeat = protocol::decode_heartbeat(body).value();
    protocol::HeartbeatAnswer answer{.epoch = epoch, .time = now, .chain = last_heartbeat->head.chain, .have_seq = have_seq,
                                     .have_sha256 = have_sha256, .safe_seq = safe_seq, .commands = commands};
    answer = protocol::sign(std::move(answer), receipt);
    if (tamper_heartbeat) {
        tamper_heartbeat(answer);
    }
    return ok(encode(answer));
}

HttpAnswer FakePlatform::login(const std::string& body) {
    const auto request = protocol::decode_login_request(body).value();
    if (const auto* begin = std::get_if<protocol::LoginBegin>(&request)) {
        challenged_ = std::get<protocol::StudentNumber>(begin->who).text;
        protocol::LoginChallenge challenge;
        random.fill(challenge.challenge);
        challenge.salt = crypto::pin_salt(salt, challenged_);
        return ok(encode(challenge));
    }
    const auto student = students.find(challenged_);
    if (student == students.end() || !is_signed_by(std::get<protocol::LoginFinish>(request), student->second)) {
        return error(401, "login_refused");
    }
    protocol::LoginAnswer answer{.token = token};
    answer.statement = protocol::sign(protocol::Statement{challenged_, terminal, now, now + std::chrono::hours{1}, "", {}}, receipt);
    answer.expires_at = now + std::chrono::hours{1};
    answer.context = context();
    if (tamper_login) {
        tamper_login(answer);
    }
    return ok(encode(answer));
}

protocol::StudentContext FakePlatform::context() const {
    protocol::StudentContext context{.student_no = challenged_, .masked_name = "张*", .department = "软件工程系", .class_name = "软件2401", .academic_year = "2026-2027"};
    if (furnish) {
        furnish(context);
    }
    return context;
}

HttpAnswer FakePlatform::act(const HttpRequest& request) {
    const auto action = protocol::decode_action(request.body).value();
    if (std::ranges::find(request.headers, std::pair<std::string, std::string>{"X-Session", token}) == request.headers.end()) {
        return error(401, "session_required");
    }
    if (std::ranges::none_of(actions, [&](const protocol::Action& done) { return done.id == action.id; })) {
        actions.push_back(action);
    }
    protocol::ActionAnswer answer{.context = context()};
    if (!refuse_actions.empty()) {
        answer.outcome = protocol::ActionAnswer::Outcome::Refused;
        answer.reason = refuse_actions;
    }
    return ok(encode(answer));
}

HttpAnswer FakePlatform::enrol(const std::string& body) {
    const auto request = protocol::decode_enrol_request(body).value();
    const auto csr = crypto::CertificateRequest::from_pem(request.csr);
    if (!is_self_signed(request) || !csr) {
        return error(400, "bad_shape");
    }
    const auto certificate = authority.issue_client(*csr, terminal, {Instant{}, Instant{std::chrono::hours{24 * 365 * 70}}});
    protocol::EnrolAnswer answer{terminal, certificate.to_pem(), authority.certificate().to_pem(), key_set()};
    if (tamper_enrol) {
        tamper_enrol(answer);
    }
    return ok(encode(answer));
}

HttpAnswer FakePlatform::renew(const std::string& body) {
    const auto request = protocol::decode_renew_request(body).value();
    if (std::holds_alternative<protocol::RenewBegin>(request)) {
        protocol::RenewChallenge challenge;
        random.fill(challenge.challenge);
        return ok(encode(challenge));
    }
    const auto csr = crypto::CertificateRequest::from_pem(std::get<protocol::RenewFinish>(request).csr).value();
    return ok(encode(protocol::RenewAnswer{renewed_certificate.value_or(authority.issue_client(csr, terminal, client_validity()).to_pem())}));
}

HttpAnswer FakePlatform::pin(const std::string& body) {
    const auto request = protocol::decode_pin_request(body).value();
    if (const auto* change = std::get_if<protocol::PinChange>(&request)) {
        const auto student = students.find(challenged_);
        if (student == students.end() || !is_signed_by_old_key(*change, student->second) || !is_self_signed(*change)) {
            return error(401, "pin_refused");
        }
        student->second = change->key;
        token += "-renewed";  // who set this key may not be who opened the sessions before
        return {204, "", {}};
    }
    const auto& first = std::get<protocol::PinFirst>(request);
    const std::string& student_no = std::get<protocol::StudentNumber>(first.who).text;
    const auto code = activations.find(student_no);
    if (code == activations.end() || code->second != first.activation || !is_self_signed(first)) {
        return error(401, "pin_refused");
    }
    activations.erase(code);
    students.insert_or_assign(student_no, first.key);
    return {204, "", {}};
}

HttpAnswer FakePlatform::bundle(const HttpRequest& request) const {
    if (!bundle_) {
        return error(404, "no_bundle");
    }
    const std::string etag = "\"" + std::to_string(bundle_->version) + "\"";
    for (const auto& [name, value] : request.headers) {
        if (name == "If-None-Match" && value == etag) {
            return {304, "", {{"etag", etag}}};
        }
    }
    return {200, encode(*bundle_), {{"etag", etag}}};
}

}  // namespace xz::sync::test
