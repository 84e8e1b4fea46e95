#include "terminal/storage/bundle_store.hpp"

#include <cassert>

namespace xz::storage {

namespace {

constexpr std::string_view kSelect = "SELECT version, bytes, etag FROM bundle WHERE only = 1";
constexpr std::string_view kVersion = "SELECT version FROM bundle WHERE only = 1";
constexpr std::string_view kKeep =
    "INSERT INTO bundle (only, version, bytes, etag) VALUES (1, ?1, ?2, ?3) "
    "ON CONFLICT (only) DO UPDATE SET version = ?1, bytes = ?2, etag = ?3";

}  // namespace

std::optional<HeldBundle> BundleStore::latest() {
    std::optional<HeldBundle> held;
    for (sqlite::Statement& row = database_.query(kSelect); row.next();) {
        held = HeldBundle{static_cast<std::uint64_t>(row.integer(0)), row.text(1), row.text(2)};
    }
    return held;
}

std::uint64_t BundleStore::version() {
    std::uint64_t version = 0;
    for (sqlite::Statement& row = database_.query(kVersion); row.next();) {
        version = static_cast<std::uint64_t>(row.integer(0));
    }
    return version;
}

void BundleStore::keep(const HeldBundle& bundle) {
    assert(bundle.version >= version());
    database_.run(kKeep, bundle.version, bundle.bytes, bundle.etag);
}

}  // namespace xz::storage
