// A platform in memory behind the HTTP port: real keys and wire forms, and a switch for everything that can go wrong with it.
#pragma once

#include "terminal/core/crypto/authority.hpp"
#include "terminal/core/protocol/action.hpp"
#include "terminal/core/protocol/batch.hpp"
#include "terminal/core/protocol/bundle.hpp"
#include "terminal/core/protocol/enrol.hpp"
#include "terminal/core/protocol/heartbeat.hpp"
#include "terminal/core/protocol/key_set.hpp"
#include "terminal/core/protocol/login.hpp"
#include "terminal/core/protocol/pin.hpp"
#include "terminal/core/protocol/renew.hpp"
#include "terminal/sync/http_port.hpp"

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace xz::sync::test {

class FakePlatform final : public HttpPort {
public:
    FakePlatform();

    // --- the port
    [[nodiscard]] Result<HttpAnswer, Silence> send(const HttpRequest& request) override;
    void use(Identity) override {}
    void hang_up() override { ++hung_up; }
    void stop() override {}

    // --- what it is
    SystemRandom random;
    crypto::Authority authority = crypto::Authority::create("Test CA", {Instant{}, Instant{std::chrono::hours{24 * 365 * 70}}});
    crypto::SigningKey root = crypto::SigningKey::generate(random);
    crypto::SigningKey receipt = crypto::SigningKey::generate(random);
    crypto::SigningKey bundle_key = crypto::SigningKey::generate(random);
    crypto::BoxKey box = crypto::BoxKey::generate(random);
    crypto::BoxKey recovery = crypto::BoxKey::generate(random);
    protocol::Epoch epoch = protocol::random_epoch(random);
    Bytes salt = Bytes(16, 7);
    std::string terminal = "kiosk-01";
    Instant now{std::chrono::milliseconds{1'781'000'000'000}};  // June 2026

    [[nodiscard]] crypto::Validity client_validity() const { return {now, now + std::chrono::days{100}}; }
    [[nodiscard]] protocol::KeySet key_set() const;
    // A bundle of this version; `published` is a JSON object's text.
    [[nodiscard]] protocol::Bundle make_bundle(std::uint64_t version, const std::string& published = R"({"academic_year":"2026-2027"})") const;
    void publish(protocol::Bundle bundle);

    // --- what it holds: envelopes by id, canonical bytes
    std::map<std::string, std::string> stored;
    std::vector<std::size_t> batches;        // how many envelopes each request had
    std::vector<std::string> paths;          // of all requests
    std::uint64_t have_seq = 0;
    crypto::Digest have_sha256{};
    std::uint64_t safe_seq = 0;
    std::vector<protocol::Command> commands;
    int hung_up = 0;
    std::optional<protocol::Heartbeat> last_heartbeat;

    // --- students: number → PIN key; activation codes
    std::map<std::string, crypto::VerifyKey> students;
    std::map<std::string, std::string> activations;
    std::function<void(protocol::StudentContext&)> furnish;  // adds to the context of a login and of an action's answer
    std::string token = "a-token-of-the-test";  // of the session that is open
    std::vector<protocol::Action> actions;      // those that a session did
    std::string refuse_actions;                 // this reason instead

    // --- what goes wrong; the first that holds
    std::optional<NoAnswer> silence;                           // no request is heard
    std::optional<NoAnswer> lose_next_answer;                  // the next one is heard and done, its answer lost
    std::optional<HttpAnswer> say;                             // this instead of every answer
    std::map<std::string, Result<HttpAnswer, Silence>> instead;  // this instead of every answer at that path
    std::function<std::optional<HttpAnswer>(const std::vector<std::string>&)> refuse_batch;
    std::function<void(protocol::BatchResult&)> tamper;        // with each result after it was signed
    std::function<void(protocol::HeartbeatAnswer&)> tamper_heartbeat;
    std::function<void(protocol::LoginAnswer&)> tamper_login;
    std::function<void(protocol::EnrolAnswer&)> tamper_enrol;
    std::optional<std::string> renewed_certificate;            // given out whatever was asked for

private:
    [[nodiscard]] HttpAnswer answer(const HttpRequest& request);
    [[nodiscard]] HttpAnswer records(const std::string& body);
    [[nodiscard]] HttpAnswer heartbeat(const std::string& body);
    [[nodiscard]] HttpAnswer login(const std::string& body);
    [[nodiscard]] HttpAnswer enrol(const std::string& body);
    [[nodiscard]] HttpAnswer renew(const std::string& body);
    [[nodiscard]] HttpAnswer pin(const std::string& body);
    [[nodiscard]] HttpAnswer act(const HttpRequest& request);
    [[nodiscard]] protocol::StudentContext context() const;
    [[nodiscard]] HttpAnswer bundle(const HttpRequest& request) const;

    std::mutex mutex_;
    std::optional<protocol::Bundle> bundle_;
    std::string challenged_;
};

[[nodiscard]] HttpAnswer error(int status, const std::string& code);
[[nodiscard]] inline HttpAnswer ok(std::string body) { return {200, std::move(body), {}}; }

}  // namespace xz::sync::test
