// Which terminals there are, what proves them, and how they do.
#pragma once

#include "server-sync/sync/completion.hpp"
#include "terminal/core/support/bytes.hpp"
#include "terminal/core/support/clock.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::server::sync {

enum class TerminalState { Expected, Active, Locked, Revoked };  // Expected: added, not enrolled yet

[[nodiscard]] std::string_view to_text(TerminalState state);  // "expected", …
[[nodiscard]] std::optional<TerminalState> terminal_state(std::string_view text);

struct Terminal {
    std::string id;
    std::string place;  // for people: "图书馆一楼"
    TerminalState state = TerminalState::Expected;
    Bytes sign_key;  // Ed25519, one for ever; empty until enrolled
    Instant added_at;
    std::optional<Instant> enrolled_at;
    std::optional<Instant> revoked_at;
    std::optional<Instant> seen_at;
    std::optional<Instant> lost_at;  // nobody knows where it is; its next heartbeat ends that
    std::uint64_t drained_bundle = 0;  // the highest bundle that it reported together with an empty queue
    std::string status;  // JSON of the last heartbeat, or empty
    std::string reported_chain;
    std::uint64_t reported_seq = 0;  // chain head as last reported and signed
};

struct EnrolCode {
    Bytes hash;  // SHA-256 of the code's text
    std::string terminal;
    Instant expires_at;
};

struct Certificate {
    std::string serial;  // hex
    std::string terminal;
    std::string pem;
    Instant not_before;
    Instant not_after;
};

struct Enrolment {
    Bytes code_hash;
    Bytes sign_key;
    Bytes csr_hash;  // same code and same keys repeat the answer
    Certificate certificate;
    std::string answer;  // whole answer body, to be repeated
    Instant at;
};

enum class EnrolVerdict { Enrolled, Repeated, CodeUnknown, CodeExpired, CodeUsed, OtherKey };

struct EnrolOutcome {
    EnrolVerdict verdict = EnrolVerdict::CodeUnknown;
    std::string answer;  // what to send when Enrolled or Repeated
};

// What a terminal is to do, as its heartbeats tell it until a newer one takes its place.
struct TerminalCommand {
    std::string id;    // UUIDv7: done once for each
    std::string name;  // "lock", "unlock"
    std::string args;  // JSON object
    Instant issued_at;
};

struct Heartbeat {
    std::string terminal;
    Instant at;
    std::string status;  // JSON as shown on the fleet page
    std::string chain;
    std::uint64_t seq = 0;
    std::uint64_t queue_depth = 0;
    std::uint64_t bundle_version = 0;
};

class TerminalRegistry {
public:
    virtual ~TerminalRegistry() = default;

    [[nodiscard]] virtual std::optional<Terminal> find(std::string_view id) const = 0;
    [[nodiscard]] virtual std::vector<Terminal> all() const = 0;
    // The terminal that this unexpired or expired code would enrol; the name goes into the certificate.
    [[nodiscard]] virtual std::optional<EnrolCode> code(ByteView hash) const = 0;
    [[nodiscard]] virtual std::vector<Certificate> certificates(std::string_view terminal) const = 0;

    [[nodiscard]] virtual std::optional<TerminalCommand> command(std::string_view terminal) const = 0;

    // False: that id is taken.
    virtual void add(Terminal terminal, Completion<bool> done) = 0;
    virtual void add_code(EnrolCode code, Completion<Done> done) = 0;
    virtual void enrol(Enrolment enrolment, Completion<EnrolOutcome> done) = 0;
    virtual void add_certificate(Certificate certificate, Completion<Done> done) = 0;
    // False: no such terminal. A revoked one stays revoked.
    virtual void set_state(std::string id, TerminalState state, Instant at, Completion<bool> done) = 0;
    // From Active to Locked or back, with the command that tells the terminal, together. False: it is neither of the two, nothing changed.
    virtual void lock(std::string id, TerminalState state, TerminalCommand command, Completion<bool> done) = 0;
    // Nothing waits for a lost terminal; what it brings when it turns up is welcome all the same. False: there is no such terminal.
    virtual void lose(std::string id, Instant at, Completion<bool> done) = 0;
    virtual void heartbeat(Heartbeat heartbeat, Completion<Done> done) = 0;
};

}  // namespace xz::server::sync
