// Waiting for an endpoint without a thread: the coroutine sleeps until the answer comes from wherever, or its time is over.
#pragma once

#include "server-sync/api/message.hpp"

#include <boost/asio/awaitable.hpp>

namespace xz::server::http {

// 503 after `patience`; a later answer is dropped. Rethrows what the endpoint throws.
boost::asio::awaitable<api::Response> ask(const api::Endpoint& endpoint, api::Request request, std::chrono::milliseconds patience);

}  // namespace xz::server::http
