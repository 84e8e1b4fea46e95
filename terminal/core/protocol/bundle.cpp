#include "terminal/core/protocol/bundle.hpp"

#include "terminal/core/protocol/readers.hpp"

namespace xz::protocol {
namespace {

using codec::Object;
using codec::ObjectReader;
using codec::Problems;
using codec::Value;

constexpr std::string_view Type = "bundle";
constexpr std::size_t MinSalt = 16;
constexpr std::size_t MaxSalt = 64;
constexpr std::size_t MaxCrl = 256 << 10;

Bundle read_bundle(const Value& value, const std::string& path, Problems& problems) {
    ObjectReader reader{value, path, problems};
    Bundle bundle;
    codec::version_1(reader);
    bundle.version = codec::number(reader, "version", 1);
    bundle.kid = codec::key_name(reader, "kid");
    bundle.payload = text_of(reader.base64("payload", 2, MaxBundle));
    bundle.sig = codec::base64<64>(reader, "sig");
    reader.refuse_unknown();
    return bundle;
}

BundlePayload read_payload(const Value& value, const std::string& path, Problems& problems) {
    ObjectReader reader{value, path, problems};
    BundlePayload payload;
    payload.version = codec::number(reader, "version", 1);
    payload.academic_year = codec::academic_year(reader, "academic_year");
    payload.platform_salt = reader.base64("platform_salt", MinSalt, MaxSalt);
    payload.key_set = codec::nested(reader, "key_set", problems, codec::read_key_set);
    payload.crl = reader.text("crl", 0, MaxCrl);
    if (!problems.empty()) return payload;
    Object rest = value.get_object();
    for (const char* ours : {"platform_salt", "key_set", "crl"}) rest.erase(ours);
    payload.published = json::canonical(rest);
    return payload;
}

// The key set in a payload whose signature cannot be checked yet: it vouches for itself by the root's signature.
std::optional<KeySet> key_set_in(std::string_view payload) {
    auto keys = codec::decode(payload, codec::Form::Canonical, MaxBundle,
                              [](const Value& value, const std::string& path, Problems& problems) {
                                  ObjectReader reader{value, path, problems};
                                  return codec::nested(reader, "key_set", problems, codec::read_key_set);
                              });
    if (!keys) return std::nullopt;
    return std::move(*keys);
}

// A bundle key has changed and this terminal has slept through it: then the new key stands in the set that comes along.
std::optional<crypto::VerifyKey> bundle_key(const Bundle& bundle, const KeySet& held) {
    if (const auto known = held.bundle_key(bundle.kid)) return known;
    const auto offered = key_set_in(bundle.payload);
    if (!offered || compare(held, *offered) != KeySetVerdict::Newer) return std::nullopt;
    return offered->bundle_key(bundle.kid);
}

}  // namespace

Bundle sign_bundle(std::uint64_t version, std::string payload, const crypto::SigningKey& bundle_key) {
    const crypto::Signature sig = bundle_key.sign(Type, bytes_of(payload));
    return {version, bundle_key.verify_key().id(), std::move(payload), sig};
}

std::string encode(const Bundle& bundle) {
    return codec::with_signature({{"v", 1},
                                  {"version", codec::number(bundle.version)},
                                  {"kid", bundle.kid},
                                  {"payload", to_base64(bytes_of(bundle.payload))}},
                                 bundle.sig);
}

Decoded<Bundle> decode_bundle(std::string_view text) {
    return codec::decode(text, codec::Form::Canonical, MaxBundle, read_bundle);
}

Decoded<std::string> encode_payload(const BundlePayload& payload) {
    auto published = codec::parse(payload.published, codec::Form::Any, MaxBundle);
    if (!published) return failure(published.error());
    Object* object = published->if_object();
    if (object == nullptr) return failure(Malformed{Defect::Shape, {"$", "an object"}});
    (*object)["version"] = codec::number(payload.version);
    (*object)["academic_year"] = payload.academic_year;
    (*object)["platform_salt"] = to_base64(payload.platform_salt);
    (*object)["key_set"] = codec::write(payload.key_set);
    (*object)["crl"] = payload.crl;
    std::string text = json::canonical(*object);
    const auto again = codec::decode(text, codec::Form::Any, MaxBundle, read_payload);
    if (!again) return failure(again.error());
    return text;
}

Result<BundlePayload, BundleFault> accept(const Bundle& bundle, const KeySet& held_keys, const HeldBundle& held) {
    const auto key = bundle_key(bundle, held_keys);
    if (!key) return failure(BundleFault::UnknownKey);
    if (!key->verify(Type, bytes_of(bundle.payload), bundle.sig)) return failure(BundleFault::Forged);
    auto payload = codec::decode(bundle.payload, codec::Form::Canonical, MaxBundle, read_payload);
    if (!payload || payload->version != bundle.version) return failure(BundleFault::Payload);
    const KeySetVerdict keys = compare(held_keys, payload->key_set);
    if (keys != KeySetVerdict::Newer && keys != KeySetVerdict::Same) return failure(BundleFault::KeySet);
    if (bundle.version < held.version) return failure(BundleFault::Older);
    if (bundle.version == held.version && crypto::sha256(bundle.payload) != held.sha256)
        return failure(BundleFault::Contradictory);
    return std::move(*payload);
}

std::string_view to_text(BundleFault fault) {
    switch (fault) {
        case BundleFault::UnknownKey: return "signed by an unknown key";
        case BundleFault::Forged: return "the signature does not hold";
        case BundleFault::Payload: return "signed, but not of the form";
        case BundleFault::KeySet: return "its key set does not follow from the one held";
        case BundleFault::Older: return "older than the one held";
        case BundleFault::Contradictory: return "the same version with other contents";
    }
    return {};
}

}  // namespace xz::protocol
