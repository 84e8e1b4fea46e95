#include "terminal/core/sqlite/error.hpp"

#include "terminal/core/sqlite/raise.hpp"

#include <fmt/format.h>
#include <sqlcipher/sqlite3.h>

#include <cerrno>

namespace xz::sqlite {

std::string_view to_text(Fault fault) {
    switch (fault) {
        case Fault::DiskFull: return "disk full";
        case Fault::Io: return "disk failed";
        case Fault::Corrupt: return "database damaged";
        case Fault::Busy: return "database in use";
        case Fault::Constraint: return "constraint refused";
        case Fault::ReadOnly: return "read only";
        case Fault::OutOfMemory: return "out of memory";
        case Fault::Interrupted: return "interrupted";
        case Fault::Misuse: break;
    }
    return "wrong use";
}

Fault fault_of(int extended_code, int system_error) {
    switch (extended_code & 0xff) {
        case SQLITE_FULL: return Fault::DiskFull;
        case SQLITE_IOERR:
            if (extended_code == SQLITE_IOERR_NOMEM) {
                return Fault::OutOfMemory;
            }
            // SQLite calls only ENOSPC full; a quota or a file size limit is no other thing to a person.
            return system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG ? Fault::DiskFull : Fault::Io;
        case SQLITE_CANTOPEN:
            return system_error == ENOSPC || system_error == EDQUOT ? Fault::DiskFull : Fault::Io;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB: return Fault::Corrupt;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_PROTOCOL: return Fault::Busy;
        case SQLITE_CONSTRAINT: return Fault::Constraint;
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_AUTH: return Fault::ReadOnly;
        case SQLITE_NOMEM: return Fault::OutOfMemory;
        case SQLITE_INTERRUPT:
        case SQLITE_ABORT: return Fault::Interrupted;
        default: return Fault::Misuse;
    }
}

Error error_of(sqlite3* connection, int code, std::string_view doing) {
    const std::string_view message = connection == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(connection);
    // A page that does not authenticate comes as SQLITE_ERROR without words of its own; wrong SQL always has some.
    const bool is_unauthentic_page = code == SQLITE_ERROR && message == sqlite3_errstr(SQLITE_ERROR);
    const Fault fault = is_unauthentic_page ? Fault::Corrupt
                                            : fault_of(code, connection == nullptr ? 0 : sqlite3_system_errno(connection));
    return Error{fault, code,
                fmt::format("{} while {}: {} (SQLite {})", to_text(fault), doing, message, code)};
}

}  // namespace xz::sqlite
