#include "terminal/core/sqlite/error.hpp"

#include "terminal/core/sqlite/raise.hpp"

#include <fmt/format.h>
#include <sqlcipher/sqlite3.h>

#include <sys/statvfs.h>

#include <cerrno>
#include <filesystem>

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

int system_error_of(sqlite3* connection, int code) {
    if (connection == nullptr) {
        return 0;
    }
    const int error = sqlite3_system_errno(connection);
    if ((code & 0xff) != SQLITE_CANTOPEN || error != ENOENT) {
        return error;
    }
    // A file that could not be made for want of room: SQLite tries once more to read it, and knows only what came of that.
    const char* file = sqlite3_db_filename(connection, "main");
    struct statvfs room {};
    const bool is_full = file != nullptr && ::statvfs(std::filesystem::path{file}.parent_path().c_str(), &room) == 0 &&
                         (room.f_bavail == 0 || (room.f_files > 0 && room.f_favail == 0));
    return is_full ? ENOSPC : error;
}

Error error_of(sqlite3* connection, int code, std::string_view doing) {
    const std::string_view message = connection == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(connection);
    // A page that does not authenticate comes as SQLITE_ERROR without words of its own; wrong SQL always has some.
    const bool is_unauthentic_page = code == SQLITE_ERROR && message == sqlite3_errstr(SQLITE_ERROR);
    const Fault fault = is_unauthentic_page ? Fault::Corrupt
                                            : fault_of(code, system_error_of(connection, code));
    return Error{fault, code,
                fmt::format("{} while {}: {} (SQLite {})", to_text(fault), doing, message, code)};
}

}  // namespace xz::sqlite
