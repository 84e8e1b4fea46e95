#include "server-sync/admin/held_envelopes.hpp"

#include "terminal/core/sqlite/page_file.hpp"
#include "terminal/core/sqlite/record_scan.hpp"

#include <algorithm>

namespace xz::server::admin {

namespace {

// A row of the terminal's table `envelopes`: place, seq, id, sha256, kind, captured_at, state, reason, receipt, epoch, received_at, bytes.
constexpr std::size_t Columns = 12;
constexpr std::size_t Sha256 = 3;
constexpr std::size_t Canonical = 11;

bool is_envelope(const sqlite::Record& row) {
    return row.tree() == sqlite::Record::Tree::Table && row.size() == Columns && row.kind(Sha256) == sqlite::Record::Kind::Blob &&
           row.kind(Canonical) == sqlite::Record::Kind::Text && std::ranges::equal(row.blob(Sha256), protocol::envelope_digest(row.text(Canonical)));
}

}  // namespace

Result<HeldNumbers, sqlite::OpenFailure> read_held_envelopes(
    const std::filesystem::path& file, sqlite::Key key,
    const std::function<void(const protocol::EnvelopeHeader& header, std::string_view bytes)>& take) {
    const auto opened = sqlite::PageFile::open(file, key);
    if (!opened) return failure(opened.error());
    HeldNumbers numbers;
    const auto damaged = sqlite::each_record(*opened, [&](const sqlite::Record& row) {
        if (!is_envelope(row)) return;
        const auto envelope = protocol::decode_envelope(row.text(Canonical));
        if (!envelope) return;
        ++numbers.envelopes;
        take(envelope->header, row.text(Canonical));
    });
    numbers.damaged_pages = damaged.size();
    return numbers;
}

}  // namespace xz::server::admin
