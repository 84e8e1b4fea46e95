// How a store answers: reads return or throw, writes call back once what they wrote survives a power cut.
#pragma once

#include "terminal/core/support/result.hpp"

#include <functional>
#include <future>
#include <stdexcept>
#include <string>
#include <utility>

namespace xz::server::sync {

// Why nothing of a call was kept: the store cannot answer now (disk full, file damaged, shutting down), or it is well and this very
// call breaks its rules, now and ever.
enum class Blame { Store, Call };
struct Unavailable {
    std::string what;
    Blame blame = Blame::Store;
};

template <typename T>
using Outcome = Result<T, Unavailable>;

// Called exactly once, on the store's writer thread and after the commit (or at once, when the store is closing).
// It must return quickly: hand the answer to your own threads.
template <typename T>
using Completion = std::function<void(Outcome<T>)>;

// A write that has nothing to tell but that it is durable.
struct Done {};

// Thrown by reads; the HTTP session answers 503.
class StoreUnavailable : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// Thrown where the blame is the call's.
class WriteRejected : public StoreUnavailable {
public:
    using StoreUnavailable::StoreUnavailable;
};

// Starts a write and waits until it is durable, or is not: for background workers and command lines, never for a request.
// `start(completion)`.
template <typename T, typename Start>
Outcome<T> outcome_of(Start&& start) {
    std::promise<Outcome<T>> promise;
    std::future<Outcome<T>> future = promise.get_future();
    start(Completion<T>{[&promise](Outcome<T> outcome) { promise.set_value(std::move(outcome)); }});
    return future.get();
}

// The same where nobody nearby can act on a failure. Throws StoreUnavailable.
template <typename T, typename Start>
T wait_for(Start&& start) {
    Outcome<T> outcome = outcome_of<T>(std::forward<Start>(start));
    if (!outcome && outcome.error().blame == Blame::Call) {
        throw WriteRejected{outcome.error().what};
    }
    if (!outcome) {
        throw StoreUnavailable{outcome.error().what};
    }
    return std::move(*outcome);
}

}  // namespace xz::server::sync
