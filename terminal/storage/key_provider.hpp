// Where the key that wraps the store's key comes from, and how well that place is guarded (DESIGN 5).
#pragma once

#include "terminal/core/crypto/secret.hpp"
#include "terminal/core/protocol/heartbeat.hpp"
#include "terminal/core/support/random.hpp"
#include "terminal/core/support/result.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>

namespace xz::storage {

using KeyLevel = protocol::KeyLevel;
// Whether the one place is guarded less well than the other.
[[nodiscard]] bool is_weaker(KeyLevel level, KeyLevel than);

struct ProvidedKey {
    crypto::Secret<32> key;
    KeyLevel level = KeyLevel::File;
};

enum class KeyFailure : std::uint8_t {
    Missing,       // neither a credential nor a key file
    NotPermitted,  // there, but this user may not read it
    TooOpen,       // a key file that others than its owner may read
    Malformed,     // not 32 bytes, nor 64 hex digits and an optional newline
};
[[nodiscard]] std::string_view to_text(KeyFailure failure);

class KeyProvider {
public:
    virtual ~KeyProvider() = default;
    [[nodiscard]] virtual Result<ProvidedKey, KeyFailure> provide() const = 0;
};

// The credential `xuezhen-store-key` in $CREDENTIALS_DIRECTORY if there is one; else the key file, mode 0600 or stricter. A
// credential that is there but unreadable is a failure, never a reason to fall back to the file.
class SystemKeyProvider final : public KeyProvider {
public:
    // `credentials`: the environment's $CREDENTIALS_DIRECTORY.
    SystemKeyProvider(std::optional<std::filesystem::path> credentials, std::filesystem::path key_file);
    [[nodiscard]] Result<ProvidedKey, KeyFailure> provide() const override;

private:
    std::optional<std::filesystem::path> credentials_;
    std::filesystem::path key_file_;
};

// A new random key file, mode 0600; one that exists stays as it is. False: it could not be written.
[[nodiscard]] bool make_key_file(const std::filesystem::path& key_file, RandomSource& random);

}  // namespace xz::storage
