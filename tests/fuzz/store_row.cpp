// A row of a damaged store, as it is salvaged and recovered: whoever had the kiosk had its keys, so that its pages prove nothing.
#include "terminal/core/protocol/envelope.hpp"
#include "terminal/core/sqlite/record_scan.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace xz;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView bytes{data, size};
    for (const auto tree : {sqlite::Record::Tree::Table, sqlite::Record::Tree::Index}) {
        const auto row = sqlite::Record::parse(tree, 1, crypto::SecureBytes::copy_of(bytes));
        if (!row) continue;
        std::size_t held = 0;
        for (std::size_t column = 0; column < row->size(); ++column) {
            held += row->blob(column).size();
            if (row->kind(column) == sqlite::Record::Kind::Text) static_cast<void>(protocol::decode_envelope(row->text(column)));
        }
        fuzz::promise(held <= size, "a row's columns lie inside it");
    }
    return 0;
}
