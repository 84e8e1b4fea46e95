// The sync's four windows into the store: each call crosses to the storage thread and is durable when it returns.
#pragma once

#include "terminal/app/believable_time.hpp"
#include "terminal/app/forms.hpp"
#include "terminal/app/room_watch.hpp"
#include "terminal/app/storage_thread.hpp"
#include "terminal/sync/bundle_refresh.hpp"
#include "terminal/sync/heartbeat.hpp"
#include "terminal/sync/outbox_drain.hpp"
#include "terminal/sync/renewal.hpp"

#include <functional>

namespace xz::app {

// What the sync comes to know of the store, told on the sync thread.
struct StoreWatch {
    std::function<void(const std::string&)> alarm;  // a person must look
    std::function<void(RoomWatch::Room)> room;      // for a new session; at every heartbeat
    std::function<void(const crypto::SecureBytes& key, const std::string& certificate)> renewed;  // to be shown from now on
};

class SyncStore final : public sync::OutboxStore, public sync::BundleStore, public sync::HeartbeatStore, public sync::CertificateStore {
public:
    SyncStore(StorageThread& storage, const FormsInForce& forms, BelievableTime& time, const Clock& clock, StoreWatch watch)
        : storage_{storage}, forms_{forms}, time_{time}, clock_{clock}, watch_{std::move(watch)} {}

    [[nodiscard]] std::vector<sync::Waiting> waiting(std::size_t count, std::size_t bytes) override;
    void settle(const std::vector<protocol::BatchResult>& verified) override;
    void set_aside(const std::string& id, const std::string& why) override;

    [[nodiscard]] protocol::HeldBundle held() override;
    [[nodiscard]] std::string etag() override;
    void keep(const protocol::Bundle& bundle, const protocol::BundlePayload& payload, const std::string& etag) override;

    [[nodiscard]] protocol::Heartbeat measure() override;
    void take(const protocol::HeartbeatAnswer& answer) override;

    [[nodiscard]] Present present() override;
    [[nodiscard]] Instant time() override { return time_.instead_of_clock().value_or(clock_.now()); }
    void renew(crypto::SecureBytes key, const std::string& certificate) override;

private:
    StorageThread& storage_;
    const FormsInForce& forms_;
    BelievableTime& time_;
    const Clock& clock_;
    StoreWatch watch_;
};

}  // namespace xz::app
