// All or nothing: a write transaction, and a savepoint inside one for a part that may fail alone.
#pragma once

#include "terminal/core/sqlite/database.hpp"

#include <type_traits>
#include <utility>

namespace xz::sqlite {

// BEGIN IMMEDIATE at birth. Ends exactly once: by commit(), or by rolling back when destroyed. When commit() throws, everything is
// rolled back already. Not nestable. Throws Error.
class Transaction {
public:
    explicit Transaction(Database& database);
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction();

    // Durable when it returns (synchronous=FULL).
    void commit();

private:
    Database& database_;
    bool open_ = true;
};

// A part of a transaction (group commit: one batch of many). keep() merges it into the transaction; destroyed without
// it, the part is undone and the transaction goes on.
class Savepoint {
public:
    explicit Savepoint(Database& database);
    Savepoint(const Savepoint&) = delete;
    Savepoint& operator=(const Savepoint&) = delete;
    ~Savepoint();

    void keep();

private:
    Database& database_;
    bool open_ = true;
};

// Runs `work` in a transaction and commits; what `work` throws undoes everything.
template <typename Work>
auto transact(Database& database, Work&& work) {
    Transaction transaction{database};
    if constexpr (std::is_void_v<decltype(work())>) {
        std::forward<Work>(work)();
        transaction.commit();
    } else {
        auto answer = std::forward<Work>(work)();
        transaction.commit();
        return answer;
    }
}

}  // namespace xz::sqlite
