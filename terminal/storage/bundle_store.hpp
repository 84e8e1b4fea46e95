// The newest published bundle, as the platform signed it: kept raw, verified again by whoever reads it.
#pragma once

#include "terminal/core/sqlite/database.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace xz::storage {

struct HeldBundle {
    std::uint64_t version = 0;
    std::string bytes;  // the wire object, as it came
    std::string etag;   // for If-None-Match; may be empty
};

class BundleStore {
public:
    explicit BundleStore(sqlite::Database& database) : database_{database} {}

    [[nodiscard]] std::optional<HeldBundle> latest();
    // 0: none.
    [[nodiscard]] std::uint64_t version();
    // Only what protocol::accept has accepted. Durable when it returns; a version below the held one is a mistake of the caller.
    void keep(const HeldBundle& bundle);

private:
    sqlite::Database& database_;
};

}  // namespace xz::storage
