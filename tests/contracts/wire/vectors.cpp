#include "tests/contracts/wire/vectors.hpp"

#include "terminal/core/crypto/key_shares.hpp"
#include "terminal/core/crypto/pin_key.hpp"
#include "terminal/core/protocol/action.hpp"
#include "terminal/core/protocol/batch.hpp"
#include "terminal/core/protocol/bundle.hpp"
#include "terminal/core/protocol/enrol.hpp"
#include "terminal/core/protocol/envelope_export.hpp"
#include "terminal/core/protocol/error_body.hpp"
#include "terminal/core/protocol/heartbeat.hpp"
#include "terminal/core/protocol/login.hpp"
#include "terminal/core/protocol/pin.hpp"
#include "terminal/core/protocol/renew.hpp"
#include "terminal/core/protocol/report_seal.hpp"
#include "tests/terminal/core/protocol/sample.hpp"

#include <boost/json/value.hpp>

#include <algorithm>

namespace xz::protocol::vectors {
namespace {

using boost::json::object;

constexpr std::string_view Pin = "402817";
constexpr std::string_view StudentNo = "2024010203";

object describe(const crypto::SigningKey& key) {
    return {{"seed", to_hex(key.seed().bytes())},
            {"public", to_base64(key.verify_key().bytes())},
            {"kid", key.verify_key().id()}};
}

object describe(const crypto::BoxKey& key) {
    return {{"scalar", to_hex(key.scalar().bytes())},
            {"public", to_base64(key.public_key().bytes())},
            {"kid", key.public_key().id()}};
}

Bytes platform_salt() {
    return Bytes(32, 0x5a);
}

crypto::Secret<32> stretched() {
    return crypto::stretch_pin(Pin, crypto::pin_salt(platform_salt(), StudentNo));
}

object pin_vector() {
    const Bytes pepper(32, 0x77);
    return {{"pin", Pin},
            {"student_no", StudentNo},
            {"platform_salt", to_base64(platform_salt())},
            {"salt", to_base64(crypto::pin_salt(platform_salt(), StudentNo))},
            {"stretched", to_hex(stretched().bytes())},
            {"proof_seed", to_hex(crypto::proof_key(stretched()).seed().bytes())},
            {"proof_public", to_base64(crypto::proof_key(stretched()).verify_key().bytes())},
            {"device_pepper", to_base64(pepper)},
            {"draft_key", to_hex(crypto::draft_wrapping_key(stretched(), pepper).bytes())}};
}

object envelope_vector(const SealedEnvelope& sealed, const RecordContent& content, const crypto::BoxKey& box) {
    const Envelope envelope = *decode_envelope(sealed.bytes);
    const Record record = *open(envelope, box);
    return {{"envelope", sealed.bytes},
            {"sha256", to_hex(sealed.sha256)},
            {"associated_data", associated_data(envelope.header)},
            {"key", to_hex(box.open(envelope.dek)->bytes())},
            {"padded_bytes", envelope.body.size() - crypto::AeadOverhead},
            {"record", *encode(record)},
            {"record_without_proof", *encode_without_proof(content)}};
}

StudentContext context() {
    StudentContext context;
    context.student_no = StudentNo;
    context.masked_name = "买*·阿*";
    context.department = "测绘工程系";
    context.class_name = "测绘2401";
    context.grade = 2;
    context.academic_year = "2025-2026";
    context.status_data = {{"XY01", "82.4", "教务系统", *day_from_text("2026-06-01"), "2025-2026"}};
    context.last_diagnosis =
        LastDiagnosis{"2024-2025", "self-diagnosis@1", R"({"score":"78.3"})", {{"CX", std::nullopt}, {"XY", "81.0"}}, {{"SX03", "\"4\""}}};
    context.submissions = {{"0197588e-9a00-7000-8000-0123456789ab", RecordKind::Diagnosis, "2025-2026",
                            SubmissionStatus::Quarantined, QuarantineReason::Proof, "T-017",
                            sample::at("2026-06-10T08:22:00.000Z")}};
    return context;
}

Receipt receipt(const SealedEnvelope& sealed, ReceiptStatus status, const crypto::SigningKey& key) {
    Receipt receipt;
    receipt.id = sealed.id;
    receipt.sha256 = sealed.sha256;
    receipt.status = status;
    receipt.received_at = sample::at("2026-06-10T08:22:00.001Z");
    std::ranges::fill(receipt.epoch, std::uint8_t{0xe0});
    return sign(receipt, key);
}

ExportedFile exported(const SealedEnvelope& sealed) {
    return {export_name(decode_envelope(sealed.bytes)->header), sealed.bytes.size(), sealed.sha256};
}

object shares_vector(const crypto::BoxKey& recovery) {
    sample::FixedRandom random{"shares"};
    const auto shares = crypto::split(recovery, random);
    return {{"a", crypto::to_paper(shares.a)}, {"b", crypto::to_paper(shares.b)}};
}

}  // namespace

object make(std::string_view authority_pem, std::string_view request_pem) {
    const sample::Keys keys;
    const crypto::SigningKey proof = crypto::proof_key(stretched());
    const Sealer sealer = sample::sealer(keys);

    const RecordContent first_content = sample::content();
    RecordContent second_content = first_content;
    second_content.id = "0197588e-9b00-7000-8000-0123456789ac";
    second_content.base = first_content.id;
    second_content.revision = 2;
    sample::FixedRandom random{"vectors"};
    const auto first = *seal(first_content, &proof, sample::first_place(), sealer, sample::at("2026-06-10T08:21:40.300Z"), random);
    const auto second = *seal(second_content, sample::statement(keys), {sample::first_place().chain, 2, first.sha256}, sealer,
                              sample::at("2026-06-10T08:25:00.000Z"), random);
    const std::vector<std::string> envelopes{first.bytes, second.bytes};

    const Receipt stored = receipt(first, ReceiptStatus::Stored, keys.receipt);
    const Receipt aside = receipt(second, ReceiptStatus::Quarantined, keys.receipt);
    const BatchAnswer answer{stored.epoch,
                             {{stored.id, stored.status, std::nullopt, stored},
                              {aside.id, aside.status, QuarantineReason::Fork, aside}}};

    KeySet key_set = sample::key_set(keys);
    key_set.authorities = {std::string{authority_pem}};
    key_set = sign(key_set, keys.root);
    const BundlePayload payload{.version = 7,
                                .academic_year = "2025-2026",
                                .platform_salt = platform_salt(),
                                .key_set = key_set,
                                .crl = "",
                                .published = R"({"instruments":[],"policy":{"idle_seconds":75},"windows":[]})"};
    const Bundle bundle = sign_bundle(payload.version, *encode_payload(payload), keys.bundle);

    EnrolCode code;
    random.fill(code.token);
    std::ranges::copy(ByteView{crypto::Certificate::from_pem(authority_pem)->fingerprint()}.first(16), code.ca.begin());
    Challenge challenge;
    random.fill(challenge);

    const ChainHead head = sign(ChainHead{sealer.terminal, sample::first_place().chain, 2, second.sha256,
                                          sample::at("2026-06-10T09:00:00.000Z"), {}},
                                keys.terminal);
    const Heartbeat heartbeat{.version = "0.1.0",
                              .queue_depth = 1,
                              .queue_oldest = sample::at("2026-06-10T08:25:00.000Z"),
                              .disk_free = 12'345'678'901,
                              .clock = sample::at("2026-06-10T09:00:00.000Z"),
                              .store = StoreHealth::Good,
                              .key_level = KeyLevel::File,
                              .bundle_version = 7,
                              .head = head};
    HeartbeatAnswer heartbeat_answer;
    heartbeat_answer.epoch = stored.epoch;
    heartbeat_answer.time = sample::at("2026-06-10T09:00:00.500Z");
    heartbeat_answer.chain = head.chain;
    heartbeat_answer.have_seq = 2;
    heartbeat_answer.have_sha256 = second.sha256;
    heartbeat_answer.safe_seq = 1;
    heartbeat_answer.commands = {{"0197588e-9c00-7000-8000-0123456789ad", "reload", "{}"}};
    heartbeat_answer = sign(heartbeat_answer, keys.receipt);

    const LoginAnswer login_answer{"3q2-7w8xY0zA4bC5dE6fG7hJ", sample::statement(keys),
                                   sample::at("2026-06-10T08:30:00.000Z"), context()};
    return {
        {"keys", object{{"root", describe(keys.root)},
                        {"receipt", describe(keys.receipt)},
                        {"bundle", describe(keys.bundle)},
                        {"terminal", describe(keys.terminal)},
                        {"proof", describe(proof)},
                        {"box", describe(keys.box)},
                        {"recovery", describe(keys.recovery)}}},
        {"pin", pin_vector()},
        {"sealed_with_pin", envelope_vector(first, first_content, keys.box)},
        {"sealed_in_session", envelope_vector(second, second_content, keys.box)},
        {"statement", encode(sample::statement(keys))},
        {"receipt", encode(stored)},
        {"report_seal", encode(sign(ReportSeal{.id = first_content.id,
                                               .sha256 = crypto::sha256(std::string_view{*encode_without_proof(first_content)}),
                                               .academic_year = first_content.academic_year,
                                               .instrument = first_content.instrument,
                                               .issued = sample::at("2026-07-12T02:11:09.120Z"),
                                               .kid = {},
                                               .sig = {}},
                                    keys.receipt))},
        {"batch", encode_batch(envelopes)},
        {"batch_answer", encode(answer)},
        {"key_set", encode(key_set)},
        {"bundle", encode(bundle)},
        {"bundle_payload", bundle.payload},
        {"enrol", object{{"token", to_hex(code.token)},
                         {"code", to_text(code)},
                         {"request", encode(make_enrol_request(code, std::string{request_pem}, keys.terminal))},
                         {"answer", encode(EnrolAnswer{sealer.terminal, std::string{authority_pem},
                                                       std::string{authority_pem}, key_set})}}},
        {"renew", object{{"begin", encode(RenewBegin{sealer.terminal})},
                         {"challenge", encode(RenewChallenge{challenge})},
                         {"finish", encode(make_renew(sealer.terminal, std::string{request_pem}, challenge, keys.terminal))},
                         {"answer", encode(RenewAnswer{std::string{authority_pem}})}}},
        {"login", object{{"begin", encode(LoginBegin{StudentNumber{std::string{StudentNo}}})},
                         {"challenge", encode(LoginChallenge{challenge, crypto::pin_salt(platform_salt(), StudentNo)})},
                         {"finish", encode(answer_challenge(challenge, proof))},
                         {"answer", encode(login_answer)}}},
        {"pin_first", encode(make_first_pin(StudentNumber{std::string{StudentNo}}, "1234509876", proof))},
        {"pin_change", encode(make_pin_change(challenge, proof, keys.proof))},
        {"action", encode(Action{"0197588e-9d00-7000-8000-0123456789ae", ActionType::WarningAct, "XY01/2025-2026/1", "每周三去答疑"})},
        {"action_answer", encode(ActionAnswer{ActionAnswer::Outcome::Refused, "wrong_state", context()})},
        {"heartbeat", encode(heartbeat)},
        {"heartbeat_answer", encode(heartbeat_answer)},
        {"export_manifest", encode(ExportManifest{.made_at = sample::at("2026-06-10T10:00:00.000Z"), .files = {exported(first), exported(second)}})},
        {"recovery_shares", shares_vector(keys.recovery)},
        {"error", encode(ErrorBody{"bad_shape", "expected an integer from 1 to 10000", "$.revision"})},
    };
}

}  // namespace xz::protocol::vectors
