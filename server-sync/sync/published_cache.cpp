#include "server-sync/sync/published_cache.hpp"

namespace xz::server::sync {

std::shared_ptr<const domain::Published> PublishedCache::newest() const {
    return read(archive_.newest());
}

std::shared_ptr<const domain::Published> PublishedCache::with_instrument(std::string_view instrument) const {
    if (const auto published = newest(); published && published->instrument(instrument) != nullptr) {
        return published;
    }
    return read(archive_.with_instrument(instrument));
}

std::shared_ptr<const domain::Published> PublishedCache::in_force(Instant at) const {
    return read(archive_.in_force(at));
}

std::shared_ptr<const domain::Published> PublishedCache::read(const std::shared_ptr<const PublishedBundle>& bundle) const {
    if (!bundle) {
        return nullptr;
    }
    const std::lock_guard lock{mutex_};
    if (const auto found = read_.find(bundle->version); found != read_.end()) {
        return found->second;
    }
    // Publishing has checked it; one that does not read (made by a newer program) is as if it were not there.
    auto parsed = domain::parse_published(bundle->payload);
    auto published = parsed ? std::make_shared<const domain::Published>(std::move(*parsed)) : nullptr;
    read_.emplace(bundle->version, published);
    return published;
}

}  // namespace xz::server::sync
