#include "terminal/sync/bundle_refresh.hpp"

#include <fmt/format.h>

namespace xz::sync {
namespace {

BundleRefresh::Alarm alarm_of(protocol::BundleFault fault) {
    using protocol::BundleFault;
    switch (fault) {
        case BundleFault::Forged:
        case BundleFault::KeySet:
        case BundleFault::Contradictory: return BundleRefresh::Alarm::Raise;
        case BundleFault::UnknownKey:
        case BundleFault::Payload:
        case BundleFault::Older: break;
    }
    return BundleRefresh::Alarm::No;
}

}  // namespace

Called<BundleRefresh::Outcome> BundleRefresh::refresh() {
    auto answer = platform_.bundle(store_.etag());
    if (!answer) {
        return failure(answer.error());
    }
    if (!*answer) {
        return Outcome{};
    }
    const Platform::Published& published = **answer;
    const protocol::HeldBundle held = store_.held();
    auto payload = protocol::accept(published.bundle, *trust_.keys(), held);
    if (!payload) {
        return Refused{fmt::format("bundle {}: {}", published.bundle.version, to_text(payload.error())), alarm_of(payload.error())};
    }
    if (published.bundle.version == held.version) {
        return Outcome{};
    }
    if (const auto wrong = check_(*payload)) {
        return Refused{fmt::format("bundle {}: {}", published.bundle.version, *wrong), Alarm::No};
    }
    store_.keep(published.bundle, *payload, published.etag);
    trust_.replace(payload->key_set);
    return std::move(*payload);
}

}  // namespace xz::sync
