#include "terminal/storage/wreck.hpp"

#include "terminal/core/protocol/envelope.hpp"
#include "terminal/core/sqlite/transaction.hpp"
#include "terminal/storage/instant_column.hpp"
#include "terminal/storage/store.hpp"
#include "terminal/storage/store_layout.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace xz::storage {

namespace {

using namespace layout;
using sqlite::Record;
using Tree = Record::Tree;
using Kind = Record::Kind;

// A table's rows, told by their columns' kinds: i(nteger), t(ext), b(lob), n(ull), capital where it may be null, too. A row's number that is
// a column of its own is null in its row; a table WITHOUT ROWID is an index. Every table of migrations/ has its line here, and they differ.
struct Shape {
    Tree tree;
    std::string_view kinds;
    std::string_view insert;
};
constexpr Shape kEnvelopes{Tree::Table, "iitbtiitTBIt",
                           "INSERT OR IGNORE INTO envelopes (place, seq, id, sha256, kind, captured_at, state, reason, receipt, epoch, received_at, bytes) "
                           "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
constexpr Shape kDrafts{Tree::Table, "bbttbiiiIb",
                        "INSERT OR IGNORE INTO drafts (id, student, kind, academic_year, wrapped_key, started_at, saved_at, saves, lives_from, body) "
                        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
constexpr Shape kIdentity{Tree::Table, "ntbttbt",
                          "INSERT OR IGNORE INTO identity (only, terminal, sign_seed, tls_key, certificate, root, key_set) "
                          "VALUES (coalesce(?, 1), ?, ?, ?, ?, ?, ?)"};
constexpr Shape kPendingIdentity{Tree::Table, "nbtt",
                                 "INSERT OR IGNORE INTO pending_identity (only, sign_seed, tls_key, code) VALUES (coalesce(?, 1), ?, ?, ?)"};
constexpr Shape kBundle{Tree::Table, "nitt", "INSERT OR IGNORE INTO bundle (only, version, etag, bytes) VALUES (coalesce(?, 1), ?, ?, ?)"};
constexpr Shape kTimeFloor{Tree::Table, "ni", "INSERT OR IGNORE INTO time_floor (only, at) VALUES (coalesce(?, 1), ?)"};
constexpr Shape kLastSubmissions{Tree::Index, "bttti",
                                 "INSERT OR IGNORE INTO last_submissions (student, kind, academic_year, id, revision) VALUES (?, ?, ?, ?, ?)"};
constexpr Shape kConsents{Tree::Index, "bttii", "INSERT OR IGNORE INTO consents (student, purpose, notice, given, at) VALUES (?, ?, ?, ?, ?)"};
constexpr Shape kAttempts{Tree::Index, "bii", "INSERT OR IGNORE INTO attempts (student, failed, tried_at) VALUES (?, ?, ?)"};
constexpr Shape kSettings{Tree::Index, "tt", "INSERT OR IGNORE INTO settings (name, value) VALUES (?, ?)"};
// Copied as they are; chains and envelopes have their own ways.
constexpr std::array kPlainlyCopied{kDrafts, kIdentity, kPendingIdentity, kBundle, kTimeFloor, kLastSubmissions, kConsents, kAttempts, kSettings};

constexpr Shape kChains{Tree::Index, "tiib", "INSERT INTO chains (id, place, last_seq, last_sha256) VALUES (?, ?, ?, ?)"};
// The entries of envelopes' indexes end with the row's number.
constexpr Shape kByState{Tree::Index, "iiiBIi", ""};
constexpr Shape kById{Tree::Index, "ti", ""};

constexpr std::string_view kLateReferences = "PRAGMA defer_foreign_keys = ON";

enum EnvelopeColumn : std::size_t { Place, Seq, Id, Sha256, RecordKindName, CapturedAt, State, Reason, Receipt, Epoch, ReceivedAt, Canonical };

bool fits(char letter, Kind kind) {
    switch (letter) {
        case 'n': return kind == Kind::Null;
        case 'i': return kind == Kind::Integer;
        case 't': return kind == Kind::Text;
        case 'b': return kind == Kind::Blob;
        case 'I': return kind == Kind::Integer || kind == Kind::Null;
        case 'T': return kind == Kind::Text || kind == Kind::Null;
        default: return kind == Kind::Blob || kind == Kind::Null;
    }
}

bool is_of(const Record& record, const Shape& shape) {
    if (record.tree() != shape.tree || record.size() != shape.kinds.size()) {
        return false;
    }
    for (std::size_t i = 0; i < shape.kinds.size(); ++i) {
        if (!fits(shape.kinds[i], record.kind(i))) {
            return false;
        }
    }
    return true;
}

void insert(sqlite::Database& database, const Shape& shape, const Record& record) {
    sqlite::Statement& statement = database.query(shape.insert);
    for (std::size_t i = 0; i < record.size(); ++i) {
        const int position = static_cast<int>(i) + 1;
        switch (record.kind(i)) {
            case Kind::Integer: statement.bind(position, record.integer(i)); break;
            case Kind::Text: statement.bind(position, record.text(i)); break;
            case Kind::Blob: statement.bind(position, record.blob(i)); break;
            case Kind::Null:
            case Kind::Real: statement.bind(position, std::nullopt); break;
        }
    }
    statement.finish();
}

std::optional<crypto::Digest> digest_in(ByteView bytes) {
    crypto::Digest digest{};
    if (bytes.size() != digest.size()) {
        return std::nullopt;
    }
    std::ranges::copy(bytes, digest.begin());
    return digest;
}

StoreFailure why_not(sqlite::OpenFailure failed, const std::filesystem::path& database) {
    std::error_code unseen;
    if (std::filesystem::exists(database, unseen) && !std::filesystem::is_regular_file(database, unseen)) {
        return StoreFailure::NotAFile;
    }
    if (std::filesystem::file_size(database, unseen) == 0 && !unseen) {
        return StoreFailure::Empty;
    }
    return store_failure_of(failed);
}

}  // namespace

struct Wreck::Found {
    std::map<std::int64_t, std::string> ids;           // by the row's number, as the one index has them
    std::vector<std::pair<std::int64_t, std::string>> unsent;  // rows without a receipt, as the other has them, and "chain place/seq"
    std::map<std::int64_t, Chain> from_envelopes;      // by place, where the chain's own row is lost
};

Wreck::Wreck(ProvidedKey provided, StoreKeys keys, sqlite::PageFile file)
    : provided_{std::move(provided)}, keys_{std::move(keys)}, file_{std::move(file)} {}

Result<Wreck, StoreFailure> Wreck::look(const std::filesystem::path& folder, const KeyProvider& provider, const StoreFiles& files) {
    const auto inside = folder / kInside;
    const auto keyring = Keyring::read(inside / kKeyring, files);
    if (!keyring) {
        return failure(files.exists(inside) ? keyring.error() : StoreFailure::NotFound);
    }
    auto provided = provider.provide();
    if (!provided) {
        return failure(store_failure_of(provided.error()));
    }
    auto candidates = keyring->open(*provided);
    if (!candidates) {
        return failure(candidates.error());
    }
    auto last = StoreFailure::WrongKey;
    for (StoreKeys& keys : *candidates) {
        auto file = sqlite::PageFile::open(inside / kDatabase, key_of(keys));
        if (file) {
            if (file->schema_version().value_or(0) > static_cast<int>(migrations().size())) {
                return failure(StoreFailure::TooNew);
            }
            Wreck wreck{std::move(*provided), std::move(keys), std::move(*file)};
            wreck.survey();
            return wreck;
        }
        last = why_not(file.error(), inside / kDatabase);
        if (last != StoreFailure::WrongKey) {
            break;
        }
    }
    return failure(last);
}

void Wreck::survey() {
    // Who signed comes first: it may lie behind what it signed.
    (void)sqlite::each_record(file_, [this](const Record& record) {
        if (is_of(record, kIdentity)) {
            auto seed = crypto::Secret<32>::from(record.blob(2));
            const auto root = crypto::VerifyKey::from(record.blob(5));
            if (seed && root) {
                signer_ = crypto::SigningKey{seed->clone()}.verify_key();
                identity_ = TerminalIdentity{std::string{record.text(1)}, std::move(*seed), crypto::SecureBytes::copy_of(record.text(3)),
                                             std::string{record.text(4)}, *root, std::string{record.text(6)}};
            }
        }
    });
    Found found;
    report_.damaged_pages = sqlite::each_record(file_, [&](const Record& record) { take_note(record, found); }).size();
    report_.pages = file_.pages();
    report_.has_identity = identity_.has_value();
    for (auto& [place, chain] : found.from_envelopes) {
        chains_.try_emplace(place, std::move(chain));
    }
    if (!chains_.empty()) {
        const Chain& newest = chains_.rbegin()->second;
        end_ = ChainEnd{newest.id, newest.last_seq, newest.last_sha256};
    }
    for (const auto& [row, where] : found.unsent) {
        if (!genuine_.contains(row)) {
            const auto id = found.ids.find(row);
            report_.lost.push_back(id != found.ids.end() ? id->second : where);
        }
    }
}

void Wreck::take_note(const Record& record, Found& found) {
    if (is_of(record, kEnvelopes)) {
        take_note_of_envelope(record, found);
    } else if (is_of(record, kDrafts)) {
        ++report_.drafts;
    } else if (is_of(record, kBundle)) {
        report_.has_bundle = true;
        bundle_version_ = static_cast<std::uint64_t>(record.integer(1));
    } else if (is_of(record, kChains)) {
        if (const auto last = digest_in(record.blob(3))) {
            chains_[record.integer(1)] = {std::string{record.text(0)}, static_cast<std::uint64_t>(record.integer(2)), *last};
        }
    } else if (is_of(record, kByState)) {
        if (record.integer(0) == static_cast<int>(EnvelopeState::Waiting) || record.integer(0) == static_cast<int>(EnvelopeState::Refused)) {
            found.unsent.emplace_back(record.integer(5), std::to_string(record.integer(1)) + "/" + std::to_string(record.integer(2)));
        }
    } else if (is_of(record, kById)) {
        found.ids.emplace(record.integer(1), record.text(0));
    }
}

void Wreck::take_note_of_envelope(const Record& row, Found& found) {
    const auto kept = digest_in(row.blob(Sha256));
    const auto envelope = protocol::decode_envelope(row.text(Canonical));
    const bool as_kept = kept && envelope && *kept == protocol::envelope_digest(row.text(Canonical)) && envelope->header.id == row.text(Id) &&
                         static_cast<std::int64_t>(envelope->header.seq) == row.integer(Seq);
    // What was sealed under a former name of this machine is signed by a former key: the platform knows it, this store no longer does.
    const bool by_another = !identity_ || (as_kept && envelope->header.terminal != identity_->terminal);
    if (!as_kept || (!by_another && !protocol::is_signed_by(*envelope, *signer_))) {
        ++report_.refused;
        return;
    }
    ++report_.envelopes;
    genuine_.insert(row.row_id());
    if (row.integer(State) == static_cast<int>(EnvelopeState::Waiting)) {
        ++report_.waiting;
        const Instant captured = instant_from(row.integer(CapturedAt));
        oldest_ = oldest_ ? std::min(*oldest_, captured) : captured;
    }
    Chain& chain = found.from_envelopes[row.integer(Place)];
    if (envelope->header.seq > chain.last_seq) {
        chain = {envelope->header.chain, envelope->header.seq, *kept};
    }
}

void Wreck::copy_into(sqlite::Database& database) const {
    sqlite::Transaction transaction{database};
    database.execute(kLateReferences);
    for (const auto& [place, chain] : chains_) {
        database.run(kChains.insert, chain.id, place, chain.last_seq, chain.last_sha256);
    }
    (void)sqlite::each_record(file_, [&](const Record& record) {
        if (is_of(record, kEnvelopes)) {
            if (genuine_.contains(record.row_id())) {
                insert(database, kEnvelopes, record);
            }
            return;
        }
        const auto* const shape = std::ranges::find_if(kPlainlyCopied, [&](const Shape& one) { return is_of(record, one); });
        if (shape != kPlainlyCopied.end()) {
            insert(database, *shape, record);
        }
    });
    transaction.commit();
}

}  // namespace xz::storage
