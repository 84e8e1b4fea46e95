// How much of us a client may use, and for how long.
#pragma once

#include <chrono>
#include <cstddef>

namespace xz::server::http {

struct Limits {
    std::size_t header_bytes = 16 * 1024;
    std::size_t body_bytes = 1024 * 1024;  // before and after gunzip
    std::size_t connections = 4096;        // over all listeners; beyond them a new one is closed at once
    std::size_t exchanges = 1024;          // requests being answered; beyond them 503 with Retry-After
    std::chrono::milliseconds handshake{10'000};
    std::chrono::milliseconds idle{75'000};     // from one answer to the next request's first byte
    std::chrono::milliseconds header{10'000};   // from the first byte to the end of the head
    std::chrono::milliseconds body{30'000};
    std::chrono::milliseconds answer{30'000};   // the endpoint's time; then 503
    std::chrono::milliseconds write{30'000};
    std::chrono::milliseconds drain{10'000};
};

}  // namespace xz::server::http
