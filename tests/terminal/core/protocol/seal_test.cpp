#include "terminal/core/protocol/seal.hpp"

#include "terminal/core/protocol/limits.hpp"
#include "terminal/core/protocol/proof.hpp"
#include "tests/support/property.hpp"
#include "tests/terminal/core/protocol/sample.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::protocol;
using namespace std::chrono_literals;

namespace {

const sample::Keys Keys;

Envelope envelope() {
    return *decode_envelope(sample::sealed(Keys).bytes);
}

}  // namespace

TEST_CASE("A sealed record opens with the platform's key and with the recovery key, and with no key of the kiosk") {
    const auto record = open(envelope(), Keys.box);
    REQUIRE(record);
    CHECK(record->content == sample::content());
    CHECK(open_with_recovery_key(envelope(), Keys.recovery)->content == sample::content());
    CHECK(open(envelope(), Keys.recovery).error() == OpenFault::WrongKey);
    CHECK(open(envelope(), crypto::BoxKey{Keys.terminal.seed().clone()}).error() == OpenFault::WrongKey);
}

TEST_CASE("What was sealed with a PIN's key is proven by it, and by no other") {
    const auto record = open(envelope(), Keys.box);
    const auto& proof = std::get<PinProof>(record->proof);
    const std::vector<crypto::VerifyKey> keys{Keys.root.verify_key(), Keys.proof.verify_key()};
    CHECK(check_pin_proof(proof, envelope().header, record->content, keys) == ProofVerdict::Holds);
    CHECK(check_pin_proof(proof, envelope().header, record->content, std::span{keys}.first(1)) == ProofVerdict::WrongKey);
    CHECK(check_pin_proof(proof, envelope().header, record->content, {}) == ProofVerdict::WrongKey);

    RecordContent other = record->content;
    other.student_no = "2024010204";
    CHECK(check_pin_proof(proof, envelope().header, other, keys) == ProofVerdict::WrongKey);
    EnvelopeHeader moved = envelope().header;
    moved.seq = 2;
    CHECK(check_pin_proof(proof, moved, record->content, keys) == ProofVerdict::WrongKey);
}

TEST_CASE("What was sealed in a session is proven by the platform's own statement") {
    sample::FixedRandom random{"session"};
    const auto made = seal(sample::content(), sample::statement(Keys), sample::first_place(), sample::sealer(Keys),
                           sample::at("2026-06-10T08:21:40.300Z"), random);
    REQUIRE(made);
    const Envelope sent = *decode_envelope(made->bytes);
    const auto record = open(sent, Keys.box);
    REQUIRE(record);
    const auto& proof = std::get<SessionProof>(record->proof);
    const KeyLookup lookup = [](std::string_view kid) -> std::optional<crypto::VerifyKey> {
        if (kid == Keys.receipt.verify_key().id()) return Keys.receipt.verify_key();
        return std::nullopt;
    };
    const auto verdict = [&](const SessionProof& p, const EnvelopeHeader& h, const RecordContent& c) {
        return check_session_proof(p, h, c, lookup, 0ms);
    };
    CHECK(verdict(proof, sent.header, record->content) == ProofVerdict::Holds);

    SessionProof changed = proof;
    changed.statement.expires += 1h;
    CHECK(verdict(changed, sent.header, record->content) == ProofVerdict::Forged);
    changed.statement = sign(proof.statement, Keys.terminal);
    CHECK(verdict(changed, sent.header, record->content) == ProofVerdict::UnknownSigner);
    RecordContent other = record->content;
    other.student_no = "2024010204";
    CHECK(verdict(proof, sent.header, other) == ProofVerdict::OtherStudent);
    EnvelopeHeader elsewhere = sent.header;
    elsewhere.terminal = "T-018";
    CHECK(verdict(proof, elsewhere, record->content) == ProofVerdict::OtherTerminal);
    RecordContent late = record->content;
    late.submitted_at = proof.statement.expires + 1ms;
    CHECK(verdict(proof, sent.header, late) == ProofVerdict::OutOfTime);
    CHECK(check_session_proof(proof, sent.header, late, lookup, 1ms) == ProofVerdict::Holds);
}

TEST_CASE("A body tells the size of a record only to the next power of two") {
    testing::check_property("padded sizes", [](std::uint16_t size) {
        RecordContent content = sample::content();
        content.payload = R"({"text":")" + std::string(size, 'a') + "\"}";
        const Envelope made = *decode_envelope(sample::sealed(Keys, content).bytes);
        const std::size_t padded = made.body.size() - crypto::AeadOverhead;
        RC_ASSERT(padded >= MinPadded);
        RC_ASSERT((padded & (padded - 1)) == 0u);
        RC_ASSERT(padded < 2 * (size + 2048u));
        RC_ASSERT(open(made, Keys.box)->content == content);
    });
}

TEST_CASE("The largest record fits, and one byte more is refused before it is sealed") {
    RecordContent content = sample::content();
    content.payload = R"({"text":""})";
    sample::FixedRandom random{"large"};
    const auto sealed_with = [&](std::size_t letters) {
        content.payload = R"({"text":")" + std::string(letters, 'a') + "\"}";
        return seal(content, &Keys.proof, sample::first_place(), sample::sealer(Keys), sample::at("2026-06-10T08:30:00.000Z"),
                    random);
    };
    const std::size_t rest = MaxRecord - encode(Record{content, PinProof{}})->size();
    const auto largest = sealed_with(rest);
    REQUIRE(largest);
    CHECK(open(*decode_envelope(largest->bytes), Keys.box).has_value());
    CHECK(sealed_with(rest + 1).error().defect == Defect::TooLarge);
}

TEST_CASE("A changed body, header or key opens for nobody") {
    Envelope changed = envelope();
    changed.body[17] ^= 1;
    CHECK(open(changed, Keys.box).error() == OpenFault::Body);
    changed = envelope();
    changed.header.captured_at += 1ms;
    CHECK(open(changed, Keys.box).error() == OpenFault::Body);
    changed = envelope();
    changed.dek[40] ^= 1;
    CHECK(open(changed, Keys.box).error() == OpenFault::WrongKey);
    CHECK(open_with_recovery_key(changed, Keys.recovery).has_value());
}

namespace {

// An envelope made by a program that seals what it likes.
Envelope sealed_by_hand(std::string_view plain, std::size_t padded, const EnvelopeHeader& header) {
    sample::FixedRandom random{"by hand"};
    Envelope made{header, {}, {}, {}, {}};
    const crypto::AeadKey key = crypto::AeadKey::random(random);
    Bytes padded_plain(padded, 0);
    std::ranges::copy(bytes_of(plain), padded_plain.begin());
    if (plain.size() < padded) padded_plain[plain.size()] = 0x80;
    made.dek = Keys.box.public_key().seal(key.bytes(), random);
    made.recovery = Keys.recovery.public_key().seal(key.bytes(), random);
    made.body = crypto::aead_seal(key, header.nonce, bytes_of(associated_data(header)), padded_plain);
    return sign(made, Keys.terminal);
}

}  // namespace

TEST_CASE("Padding other than the one form is refused") {
    const EnvelopeHeader header = envelope().header;
    const std::string record = *encode(*open(envelope(), Keys.box));
    CHECK(open(sealed_by_hand(record, 2048, header), Keys.box).has_value());
    CHECK(open(sealed_by_hand(record, 4096, header), Keys.box).error() == OpenFault::Padding);
    CHECK(open(sealed_by_hand(record, 2049, header), Keys.box).error() == OpenFault::Padding);
    CHECK(open(sealed_by_hand(record, 1024 + 512, header), Keys.box).error() == OpenFault::Padding);
    CHECK(open(sealed_by_hand(std::string(2048, '\0'), 2048, header), Keys.box).error() == OpenFault::Padding);
}

TEST_CASE("What is sealed must be the record that the header names") {
    const std::string record = *encode(*open(envelope(), Keys.box));
    EnvelopeHeader header = envelope().header;
    CHECK(open(sealed_by_hand("{}", 2048, header), Keys.box).error() == OpenFault::Record);
    header.kind = RecordKind::Plan;
    CHECK(open(sealed_by_hand(record, 2048, header), Keys.box).error() == OpenFault::Header);
    header = envelope().header;
    header.id = "0197588e-9a00-7000-8000-000000000000";
    CHECK(open(sealed_by_hand(record, 2048, header), Keys.box).error() == OpenFault::Header);
}

TEST_CASE("A chain links each envelope to the bytes of the one before") {
    const SealedEnvelope first = sample::sealed(Keys);
    RecordContent content = sample::content();
    content.id = "0197588e-9a00-7000-8000-0123456789ac";
    const ChainPlace next{sample::first_place().chain, first.seq + 1, first.sha256};
    const Envelope second = *decode_envelope(sample::sealed(Keys, content, next).bytes);
    CHECK(second.header.prev == crypto::sha256(first.bytes));
    CHECK(second.header.seq == 2);
}
