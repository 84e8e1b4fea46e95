// Who this terminal is: its name, its keys, its certificate, and what it pinned when it was enrolled. Secrets lie in the encrypted store only.
#pragma once

#include "terminal/core/crypto/secret.hpp"
#include "terminal/core/crypto/sign.hpp"
#include "terminal/core/sqlite/database.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace xz::storage {

// Keys made for an enrolment whose answer has not arrived: trying again with the same code must bring the same keys.
struct PendingIdentity {
    crypto::Secret<32> sign_seed;
    crypto::SecureBytes tls_key;  // PEM
    std::string code;             // the enrolment code's text
};

struct TerminalIdentity {
    std::string terminal;
    crypto::Secret<32> sign_seed;
    crypto::SecureBytes tls_key;  // PEM, P-256
    std::string certificate;      // PEM
    crypto::VerifyKey root;       // the pinned root key
    std::string key_set;          // the newest accepted key set, as the platform signed it; it names the CAs
};

using IdentityState = std::variant<std::monostate, PendingIdentity, TerminalIdentity>;

// Every change is durable when it returns.
class IdentityStore {
public:
    explicit IdentityStore(sqlite::Database& database) : database_{database} {}

    [[nodiscard]] IdentityState load();
    [[nodiscard]] std::optional<TerminalIdentity> identity();

    // Replaces a pending one.
    void keep_pending(const PendingIdentity& pending);
    // Ends the pending one. A store that was enrolled as another terminal needs Outbox::start_new_chain beside it.
    void keep(const TerminalIdentity& identity);
    void keep_key_set(std::string_view key_set);
    void renew(const crypto::SecureBytes& tls_key, std::string_view certificate_pem);

private:
    sqlite::Database& database_;
};

}  // namespace xz::storage
