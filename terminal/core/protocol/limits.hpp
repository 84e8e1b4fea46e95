// How large things on the wire may be; both sides refuse what is larger (DESIGN 4).
#pragma once

#include <cstddef>
#include <cstdint>

namespace xz::protocol {

inline constexpr std::size_t MaxBody = std::size_t{1} << 20;         // a request's or answer's body, after gunzip
inline constexpr std::size_t MaxEnvelopes = 500;                     // in one batch
inline constexpr std::size_t MaxRecord = (std::size_t{256} << 10) - 1;  // a record's canonical bytes; padded they are 256 KiB
inline constexpr std::size_t MinPadded = std::size_t{2} << 10;       // a record's padded form: this times a power of two
inline constexpr std::size_t MaxEnvelope = std::size_t{384} << 10;   // an envelope's canonical bytes: 256 KiB in base64, and room
inline constexpr std::size_t MaxBundle = std::size_t{8} << 20;       // the one answer that may exceed MaxBody
inline constexpr std::size_t MaxDepth = 16;
inline constexpr std::size_t MaxDraft = std::size_t{256} << 10;
inline constexpr std::size_t MaxCommands = 16;                       // in one heartbeat's answer

inline constexpr std::uint64_t MaxSequence = (std::uint64_t{1} << 53) - 1;

}  // namespace xz::protocol
