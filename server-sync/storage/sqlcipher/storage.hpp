// The platform's store in two SQLCipher files, platform.db and student-keys.db: all ports in one object.
//
// Threads: one writer connection a file, on a thread of its own, takes whatever is queued from all requests, runs it in one
// transaction, fsyncs once and completes every callback (group commit). Reads run on the calling thread, on one of a few
// read-only connections; they take microseconds to a millisecond. SQLite before 3.51.3 can corrupt a WAL when two connections
// write or checkpoint; read-only connections in WAL mode do neither (they are opened after the writer has recovered the WAL
// and closed before it), so that exactly one connection ever does.
#pragma once

#include "server-sync/sync/ports.hpp"
#include "terminal/core/crypto/secret.hpp"
#include "terminal/core/sqlite/database.hpp"
#include "terminal/core/sqlite/migrator.hpp"
#include "terminal/core/support/clock.hpp"
#include "terminal/core/support/random.hpp"
#include "terminal/core/support/result.hpp"

#include <filesystem>
#include <memory>
#include <span>

namespace xz::server::storage {

struct StorageKeys {
    crypto::Secret<32> platform;      // raw key of platform.db
    crypto::Secret<32> student_keys;  // raw key of student-keys.db
    crypto::Secret<32> wrapping;      // wraps each student's key inside student-keys.db
};

struct StorageOptions {
    std::size_t readers = 4;
    std::size_t queue = 4096;  // writes waiting; beyond it they are answered Unavailable
    std::size_t max_group = 256;  // writes in one transaction
};

// Group commit as it went, for metrics.
struct CommitNumbers {
    std::uint64_t transactions = 0;
    std::uint64_t writes = 0;
    std::uint64_t failures = 0;
    std::uint64_t waiting = 0;
};

class Storage {
public:
    enum class Mode { Open, Create };
    // Create: neither file may exist. Open: both must. Directory: where they lie.
    [[nodiscard]] static Result<std::unique_ptr<Storage>, sqlite::OpenFailure> open(const std::filesystem::path& directory,
                                                                                    Mode mode, StorageKeys keys,
                                                                                    RandomSource& random,
                                                                                    const StorageOptions& options = {});
    virtual ~Storage() = default;  // completes what is queued, then closes
    [[nodiscard]] virtual sync::Ports ports() = 0;
    [[nodiscard]] virtual CommitNumbers numbers() const = 0;
    // Consistent copies of both files, under the same keys, into two existing empty directories: platform.db and, apart, student-keys.db.
    // Blocks its caller and one reader, not the writer. The keys are copied last: a key without a record is nothing, a record without its
    // key would be lost. Throws sync::StoreUnavailable when the disk is full or fails; what lies there then is no backup.
    virtual void back_up(const std::filesystem::path& directory, const std::filesystem::path& student_keys) = 0;
};

[[nodiscard]] std::span<const sqlite::Migration> migrations();

}  // namespace xz::server::storage
