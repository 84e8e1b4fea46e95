// What students have begun: each draft encrypted under a key of its own, which only its student's PIN unwraps on this device.
//
// A draft is found by HMAC(pepper, student_no). Its random key is wrapped by HKDF(Argon2id(PIN), pepper), so that unwrapping is
// the check offline: no verifier of a student is kept. A failed try is counted on disk before it is made; tries are slowed,
// beginning anew never is.
#pragma once

#include "terminal/core/crypto/secret.hpp"
#include "terminal/core/protocol/names.hpp"
#include "terminal/core/sqlite/database.hpp"
#include "terminal/core/support/clock.hpp"
#include "terminal/core/support/random.hpp"
#include "terminal/core/support/result.hpp"
#include "terminal/storage/pseudonym.hpp"
#include "terminal/storage/time_floor.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::storage {

using DraftId = std::array<std::uint8_t, 16>;

// A draft whose key is at hand. Gone with it: the key. Carries no text of the student but what the caller takes from body().
struct OpenDraft {
    DraftId id{};
    protocol::RecordKind kind = protocol::RecordKind::Diagnosis;
    std::string academic_year;
    crypto::Secret<32> key;
    Instant started_at;
    Instant saved_at;
};

// Whether somebody else has vouched for the PIN already.
enum class PinTrust : std::uint8_t {
    Unproven,      // unwrapping is the only check: counted and slowed
    ProvenOnline,  // the platform has just accepted it
};

struct UnlockFailure {
    enum class Why : std::uint8_t {
        NoDrafts,
        WrongPin,  // there are drafts, and this PIN opens none of them
        TooSoon,   // not looked at: come back after `wait`
    };
    Why why;
    std::chrono::seconds wait{0};  // before the next try would be looked at
};

class DraftStore {
public:
    static constexpr std::size_t MostPerStudent = 3;  // of each kind
    static constexpr std::chrono::days LongestLife{7};
    static constexpr std::size_t MaxBody = std::size_t{1} << 20;

    DraftStore(sqlite::Database& database, const Pseudonyms& pseudonyms, const TimeFloor& floor, const Clock& clock,
               RandomSource& random);

    // How long unlock() would refuse to look. Ask before spending 200 ms on Argon2id.
    [[nodiscard]] std::chrono::seconds wait_before_unlock(std::string_view student_no);

    // All drafts under this number that the PIN opens, most recently saved first. `stretched_pin` is crypto::stretch_pin's.
    [[nodiscard]] Result<std::vector<OpenDraft>, UnlockFailure> unlock(std::string_view student_no,
                                                                       const crypto::Secret<32>& stretched_pin,
                                                                       PinTrust trust);

    // Begins one, durably. A number that has MostPerStudent of that kind already loses the one with the least work in it.
    [[nodiscard]] OpenDraft begin(std::string_view student_no, protocol::RecordKind kind, std::string_view academic_year,
                                  const crypto::Secret<32>& stretched_pin, ByteView body);

    // The same drafts a second time, under keys that another PIN unwraps, durably: while a PIN is being changed, whichever of the two
    // holds in the end opens all. Who knows which discards the others.
    [[nodiscard]] std::vector<OpenDraft> copy_for(const std::vector<OpenDraft>& drafts, const crypto::Secret<32>& stretched_pin);

    // The whole body as it now is, in one durable commit. False: the draft is gone (expired, submitted or pushed out).
    [[nodiscard]] bool save(OpenDraft& draft, ByteView body);

    // Nothing: the draft is gone, or its body does not authenticate.
    [[nodiscard]] std::optional<crypto::SecureBytes> body(const OpenDraft& draft);

    void discard(const OpenDraft& draft);
    void discard(const std::vector<OpenDraft>& drafts);  // all or none

    // Drops what is older than `life` (at most LongestLife) or whose number has waited that long for another try: first the wrapped keys,
    // durably, then what they opened. Does nothing while the clock is not believable; what was saved under such a clock lives from the first believable time. Answers how many.
    std::int64_t expire(std::chrono::hours life = LongestLife);

    [[nodiscard]] std::int64_t count();

private:
    [[nodiscard]] std::optional<Instant> believable_now() const;

    sqlite::Database& database_;
    const Pseudonyms& pseudonyms_;
    const TimeFloor& floor_;
    const Clock& clock_;
    RandomSource& random_;
};

}  // namespace xz::storage
