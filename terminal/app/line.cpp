#include "terminal/app/line.hpp"

namespace xz::app {
namespace {

sync::Identity identity_of(const LineEnds& ends) {
    return {ends.authorities, ends.certificate, crypto::SecureBytes::copy_of(ends.certificate_key.bytes())};
}

std::optional<std::string> unreadable(const protocol::BundlePayload& payload) {
    const auto forms = read_forms(payload);
    return forms ? std::nullopt : std::optional{forms.error()};
}

}  // namespace

Line::Line(LineEnds ends, StorageThread& storage, FormsInForce& forms, BelievableTime& time, const Clock& clock, RandomSource& random,
           std::function<sync::SyncIntervals()> intervals, sync::SyncListener listener, StoreWatch watch,
           sync::SyncLoop::OnFailure on_failure)
    : trust_{ends.keys},
      sync_http_{ends.platform_url, identity_of(ends), [&time] { return time.instead_of_clock(); }},
      login_http_{ends.platform_url, identity_of(ends), [&time] { return time.instead_of_clock(); }},
      sign_in_{login_platform_, trust_, forms, storage, ends.terminal},
      store_{storage, forms, time, clock, std::move(watch)},
      drain_{sync_platform_, store_, trust_},
      bundle_{sync_platform_, store_, trust_, unreadable},
      heartbeat_{sync_platform_, store_, trust_},
      turn_{drain_, bundle_, heartbeat_, clock, random, std::move(intervals), std::move(listener)},
      loop_{turn_, sync_http_, clock, std::move(on_failure)} {}

void Line::stop() {
    login_http_.stop();
    loop_.stop();
}

}  // namespace xz::app
