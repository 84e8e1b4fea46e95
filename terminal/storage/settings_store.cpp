#include "terminal/storage/settings_store.hpp"

namespace xz::storage {

namespace {

constexpr std::string_view kSelect = "SELECT value FROM settings WHERE name = ?";
constexpr std::string_view kPut = "INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)";
constexpr std::string_view kRemove = "DELETE FROM settings WHERE name = ?";

}  // namespace

std::optional<std::string> SettingsStore::get(std::string_view name) {
    std::optional<std::string> value;
    for (sqlite::Statement& row = database_.query(kSelect, name); row.next();) {
        value = row.text(0);
    }
    return value;
}

void SettingsStore::put(std::string_view name, std::string_view value) {
    database_.run(kPut, name, value);
}

void SettingsStore::remove(std::string_view name) {
    database_.run(kRemove, name);
}

}  // namespace xz::storage
