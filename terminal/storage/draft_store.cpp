#include "terminal/storage/draft_store.hpp"

#include "terminal/core/crypto/aead.hpp"
#include "terminal/core/crypto/pin_key.hpp"
#include "terminal/core/sqlite/transaction.hpp"
#include "terminal/storage/instant_column.hpp"

#include <algorithm>
#include <cassert>

namespace xz::storage {

namespace {

constexpr std::string_view kHasAny = "SELECT 1 FROM drafts WHERE student = ? LIMIT 1";
constexpr std::string_view kOfStudent =
    "SELECT id, kind, academic_year, wrapped_key, started_at, saved_at FROM drafts WHERE student = ? "
    "ORDER BY saved_at DESC, id DESC";
constexpr std::string_view kInsert =
    "INSERT INTO drafts (id, student, kind, academic_year, wrapped_key, started_at, saved_at, saves, lives_from, body) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, 1, ?7, ?8)";
constexpr std::string_view kSave = "UPDATE drafts SET body = ?2, saved_at = ?3, saves = saves + 1 WHERE id = ?1";
constexpr std::string_view kBody = "SELECT body FROM drafts WHERE id = ?";
constexpr std::string_view kDelete = "DELETE FROM drafts WHERE id = ?";
constexpr std::string_view kCopy =
    "INSERT INTO drafts (id, student, kind, academic_year, wrapped_key, started_at, saved_at, saves, lives_from, body) "
    "SELECT ?2, student, kind, academic_year, ?3, started_at, saved_at, saves, lives_from, ?4 FROM drafts WHERE id = ?1";
// Keeps the ones with the most work; of equals the youngest.
constexpr std::string_view kPushOut =
    "DELETE FROM drafts WHERE student = ?1 AND kind = ?2 AND id NOT IN "
    "(SELECT id FROM drafts WHERE student = ?1 AND kind = ?2 ORDER BY saves DESC, saved_at DESC LIMIT ?3)";
constexpr std::string_view kCount = "SELECT count(*) FROM drafts";

constexpr std::string_view kBeginLife = "UPDATE drafts SET lives_from = ?1 WHERE lives_from IS NULL OR lives_from > ?1";
constexpr std::string_view kDestroyKeys =
    "UPDATE drafts SET wrapped_key = zeroblob(length(wrapped_key)) WHERE lives_from <= ? AND wrapped_key <> zeroblob(length(wrapped_key))";
constexpr std::string_view kExpire = "DELETE FROM drafts WHERE lives_from <= ?";
constexpr std::string_view kForgetAttempts =
    "DELETE FROM attempts WHERE tried_at <= ? AND student NOT IN (SELECT student FROM drafts)";

constexpr std::string_view kAttempts = "SELECT failed, tried_at FROM attempts WHERE student = ?";
constexpr std::string_view kCountAttempt =
    "INSERT INTO attempts (student, failed, tried_at) VALUES (?1, 1, ?2) "
    "ON CONFLICT (student) DO UPDATE SET failed = failed + 1, tried_at = ?2";
constexpr std::string_view kStampAttempt = "UPDATE attempts SET tried_at = ?2 WHERE student = ?1";
constexpr std::string_view kForgiveAttempts = "DELETE FROM attempts WHERE student = ?";

constexpr std::int64_t kFreeTries = 5;
constexpr std::chrono::seconds kFirstDelay{30};
constexpr std::chrono::seconds kLongestDelay{900};

// After `failed` tries: nothing for the first five, then 30 s, doubled each time up to 15 minutes.
std::chrono::seconds delay_after(std::int64_t failed) {
    if (failed < kFreeTries) {
        return std::chrono::seconds{0};
    }
    const auto doublings = std::min<std::int64_t>(failed - kFreeTries, 10);
    return std::min(kFirstDelay * (std::int64_t{1} << doublings), kLongestDelay);
}

Bytes associated(std::string_view purpose, const DraftId& id) {
    Bytes bytes{purpose.begin(), purpose.end()};
    bytes.insert(bytes.end(), id.begin(), id.end());
    return bytes;
}

Bytes key_associated(const DraftId& id) {
    return associated("xuezhen/1/draft-key/", id);
}

Bytes body_associated(const DraftId& id) {
    return associated("xuezhen/1/draft-body/", id);
}

}  // namespace

DraftStore::DraftStore(sqlite::Database& database, const Pseudonyms& pseudonyms, const TimeFloor& floor, const Clock& clock,
                       RandomSource& random)
    : database_{database}, pseudonyms_{pseudonyms}, floor_{floor}, clock_{clock}, random_{random} {}

std::chrono::seconds DraftStore::wait_before_unlock(std::string_view student_no) {
    const Pseudonym student = pseudonyms_.of(student_no);
    std::int64_t failed = 0;
    Instant tried_at{};
    for (sqlite::Statement& row = database_.query(kAttempts, student); row.next();) {
        failed = row.integer(0);
        tried_at = instant_from(row.integer(1));
    }
    const std::chrono::seconds delay = delay_after(failed);
    if (delay.count() == 0) {
        return delay;
    }
    const Instant now = clock_.now();
    if (now < tried_at) {
        // The clock went back: the wait begins anew by it, or it might last for years.
        database_.run(kStampAttempt, student, to_column(now));
        return delay;
    }
    return std::max(std::chrono::ceil<std::chrono::seconds>(tried_at + delay - now), std::chrono::seconds{0});
}

Result<std::vector<OpenDraft>, UnlockFailure> DraftStore::unlock(std::string_view student_no,
                                                                 const crypto::Secret<32>& stretched_pin, PinTrust trust) {
    using Why = UnlockFailure::Why;
    const Pseudonym student = pseudonyms_.of(student_no);
    sqlite::Statement& any = database_.query(kHasAny, student);
    const bool has_any = any.next();
    any.reset();
    if (!has_any) {
        return failure(UnlockFailure{Why::NoDrafts});
    }
    if (trust == PinTrust::Unproven) {
        if (const auto wait = wait_before_unlock(student_no); wait.count() > 0) {
            return failure(UnlockFailure{Why::TooSoon, wait});
        }
        // Durable before the try is made: pulling the plug wins no further try.
        database_.run(kCountAttempt, student, to_column(clock_.now()));
    }

    const crypto::Secret<32> wrapping = crypto::draft_wrapping_key(stretched_pin, pseudonyms_.pepper());
    std::vector<OpenDraft> opened;
    for (sqlite::Statement& row = database_.query(kOfStudent, student); row.next();) {
        OpenDraft draft;
        const ByteView id = row.blob_view(0);
        std::ranges::copy(id, draft.id.begin());
        const auto key = crypto::unwrap(wrapping, key_associated(draft.id), row.blob_view(3));
        const auto kind = protocol::from_text<protocol::RecordKind>(row.text_view(1));
        if (!key || !kind) {
            continue;
        }
        draft.kind = *kind;
        draft.academic_year = row.text(2);
        std::ranges::copy(key->bytes(), draft.key.bytes().begin());
        draft.started_at = instant_from(row.integer(4));
        draft.saved_at = instant_from(row.integer(5));
        opened.push_back(std::move(draft));
    }
    if (opened.empty()) {
        return failure(UnlockFailure{Why::WrongPin,
                                     trust == PinTrust::Unproven ? wait_before_unlock(student_no) : std::chrono::seconds{0}});
    }
    if (trust == PinTrust::Unproven) {
        database_.run(kForgiveAttempts, student);
    }
    return opened;
}

OpenDraft DraftStore::begin(std::string_view student_no, protocol::RecordKind kind, std::string_view academic_year,
                            const crypto::Secret<32>& stretched_pin, ByteView body) {
    assert(body.size() <= MaxBody);
    const Pseudonym student = pseudonyms_.of(student_no);
    OpenDraft draft;
    random_.fill(draft.id);
    draft.kind = kind;
    draft.academic_year = academic_year;
    draft.key = crypto::Secret<32>::random(random_);
    draft.started_at = draft.saved_at = clock_.now();
    const crypto::Secret<32> wrapping = crypto::draft_wrapping_key(stretched_pin, pseudonyms_.pepper());
    const Bytes wrapped_key = crypto::wrap(wrapping, key_associated(draft.id), draft.key.bytes(), random_);
    const Bytes sealed_body = crypto::wrap(draft.key, body_associated(draft.id), body, random_);
    const auto believable = believable_now();

    sqlite::Transaction transaction{database_};
    database_.run(kPushOut, student, to_text(kind), MostPerStudent - 1);
    database_.run(kInsert, draft.id, student, to_text(kind), academic_year, wrapped_key, to_column(draft.started_at),
                  believable ? std::optional{to_column(*believable)} : std::nullopt, sealed_body);
    transaction.commit();
    return draft;
}

std::vector<OpenDraft> DraftStore::copy_for(const std::vector<OpenDraft>& drafts, const crypto::Secret<32>& stretched_pin) {
    const crypto::Secret<32> wrapping = crypto::draft_wrapping_key(stretched_pin, pseudonyms_.pepper());
    std::vector<OpenDraft> copies;
    sqlite::Transaction transaction{database_};
    for (const OpenDraft& draft : drafts) {
        const auto text = body(draft);
        if (!text) {
            continue;  // gone meanwhile
        }
        OpenDraft copy{.kind = draft.kind, .academic_year = draft.academic_year, .key = crypto::Secret<32>::random(random_), .started_at = draft.started_at, .saved_at = draft.saved_at};
        random_.fill(copy.id);
        database_.run(kCopy, draft.id, copy.id, crypto::wrap(wrapping, key_associated(copy.id), copy.key.bytes(), random_),
                      crypto::wrap(copy.key, body_associated(copy.id), text->bytes(), random_));
        copies.push_back(std::move(copy));
    }
    transaction.commit();
    return copies;
}

bool DraftStore::save(OpenDraft& draft, ByteView body) {
    assert(body.size() <= MaxBody);
    const Instant now = clock_.now();
    if (database_.run(kSave, draft.id, crypto::wrap(draft.key, body_associated(draft.id), body, random_), to_column(now)) == 0) {
        return false;
    }
    draft.saved_at = now;
    return true;
}

std::optional<crypto::SecureBytes> DraftStore::body(const OpenDraft& draft) {
    sqlite::Statement& row = database_.query(kBody, draft.id);
    if (!row.next()) {
        return std::nullopt;
    }
    auto body = crypto::unwrap(draft.key, body_associated(draft.id), row.blob_view(0));
    row.reset();
    return body;
}

void DraftStore::discard(const OpenDraft& draft) {
    database_.run(kDelete, draft.id);
}

void DraftStore::discard(const std::vector<OpenDraft>& drafts) {
    sqlite::Transaction transaction{database_};
    for (const OpenDraft& draft : drafts) {
        discard(draft);
    }
    transaction.commit();
}

std::int64_t DraftStore::expire(std::chrono::hours life) {
    const auto now = believable_now();
    if (!now) {
        return 0;
    }
    const std::int64_t born_until = to_column(*now - std::min<std::chrono::hours>(life, LongestLife));
    const bool some_expire = sqlite::transact(database_, [&] {
        database_.run(kBeginLife, to_column(*now));
        return database_.run(kDestroyKeys, born_until) > 0;
    });
    if (some_expire) {
        database_.checkpoint();  // the keys are gone from the file itself before a body goes
    }
    sqlite::Transaction transaction{database_};
    const std::int64_t expired = database_.run(kExpire, born_until);
    database_.run(kForgetAttempts, born_until);
    transaction.commit();
    return expired;
}

std::int64_t DraftStore::count() {
    sqlite::Statement& row = database_.query(kCount);
    row.next();
    const std::int64_t count = row.integer(0);
    row.reset();
    return count;
}

std::optional<Instant> DraftStore::believable_now() const {
    const Instant now = clock_.now();
    return floor_.judge(now) == Belief::Believable ? std::optional{now} : std::nullopt;
}

}  // namespace xz::storage
