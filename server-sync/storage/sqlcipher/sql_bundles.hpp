// Published bundles, the newest kept in memory because every terminal asks for it.
#pragma once

#include "server-sync/storage/sqlcipher/readers.hpp"
#include "server-sync/storage/sqlcipher/writer.hpp"
#include "server-sync/sync/bundle_archive.hpp"

#include <mutex>

namespace xz::server::storage {

class SqlBundles final : public sync::BundleArchive {
public:
    SqlBundles(Writer& writer, const Readers& readers) : writer_{writer}, readers_{readers} {}
    [[nodiscard]] std::shared_ptr<const sync::PublishedBundle> newest() const override;
    [[nodiscard]] std::shared_ptr<const sync::PublishedBundle> version(std::uint64_t number) const override;
    [[nodiscard]] std::shared_ptr<const sync::PublishedBundle> with_instrument(std::string_view instrument) const override;
    [[nodiscard]] std::shared_ptr<const sync::PublishedBundle> in_force(Instant at) const override;
    void publish(sync::PublishedBundle bundle, std::vector<std::string> instruments,
                 sync::Completion<sync::PublishVerdict> done) override;

private:
    Writer& writer_;
    const Readers& readers_;
    mutable std::mutex mutex_;
    mutable std::shared_ptr<const sync::PublishedBundle> newest_;  // dropped at each publication
};

}  // namespace xz::server::storage
