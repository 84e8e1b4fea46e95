// Published bundles: each version once, never changed, never taken back.
#pragma once

#include "server-sync/sync/completion.hpp"
#include "terminal/core/support/clock.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::server::sync {

struct PublishedBundle {
    std::uint64_t version = 0;
    std::string wire;     // whole signed answer of GET /sync/v1/bundle, canonical
    std::string payload;  // the payload's bytes, canonical JSON
    std::string sha256;   // hex of `wire`: the ETag
    Instant published_at;
    std::string actor;
};

enum class PublishVerdict { Published, Repeated, NotAbove };  // NotAbove: a version that exists with other bytes, or lower

class BundleArchive {
public:
    virtual ~BundleArchive() = default;
    [[nodiscard]] virtual std::shared_ptr<const PublishedBundle> newest() const = 0;  // null: none yet; shared: many requests send it
    [[nodiscard]] virtual std::shared_ptr<const PublishedBundle> version(std::uint64_t number) const = 0;
    // The newest one whose payload carries that instrument ("name@version"); null: never published.
    [[nodiscard]] virtual std::shared_ptr<const PublishedBundle> with_instrument(std::string_view instrument) const = 0;
    // The newest one that was published at or before; null: none.
    [[nodiscard]] virtual std::shared_ptr<const PublishedBundle> in_force(Instant at) const = 0;
    virtual void publish(PublishedBundle bundle, std::vector<std::string> instruments, Completion<PublishVerdict> done) = 0;
};

}  // namespace xz::server::sync
