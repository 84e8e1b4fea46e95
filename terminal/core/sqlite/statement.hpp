// A prepared statement: bind by position from 1, step through rows, read columns by position from 0.
#pragma once

#include "terminal/core/sqlite/error.hpp"
#include "terminal/core/support/bytes.hpp"

#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace xz::sqlite {

// Everything throws Error. Values are copied when bound.
class Statement {
public:
    Statement(sqlite3* connection, std::string_view sql);
    Statement(Statement&&) noexcept;
    Statement& operator=(Statement&&) noexcept;
    ~Statement();

    void bind(int position, std::nullopt_t);
    void bind(int position, std::int64_t value);
    void bind(int position, std::string_view text);
    void bind(int position, ByteView blob);
    void bind(int position, const char* text) { bind(position, std::string_view{text}); }
    void bind(int position, const std::string& text) { bind(position, std::string_view{text}); }
    void bind(int position, const Bytes& blob) { bind(position, ByteView{blob}); }
    void bind(int position, std::integral auto value) { bind(position, static_cast<std::int64_t>(value)); }
    template <typename Value>
    void bind(int position, const std::optional<Value>& value) {
        if (value) {
            bind(position, *value);
        } else {
            bind(position, std::nullopt);
        }
    }

    // Starts anew with these values in the positions 1, 2, …
    template <typename... Values>
    void bind_all(const Values&... values) {
        reset();
        int position = 0;
        (bind(++position, values), ...);
    }

    // True: a row stands ready. False: done, and reset for the next use.
    bool next();
    // Steps to the end, ignoring rows.
    void finish();
    void reset() noexcept;

    // Views live until the next step or reset.
    [[nodiscard]] bool is_null(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::string_view text_view(int column) const;
    [[nodiscard]] ByteView blob_view(int column) const;
    [[nodiscard]] std::string text(int column) const { return std::string{text_view(column)}; }
    [[nodiscard]] Bytes blob(int column) const {
        const ByteView view = blob_view(column);
        return {view.begin(), view.end()};
    }
    [[nodiscard]] std::optional<std::int64_t> optional_integer(int column) const {
        return is_null(column) ? std::nullopt : std::optional{integer(column)};
    }
    [[nodiscard]] std::optional<std::string> optional_text(int column) const {
        return is_null(column) ? std::nullopt : std::optional{text(column)};
    }
    [[nodiscard]] std::optional<Bytes> optional_blob(int column) const {
        return is_null(column) ? std::nullopt : std::optional{blob(column)};
    }

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const noexcept;
    };
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

}  // namespace xz::sqlite
