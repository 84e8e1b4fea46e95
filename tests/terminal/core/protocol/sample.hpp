// A small platform, one terminal and one student with fixed keys, for the tests of this folder.
#pragma once

#include "terminal/core/crypto/hash.hpp"
#include "terminal/core/protocol/key_set.hpp"
#include "terminal/core/protocol/seal.hpp"

#include <fmt/format.h>

#include <string>

namespace xz::protocol::sample {

// Bytes that look random and are the same in every run: SHA-256 of a name and a counter.
class FixedRandom final : public RandomSource {
public:
    explicit FixedRandom(std::string name) : name_{std::move(name)} {}
    void fill(std::span<std::uint8_t> out) override {
        for (std::size_t at = 0; at < out.size();) {
            for (const std::uint8_t byte : crypto::sha256(fmt::format("{}/{}", name_, counter_++))) {
                if (at == out.size()) break;
                out[at++] = byte;
            }
        }
    }

private:
    std::string name_;
    std::uint64_t counter_ = 0;
};

inline Instant at(std::string_view text) {
    return *from_rfc3339(text);
}

inline crypto::Secret<32> secret(std::string_view name) {
    return *crypto::Secret<32>::from(crypto::sha256(name));
}

struct Keys {
    crypto::SigningKey root{secret("root")};
    crypto::SigningKey receipt{secret("receipt")};
    crypto::SigningKey bundle{secret("bundle")};
    crypto::SigningKey terminal{secret("terminal")};
    crypto::SigningKey proof{secret("proof")};
    crypto::BoxKey box{secret("box")};
    crypto::BoxKey recovery{secret("recovery")};
};

inline KeySet key_set(const Keys& keys, std::uint64_t version = 1) {
    KeySet set;
    set.version = version;
    set.authorities = {"-----BEGIN CERTIFICATE-----\nnot looked at here\n-----END CERTIFICATE-----\n"};
    set.receipt = {{keys.receipt.verify_key().id(), keys.receipt.verify_key()}};
    set.bundle = {{keys.bundle.verify_key().id(), keys.bundle.verify_key()}};
    set.box = {{keys.box.public_key().id(), keys.box.public_key()}};
    set.recovery = {{keys.recovery.public_key().id(), keys.recovery.public_key()}};
    return sign(std::move(set), keys.root);
}

inline Sealer sealer(const Keys& keys) {
    return {"T-017", keys.terminal, keys.box.public_key(), keys.recovery.public_key(), keys.box.public_key().id(),
            keys.recovery.public_key().id()};
}

inline ChainPlace first_place() {
    return {"0197588e-0000-4000-8000-000000000001", 1, {}};
}

inline RecordContent content() {
    RecordContent content;
    content.id = "0197588e-9a00-7000-8000-0123456789ab";
    content.student_no = "2024010203";
    content.kind = RecordKind::Diagnosis;
    content.academic_year = "2025-2026";
    content.instrument = "self-diagnosis@1";
    content.revision = 1;
    content.payload = R"({"answers":{"SX03":"4","SZ05":[5,4,5]},"dimensions":{"SZ":{"self_level":3}},"texts":{"gained":"学会了求助 𠮷"}})";
    content.consents = {{"notice", "notice@1", true, at("2026-06-10T08:00:00.000Z")},
                        {"sensitive", "notice@1", false, at("2026-06-10T08:00:01.000Z")}};
    content.started_at = at("2026-06-10T08:00:05.000Z");
    content.submitted_at = at("2026-06-10T08:21:40.250Z");
    content.locale = "zh_CN";
    content.source = RecordSource::Terminal;
    return content;
}

inline Statement statement(const Keys& keys) {
    return sign(Statement{.student_no = "2024010203",
                          .terminal = "T-017",
                          .issued = at("2026-06-10T08:00:00.000Z"),
                          .expires = at("2026-06-10T08:30:00.000Z"),
                          .kid = {},
                          .sig = {}},
                keys.receipt);
}

inline SealedEnvelope sealed(const Keys& keys, const RecordContent& record = content(),
                             const ChainPlace& place = first_place()) {
    FixedRandom random{"envelope"};
    return *seal(record, &keys.proof, place, sealer(keys), at("2026-06-10T08:21:40.300Z"), random);
}

}  // namespace xz::protocol::sample
