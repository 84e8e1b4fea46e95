#include "terminal/sync/enrolment.hpp"

#include <algorithm>

namespace xz::sync {
namespace {

CallFailure unbelievable(std::string message) {
    return {.kind = CallFailure::Kind::BadSignature, .status = 200, .message = std::move(message)};
}

}  // namespace

EnrolmentKeys EnrolmentKeys::generate(RandomSource& random) {
    return {crypto::CertificateKey::generate(), crypto::SigningKey::generate(random)};
}

Called<Enrolled> enrol(Platform& platform, const protocol::EnrolCode& code, EnrolmentKeys keys) {
    // The platform chooses the name; the one in the request is not looked at.
    const auto csr = crypto::CertificateRequest::make(keys.certificate_key, "xuezhen-terminal");
    auto answer = platform.enrol(protocol::make_enrol_request(code, csr.to_pem(), keys.signing_key));
    if (!answer) {
        return failure(answer.error());
    }
    const auto authority = crypto::Certificate::from_pem(answer->ca);
    if (!authority || !code.names(*authority)) {
        return failure(unbelievable("the answer's authority is not the one that the code names"));
    }
    const auto certificate = crypto::Certificate::from_pem(answer->cert);
    if (!certificate || !certificate->is_issued_by(*authority) || !certificate->belongs_to(keys.certificate_key) ||
        certificate->common_name() != answer->terminal) {
        return failure(unbelievable("the certificate in the answer is not this terminal's"));
    }
    if (!is_signed_by(answer->keys, answer->keys.root)) {
        return failure(unbelievable("the key set in the answer is not signed by its root"));
    }
    const bool named = std::ranges::any_of(answer->keys.authorities, [&](const std::string& pem) {
        const auto listed = crypto::Certificate::from_pem(pem);
        return listed && code.names(*listed);
    });
    if (!named) {
        return failure(unbelievable("the key set in the answer does not list the authority that the code names"));
    }
    return Enrolled{std::move(answer->terminal), std::move(answer->cert), keys.certificate_key.to_pem(), std::move(keys.signing_key),
                    std::move(answer->keys)};
}

PinnedAuthorities authorities_of(const protocol::KeySet& keys, std::string revoked) {
    PinnedAuthorities pinned{.revoked = std::move(revoked)};
    for (const std::string& pem : keys.authorities) {
        pinned.pem += pem;
        if (!pem.ends_with('\n')) {
            pinned.pem += '\n';
        }
    }
    return pinned;
}

}  // namespace xz::sync
