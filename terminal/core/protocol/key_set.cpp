#include "terminal/core/protocol/key_set.hpp"

#include "terminal/core/protocol/readers.hpp"

#include <algorithm>

namespace xz::protocol {
namespace {

using codec::Object;
using codec::ObjectReader;
using codec::Problems;
using codec::Value;

constexpr std::string_view Type = "keyset";
constexpr std::size_t MaxKeys = 16;

template <typename Key>
Value write(const std::vector<NamedKey<Key>>& keys) {
    codec::Array array;
    for (const auto& named : keys) array.push_back(Object{{"kid", named.kid}, {"key", to_base64(named.key.bytes())}});
    return array;
}

template <typename Key>
std::vector<NamedKey<Key>> read_keys(ObjectReader& reader, std::string_view list, Problems& problems) {
    std::vector<NamedKey<Key>> keys;
    reader.each(list, 1, MaxKeys, [&](const Value& value, const std::string& path) {
        ObjectReader item{value, path, problems};
        std::string kid = codec::key_name(item, "kid");
        const auto key = Key::from(codec::base64<32>(item, "key"));
        if (!key)
            item.problem("key", "a usable public key");
        else
            keys.push_back({std::move(kid), *key});
        item.refuse_unknown();
    });
    return keys;
}

Object unsigned_form(const KeySet& keys) {
    codec::Array authorities;
    for (const std::string& pem : keys.authorities) authorities.emplace_back(pem);
    return {{"v", 1},
            {"version", codec::number(keys.version)},
            {"cas", std::move(authorities)},
            {"root", to_base64(keys.root.bytes())},
            {"next_root", keys.next_root ? Value(to_base64(keys.next_root->bytes())) : Value(nullptr)},
            {"receipt", write(keys.receipt)},
            {"bundle", write(keys.bundle)},
            {"box", write(keys.box)},
            {"recovery", write(keys.recovery)}};
}

template <typename Key>
std::optional<Key> find(const std::vector<NamedKey<Key>>& keys, std::string_view kid) {
    const auto found = std::ranges::find(keys, kid, &NamedKey<Key>::kid);
    if (found == keys.end()) return std::nullopt;
    return found->key;
}

}  // namespace

codec::Object codec::write(const KeySet& keys) {
    Object object = unsigned_form(keys);
    object["sig"] = to_base64(keys.sig);
    return object;
}

KeySet codec::read_key_set(const Value& value, const std::string& path, Problems& problems) {
    ObjectReader reader{value, path, problems};
    KeySet keys;
    version_1(reader);
    keys.version = number(reader, "version", 1);
    keys.authorities = list(reader, "cas", 1, MaxKeys, problems,
                            [](const Value& pem, const std::string& at, Problems& found) -> std::string {
                                if (pem.is_string() && pem.get_string().starts_with("-----BEGIN CERTIFICATE-----"))
                                    return std::string{pem.get_string()};
                                found.push_back({at, "a certificate in PEM"});
                                return {};
                            });
    keys.root = verify_key(reader, "root");
    if (nullable(value, reader, "next_root")) keys.next_root = verify_key(reader, "next_root");
    keys.receipt = read_keys<crypto::VerifyKey>(reader, "receipt", problems);
    keys.bundle = read_keys<crypto::VerifyKey>(reader, "bundle", problems);
    keys.box = read_keys<crypto::BoxPublicKey>(reader, "box", problems);
    keys.recovery = read_keys<crypto::BoxPublicKey>(reader, "recovery", problems);
    keys.sig = base64<64>(reader, "sig");
    reader.refuse_unknown();
    return keys;
}

std::optional<crypto::VerifyKey> KeySet::receipt_key(std::string_view kid) const {
    return find(receipt, kid);
}

std::optional<crypto::VerifyKey> KeySet::bundle_key(std::string_view kid) const {
    return find(bundle, kid);
}

KeySet sign(KeySet keys, const crypto::SigningKey& root_key) {
    keys.root = root_key.verify_key();
    keys.sig = root_key.sign(Type, bytes_of(json::canonical(unsigned_form(keys))));
    return keys;
}

bool is_signed_by(const KeySet& keys, const crypto::VerifyKey& root_key) {
    return keys.root == root_key && root_key.verify(Type, bytes_of(json::canonical(unsigned_form(keys))), keys.sig);
}

std::string encode(const KeySet& keys) {
    return json::canonical(codec::write(keys));
}

Decoded<KeySet> decode_key_set(std::string_view text) {
    return codec::decode(text, codec::Form::Canonical, MaxBody, codec::read_key_set);
}

KeySetVerdict compare(const KeySet& held, const KeySet& offered) {
    const bool follows = is_signed_by(offered, held.root) || (held.next_root && is_signed_by(offered, *held.next_root));
    if (!follows) return KeySetVerdict::Forged;
    if (offered.version > held.version) return KeySetVerdict::Newer;
    if (offered.version < held.version) return KeySetVerdict::Older;
    return offered == held ? KeySetVerdict::Same : KeySetVerdict::Contradictory;
}

}  // namespace xz::protocol
