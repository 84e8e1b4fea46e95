#include "server-sync/admin/box_keys.hpp"
#include "server-sync/admin/content_recovery.hpp"
#include "server-sync/admin/key_signing.hpp"
#include "server-sync/admin/platform_store.hpp"
#include "server-sync/admin/root_key.hpp"
#include "terminal/core/protocol/bundle.hpp"
#include "terminal/core/protocol/heartbeat.hpp"
#include "tests/server-sync/admin/site.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace xz;
using namespace xz::server;
using namespace xz::testing;

namespace {

protocol::KeySet signed_request(Site& site, const json::Value& asked, const crypto::SigningKey& root) {
    const auto request = site.run("keys-request", asked);
    if (!request) throw std::runtime_error{request.error()};
    auto key_set = admin::sign_request(request->at("request").as_string(), root);
    if (!key_set) throw std::runtime_error{key_set.error()};
    return std::move(*key_set);
}

admin::Answer install(Site& site, const protocol::KeySet& key_set) { return site.run("keys-install", {{"key_set", protocol::encode(key_set)}}); }

admin::Answer rotate(Site& site) { return install(site, signed_request(site, {{"box", true}}, site.made.offline.root)); }

// A kiosk that has heard of the key set in force.
TestTerminal kiosk(Site& site, const std::string& id) {
    const auto enrolled = site.platform.add_terminal(id);
    TestTerminal terminal{id, site.keys.held->key_set()->box.front().key, site.keys.held->key_set()->recovery.front().key};
    terminal.key = crypto::SigningKey{enrolled.key.seed().clone()};
    return terminal;
}

void beat(Site& site, const std::string& id, std::uint64_t bundle, std::uint64_t queue) {
    protocol::Heartbeat heartbeat{.version = "1", .queue_depth = queue, .bundle_version = bundle};
    heartbeat.head.terminal = id;
    heartbeat.head.chain = "0197588e-0000-4000-8000-000000000001";
    sync::wait_for<sync::Done>([&](auto done) {
        site.platform.ports().terminals.heartbeat({.terminal = id,
                                                   .at = site.platform.clock.now(),
                                                   .status = protocol::encode(heartbeat),
                                                   .chain = heartbeat.head.chain,
                                                   .seq = 0,
                                                   .queue_depth = queue,
                                                   .bundle_version = bundle},
                                                  std::move(done));
    });
}

std::vector<std::string> waited_for(Site& site, const std::string& kid) {
    const auto states = site.on([](const admin::Platform& platform) { return admin::box_keys(platform); });
    const auto found = std::ranges::find(states, kid, &admin::BoxKeyState::kid);
    return found == states.end() ? std::vector<std::string>{"no such key"} : found->waits_for;
}

std::vector<std::string> destroyed(Site& site) {
    return site.on([](const admin::Platform& platform) { return admin::destroy_spent_box_keys(platform).value(); });
}

void process(Site& site) {
    sync::Processor processor{site.platform.ports(),
                              {.box = [&](std::string_view kid) { return site.keys.held->box(kid); },
                               .receipt = [&](std::string_view kid) { return site.keys.held->receipt_key(kid); }},
                              site.platform.clock, site.platform.random};
    static_cast<void>(processor.drain());
}

std::filesystem::path file_of(Site& site, const std::string& kid) { return site.data / "keys" / ("box-" + kid + ".key"); }

}  // namespace

TEST_CASE("The root key's file opens with its own code only, and the code forgives how it is typed") {
    SystemRandom random;
    const auto root = crypto::SigningKey::generate(random);
    const auto file = admin::lock_root_key(root, random);
    CHECK(file.text.find(to_base64(root.seed().bytes())) == std::string::npos);
    CHECK(std::ranges::count(file.code, '-') == 7);
    std::string typed = file.code;
    std::ranges::replace(typed, '-', ' ');
    CHECK(admin::unlock_root_key(file.text, typed)->verify_key() == root.verify_key());
    CHECK(admin::public_root_key(file.text).value() == root.verify_key());
    const auto other = admin::lock_root_key(root, random);
    CHECK(admin::unlock_root_key(file.text, other.code).error() == "that code belongs to another root key's file");
    typed[0] = typed[0] == 'A' ? 'B' : 'A';
    CHECK(admin::unlock_root_key(file.text, typed).error().find("slip") != std::string::npos);
    CHECK_FALSE(admin::unlock_root_key("{}", file.code));
}

TEST_CASE("A key set is in force when the root has signed it, and terminals learn of it with the next bundle") {
    Site site;
    REQUIRE(site.run("bundle-publish", bundle_args()));
    const auto before = *site.keys.held->key_set();
    const auto first_bundle = site.platform.ports().bundles.newest()->version;
    const auto request = site.run("keys-request", {{"box", true}});
    REQUIRE(request);
    CHECK(*site.keys.held->key_set() == before);
    // A request is not in force, nor is what somebody else signs, or what is sealed for keys that are not here.
    CHECK(site.run("keys-install", {{"key_set", request->at("request")}}).error().find("not signed by this platform's root key") != std::string::npos);
    const auto stranger = crypto::SigningKey::generate(site.platform.random);
    CHECK(admin::sign_request(request->at("request").as_string(), stranger).error().find("the request is for root key") == 0);
    auto alien = before;
    alien.version = 9;
    const auto elsewhere = crypto::BoxKey::generate(site.platform.random);
    alien.box = {{elsewhere.public_key().id(), elsewhere.public_key()}};
    CHECK(install(site, protocol::sign(alien, site.made.offline.root)).error().find("is not here") != std::string::npos);

    const auto next = signed_request(site, {{"box", true}}, site.made.offline.root);
    CHECK(next.version == 2);
    CHECK(next.box.size() == 2);
    CHECK(next.box.back() == before.box.front());
    const auto installed = install(site, next);
    REQUIRE(installed);
    CHECK(installed->at("bundle") == first_bundle + 1);
    CHECK(*site.keys.held->key_set() == next);
    const auto loaded = admin::load_keys(site.data / "keys");
    REQUIRE(loaded);
    CHECK(*loaded->held->key_set() == next);
    CHECK(loaded->held->box(next.box.front().kid));
    const auto wire = protocol::decode_bundle(site.platform.ports().bundles.newest()->wire);
    REQUIRE(wire);
    const auto accepted = protocol::accept(*wire, before, {});
    REQUIRE(accepted);
    CHECK(accepted->key_set == next);
    CHECK(install(site, protocol::sign(before, site.made.offline.root)).error().find("version 2 is in force") != std::string::npos);
    CHECK(site.audited("keys.install") == 1);
}

TEST_CASE("The root that was announced signs the sets after this one") {
    Site site;
    const auto next_root = crypto::SigningKey::generate(site.platform.random);
    const json::Value announce{{"box", false}, {"next_root", to_base64(next_root.verify_key().bytes())}};
    REQUIRE(install(site, signed_request(site, announce, site.made.offline.root)));
    REQUIRE(install(site, signed_request(site, {{"box", true}}, next_root)));
    CHECK(site.keys.held->key_set()->root == next_root.verify_key());
    CHECK_FALSE(site.keys.held->key_set()->next_root);
    CHECK_THROWS(signed_request(site, {{"box", true}}, site.made.offline.root));
}

TEST_CASE("A former box key is destroyed when no terminal can still bring what was sealed to it; a revoked or lost one does not hold it back") {
    Site site;
    REQUIRE(site.run("bundle-publish", bundle_args()));
    auto first = kiosk(site, "kiosk-1");
    for (const char* id : {"kiosk-2", "kiosk-3", "kiosk-4"}) static_cast<void>(kiosk(site, id));
    REQUIRE(site.run("terminal-revoke", {{"id", "kiosk-3"}}));
    REQUIRE(site.run("terminal-lose", {{"id", "kiosk-4"}}));
    const auto former = site.keys.held->key_set()->box.front().kid;
    const auto bundle = rotate(site).value().at("bundle").to_number<std::uint64_t>();
    const auto present = site.keys.held->key_set()->box.front().kid;
    REQUIRE(present != former);
    CHECK(waited_for(site, former) == std::vector<std::string>{"kiosk-1", "kiosk-2"});

    beat(site, "kiosk-1", bundle, 3);      // knows the new key, and still has envelopes of before
    beat(site, "kiosk-2", bundle - 1, 0);  // nothing waits, and it still seals to the former key
    CHECK(waited_for(site, former) == std::vector<std::string>{"kiosk-1", "kiosk-2"});
    beat(site, "kiosk-1", bundle, 0);
    beat(site, "kiosk-1", bundle, 2);  // of the new key: what was drained stays drained
    CHECK(waited_for(site, former) == std::vector<std::string>{"kiosk-2"});
    CHECK(destroyed(site).empty());
    CHECK(std::filesystem::exists(file_of(site, former)));

    // The last one of the former key arrives inside the grace, and is not opened yet.
    const auto content = site.platform.diagnosis("2024001");
    const auto late = first.seal(content, site.platform.statement("2024001", "kiosk-1"), site.platform.clock.now());
    CHECK(site.platform.receive(first, {late}).results.front().status == protocol::ReceiptStatus::Stored);
    beat(site, "kiosk-2", bundle, 0);
    CHECK(waited_for(site, former).empty());
    CHECK(destroyed(site).empty());
    process(site);
    const auto cases = site.platform.ports().quarantine.open_cases(0, 10);
    REQUIRE(cases.size() == 1);
    CHECK(cases.front().reason == protocol::QuarantineReason::Student);  // opened, and nobody knows that student here

    CHECK(destroyed(site) == std::vector<std::string>{former});
    CHECK_FALSE(std::filesystem::exists(file_of(site, former)));
    CHECK(std::filesystem::exists(file_of(site, present)));
    CHECK_FALSE(site.keys.held->box(former));
    CHECK(admin::load_keys(site.data / "keys"));
    CHECK(site.audited("keys.destroy") == 1);
    CHECK(destroyed(site).empty());
    // A lost one that turns up is waited for with the next rotation.
    beat(site, "kiosk-4", bundle, 0);
    REQUIRE(rotate(site));
    CHECK(waited_for(site, present) == std::vector<std::string>{"kiosk-1", "kiosk-2", "kiosk-4"});
}

TEST_CASE("What comes for a key that is gone is kept and names it, and the recovery key opens it, on record") {
    Site site;
    site.platform.add_students({"2024001"});
    // Sealed to box and recovery keys that this platform has never held.
    auto late = site.platform.add_terminal("kiosk-01");
    static_cast<void>(site.platform.receive(late, {late.seal(site.platform.diagnosis("2024001"), &site.platform.pin_of("2024001"), site.platform.clock.now())}));
    process(site);
    const auto listed = site.run("quarantine-list", json::Object{}).value();
    REQUIRE(listed.as_array().size() == 1);
    CHECK(listed.at(0).at("reason") == "key");
    CHECK(listed.at(0).at("missing_key") == json::Value(site.platform.box_key.public_key().id()));
    CHECK(listed.at(0).at("recovery_key") == json::Value(site.platform.recovery_key.public_key().id()));
    // Released while the key is still missing it comes back whole.
    REQUIRE(site.run("quarantine-resolve", {{"number", listed.at(0).at("number")}, {"resolution", "release"}, {"reason", "too early"}}));
    process(site);
    CHECK(site.run("quarantine-list", json::Object{}).value().at(0).at("missing_key") == json::Value(site.platform.box_key.public_key().id()));

    const auto wrong = crypto::BoxKey::generate(site.platform.random);
    CHECK_FALSE(site.on([&](const admin::Platform& platform) { return admin::recover_quarantined(platform, wrong); }));
    const auto opened = site.on([&](const admin::Platform& platform) { return admin::recover_quarantined(platform, site.platform.recovery_key); });
    REQUIRE(opened);
    CHECK(opened->at("opened") == 1);
    CHECK(opened->at("still_closed") == 0);
    CHECK(site.platform.ports().quarantine.open_cases(0, 10).empty());
    CHECK(site.platform.ports().results.find("2024001", Year));
    CHECK(site.audited("recovery.quarantine") == 1);
}

TEST_CASE("A box key that is older than a term is spoken of until there is another") {
    Site site;
    site.on([](const admin::Platform& platform) { admin::keep_box_book(platform); return 0; });
    const auto due = [&] { return site.on([](const admin::Platform& platform) { return admin::rotation_due(platform, std::chrono::days{183}); }); };
    CHECK_FALSE(due());
    site.platform.clock.advance(std::chrono::days{184});
    REQUIRE(due());
    CHECK(due()->find("keys rotate-box") != std::string::npos);
    CHECK(site.run("verify", {{"box_days", 183}}).value().at("reminders").as_array().size() == 1);
    REQUIRE(rotate(site));
    CHECK_FALSE(due());
}
