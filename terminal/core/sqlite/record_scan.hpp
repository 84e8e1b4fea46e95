// Every row that lies whole in a file's b-tree pages, found without the tree: pages that would lead there may be damaged.
//
// Form: sqlite.org/fileformat2.html, sections 1.6 and 2. Which table a row is of, its columns' kinds must tell; an index's entries are
// rows, too. What was deleted is not found: secure_delete has overwritten it.
#pragma once

#include "terminal/core/sqlite/page_file.hpp"

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace xz::sqlite {

class Record {
public:
    enum class Tree : std::uint8_t { Table, Index };
    enum class Kind : std::uint8_t { Null, Integer, Real, Text, Blob };

    // Nothing: no whole record.
    [[nodiscard]] static std::optional<Record> parse(Tree tree, std::int64_t row_id, crypto::SecureBytes payload);

    [[nodiscard]] Tree tree() const { return tree_; }
    [[nodiscard]] std::int64_t row_id() const { return row_id_; }  // of a table's
    [[nodiscard]] std::size_t size() const { return columns_.size(); }
    [[nodiscard]] Kind kind(std::size_t column) const { return columns_[column].kind; }
    [[nodiscard]] bool is_null(std::size_t column) const { return kind(column) == Kind::Null; }
    // Views live as long as the record.
    [[nodiscard]] std::int64_t integer(std::size_t column) const { return columns_[column].integer; }
    [[nodiscard]] ByteView blob(std::size_t column) const { return payload_.bytes().subspan(columns_[column].at, columns_[column].size); }
    [[nodiscard]] std::string_view text(std::size_t column) const { return text_of(blob(column)); }

private:
    struct Column {
        Kind kind = Kind::Null;
        std::int64_t integer = 0;
        std::size_t at = 0;
        std::size_t size = 0;
    };
    Tree tree_ = Tree::Table;
    std::int64_t row_id_ = 0;
    crypto::SecureBytes payload_;
    std::vector<Column> columns_;
};

// Calls `take` for each, in the pages' order, and answers the numbers of the pages that are damaged.
[[nodiscard]] std::vector<std::uint32_t> each_record(const PageFile& file, const std::function<void(const Record&)>& take);

}  // namespace xz::sqlite
