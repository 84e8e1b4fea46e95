// A few read-only connections that many threads take turns with; each sees what was committed when its look began.
#pragma once

#include "server-sync/sync/completion.hpp"
#include "terminal/core/sqlite/database.hpp"

#include <condition_variable>
#include <mutex>
#include <vector>

namespace xz::server::storage {

class Readers {
public:
    explicit Readers(std::vector<sqlite::Database> connections);

    // Throws sync::StoreUnavailable.
    template <typename Look>
    auto read(Look&& look) const {
        const Lease lease{*this};
        try {
            return look(lease.connection());
        } catch (const sqlite::Error& error) {
            throw sync::StoreUnavailable{error.what()};
        }
    }

private:
    class Lease {
    public:
        explicit Lease(const Readers& readers);
        ~Lease();
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        [[nodiscard]] sqlite::Database& connection() const { return *connection_; }

    private:
        const Readers& readers_;
        sqlite::Database* connection_;
    };

    mutable std::vector<sqlite::Database> connections_;
    mutable std::mutex mutex_;
    mutable std::condition_variable freed_;
    mutable std::vector<sqlite::Database*> free_;
};

}  // namespace xz::server::storage
