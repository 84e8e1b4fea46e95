// How a store answers: reads return or throw, writes call back once what they wrote survives a power cut.
#pragma once

#include "terminal/core/support/result.hpp"

#include <functional>
#include <stdexcept>
#include <string>

namespace xz::server::sync {

// The store cannot answer now (disk full, file damaged, shutting down); nothing of the call was kept.
struct Unavailable {
    std::string what;
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

}  // namespace xz::server::sync
