#include "terminal/app/line.hpp"

#include "terminal/sync/enrolment.hpp"

#include <memory>

namespace xz::app {
namespace {

sync::Identity copy_of(const sync::Identity& identity) {
    return {identity.authority, identity.certificate, crypto::SecureBytes::copy_of(identity.private_key.bytes())};
}

std::optional<std::string> unreadable(const protocol::BundlePayload& payload) {
    const auto forms = read_forms(payload);
    return forms ? std::nullopt : std::optional{forms.error()};
}

}  // namespace

Line::Line(LineEnds ends, StorageThread& storage, FormsInForce& forms, BelievableTime& time, const Clock& clock, RandomSource& random,
           std::function<sync::SyncIntervals()> intervals, sync::SyncListener listener, StoreWatch watch,
           sync::SyncLoop::OnFailure on_failure, std::function<void(Worker::Task)> on_sign_in_thread)
    : identity_{std::move(ends.authorities), std::move(ends.certificate), std::move(ends.certificate_key)},
      on_sign_in_thread_{std::move(on_sign_in_thread)},
      trust_{ends.keys},
      sync_http_{ends.platform_url, copy_of(identity_), [&time] { return time.instead_of_clock(); }},
      login_http_{ends.platform_url, copy_of(identity_), [&time] { return time.instead_of_clock(); }},
      sign_in_{login_platform_, trust_, forms, storage, ends.terminal},
      store_{storage, forms, time, clock, with_renewal(std::move(watch))},
      drain_{sync_platform_, store_, trust_},
      bundle_{sync_platform_, store_, trust_, unreadable},
      heartbeat_{sync_platform_, store_, trust_},
      renewal_{sync_platform_, store_, trust_},
      turn_{drain_, bundle_, heartbeat_, renewal_, clock, random, std::move(intervals), with_trust(std::move(listener))},
      loop_{turn_, sync_http_, clock, std::move(on_failure)} {}

StoreWatch Line::with_renewal(StoreWatch watch) {
    watch.renewed = [this](const crypto::SecureBytes& key, const std::string& certificate) {
        identity_.certificate = certificate;
        identity_.private_key = crypto::SecureBytes::copy_of(key.bytes());
        identify();
    };
    return watch;
}

sync::SyncListener Line::with_trust(sync::SyncListener listener) {
    listener.bundle_changed = [this, tell = std::move(listener.bundle_changed)](const protocol::BundlePayload& payload) {
        identity_.authority = sync::authorities_of(payload.key_set, payload.crl);
        identify();
        tell(payload);
    };
    return listener;
}

void Line::identify() {
    sync_http_.use(copy_of(identity_));
    // Shared: tasks are copyable, an identity is not.
    on_sign_in_thread_([this, shown = std::make_shared<sync::Identity>(copy_of(identity_))] { login_http_.use(std::move(*shown)); });
}

void Line::stop() {
    login_http_.stop();
    loop_.stop();
}

}  // namespace xz::app
