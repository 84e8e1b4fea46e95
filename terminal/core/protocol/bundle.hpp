// What the platform publishes to every terminal: signed, versioned, never changed (GET /sync/v1/bundle, DESIGN 4).
#pragma once

#include "terminal/core/crypto/hash.hpp"
#include "terminal/core/protocol/decoded.hpp"
#include "terminal/core/protocol/key_set.hpp"
#include "terminal/core/protocol/limits.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace xz::protocol {

// {"v":1,"version","kid","payload":b64,"sig"}; sig is of type "bundle" over the payload's bytes.
struct Bundle {
    std::uint64_t version = 1;
    std::string kid;
    std::string payload;
    crypto::Signature sig{};
    friend bool operator==(const Bundle&, const Bundle&) = default;
};

[[nodiscard]] Bundle sign_bundle(std::uint64_t version, std::string payload, const crypto::SigningKey& bundle_key);
[[nodiscard]] std::string encode(const Bundle& bundle);
[[nodiscard]] Decoded<Bundle> decode_bundle(std::string_view text);

// The payload's contents. What the domain reads of it (instruments, standards, goal chain, windows, notices, policy) stays text.
struct BundlePayload {
    std::uint64_t version = 1;
    std::string academic_year;
    Bytes platform_salt;    // 16–64 bytes; goes into every PIN's salt
    KeySet key_set;
    std::string crl;        // PEM, or ""
    std::string published;  // canonical JSON object: the payload without platform_salt, key_set and crl
};

// `published` is a JSON object's text without the members named above but "academic_year"; "version" in it is replaced.
[[nodiscard]] Decoded<std::string> encode_payload(const BundlePayload& payload);

enum class BundleFault {
    UnknownKey,     // signed by a key that is not among the held set's bundle keys
    Forged,         // the signature does not hold over the payload's bytes
    Payload,        // signed, and yet not of the form, or of another version than the bundle says
    KeySet,         // its key set is older than, contradicts or does not follow from the one held
    Older,          // a lower version than the one held
    Contradictory,  // the same version with other bytes: raise an alarm
};
[[nodiscard]] std::string_view to_text(BundleFault fault);

struct HeldBundle {
    std::uint64_t version = 0;   // 0: none yet
    crypto::Digest sha256{};     // of the payload's bytes
};

// Every check that a terminal makes before it trusts a bundle, signature first. The published part still has to be read by
// the domain. The same version with the same bytes is accepted again.
[[nodiscard]] Result<BundlePayload, BundleFault> accept(const Bundle& bundle, const KeySet& held_keys,
                                                        const HeldBundle& held);

}  // namespace xz::protocol
