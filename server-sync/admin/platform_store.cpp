#include "server-sync/admin/platform_store.hpp"

namespace xz::server::admin {

namespace {

Result<std::unique_ptr<storage::Storage>, std::string> open(const std::filesystem::path& data, storage::Storage::Mode mode,
                                                            const PlatformKeys& keys, RandomSource& random) {
    auto store = storage::Storage::open(
        data, mode, {keys.database.clone(), keys.student_keys.clone(), keys.wrapping.clone()}, random);
    if (!store) return failure("cannot open the store in " + data.string() + " with the keys beside it: " + std::string{sqlite::to_text(store.error())});
    return std::move(*store);
}

}  // namespace

Result<std::unique_ptr<storage::Storage>, std::string> open_store(const std::filesystem::path& data, const PlatformKeys& keys,
                                                                 RandomSource& random) {
    return open(data, storage::Storage::Mode::Open, keys, random);
}

Result<std::unique_ptr<storage::Storage>, std::string> create_store(const std::filesystem::path& data, const PlatformKeys& keys,
                                                                   RandomSource& random) {
    return open(data, storage::Storage::Mode::Create, keys, random);
}

}  // namespace xz::server::admin
