// The platform's public keys, signed by its offline root key, which a terminal pins when it enrols (DESIGN 4, Trust).
#pragma once

#include "terminal/core/crypto/box.hpp"
#include "terminal/core/crypto/sign.hpp"
#include "terminal/core/protocol/decoded.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::protocol {

template <typename Key>
struct NamedKey {
    std::string kid;
    Key key;
    friend bool operator==(const NamedKey&, const NamedKey&) = default;
};

// Each list has the key in use first, then former ones that must still be recognised.
struct KeySet {
    std::uint64_t version = 1;
    std::vector<std::string> authorities;            // "cas": certificates in PEM
    crypto::VerifyKey root;                          // signs this
    std::optional<crypto::VerifyKey> next_root;      // may sign the sets after this one
    std::vector<NamedKey<crypto::VerifyKey>> receipt;  // receipts, statements, heartbeat answers
    std::vector<NamedKey<crypto::VerifyKey>> bundle;
    std::vector<NamedKey<crypto::BoxPublicKey>> box;
    std::vector<NamedKey<crypto::BoxPublicKey>> recovery;
    crypto::Signature sig{};
    friend bool operator==(const KeySet&, const KeySet&) = default;

    [[nodiscard]] std::optional<crypto::VerifyKey> receipt_key(std::string_view kid) const;
    [[nodiscard]] std::optional<crypto::VerifyKey> bundle_key(std::string_view kid) const;
};

// Fills root and sig: type "keyset", over the canonical form without sig.
[[nodiscard]] KeySet sign(KeySet keys, const crypto::SigningKey& root_key);
[[nodiscard]] bool is_signed_by(const KeySet& keys, const crypto::VerifyKey& root_key);

// {"v":1,"version","cas":[PEM],"root":b64,"next_root":b64|null,"receipt":[{"kid","key"}],"bundle","box","recovery","sig"}
[[nodiscard]] std::string encode(const KeySet& keys);
[[nodiscard]] Decoded<KeySet> decode_key_set(std::string_view text);

enum class KeySetVerdict {
    Newer,         // take it
    Same,          // the one that is held
    Older,         // a lower version
    Contradictory,  // the same version with other contents: raise an alarm
    Forged,        // signed by neither the pinned root nor the next one that it announced
};
// `held` has been accepted before; its root is the pinned one.
[[nodiscard]] KeySetVerdict compare(const KeySet& held, const KeySet& offered);

}  // namespace xz::protocol
