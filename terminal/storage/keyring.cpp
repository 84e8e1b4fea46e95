#include "terminal/storage/keyring.hpp"

#include "terminal/core/crypto/aead.hpp"
#include "terminal/core/crypto/hash.hpp"
#include "terminal/core/support/bytes.hpp"
#include "terminal/core/support/json.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace xz::storage {

namespace {

constexpr std::size_t kMaxFile = 16 << 10;
constexpr std::size_t kMaxSlots = 2;
constexpr std::size_t kKeySize = 32;
constexpr std::size_t kWrappedSize = 24 + 2 * kKeySize + crypto::AeadOverhead;

// Strongest first, as protocol::KeyLevel has them.
constexpr std::array<std::string_view, 3> kLevels{"tpm", "credentials", "file"};

std::string_view level_text(KeyLevel level) {
    return kLevels.at(static_cast<std::size_t>(level));
}

std::string associated(KeyLevel level) {
    return fmt::format("xuezhen/1/keyring/{}", level_text(level));
}

std::string check_of(json::Object object) {
    object.erase("check");
    return to_hex(crypto::sha256(json::canonical(object)));
}

}  // namespace

Keyring Keyring::make(const ProvidedKey& provided, RandomSource& random) {
    return of(provided, {crypto::Secret<32>::random(random), crypto::Secret<32>::random(random)}, random);
}

Keyring Keyring::of(const ProvidedKey& provided, const StoreKeys& keys, RandomSource& random) {
    Keyring keyring;
    keyring.add(provided, keys, random);
    return keyring;
}

Result<Keyring, StoreFailure> Keyring::read(const std::filesystem::path& file, const StoreFiles& files) {
    const auto bytes = files.read(file, kMaxFile);
    if (!bytes) {
        return failure(store_failure_of(bytes.error()));
    }
    return decode(text_of(*bytes));
}

Result<Keyring, StoreFailure> Keyring::decode(std::string_view text) {
    const auto value = json::parse(text, {.bytes = kMaxFile, .depth = 4});
    if (!value || !value->is_object()) {
        return failure(StoreFailure::KeyringDamaged);
    }
    std::vector<json::Problem> problems;
    json::ObjectReader reader{*value, "$", problems};
    reader.integer("v", 1, 1);
    const Bytes check = reader.hex("check", crypto::Digest{}.size());
    Keyring keyring;
    reader.each("slots", 1, kMaxSlots, [&](const json::Value& item, const std::string& path) {
        json::ObjectReader slot{item, path, problems};
        const auto level = static_cast<KeyLevel>(slot.choice("level", {kLevels.begin(), kLevels.end()}));
        keyring.slots_.push_back({level, slot.base64("wrapped", kWrappedSize, kWrappedSize)});
        slot.refuse_unknown();
    });
    keyring.recoveries_ = protocol::read_sealed(reader);
    reader.refuse_unknown();
    if (!problems.empty() || to_hex(check) != check_of(value->get_object())) {
        return failure(StoreFailure::KeyringDamaged);
    }
    return keyring;
}

std::string Keyring::encode() const {
    json::Object object;
    object["v"] = 1;
    json::Array slots;
    for (const Slot& slot : slots_) {
        slots.push_back(json::Object{{"level", level_text(slot.level)}, {"wrapped", to_base64(slot.wrapped)}});
    }
    object["slots"] = std::move(slots);
    protocol::write_sealed(object, recoveries_);
    object["check"] = check_of(object);
    return json::canonical(object);
}

Result<void, StoreFailure> Keyring::write(const std::filesystem::path& file, const StoreFiles& files) const {
    const auto written = files.write(file, bytes_of(encode()));
    if (!written) {
        return failure(store_failure_of(written.error()));
    }
    return {};
}

Result<std::vector<StoreKeys>, StoreFailure> Keyring::open(const ProvidedKey& provided) const {
    std::vector<StoreKeys> opened;
    bool dropped = false;
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        const Slot& slot = slots_[i];
        if (is_weaker(provided.level, slot.level)) {
            dropped = true;
            continue;
        }
        const auto both = crypto::unwrap(provided.key, bytes_of(associated(slot.level)), slot.wrapped);
        if (!both || both->size() != 2 * kKeySize) {
            continue;
        }
        opened.push_back({*crypto::Secret<32>::from(both->bytes().first(kKeySize)),
                          *crypto::Secret<32>::from(both->bytes().last(kKeySize)), i == 0 ? SlotAge::Newest : SlotAge::Older});
    }
    if (opened.empty()) {
        return failure(dropped ? StoreFailure::KeyLevelDropped : StoreFailure::WrongKey);
    }
    return opened;
}

void Keyring::add(const ProvidedKey& provided, const StoreKeys& keys, RandomSource& random) {
    crypto::SecureBytes both{2 * kKeySize};
    std::ranges::copy(keys.store.bytes(), both.bytes().begin());
    std::ranges::copy(keys.pepper.bytes(), both.bytes().begin() + kKeySize);
    slots_.insert(slots_.begin(),
                  Slot{provided.level, crypto::wrap(provided.key, bytes_of(associated(provided.level)), both.bytes(), random)});
    if (slots_.size() > kMaxSlots) {
        slots_.resize(kMaxSlots);
    }
}

void Keyring::keep_newest() {
    slots_.resize(1);
    recoveries_.resize(std::min<std::size_t>(recoveries_.size(), 1));
}

void Keyring::seal(const crypto::Secret<32>& store_key, const crypto::BoxPublicKey& recovery, RandomSource& random) {
    recoveries_.clear();
    recoveries_.push_back(protocol::seal_store_key(store_key, recovery, random));
}

void Keyring::seal_both(const crypto::Secret<32>& next, const crypto::Secret<32>& present, const crypto::BoxPublicKey& recovery,
                        RandomSource& random) {
    seal(next, recovery, random);
    recoveries_.push_back(protocol::seal_store_key(present, recovery, random));
}

bool Keyring::has_recovery(std::string_view recovery_key_id) const {
    return !recoveries_.empty() && recoveries_.front().rkid == recovery_key_id;
}

}  // namespace xz::storage
