// Small facts that outlive a restart and are no secret of a student: names are the caller's, values are text.
#pragma once

#include "terminal/core/sqlite/database.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace xz::storage {

class SettingsStore {
public:
    explicit SettingsStore(sqlite::Database& database) : database_{database} {}

    [[nodiscard]] std::optional<std::string> get(std::string_view name);
    // Durable when it returns.
    void put(std::string_view name, std::string_view value);
    void remove(std::string_view name);

private:
    sqlite::Database& database_;
};

}  // namespace xz::storage
