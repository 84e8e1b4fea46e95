#include "terminal/core/sqlite/statement.hpp"

#include "terminal/core/sqlite/raise.hpp"

#include <sqlcipher/sqlite3.h>

#include <cassert>

namespace xz::sqlite {

namespace {

void check(sqlite3_stmt* statement, int code) {
    if (code != SQLITE_OK) {
        throw error_of(sqlite3_db_handle(statement), code, sqlite3_sql(statement));
    }
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const noexcept {
    sqlite3_finalize(statement);
}

Statement::Statement(sqlite3* connection, std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    const char* rest = nullptr;
    const int code = sqlite3_prepare_v3(connection, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                        &statement, &rest);
    statement_.reset(statement);
    if (code != SQLITE_OK) {
        throw error_of(connection, code, sql);
    }
    assert(statement != nullptr && "a statement, not a comment");
}

Statement::Statement(Statement&&) noexcept = default;
Statement& Statement::operator=(Statement&&) noexcept = default;
Statement::~Statement() = default;

void Statement::bind(int position, std::nullopt_t) {
    check(statement_.get(), sqlite3_bind_null(statement_.get(), position));
}

void Statement::bind(int position, std::int64_t value) {
    check(statement_.get(), sqlite3_bind_int64(statement_.get(), position, value));
}

void Statement::bind(int position, std::string_view text) {
    // An empty view may have no address; SQLite would read that as NULL.
    check(statement_.get(), sqlite3_bind_text64(statement_.get(), position, text.empty() ? "" : text.data(), text.size(),
                                                SQLITE_TRANSIENT, SQLITE_UTF8));
}

void Statement::bind(int position, ByteView blob) {
    check(statement_.get(), blob.empty()
                                ? sqlite3_bind_zeroblob(statement_.get(), position, 0)
                                : sqlite3_bind_blob64(statement_.get(), position, blob.data(), blob.size(), SQLITE_TRANSIENT));
}

bool Statement::next() {
    const int code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW) {
        return true;
    }
    if (code != SQLITE_DONE) {
        // The connection's message and errno belong to the step: read them before the reset.
        const Error error = error_of(sqlite3_db_handle(statement_.get()), code, sqlite3_sql(statement_.get()));
        reset();
        throw error;
    }
    reset();
    return false;
}

void Statement::finish() {
    while (next()) {
    }
}

void Statement::reset() noexcept {
    sqlite3_reset(statement_.get());
    sqlite3_clear_bindings(statement_.get());
}

bool Statement::is_null(int column) const {
    return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(statement_.get(), column);
}

std::string_view Statement::text_view(int column) const {
    const auto* text = sqlite3_column_text(statement_.get(), column);
    return {reinterpret_cast<const char*>(text), static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

ByteView Statement::blob_view(int column) const {
    const auto* blob = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_.get(), column));
    return {blob, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

}  // namespace xz::sqlite
