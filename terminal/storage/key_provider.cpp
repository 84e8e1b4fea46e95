#include "terminal/storage/key_provider.hpp"

#include "terminal/core/support/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

namespace xz::storage {

namespace {

constexpr std::string_view kCredential = "xuezhen-store-key";
constexpr std::size_t kKeySize = 32;
constexpr std::size_t kMaxFile = 128;

std::optional<int> digit_of(std::uint8_t character) {
    if (character >= '0' && character <= '9') {
        return character - '0';
    }
    if (character >= 'a' && character <= 'f') {
        return character - 'a' + 10;
    }
    return std::nullopt;
}

// 32 bytes as they are, or as 64 lowercase hex digits with or without a newline; decoded in place of secret memory only.
std::optional<crypto::Secret<32>> parse(ByteView bytes) {
    if (bytes.size() == kKeySize) {
        return crypto::Secret<32>::from(bytes);
    }
    if (bytes.size() == 2 * kKeySize + 1 && bytes.back() == '\n') {
        bytes = bytes.first(2 * kKeySize);
    }
    if (bytes.size() != 2 * kKeySize) {
        return std::nullopt;
    }
    crypto::Secret<32> key;
    for (std::size_t i = 0; i < kKeySize; ++i) {
        const auto high = digit_of(bytes[2 * i]);
        const auto low = digit_of(bytes[2 * i + 1]);
        if (!high || !low) {
            return std::nullopt;
        }
        key.bytes()[i] = static_cast<std::uint8_t>(*high << 4 | *low);
    }
    return key;
}

Result<ProvidedKey, KeyFailure> read_key(const std::filesystem::path& file, KeyLevel level) {
    auto bytes = read_file(file, kMaxFile);
    if (!bytes) {
        switch (bytes.error().kind) {
            case FileError::Kind::not_found: return failure(KeyFailure::Missing);
            case FileError::Kind::too_large: return failure(KeyFailure::Malformed);
            default: return failure(KeyFailure::NotPermitted);
        }
    }
    auto key = parse(*bytes);
    crypto::wipe(*bytes);
    if (!key) {
        return failure(KeyFailure::Malformed);
    }
    return ProvidedKey{std::move(*key), level};
}

}  // namespace

// Strongest first, as protocol::KeyLevel has them.
bool is_weaker(KeyLevel level, KeyLevel than) {
    return static_cast<int>(level) > static_cast<int>(than);
}

std::string_view to_text(KeyFailure failure) {
    switch (failure) {
        case KeyFailure::Missing: return "there is neither a credential nor a key file";
        case KeyFailure::NotPermitted: return "the key may not be read by this user";
        case KeyFailure::TooOpen: return "the key file may be read by others than its owner";
        case KeyFailure::Malformed: break;
    }
    return "the key is not 32 bytes or 64 hex digits";
}

SystemKeyProvider::SystemKeyProvider(std::optional<std::filesystem::path> credentials, std::filesystem::path key_file)
    : credentials_{std::move(credentials)}, key_file_{std::move(key_file)} {}

Result<ProvidedKey, KeyFailure> SystemKeyProvider::provide() const {
    if (credentials_) {
        auto credential = read_key(*credentials_ / kCredential, KeyLevel::Credentials);
        if (credential || credential.error() != KeyFailure::Missing) {
            return credential;
        }
    }
    struct stat status {};
    if (::stat(key_file_.c_str(), &status) == 0 && (status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return failure(KeyFailure::TooOpen);
    }
    return read_key(key_file_, KeyLevel::File);
}

bool make_key_file(const std::filesystem::path& key_file, RandomSource& random) {
    std::error_code ignored;
    if (std::filesystem::exists(key_file, ignored)) {
        return true;
    }
    const auto key = crypto::Secret<32>::random(random);
    return write_file_atomically(key_file, key.bytes(), S_IRUSR | S_IWUSR).has_value();
}

}  // namespace xz::storage
