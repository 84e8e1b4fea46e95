// A keyring from a kiosk's disk: read by the kiosk itself, and by the platform's recovery from whatever a thief has handed back.
#include "terminal/core/protocol/sealed_store_key.hpp"
#include "terminal/storage/keyring.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <cstdint>

using namespace xz;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const storage::ProvidedKey provided{crypto::Secret<32>{}, storage::KeyLevel::File};
    static const crypto::BoxKey recovery{*crypto::Secret<32>::from(Bytes(32, 7))};
    const std::string_view text = fuzz::text(data, size);
    for (const auto& sealed : protocol::sealed_store_keys(text)) static_cast<void>(protocol::open(sealed, recovery));
    const auto keyring = storage::Keyring::decode(text);
    if (!keyring) return 0;
    static_cast<void>(keyring->open(provided));
    const auto again = storage::Keyring::decode(keyring->encode());
    fuzz::promise(again && again->encode() == keyring->encode(), "a keyring reads back as it was written");
    fuzz::promise(protocol::sealed_store_keys(text).empty() != keyring->is_recoverable(), "both readers find the same sealed keys");
    return 0;
}
