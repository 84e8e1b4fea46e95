#include "terminal/core/sqlite/transaction.hpp"

#include "terminal/core/sqlite/raise.hpp"

#include <sqlcipher/sqlite3.h>

#include <cassert>

namespace xz::sqlite {

namespace {

constexpr std::string_view kBegin = "BEGIN IMMEDIATE";
constexpr const char* kCommit = "COMMIT";
constexpr const char* kRollback = "ROLLBACK";
constexpr std::string_view kSave = "SAVEPOINT part";
constexpr std::string_view kKeep = "RELEASE part";
constexpr const char* kUndo = "ROLLBACK TO part; RELEASE part";

// A full disk or a failing one rolls back by itself; a second rollback would be an error, so ask first.
void roll_back(Database& database) noexcept {
    if (database.in_transaction()) {
        sqlite3_exec(database.handle(), kRollback, nullptr, nullptr, nullptr);
    }
}

}  // namespace

Transaction::Transaction(Database& database) : database_{database} {
    assert(!database.in_transaction());
    database_.run(kBegin);
}

Transaction::~Transaction() {
    if (open_) {
        roll_back(database_);
    }
}

void Transaction::commit() {
    assert(open_);
    open_ = false;
    const int code = sqlite3_exec(database_.handle(), kCommit, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) {
        const Error error = error_of(database_.handle(), code, kCommit);
        roll_back(database_);
        throw error;
    }
}

Savepoint::Savepoint(Database& database) : database_{database} {
    assert(database.in_transaction());
    database_.run(kSave);
}

Savepoint::~Savepoint() {
    // The transaction around may be gone already (disk full): then this part is undone with it.
    if (open_ && database_.in_transaction()) {
        sqlite3_exec(database_.handle(), kUndo, nullptr, nullptr, nullptr);
    }
}

void Savepoint::keep() {
    assert(open_);
    database_.run(kKeep);
    open_ = false;
}

}  // namespace xz::sqlite
