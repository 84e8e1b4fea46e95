// One connection to one encrypted database file (SQLCipher ≥ 4.6, raw key, 8 KiB pages, WAL, synchronous=FULL).
#pragma once

#include "terminal/core/sqlite/error.hpp"
#include "terminal/core/sqlite/statement.hpp"
#include "terminal/core/support/bytes.hpp"
#include "terminal/core/support/result.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

struct sqlite3;

namespace xz::sqlite {

// The raw key of a file. The caller keeps it in secret memory; the connection keeps SQLCipher's own copy while open.
using Key = std::span<const std::uint8_t, 32>;

// SQLite before 3.51.3 can corrupt a WAL when two connections write or checkpoint: of Alone and Writer there is exactly
// one for a file at any time. Close readers before the writer.
enum class Access : std::uint8_t {
    Alone,   // the file's only connection in the only process: holds an exclusive lock while open
    Writer,  // the one connection that writes and checkpoints, beside readers
    Reader,  // reads committed snapshots; cannot write and never checkpoints; the writer opens the file first
};

enum class Presence : std::uint8_t {
    MustExist,  // a missing or empty file is a failure: an existing store is never replaced by an empty one
    MustBeNew,  // creates the file; an existing one is a failure
};

enum class OpenFailure : std::uint8_t {
    NotFound,
    AlreadyExists,
    AccessDenied,
    WrongKey,       // the file was not made with this key (its salt belongs to another)
    NotEncrypted,   // a plain SQLite file
    Damaged,        // made with this key, but its first page or schema does not authenticate; also an empty or cut file
    TooNew,         // its schema is newer than this program (from open_migrated)
    InUse,          // another process or connection holds it
    DiskFull,
    Io,
    CipherMissing,  // the SQLCipher loaded at run time is older than 4.6 or plain SQLite
};

[[nodiscard]] std::string_view to_text(OpenFailure failure);

// What the first reads and writes after opening throw, as a reason not to have opened. Rethrows what is our own mistake.
[[nodiscard]] OpenFailure open_failure_of(const Error& error);

struct OpenOptions {
    Access access = Access::Alone;
    Presence presence = Presence::MustExist;
    std::chrono::milliseconds busy_timeout{0};
    std::string vfs;  // empty: the operating system's
};

// Not for use by two threads at once. Movable; statements made from it must be gone before it closes.
class Database {
public:
    [[nodiscard]] static Result<Database, OpenFailure> open(const std::filesystem::path& file, Key key,
                                                            const OpenOptions& options = {});
    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();

    // Statements without rows or parameters: schema, pragmas. Throws Error.
    void execute(std::string_view sql);

    // A prepared statement of its own.
    [[nodiscard]] Statement prepare(std::string_view sql);

    // A prepared statement kept for the life of the connection, reset and with `values` bound. `sql` must live as long
    // (a constexpr literal). Borrowed: do not use the same sql again while stepping through its rows.
    template <typename... Values>
    Statement& query(std::string_view sql, const Values&... values) {
        Statement& statement = kept(sql);
        statement.bind_all(values...);
        return statement;
    }

    // Runs to the end and answers how many rows it changed.
    template <typename... Values>
    std::int64_t run(std::string_view sql, const Values&... values) {
        query(sql, values...).finish();
        return changed_rows();
    }

    [[nodiscard]] std::int64_t changed_rows() const;
    [[nodiscard]] std::int64_t last_row_id() const;
    [[nodiscard]] bool in_transaction() const;

    // Moves the WAL into the file and truncates it (Alone and Writer only). False: a reader still needs the WAL; try again later.
    bool checkpoint();

    // Every page's authentication and the b-trees' structure; empty when whole. Reads the whole file.
    // `progress` hears after each of its steps how many are done, of how many, and what was found so far.
    using CheckProgress = std::function<void(int done, int all, const std::vector<std::string>& found)>;
    [[nodiscard]] std::vector<std::string> check_integrity(const CheckProgress& progress = {});

    // A consistent copy of the committed state into a new file under `key`, written through this connection and synced. `vfs`: as to open.
    void copy_to(const std::filesystem::path& new_file, Key key, const std::string& vfs = {});

    [[nodiscard]] sqlite3* handle() const { return handle_.get(); }

private:
    struct Close {
        void operator()(sqlite3* handle) const noexcept;
    };
    explicit Database(sqlite3* handle);
    Statement& kept(std::string_view sql);

    std::unique_ptr<sqlite3, Close> handle_;
    std::unordered_map<std::string_view, Statement> kept_;  // destroyed before handle_
};

// "4.6.1 community" of the library in use; empty when it is plain SQLite.
[[nodiscard]] std::string cipher_version();

}  // namespace xz::sqlite
