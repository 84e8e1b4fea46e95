#include "terminal/core/protocol/bundle.hpp"

#include "tests/terminal/core/protocol/sample.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::protocol;

namespace {

const sample::Keys Keys;

BundlePayload payload(std::uint64_t version = 7) {
    return {.version = version,
            .academic_year = "2025-2026",
            .platform_salt = Bytes(32, 5),
            .key_set = sample::key_set(Keys, 2),
            .crl = "",
            .published = R"({"academic_year":"2025-2026","instruments":[],"policy":{"idle_seconds":75},"version":7})"};
}

Bundle bundle(std::uint64_t version = 7) {
    return sign_bundle(version, *encode_payload(payload(version)), Keys.bundle);
}

BundleFault fault(const Bundle& offered, const HeldBundle& held = {}) {
    return accept(offered, sample::key_set(Keys, 2), held).error();
}

}  // namespace

TEST_CASE("A bundle reads back as what it was written from") {
    CHECK(decode_bundle(encode(bundle())) == bundle());
}

TEST_CASE("An accepted bundle gives keys, salt and revocations, and leaves the rest to the domain") {
    const auto accepted = accept(*decode_bundle(encode(bundle())), sample::key_set(Keys, 2), {});
    REQUIRE(accepted);
    CHECK(accepted->version == 7);
    CHECK(accepted->platform_salt == Bytes(32, 5));
    CHECK(accepted->key_set == sample::key_set(Keys, 2));
    CHECK(accepted->published == payload().published);
}

TEST_CASE("A bundle that was changed, or signed by another key, is refused before it is read") {
    Bundle changed = bundle();
    changed.payload += ' ';
    CHECK(fault(changed) == BundleFault::Forged);
    changed = bundle();
    changed.sig[3] ^= 1;
    CHECK(fault(changed) == BundleFault::Forged);
    CHECK(fault(sign_bundle(7, bundle().payload, Keys.receipt)) == BundleFault::UnknownKey);
    CHECK(fault(sign_bundle(7, "{}", Keys.bundle)) == BundleFault::Payload);
    CHECK(fault(sign_bundle(8, bundle().payload, Keys.bundle)) == BundleFault::Payload);
}

TEST_CASE("A lower version is refused, the same one is taken again only with the same bytes") {
    const HeldBundle held{7, crypto::sha256(bundle().payload)};
    CHECK(accept(bundle(7), sample::key_set(Keys, 2), held).has_value());
    CHECK(accept(bundle(8), sample::key_set(Keys, 2), held).has_value());
    CHECK(fault(bundle(6), held) == BundleFault::Older);
    BundlePayload other = payload();
    other.crl = "other";
    CHECK(fault(sign_bundle(7, *encode_payload(other), Keys.bundle), held) == BundleFault::Contradictory);
}

TEST_CASE("A bundle cannot smuggle in a key set that the root did not sign, or an older one") {
    BundlePayload offered = payload();
    offered.key_set = sign(offered.key_set, Keys.bundle);
    CHECK(fault(sign_bundle(7, *encode_payload(offered), Keys.bundle)) == BundleFault::KeySet);
    offered.key_set = sample::key_set(Keys, 1);
    CHECK(fault(sign_bundle(7, *encode_payload(offered), Keys.bundle)) == BundleFault::KeySet);
}

TEST_CASE("A terminal that slept through a change of the bundle key takes the new one from the root-signed set") {
    BundlePayload offered = payload();
    offered.key_set.version = 3;
    offered.key_set.bundle = {{Keys.terminal.verify_key().id(), Keys.terminal.verify_key()}};
    offered.key_set = sign(offered.key_set, Keys.root);
    const Bundle rotated = sign_bundle(7, *encode_payload(offered), Keys.terminal);
    CHECK(accept(rotated, sample::key_set(Keys, 2), {}).has_value());

    offered.key_set = sign(offered.key_set, Keys.bundle);
    CHECK(fault(sign_bundle(7, *encode_payload(offered), Keys.terminal)) == BundleFault::UnknownKey);
}

TEST_CASE("A payload that would not be read again is not written") {
    BundlePayload bad = payload();
    bad.platform_salt.clear();
    CHECK(encode_payload(bad).error().problem.path == "$.platform_salt");
    bad = payload();
    bad.published = "[]";
    CHECK_FALSE(encode_payload(bad));
}

TEST_CASE("Every truncation of a bundle is refused") {
    const std::string text = encode(bundle());
    for (std::size_t size = 0; size < text.size(); ++size)
        if (decode_bundle(std::string_view{text}.substr(0, size))) FAIL("a truncated bundle was read");
    SUCCEED();
}
