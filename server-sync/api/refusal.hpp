// The answers that many endpoints share when they cannot do what was asked.
#pragma once

#include "server-sync/api/message.hpp"
#include "terminal/core/protocol/decoded.hpp"

#include <exception>

namespace xz::server::api {

// 400 with the wire's own code and path.
[[nodiscard]] Response malformed(const protocol::Malformed& why);
// 503: the store did not keep anything of the call.
[[nodiscard]] Response store_unavailable();
// What a client learns of an endpoint that threw: 503 when the store is gone, else 500, and nothing of the reason.
[[nodiscard]] Response answer_to(const std::exception& thrown);

// Runs it on one of the server's threads, soon.
using Post = std::function<void(std::function<void()>)>;
// `make` runs on one of the server's threads: for what a write's completion, which must not linger, leaves to be read. It answers, or answers
// nothing and has handed `respond` on. What it throws is answered as the HTTP session would.
void respond_later(const Post& post, Respond respond, std::function<std::optional<Response>()> make);

}  // namespace xz::server::api
