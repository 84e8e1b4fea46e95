// POST /sync/v1/heartbeat: how a terminal is, and how far the platform has its work (DESIGN 4, Purge and restore).
#pragma once

#include "terminal/core/crypto/hash.hpp"
#include "terminal/core/protocol/decoded.hpp"
#include "terminal/core/protocol/receipt.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::protocol {

// The terminal's signed word how long its chain is: type "heartbeat", over the canonical form without sig. The platform keeps
// it: of a revoked terminal only what lies at or before it is still taken.
struct ChainHead {
    std::string terminal;
    std::string chain;
    std::uint64_t seq = 0;    // 0: nothing sealed yet
    crypto::Digest sha256{};  // of that envelope; zeros for seq 0
    Instant time;
    crypto::Signature sig{};
    friend bool operator==(const ChainHead&, const ChainHead&) = default;
};
[[nodiscard]] ChainHead sign(ChainHead head, const crypto::SigningKey& terminal_key);
[[nodiscard]] bool is_signed_by(const ChainHead& head, const crypto::VerifyKey& terminal_key);

enum class StoreHealth { Good, Full, Failing };
// Where the store's key comes from (DESIGN 5).
enum class KeyLevel { Tpm, Credentials, File };

struct Heartbeat {
    std::string version;                   // of the program
    std::uint64_t queue_depth = 0;         // envelopes without a receipt
    std::optional<Instant> queue_oldest;   // captured_at of the oldest of them
    std::uint64_t disk_free = 0;           // bytes
    Instant clock;
    StoreHealth store = StoreHealth::Good;
    KeyLevel key_level = KeyLevel::File;
    std::uint64_t bundle_version = 0;      // 0: none
    ChainHead head;
    friend bool operator==(const Heartbeat&, const Heartbeat&) = default;
};
[[nodiscard]] std::string encode(const Heartbeat& heartbeat);
[[nodiscard]] Decoded<Heartbeat> decode_heartbeat(std::string_view text);

struct Command {
    std::string id;    // UUIDv7
    std::string name;
    std::string args = "{}";  // a JSON object's canonical text
    friend bool operator==(const Command&, const Command&) = default;
};

// Signed with a receipt key: type "heartbeat-answer", over the canonical form without sig.
struct HeartbeatAnswer {
    Epoch epoch{};
    Instant time;
    std::string chain;
    std::uint64_t have_seq = 0;     // the last of the chain without a gap before it that is stored; 0: none
    crypto::Digest have_sha256{};   // its hash; zeros for 0
    std::uint64_t safe_seq = 0;     // the last that is opened and in a verified backup
    crypto::Digest audit_head{};
    std::vector<Command> commands;
    std::string kid;
    crypto::Signature sig{};
    friend bool operator==(const HeartbeatAnswer&, const HeartbeatAnswer&) = default;
};
[[nodiscard]] HeartbeatAnswer sign(HeartbeatAnswer answer, const crypto::SigningKey& receipt_key);
[[nodiscard]] bool is_signed_by(const HeartbeatAnswer& answer, const crypto::VerifyKey& receipt_key);
[[nodiscard]] std::string encode(const HeartbeatAnswer& answer);
[[nodiscard]] Decoded<HeartbeatAnswer> decode_heartbeat_answer(std::string_view text);

}  // namespace xz::protocol
