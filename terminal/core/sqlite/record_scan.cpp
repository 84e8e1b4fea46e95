#include "terminal/core/sqlite/record_scan.hpp"

#include <algorithm>

namespace xz::sqlite {

namespace {

enum PageType : std::uint8_t { InteriorIndex = 0x02, LeafIndex = 0x0a, LeafTable = 0x0d };

constexpr std::size_t kFileHeader = 100;  // before page 1's own; PageFile leaves it out, offsets count it
constexpr std::size_t kLeafHeader = 8;
constexpr std::size_t kInteriorHeader = 12;
constexpr std::size_t kChild = 4;

// Reads on; past the end everything is 0 and is_past() says so.
class Cursor {
public:
    Cursor(ByteView bytes, std::size_t at) : bytes_{bytes}, at_{std::min(at, bytes.size())}, past_{at > bytes.size()} {}

    std::uint64_t big_endian(std::size_t size) {
        std::uint64_t value = 0;
        for (const std::uint8_t byte : take(size)) {
            value = value << 8 | byte;
        }
        return value;
    }
    std::uint64_t varint() {
        std::uint64_t value = 0;
        for (int i = 0; i < 8; ++i) {
            const auto byte = big_endian(1);
            value = value << 7 | (byte & 0x7f);
            if ((byte & 0x80) == 0) {
                return value;
            }
        }
        return value << 8 | big_endian(1);
    }
    ByteView take(std::size_t size) {
        if (size > bytes_.size() - at_) {
            past_ = true;
            at_ = bytes_.size();
            return {};
        }
        const ByteView taken = bytes_.subspan(at_, size);
        at_ += size;
        return taken;
    }
    [[nodiscard]] std::size_t at() const { return at_; }
    [[nodiscard]] bool is_past() const { return past_; }

private:
    ByteView bytes_;
    std::size_t at_;
    bool past_;
};

// How much of a payload lies in the cell itself; the rest in a chain of overflow pages.
std::size_t local_size(std::uint64_t payload, Record::Tree tree) {
    constexpr std::size_t usable = PageFile::Usable;
    const std::size_t most = tree == Record::Tree::Table ? usable - 35 : (usable - 12) * 64 / 255 - 23;
    if (payload <= most) {
        return payload;
    }
    const std::size_t least = (usable - 12) * 32 / 255 - 23;
    const std::size_t kept = least + (payload - least) % (usable - 4);
    return kept <= most ? kept : least;
}

std::optional<crypto::SecureBytes> payload_at(const PageFile& file, Cursor& cell, std::uint64_t size, Record::Tree tree) {
    if (size > std::uint64_t{file.pages()} * PageFile::PageSize) {
        return std::nullopt;
    }
    crypto::SecureBytes payload{size};
    const ByteView local = cell.take(local_size(size, tree));
    auto out = std::copy(local.begin(), local.end(), payload.bytes().begin());
    std::size_t left = size - local.size();
    auto next = left > 0 ? static_cast<std::uint32_t>(cell.big_endian(4)) : 0;
    if (cell.is_past()) {
        return std::nullopt;
    }
    while (left > 0) {
        const auto page = file.page(next);
        if (!page || next == 1) {
            return std::nullopt;
        }
        Cursor overflow{page->bytes(), 0};
        next = static_cast<std::uint32_t>(overflow.big_endian(4));
        const ByteView part = overflow.take(std::min(left, PageFile::Usable - 4));
        out = std::copy(part.begin(), part.end(), out);
        left -= part.size();
    }
    return payload;
}

// Its rows; nothing for pages of other kinds and the inner ones of a table, which hold none.
void each_on_page(const PageFile& file, ByteView page, std::size_t before, const std::function<void(const Record&)>& take) {
    const std::uint8_t type = page[0];
    if (type != InteriorIndex && type != LeafIndex && type != LeafTable) {
        return;
    }
    const auto tree = type == LeafTable ? Record::Tree::Table : Record::Tree::Index;
    const auto cells = Cursor{page, 3}.big_endian(2);
    Cursor pointers{page, type == InteriorIndex ? kInteriorHeader : kLeafHeader};
    for (std::uint64_t i = 0; i < cells; ++i) {
        const auto at = pointers.big_endian(2);
        if (pointers.is_past() || at < before) {
            return;
        }
        Cursor cell{page, at - before};
        if (type == InteriorIndex) {
            cell.take(kChild);
        }
        const auto size = cell.varint();
        const auto row_id = tree == Record::Tree::Table ? static_cast<std::int64_t>(cell.varint()) : 0;
        if (auto payload = payload_at(file, cell, size, tree)) {
            if (const auto record = Record::parse(tree, row_id, std::move(*payload))) {
                take(*record);
            }
        }
    }
}

}  // namespace

std::optional<Record> Record::parse(Tree tree, std::int64_t row_id, crypto::SecureBytes payload) {
    Record record;
    record.tree_ = tree;
    record.row_id_ = row_id;
    record.payload_ = std::move(payload);
    const ByteView bytes = record.payload_.bytes();
    Cursor types{bytes, 0};
    const auto header = types.varint();
    Cursor values{bytes, header};
    while (types.at() < header && !types.is_past()) {
        const auto type = types.varint();
        Column column{.at = values.at()};
        if (type >= 12) {
            column.kind = type % 2 == 0 ? Kind::Blob : Kind::Text;
            column.size = values.take((type - 12) / 2).size();
        } else if (type == 7) {
            column.kind = Kind::Real;
            values.take(8);
        } else if (type == 8 || type == 9) {
            column.kind = Kind::Integer;
            column.integer = static_cast<std::int64_t>(type - 8);
        } else if (type >= 1 && type <= 6) {
            constexpr std::size_t sizes[]{0, 1, 2, 3, 4, 6, 8};
            const std::size_t unused = 64 - 8 * sizes[type];
            column.kind = Kind::Integer;
            column.integer = static_cast<std::int64_t>(values.big_endian(sizes[type]) << unused) >> unused;  // with its sign
        } else if (type != 0) {
            return std::nullopt;
        }
        record.columns_.push_back(column);
    }
    if (types.is_past() || values.is_past() || types.at() != header || values.at() != bytes.size()) {
        return std::nullopt;
    }
    return record;
}

std::vector<std::uint32_t> each_record(const PageFile& file, const std::function<void(const Record&)>& take) {
    std::vector<std::uint32_t> damaged;
    for (std::uint32_t number = 1; number <= file.pages(); ++number) {
        if (const auto page = file.page(number)) {
            each_on_page(file, page->bytes(), number == 1 ? kFileHeader : 0, take);
        } else {
            damaged.push_back(number);
        }
    }
    return damaged;
}

}  // namespace xz::sqlite
