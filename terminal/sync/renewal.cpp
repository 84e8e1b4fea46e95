#include "terminal/sync/renewal.hpp"

#include <algorithm>

namespace xz::sync {
namespace {

bool has_passed_half(const crypto::Certificate& certificate, Instant now) {
    return now >= certificate.not_before() + (certificate.not_after() - certificate.not_before()) / 2;
}

}  // namespace

Called<Renewal::Outcome> Renewal::renew_if_due() {
    const CertificateStore::Present present = store_.present();
    const auto old = crypto::Certificate::from_pem(present.certificate);
    if (old && !has_passed_half(*old, store_.time())) {
        return Outcome::NotDue;
    }
    const auto challenge = platform_.renew(protocol::RenewBegin{present.terminal});
    if (!challenge) {
        return failure(challenge.error());
    }
    const auto key = crypto::CertificateKey::generate();
    const auto csr = crypto::CertificateRequest::make(key, present.terminal);
    const auto answer = platform_.renew(protocol::make_renew(present.terminal, csr.to_pem(), challenge->challenge, present.signing_key));
    if (!answer) {
        return failure(answer.error());
    }
    const auto certificate = crypto::Certificate::from_pem(answer->cert);
    const auto keys = trust_.keys();
    const bool under_authority = certificate && std::ranges::any_of(keys->authorities, [&](const std::string& pem) {
                                     const auto authority = crypto::Certificate::from_pem(pem);
                                     return authority && certificate->is_issued_by(*authority);
                                 });
    if (!under_authority || !certificate->belongs_to(key) || certificate->common_name() != present.terminal) {
        return failure(CallFailure{.kind = CallFailure::Kind::BadSignature, .status = 200, .message = "the renewed certificate is not this terminal's"});
    }
    store_.renew(key.to_pem(), answer->cert);
    return Outcome::Renewed;
}

}  // namespace xz::sync
