// The published bundles as the domain reads them, each parsed once.
#pragma once

#include "server-sync/sync/bundle_archive.hpp"
#include "terminal/core/domain/published.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string_view>

namespace xz::server::sync {

class PublishedCache {
public:
    explicit PublishedCache(const BundleArchive& archive) : archive_{archive} {}
    // Null: nothing published yet. From any thread.
    [[nodiscard]] std::shared_ptr<const domain::Published> newest() const;
    // Of the newest bundle with that instrument; null: never published.
    [[nodiscard]] std::shared_ptr<const domain::Published> with_instrument(std::string_view instrument) const;

    // As it was published at that time; null: nothing was.
    [[nodiscard]] std::shared_ptr<const domain::Published> in_force(Instant at) const;

private:
    [[nodiscard]] std::shared_ptr<const domain::Published> read(const std::shared_ptr<const PublishedBundle>& bundle) const;

    const BundleArchive& archive_;
    mutable std::mutex mutex_;
    mutable std::map<std::uint64_t, std::shared_ptr<const domain::Published>> read_;  // by version; shared with readers
};

}  // namespace xz::server::sync
