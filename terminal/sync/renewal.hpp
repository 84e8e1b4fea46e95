// Exchanges the terminal's certificate for a younger one from half of its life on, and also when it has expired.
#pragma once

#include "terminal/sync/platform.hpp"
#include "terminal/sync/trust.hpp"

#include <string>

namespace xz::sync {

class CertificateStore {
public:
    virtual ~CertificateStore() = default;
    struct Present {
        std::string terminal;
        std::string certificate;  // PEM
        crypto::SigningKey signing_key;
    };
    [[nodiscard]] virtual Present present() = 0;
    // The best that is known of the time: the clock, or the floor where the clock lies.
    [[nodiscard]] virtual Instant time() = 0;
    // Durable when it returns; every connection shows it from then on.
    virtual void renew(crypto::SecureBytes key, const std::string& certificate) = 0;
};

class Renewal {
public:
    Renewal(Platform& platform, CertificateStore& store, const Trust& trust) : platform_{platform}, store_{store}, trust_{trust} {}

    enum class Outcome { NotDue, Renewed };
    // Asks the platform only when it is due. BadSignature: the certificate that came is not ours or not under the platform's authorities.
    [[nodiscard]] Called<Outcome> renew_if_due();

private:
    Platform& platform_;
    CertificateStore& store_;
    const Trust& trust_;
};

}  // namespace xz::sync
