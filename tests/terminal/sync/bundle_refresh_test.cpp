#include "terminal/sync/bundle_refresh.hpp"

#include "tests/terminal/sync/fake_platform.hpp"

#include <catch2/catch_test_macros.hpp>

namespace xz::sync {
namespace {

using test::FakePlatform;
using Alarm = BundleRefresh::Alarm;

class MemoryBundles final : public BundleStore {
public:
    protocol::HeldBundle in_force;
    std::string tag;
    int kept = 0;

    [[nodiscard]] protocol::HeldBundle held() override { return in_force; }
    [[nodiscard]] std::string etag() override { return tag; }
    void keep(const protocol::Bundle& bundle, const protocol::BundlePayload&, const std::string& etag) override {
        in_force = {bundle.version, crypto::sha256(bundle.payload)};
        tag = etag;
        ++kept;
    }
};

struct Fixture {
    FakePlatform platform;
    Platform calls{platform};
    Trust trust{platform.key_set()};
    MemoryBundles bundles;
    std::optional<std::string> complaint;
    BundleRefresh refresh{calls, bundles, trust, [this](const auto&) { return complaint; }};

    // The refusal that the next refresh ends in.
    BundleRefresh::Refused refusal() {
        auto outcome = refresh.refresh();
        REQUIRE(outcome);
        REQUIRE(std::holds_alternative<BundleRefresh::Refused>(*outcome));
        return std::get<BundleRefresh::Refused>(*outcome);
    }
    bool takes_next() {
        const auto outcome = refresh.refresh();
        return outcome && std::holds_alternative<protocol::BundlePayload>(*outcome);
    }
};

}  // namespace

TEST_CASE("A newer bundle comes into force once, and is not fetched again") {
    Fixture f;
    f.platform.publish(f.platform.make_bundle(3));
    CHECK(f.takes_next());
    CHECK(f.bundles.in_force.version == 3);

    const auto again = f.refresh.refresh();
    REQUIRE(again);
    CHECK(std::holds_alternative<std::monostate>(*again));
    CHECK(f.bundles.kept == 1);
}

TEST_CASE("What is wrong with a bundle keeps the old one in force") {
    Fixture f;
    f.platform.publish(f.platform.make_bundle(3));
    REQUIRE(f.takes_next());
    protocol::Bundle next = f.platform.make_bundle(4);

    SECTION("a signature that does not hold raises an alarm") {
        next.sig[0] ^= 1;
        f.platform.publish(next);
        CHECK(f.refusal().alarm == Alarm::Raise);
    }
    SECTION("a changed payload raises an alarm") {
        next.payload = protocol::Bundle{f.platform.make_bundle(5)}.payload;
        f.platform.publish(next);
        CHECK(f.refusal().alarm == Alarm::Raise);
    }
    SECTION("a key that the platform never announced") {
        f.platform.publish(protocol::sign_bundle(4, next.payload, crypto::SigningKey::generate(f.platform.random)));
        CHECK(f.refusal().why.starts_with("bundle 4"));
    }
    SECTION("a lower version is no alarm: a cache may be behind") {
        f.platform.publish(f.platform.make_bundle(2));
        CHECK(f.refusal().alarm == Alarm::No);
    }
    SECTION("the same version with other bytes raises an alarm") {
        f.bundles.tag.clear();
        f.platform.publish(f.platform.make_bundle(3, R"({"academic_year":"2026-2027","windows":[]})"));
        CHECK(f.refusal().alarm == Alarm::Raise);
    }
    SECTION("forms that the domain cannot read") {
        f.complaint = "windows.json: expected …";
        f.platform.publish(next);
        CHECK(f.refusal().why.find("windows.json") != std::string::npos);
    }
    CHECK(f.bundles.in_force.version == 3);
    CHECK(f.bundles.kept == 1);
}

TEST_CASE("A platform that is away, or a page in its place, is told apart from a bad bundle") {
    Fixture f;
    SECTION("away") {
        f.platform.silence = NoAnswer::Unreachable;
        CHECK(f.refresh.refresh().error().kind == CallFailure::Kind::Offline);
    }
    SECTION("a portal") {
        f.platform.say = HttpAnswer{200, "<html>", {}};
        CHECK(f.refresh.refresh().error().kind == CallFailure::Kind::NotThePlatform);
    }
    CHECK(f.bundles.kept == 0);
}

}  // namespace xz::sync
