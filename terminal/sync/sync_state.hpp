// What the terminal knows of its connection, for the screen's corner, the maintenance panel and `status`.
#pragma once

#include "terminal/core/support/clock.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace xz::sync {

enum class Connection {
    Unknown,          // nothing tried yet
    Connected,
    Offline,          // normal: everything waits in the store
    UntrustedServer,  // somebody answers who is not our platform
    RefusedIdentity,  // our certificate is not taken
    NotThePlatform,   // a captive portal, a broken proxy
    Troubled,         // the platform answers with errors, or with signatures that do not verify
};

struct SyncState {
    Connection connection = Connection::Unknown;
    std::optional<Instant> last_contact;  // by our own clock
    std::string trouble;                  // the last failure, for the log and IT; empty when connected
    std::string alarm;                    // what a person must look at; stays until the program restarts
    friend bool operator==(const SyncState&, const SyncState&) = default;
};

}  // namespace xz::sync
