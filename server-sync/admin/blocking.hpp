// Waits for a store's answer: commands run one at a time on a thread of their own.
#pragma once

#include "server-sync/sync/completion.hpp"

#include <future>
#include <memory>
#include <string>

namespace xz::server::admin {

// `start(completion)` begins the write. The error is one line for people.
template <typename T, typename Start>
[[nodiscard]] Result<T, std::string> wait_for(Start start) {
    // Shared with the callback, which copies.
    auto promise = std::make_shared<std::promise<sync::Outcome<T>>>();
    auto answer = promise->get_future();
    start(sync::Completion<T>{[promise](sync::Outcome<T> outcome) { promise->set_value(std::move(outcome)); }});
    auto outcome = answer.get();
    if (!outcome) return failure("the store cannot answer: " + outcome.error().what);
    return std::move(*outcome);
}

}  // namespace xz::server::admin
