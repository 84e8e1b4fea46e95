// Whether the platform has locked this terminal, kept in the store so that a restart unlocks nothing and no order is done twice.
#pragma once

#include "terminal/core/protocol/terminal_lock.hpp"
#include "terminal/storage/settings_store.hpp"

#include <optional>
#include <string>

namespace xz::app {

class LockRecord {
public:
    explicit LockRecord(storage::SettingsStore& settings) : settings_{settings} {}

    // The words of the lock in force; nothing: not locked.
    [[nodiscard]] std::optional<std::string> message();
    // False: that command was done before, or is no lock order. Durable when it returns.
    [[nodiscard]] bool obey(const protocol::Command& command);

private:
    [[nodiscard]] std::optional<protocol::Command> last();
    storage::SettingsStore& settings_;
};

}  // namespace xz::app
