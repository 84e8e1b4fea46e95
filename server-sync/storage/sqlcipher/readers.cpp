#include "server-sync/storage/sqlcipher/readers.hpp"

namespace xz::server::storage {

Readers::Readers(std::vector<sqlite::Database> connections) : connections_{std::move(connections)} {
    for (sqlite::Database& connection : connections_) {
        free_.push_back(&connection);
    }
}

Readers::Lease::Lease(const Readers& readers) : readers_{readers} {
    std::unique_lock lock{readers_.mutex_};
    readers_.freed_.wait(lock, [this] { return !readers_.free_.empty(); });
    connection_ = readers_.free_.back();
    readers_.free_.pop_back();
}

Readers::Lease::~Lease() {
    {
        const std::lock_guard lock{readers_.mutex_};
        readers_.free_.push_back(connection_);
    }
    readers_.freed_.notify_one();
}

}  // namespace xz::server::storage
