#include "terminal/app/sync_store.hpp"

#include <chrono>
#include <stdexcept>

namespace xz::app {
namespace {

// Before the platform has published its policy.
constexpr int purge_after_days = 14;

}  // namespace

std::vector<sync::Waiting> SyncStore::waiting(std::size_t count, std::size_t bytes) {
    return storage_.ask([=](storage::Store& store) {
        std::vector<sync::Waiting> waiting;
        for (storage::Outgoing& outgoing : store.outbox().next_batch(count, bytes)) {
            waiting.push_back({std::move(outgoing.id), std::move(outgoing.bytes)});
        }
        return waiting;
    });
}

void SyncStore::settle(const std::vector<protocol::BatchResult>& verified) {
    storage_.ask([&](storage::Store& store) { store.outbox().keep_receipts(verified); });
}

void SyncStore::set_aside(const std::string& id, const std::string& why) {
    storage_.ask([&](storage::Store& store) { store.outbox().set_refused(id, why); });
    watch_.alarm("the platform refuses envelope " + id + ": " + why);
}

protocol::HeldBundle SyncStore::held() {
    const auto bundle = storage_.ask([](storage::Store& store) { return store.bundles().latest(); });
    if (!bundle) {
        return {};
    }
    const auto decoded = protocol::decode_bundle(bundle->bytes);
    if (!decoded) {
        throw std::runtime_error{"the held bundle is no bundle"};  // the store authenticates its pages: nobody near can act
    }
    return {decoded->version, crypto::sha256(decoded->payload)};
}

std::string SyncStore::etag() {
    return storage_.ask([](storage::Store& store) {
        const auto bundle = store.bundles().latest();
        return bundle ? bundle->etag : std::string{};
    });
}

void SyncStore::keep(const protocol::Bundle& bundle, const protocol::BundlePayload& payload, const std::string& etag) {
    const bool sealed = storage_.ask([&](storage::Store& store) {
        store.keep_bundle({bundle.version, protocol::encode(bundle), etag}, protocol::encode(payload.key_set));
        return payload.key_set.recovery.empty() || store.seal_key_for(payload.key_set.recovery.front().key).has_value();
    });
    if (!sealed) {
        watch_.alarm("the store's key could not be sealed for recovery");
    }
}

protocol::Heartbeat SyncStore::measure() {
    protocol::Heartbeat heartbeat = storage_.ask([this](storage::Store& store) {
        const auto identity = store.identity().identity();
        if (!identity) {
            throw std::runtime_error{"this terminal has lost its identity"};
        }
        const storage::QueueState queue = store.outbox().state();
        const storage::ChainEnd end = store.outbox().chain_end();
        const crypto::SigningKey key{identity->sign_seed.clone()};
        const Instant now = clock_.now();
        return protocol::Heartbeat{
            .version = XUEZHEN_VERSION,
            .queue_depth = queue.waiting,
            .queue_oldest = queue.oldest_waiting,
            .disk_free = store.free_bytes(),
            .clock = now,
            .store = store.has_room_for_new_session() ? protocol::StoreHealth::Good : protocol::StoreHealth::Full,
            .key_level = store.key_level(),
            .bundle_version = store.bundles().version(),
            .head = protocol::sign(protocol::ChainHead{identity->terminal, end.chain, end.seq, end.sha256, now}, key),
        };
    });
    watch_.room(heartbeat.store == protocol::StoreHealth::Good ? RoomWatch::Room::Enough : RoomWatch::Room::Short);
    return heartbeat;
}

void SyncStore::take(const protocol::HeartbeatAnswer& answer) {
    const auto forms = forms_.current();
    const std::chrono::days keep{forms ? forms->published->policy.purge_after_days : purge_after_days};
    const storage::ChainVerdict verdict = storage_.ask([&](storage::Store& store) {
        store.time_floor().advance(answer.time);
        time_.set_floor(store.time_floor().floor());
        time_.hear(answer.time);
        const storage::ChainVerdict compared = store.outbox().compare(answer);
        if (compared == storage::ChainVerdict::RolledBack || compared == storage::ChainVerdict::Forked) {
            store.outbox().start_new_chain();
        } else {
            store.outbox().purge(answer, keep);
        }
        return compared;
    });
    if (verdict == storage::ChainVerdict::RolledBack) {
        watch_.alarm("this store is an older copy of itself: a new chain was started");
    } else if (verdict == storage::ChainVerdict::Forked) {
        watch_.alarm("another machine has written this terminal's chain: a new chain was started");
    }
}

sync::CertificateStore::Present SyncStore::present() {
    return storage_.ask([](storage::Store& store) {
        const auto identity = store.identity().identity();
        if (!identity) {
            throw std::runtime_error{"this terminal has lost its identity"};
        }
        return Present{identity->terminal, identity->certificate, crypto::SigningKey{identity->sign_seed.clone()}};
    });
}

void SyncStore::renew(crypto::SecureBytes key, const std::string& certificate) {
    storage_.ask([&](storage::Store& store) { store.identity().renew(key, certificate); });
    watch_.renewed(key, certificate);
}

}  // namespace xz::app
