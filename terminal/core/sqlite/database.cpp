#include "terminal/core/sqlite/database.hpp"

#include "terminal/core/crypto/secret.hpp"
#include "terminal/core/sqlite/file_head.hpp"
#include "terminal/core/sqlite/raise.hpp"

#include <fmt/format.h>
#include <sqlcipher/sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cerrno>
#include <charconv>

namespace xz::sqlite {

namespace {

// Before the first page is read. SQLCipher would write what it finds to stderr; our Error says it. 8 KiB pages and time-ordered ids together write 2.9 × as fast as 4 KiB and random ones.
constexpr const char* kCipherSettings = "PRAGMA cipher_log_level = NONE; PRAGMA cipher_page_size = 8192";
constexpr const char* kAlone = "PRAGMA locking_mode = EXCLUSIVE";
constexpr const char* kSettings =
    "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;"
    "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA journal_size_limit = 16777216";
constexpr const char* kReaderSettings = "PRAGMA query_only = ON; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF";
constexpr std::string_view kFirstRead = "SELECT count(*) FROM sqlite_schema";
constexpr std::string_view kWriteAhead = "PRAGMA journal_mode = WAL";
constexpr std::string_view kCipherVersion = "PRAGMA cipher_version";
constexpr std::string_view kSalt = "PRAGMA cipher_salt";
constexpr std::string_view kPages = "PRAGMA cipher_integrity_check";
constexpr std::string_view kStructure = "PRAGMA integrity_check";
constexpr std::string_view kForeignKeys = "PRAGMA foreign_key_check";

constexpr int kLeastMajor = 4;
constexpr int kLeastMinor = 6;

// SQLCipher's raw key with salt: x'<64 hex><32 hex>'. Wiped when it goes.
class KeyText {
public:
    explicit KeyText(Key key) : text_{3 + 2 * (key.size() + FileHead{}.size())} {
        constexpr std::string_view digits = "0123456789abcdef";
        auto out = text_.bytes().begin();
        const auto put_hex = [&](ByteView bytes) {
            for (const std::uint8_t byte : bytes) {
                *out++ = static_cast<std::uint8_t>(digits[byte >> 4]);
                *out++ = static_cast<std::uint8_t>(digits[byte & 15]);
            }
        };
        *out++ = 'x';
        *out++ = '\'';
        put_hex(key);
        put_hex(salt_of(key));
        *out++ = '\'';
    }
    [[nodiscard]] const void* data() const { return text_.bytes().data(); }
    [[nodiscard]] int size() const { return static_cast<int>(text_.size()); }

private:
    crypto::SecureBytes text_;
};

bool is_new_enough(std::string_view version) {
    int major = 0;
    int minor = 0;
    const char* end = version.data() + version.size();
    const auto first = std::from_chars(version.data(), end, major);
    if (first.ec != std::errc{} || first.ptr == end || *first.ptr != '.') {
        return false;
    }
    if (std::from_chars(first.ptr + 1, end, minor).ec != std::errc{}) {
        return false;
    }
    return major > kLeastMajor || (major == kLeastMajor && minor >= kLeastMinor);
}

OpenFailure failure_of(int code, int system_error) {
    switch (fault_of(code, system_error)) {
        case Fault::DiskFull: return OpenFailure::DiskFull;
        case Fault::Corrupt: return OpenFailure::Damaged;
        case Fault::Busy: return OpenFailure::InUse;
        case Fault::ReadOnly: return OpenFailure::AccessDenied;
        case Fault::Misuse: return OpenFailure::Damaged;  // SQLITE_ERROR: a page that does not authenticate
        case Fault::OutOfMemory: throw error_of(nullptr, code, "opening a database");  // nothing is wrong with the file
        default: return system_error == EACCES ? OpenFailure::AccessDenied : OpenFailure::Io;
    }
}

// The first column of the first row, or a result code.
Result<std::string, int> ask(sqlite3* connection, std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    int code = sqlite3_prepare_v2(connection, sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
    std::string answer;
    if (code == SQLITE_OK) {
        code = sqlite3_step(statement);
        if (code == SQLITE_ROW) {
            const auto* text = sqlite3_column_text(statement, 0);
            if (text == nullptr) {
                code = SQLITE_NOMEM;  // none of what is asked here answers NULL
            } else {
                answer = reinterpret_cast<const char*>(text);
            }
        }
    }
    const int finalized = sqlite3_finalize(statement);  // a statement that writes (a new journal mode) commits here
    if (finalized == SQLITE_OK && (code == SQLITE_ROW || code == SQLITE_DONE)) {
        return answer;
    }
    return failure(finalized == SQLITE_OK ? code : finalized);
}

// Why the first page cannot be read: a file that begins with another salt was made with another key.
OpenFailure unreadable(sqlite3* connection, Key key) {
    const auto head = read_head(connection);
    if (!head) {
        return head.error();
    }
    return *head == salt_of(key) ? OpenFailure::Damaged : OpenFailure::WrongKey;
}

}  // namespace

std::string_view to_text(OpenFailure failure) {
    switch (failure) {
        case OpenFailure::NotFound: return "not found";
        case OpenFailure::AlreadyExists: return "already exists";
        case OpenFailure::AccessDenied: return "access denied";
        case OpenFailure::WrongKey: return "wrong key";
        case OpenFailure::NotEncrypted: return "not encrypted";
        case OpenFailure::Damaged: return "damaged";
        case OpenFailure::TooNew: return "made by a newer version";
        case OpenFailure::InUse: return "in use by another process";
        case OpenFailure::DiskFull: return "disk full";
        case OpenFailure::Io: return "disk failed";
        case OpenFailure::CipherMissing: break;
    }
    return "SQLCipher 4.6 or newer is missing";
}

OpenFailure open_failure_of(const Error& error) {
    switch (error.fault()) {
        case Fault::DiskFull: return OpenFailure::DiskFull;
        case Fault::Corrupt: return OpenFailure::Damaged;
        case Fault::Busy: return OpenFailure::InUse;
        case Fault::ReadOnly: return OpenFailure::AccessDenied;
        case Fault::Io:
        case Fault::Interrupted: return OpenFailure::Io;
        case Fault::Constraint:
        case Fault::OutOfMemory:
        case Fault::Misuse: break;
    }
    throw error;
}

void Database::Close::operator()(sqlite3* handle) const noexcept {
    sqlite3_close_v2(handle);
}

Database::Database(sqlite3* handle) : handle_{handle} {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&& other) noexcept {
    if (this != &other) {
        kept_ = std::move(other.kept_);  // statements first: their connection closes below
        handle_ = std::move(other.handle_);
    }
    return *this;
}
Database::~Database() = default;

Result<Database, OpenFailure> Database::open(const std::filesystem::path& file, Key key, const OpenOptions& options) {
    const bool creating = options.presence == Presence::MustBeNew;
    assert(!(creating && options.access == Access::Reader));
    const bool on_system_disk = options.vfs.empty();
    if (creating && on_system_disk) {
        if (const auto created = create_empty(file); !created) {
            return failure(created.error());
        }
    }
    const int mode = options.access == Access::Reader ? SQLITE_OPEN_READONLY
                                                      : SQLITE_OPEN_READWRITE | (creating && !on_system_disk ? SQLITE_OPEN_CREATE : 0);
    sqlite3* raw = nullptr;
    int code = sqlite3_open_v2(file.c_str(), &raw, mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                               options.vfs.empty() ? nullptr : options.vfs.c_str());
    Database database{raw};
    if (raw == nullptr) {
        throw error_of(nullptr, SQLITE_NOMEM, "opening a database");
    }
    const auto failed = [&](int with) { return failure(failure_of(with, system_error_of(raw, with))); };
    if (code != SQLITE_OK) {
        return sqlite3_system_errno(raw) == ENOENT ? failure(OpenFailure::NotFound) : failed(code);
    }
    if (options.access != Access::Reader && sqlite3_db_readonly(raw, "main") == 1) {
        // SQLite falls back to reading where it could not open the file to write, for whatever reason.
        return failure(::access(file.c_str(), W_OK) == 0 ? OpenFailure::Io : OpenFailure::AccessDenied);
    }
    if (!creating) {
        // A head that is noise may still be whole in the write-ahead log; a plain file or an empty one is not looked at further.
        if (const auto head = read_head(raw); !head) {
            return failure(head.error());
        }
    }
    const auto version = ask(raw, kCipherVersion);
    if (!version) {
        return failed(version.error());
    }
    if (!is_new_enough(*version)) {
        return failure(OpenFailure::CipherMissing);
    }
    sqlite3_busy_timeout(raw, static_cast<int>(options.busy_timeout.count()));
    {
        const KeyText text{key};
        code = sqlite3_key_v2(raw, "main", text.data(), text.size());
    }
    if (code == SQLITE_OK) {
        code = sqlite3_exec(raw, kCipherSettings, nullptr, nullptr, nullptr);
    }
    if (code == SQLITE_OK && options.access == Access::Alone) {
        code = sqlite3_exec(raw, kAlone, nullptr, nullptr, nullptr);
    }
    if (code != SQLITE_OK) {
        return failed(code);
    }
    if (const auto read = ask(raw, kFirstRead); !read) {
        const OpenFailure why = failure_of(read.error(), system_error_of(raw, read.error()));
        return failure(why == OpenFailure::Damaged ? unreadable(raw, key) : why);
    }
    if (options.access == Access::Reader) {
        sqlite3_db_config(raw, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        code = sqlite3_exec(raw, kReaderSettings, nullptr, nullptr, nullptr);
    } else {
        const auto journal = ask(raw, kWriteAhead);
        if (!journal) {
            return failed(journal.error());
        }
        if (*journal != "wal") {
            return failure(OpenFailure::Io);
        }
        code = sqlite3_exec(raw, kSettings, nullptr, nullptr, nullptr);
    }
    if (code != SQLITE_OK) {
        return failed(code);
    }
    sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    if (creating) {
        // What was written is what was asked for: neither a plain file nor another salt.
        const auto head = read_head(raw);
        if (!head || *head != salt_of(key)) {
            return failure(head ? OpenFailure::WrongKey : head.error());
        }
    }
    return database;
}

void Database::execute(std::string_view sql) {
    const int code = sqlite3_exec(handle(), std::string{sql}.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) {
        throw error_of(handle(), code, sql.substr(0, sql.find('\n')));
    }
}

Statement Database::prepare(std::string_view sql) {
    return Statement{handle(), sql};
}

Statement& Database::kept(std::string_view sql) {
    auto found = kept_.find(sql);
    if (found == kept_.end()) {
        found = kept_.emplace(sql, Statement{handle(), sql}).first;
    }
    return found->second;
}

std::int64_t Database::changed_rows() const {
    return sqlite3_changes64(handle());
}

std::int64_t Database::last_row_id() const {
    return sqlite3_last_insert_rowid(handle());
}

bool Database::in_transaction() const {
    return sqlite3_get_autocommit(handle()) == 0;
}

bool Database::checkpoint() {
    const int code = sqlite3_wal_checkpoint_v2(handle(), "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    if (code == SQLITE_OK) {
        return true;
    }
    if (fault_of(code, 0) == Fault::Busy) {
        return false;
    }
    throw error_of(handle(), code, "checkpoint");
}

std::vector<std::string> Database::check_integrity(const CheckProgress& progress) {
    constexpr std::array kSteps{kPages, kStructure, kForeignKeys};
    std::vector<std::string> problems;
    int done = 0;
    const auto tell = [&](int so_far) {
        if (progress) {
            progress(so_far, static_cast<int>(kSteps.size()), problems);
        }
    };
    // SQLCipher looks at the file alone: a page torn by a cut checkpoint is whole in the log, and is made whole in the file first.
    if (sqlite3_db_readonly(handle(), "main") == 0) {
        checkpoint();
    }
    // The file's first bytes are no page's: nothing authenticates them, and whoever opens it without our key's salt needs them.
    if (const auto head = read_head(handle()); !head || to_hex(*head) != ask(handle(), kSalt).value_or("")) {
        problems.emplace_back("the salt at the file's beginning is damaged");
    }
    for (const std::string_view sql : kSteps) {
        if (!problems.empty()) {
            tell(static_cast<int>(kSteps.size()));
            break;  // the structure of pages that do not authenticate cannot be read
        }
        Statement statement = prepare(sql);
        while (statement.next()) {
            if (std::string text = statement.text(0); text != "ok") {
                problems.push_back(std::move(text));
            }
        }
        tell(++done);
    }
    return problems;
}

void Database::copy_to(const std::filesystem::path& new_file, Key key, const std::string& vfs) {
    auto copy = open(new_file, key, {.access = Access::Alone, .presence = Presence::MustBeNew, .busy_timeout = {}, .vfs = vfs});
    if (!copy) {
        throw Error{copy.error() == OpenFailure::DiskFull ? Fault::DiskFull : Fault::Io, SQLITE_CANTOPEN,
                    fmt::format("copy to {}: {}", new_file.string(), to_text(copy.error()))};
    }
    sqlite3_backup* backup = sqlite3_backup_init(copy->handle(), "main", handle(), "main");
    int code = sqlite3_errcode(copy->handle());
    if (backup != nullptr) {
        sqlite3_backup_step(backup, -1);
        code = sqlite3_backup_finish(backup);
    }
    if (code != SQLITE_OK) {
        throw error_of(copy->handle(), code, "copying a database");
    }
    copy->checkpoint();
}

std::string cipher_version() {
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(":memory:", &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
    std::string version = code == SQLITE_OK ? ask(raw, kCipherVersion).value_or("") : "";
    sqlite3_close_v2(raw);
    return version;
}

}  // namespace xz::sqlite
