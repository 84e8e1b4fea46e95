#include "server-sync/admin/arguments.hpp"
#include "server-sync/admin/audit.hpp"
#include "server-sync/admin/box_keys.hpp"
#include "server-sync/admin/bundle_publish.hpp"
#include "server-sync/admin/commands.hpp"
#include "server-sync/admin/platform_store.hpp"

#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>

namespace xz::server::admin {

namespace {

constexpr std::size_t LargestKeySet = 256 << 10;
constexpr std::size_t MostFormer = 12;  // named beside the one in use

template <typename Key>
json::Array ids_of(const std::vector<protocol::NamedKey<Key>>& keys) {
    json::Array ids;
    for (const auto& key : keys) ids.emplace_back(key.kid);
    return ids;
}

// The new one first; of the others those that are still of use, up to what a key set may name.
template <typename Key, typename StillOfUse>
void put_first(std::vector<protocol::NamedKey<Key>>& keys, const Key& key, StillOfUse&& still_of_use) {
    std::erase_if(keys, [&](const auto& named) { return named.key == key || !still_of_use(named.kid); });
    if (keys.size() > MostFormer) keys.erase(keys.begin() + MostFormer, keys.end());
    keys.insert(keys.begin(), {key.id(), key});
}

// One that was made for a request before and is in no key set yet, else a new one.
Result<crypto::BoxPublicKey, std::string> next_box(const Platform& platform) {
    for (const auto& state : box_keys(platform)) {
        if (state.use != BoxKeyUse::Requested) continue;
        if (const auto box = platform.keys.held->box(state.kid)) return box->public_key();
    }
    auto box = crypto::BoxKey::generate(platform.random);
    auto key = box.public_key();
    if (auto written = write_box_key(box, keys_folder(platform.data)); !written) return failure(written.error());
    platform.keys.held->add(std::move(box));
    return key;
}

// What a key set must name for this platform to work with it, whoever signed it.
Result<void, std::string> check_ours(const protocol::KeySet& offered, const PlatformKeys& keys) {
    if (!keys.held->box(offered.box.front().kid)) {
        return failure(fmt::format("the private half of box key {} is not here: a request of this platform names one that is", offered.box.front().kid));
    }
    if (offered.receipt.front().key != keys.receipt.verify_key()) return failure("its receipt key is not the one that this platform signs with");
    if (offered.bundle.front().key != keys.bundle.verify_key()) return failure("its bundle key is not the one that this platform signs with");
    if (std::ranges::find(offered.authorities, keys.authority.certificate().to_pem()) == offered.authorities.end()) {
        return failure("it does not name this platform's certificate authority");
    }
    return {};
}

}  // namespace

Answer list_keys(const json::Value& args, const Platform& platform) {
    Arguments arguments{args};
    if (auto problems = arguments.problems(); !problems.empty()) return failure(problems);
    const auto key_set = platform.keys.held->key_set();
    json::Array boxes;
    for (const auto& state : box_keys(platform)) {
        json::Array waits_for;
        for (const auto& terminal : state.waits_for) waits_for.emplace_back(terminal);
        boxes.push_back({{"kid", state.kid},
                         {"use", to_text(state.use)},
                         {"since", state.since ? json::Value(to_rfc3339(*state.since)) : json::Value(nullptr)},
                         {"replaced_in", state.replaced_in ? json::Value(*state.replaced_in) : json::Value(nullptr)},
                         {"waits_for", std::move(waits_for)}});
    }
    return json::Value{{"version", key_set->version},
                       {"root", crypto::key_id(key_set->root.bytes())},
                       {"next_root", key_set->next_root ? json::Value(crypto::key_id(key_set->next_root->bytes())) : json::Value(nullptr)},
                       {"receipt", ids_of(key_set->receipt)},
                       {"bundle", ids_of(key_set->bundle)},
                       {"box", std::move(boxes)},
                       {"recovery", ids_of(key_set->recovery)}};
}

Answer request_keys(const json::Value& args, const Platform& platform) {
    Arguments arguments{args};
    auto& read = arguments.read();
    const bool box = read.boolean("box");
    std::optional<crypto::BoxPublicKey> recovery;
    std::optional<crypto::VerifyKey> next_root;
    if (read.has("recovery") && !(recovery = crypto::BoxPublicKey::from(read.base64("recovery", 32, 32)))) read.problem("recovery", "a usable public key");
    if (read.has("next_root") && !(next_root = crypto::VerifyKey::from(read.base64("next_root", 32, 32)))) read.problem("next_root", "a usable public key");
    if (auto problems = arguments.problems(); !problems.empty()) return failure(problems);
    if (!box && !recovery && !next_root) return failure("say what shall be new: a box key, a recovery key, the next root");
    protocol::KeySet next = *platform.keys.held->key_set();
    ++next.version;
    next.sig = {};
    if (box) {
        const auto key = next_box(platform);
        if (!key) return failure(key.error());
        put_first(next.box, *key, [&](const std::string& kid) { return platform.keys.held->box(kid) != nullptr; });
    }
    if (recovery) put_first(next.recovery, *recovery, [](const std::string&) { return true; });
    if (next_root) next.next_root = next_root;
    note(platform, "keys.request", std::to_string(next.version));
    return json::Value{{"version", next.version}, {"request", protocol::encode(next)}};
}

Answer install_keys(const json::Value& args, const Platform& platform) {
    Arguments arguments{args};
    const auto text = arguments.read().text("key_set", 1, LargestKeySet);
    if (auto problems = arguments.problems(); !problems.empty()) return failure(problems);
    const auto offered = protocol::decode_key_set(text);
    if (!offered) return failure("this is no key set: " + json::to_text(offered.error().problem));
    const auto held = platform.keys.held->key_set();
    switch (protocol::compare(*held, *offered)) {
        case protocol::KeySetVerdict::Newer:
        case protocol::KeySetVerdict::Same: break;  // what a power cut left undone the first time
        case protocol::KeySetVerdict::Older: return failure(fmt::format("it is version {}, and version {} is in force", offered->version, held->version));
        case protocol::KeySetVerdict::Contradictory: return failure(fmt::format("another version {} is in force: make a new request", held->version));
        case protocol::KeySetVerdict::Forged: return failure("it is not signed by this platform's root key (keys sign)");
    }
    if (auto ours = check_ours(*offered, platform.keys); !ours) return failure(ours.error());
    if (auto written = write_key_set(*offered, keys_folder(platform.data)); !written) return failure(written.error());
    platform.keys.held->take(*offered);
    note(platform, "keys.install", std::to_string(offered->version));
    json::Object answer{{"version", offered->version}, {"bundle", nullptr}};
    if (platform.ports.bundles.newest()) {
        const auto published = publish_again(platform);
        if (!published) return failure("the key set is in force; publish a bundle for the terminals to learn of it: " + published.error());
        answer["bundle"] = published->at("version");
    }
    keep_box_book(platform);
    return json::Value(std::move(answer));
}

}  // namespace xz::server::admin
