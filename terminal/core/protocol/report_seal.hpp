// The platform's signed word that it holds a diagnosis, for whoever is shown the report (DOMAIN 6): a QR code's content, without personal data.
#pragma once

#include "terminal/core/crypto/hash.hpp"
#include "terminal/core/crypto/sign.hpp"
#include "terminal/core/protocol/decoded.hpp"

#include <string>
#include <string_view>

namespace xz::protocol {

struct ReportSeal {
    std::string id;           // of the diagnosis' record
    crypto::Digest sha256{};  // of its canonical form without the proof
    std::string academic_year;
    std::string instrument;  // that it was answered with
    Instant issued;
    std::string kid;  // a receipt key
    crypto::Signature sig{};
    friend bool operator==(const ReportSeal&, const ReportSeal&) = default;
};

// Fills kid and sig: type "report-seal", over the canonical form without sig.
[[nodiscard]] ReportSeal sign(ReportSeal seal, const crypto::SigningKey& receipt_key);
[[nodiscard]] bool is_signed_by(const ReportSeal& seal, const crypto::VerifyKey& receipt_key);

// {"academic_year","id","instrument","issued","kid","sha256","sig"}
[[nodiscard]] std::string encode(const ReportSeal& seal);
[[nodiscard]] Decoded<ReportSeal> decode_report_seal(std::string_view text);

}  // namespace xz::protocol
