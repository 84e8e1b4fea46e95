// A terminal's certificate in memory, of a hundred days from the fake platform's present on.
#pragma once

#include "terminal/sync/renewal.hpp"
#include "tests/terminal/sync/fake_platform.hpp"

namespace xz::sync::test {

class MemoryCertificates final : public CertificateStore {
public:
    explicit MemoryCertificates(FakePlatform& platform) : platform_{platform}, key{crypto::SigningKey::generate(platform.random)} {
        const auto request = crypto::CertificateRequest::make(crypto::CertificateKey::generate(), platform.terminal);
        certificate = platform.authority.issue_client(request, platform.terminal, platform.client_validity()).to_pem();
        now = platform.now;
    }
    [[nodiscard]] Instant half_life() const { return platform_.now + std::chrono::days{50}; }

    [[nodiscard]] Present present() override { return {platform_.terminal, certificate, crypto::SigningKey{key.seed().clone()}}; }
    [[nodiscard]] Instant time() override { return now; }
    void renew(crypto::SecureBytes, const std::string& next) override {
        certificate = next;
        ++renewed;
        now = platform_.now;  // of the new one's life
    }

private:
    FakePlatform& platform_;

public:
    crypto::SigningKey key;
    std::string certificate;
    Instant now;
    int renewed = 0;
};

}  // namespace xz::sync::test
