// Becoming a terminal of one platform: keys made here, a code from IT, and an answer that is believed only if the code vouches for it.
#pragma once

#include "terminal/sync/platform.hpp"

#include <string>

namespace xz::sync {

// What a terminal is from now on; to be stored before anything else happens.
struct Enrolled {
    std::string terminal;
    std::string certificate;               // PEM
    crypto::SecureBytes certificate_key;   // PEM
    crypto::SigningKey signing_key;
    protocol::KeySet keys;                 // verified; its root is pinned from here on
};

// The keys of a terminal to be. Kept between two tries of one code, so that the platform repeats its answer.
struct EnrolmentKeys {
    crypto::CertificateKey certificate_key;
    crypto::SigningKey signing_key;
    [[nodiscard]] static EnrolmentKeys generate(RandomSource& random);
};

// `platform` must reach a server under the authority that the code names (NamedAuthority), so that the code goes to nobody else.
// BadSignature: the answer's authority is not the code's, its key set is not signed by its own root, or its certificate is not for our key;
// or its key set, which is what is pinned, leaves out the authority that the code names.
[[nodiscard]] Called<Enrolled> enrol(Platform& platform, const protocol::EnrolCode& code, EnrolmentKeys keys);

// The authorities under which the platform's servers are believed, as the key set lists them; `revoked` is the bundle's CRL.
[[nodiscard]] PinnedAuthorities authorities_of(const protocol::KeySet& keys, std::string revoked);

}  // namespace xz::sync
