#include "terminal/storage/identity_store.hpp"

#include "terminal/core/sqlite/transaction.hpp"

#include <utility>

namespace xz::storage {

namespace {

constexpr std::string_view kSelect = "SELECT terminal, sign_seed, tls_key, certificate, root, key_set FROM identity WHERE only = 1";
constexpr std::string_view kSelectPending = "SELECT sign_seed, tls_key, code FROM pending_identity WHERE only = 1";
constexpr std::string_view kKeepPending =
    "INSERT OR REPLACE INTO pending_identity (only, sign_seed, tls_key, code) VALUES (1, ?, ?, ?)";
constexpr std::string_view kEndPending = "DELETE FROM pending_identity";
constexpr std::string_view kKeep =
    "INSERT OR REPLACE INTO identity (only, terminal, sign_seed, tls_key, certificate, root, key_set) VALUES (1, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view kKeepKeySet = "UPDATE identity SET key_set = ? WHERE only = 1";
constexpr std::string_view kRenew = "UPDATE identity SET tls_key = ?, certificate = ? WHERE only = 1";

}  // namespace

IdentityState IdentityStore::load() {
    if (auto enrolled = identity()) {
        return std::move(*enrolled);
    }
    IdentityState state;
    for (sqlite::Statement& row = database_.query(kSelectPending); row.next();) {
        if (auto seed = crypto::Secret<32>::from(row.blob_view(0))) {
            state = PendingIdentity{std::move(*seed), crypto::SecureBytes::copy_of(row.text_view(1)), row.text(2)};
        }
    }
    return state;
}

std::optional<TerminalIdentity> IdentityStore::identity() {
    std::optional<TerminalIdentity> found;
    for (sqlite::Statement& row = database_.query(kSelect); row.next();) {
        auto seed = crypto::Secret<32>::from(row.blob_view(1));
        const auto root = crypto::VerifyKey::from(row.blob_view(4));
        if (seed && root) {
            found = TerminalIdentity{row.text(0), std::move(*seed), crypto::SecureBytes::copy_of(row.text_view(2)), row.text(3),
                                     *root,       row.text(5)};
        }
    }
    return found;
}

void IdentityStore::keep_pending(const PendingIdentity& pending) {
    database_.run(kKeepPending, pending.sign_seed.bytes(), pending.tls_key.text(), pending.code);
}

void IdentityStore::keep(const TerminalIdentity& identity) {
    sqlite::Transaction transaction{database_};
    database_.run(kKeep, identity.terminal, identity.sign_seed.bytes(), identity.tls_key.text(), identity.certificate,
                  identity.root.bytes(), identity.key_set);
    database_.run(kEndPending);
    transaction.commit();
}

void IdentityStore::keep_key_set(std::string_view key_set) {
    database_.run(kKeepKeySet, key_set);
}

void IdentityStore::renew(const crypto::SecureBytes& tls_key, std::string_view certificate_pem) {
    database_.run(kRenew, tls_key.text(), certificate_pem);
}

}  // namespace xz::storage
